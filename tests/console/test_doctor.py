import pytest
from django.db import connection

from gremienwerk.console import DONE, REFUSED, call
from gremienwerk.foundation.events import append_only

pytestmark = pytest.mark.django_db


@pytest.fixture
def _sound(settings, tmp_path):
    settings.DATA = tmp_path
    settings.SECRET_KEY = "k" * 30 + "abcdefghijklmnopqrstuvwxyz"


@pytest.mark.usefixtures("_sound")
def test_a_sound_installation_has_no_finding(capsys):
    assert call("doctor") == DONE
    assert "- " not in capsys.readouterr().out


@pytest.mark.usefixtures("_sound")
def test_a_log_without_protection_is_found(capsys):
    append_only.lift(connection)
    assert call("doctor") == REFUSED
    append_only.protect(connection)

    assert len(capsys.readouterr().out.strip().splitlines()) >= 1


@pytest.mark.usefixtures("_sound")
def test_a_secret_key_that_others_can_read_is_found(tmp_path):
    (tmp_path / "secret-key").write_text("x")
    (tmp_path / "secret-key").chmod(0o644)

    assert call("doctor") == REFUSED
