import pytest
from django.core.exceptions import ImproperlyConfigured

from gremienwerk.foundation.secrets import kept_secret, mail_settings


def test_the_secret_is_made_once_and_only_the_owner_can_read_it(tmp_path):
    path = tmp_path / "data" / "secret-key"

    first, second = kept_secret(path), kept_secret(path)

    assert first == second
    assert len(first) > 50
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("url", "tls", "port"),
    [
        ("submission://a:p%40ss@mail.example", True, 587),
        ("smtp://mail.example?tls=True", True, 25),
        ("smtp://localhost", False, 25),
    ],
)
def test_a_mail_server_is_read_from_its_address(url, tls, port):
    found = mail_settings(url)

    assert (found["EMAIL_USE_TLS"], found["EMAIL_PORT"]) == (tls, port)


def test_no_mail_server_is_no_setting():
    assert mail_settings("") == {}


@pytest.mark.parametrize("url", ["smtp+tls://mail.example", "smtps://mail.example", "mail.example"])
def test_an_unknown_way_to_send_is_refused_by_name(url):
    with pytest.raises(ImproperlyConfigured, match="submission://"):
        mail_settings(url)
