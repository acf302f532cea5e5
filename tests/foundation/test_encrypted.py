import stat

import pytest
from django.core.exceptions import FieldError, ImproperlyConfigured
from django.db import connection

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.privacy.models import SpecialRecord
from gremienwerk.foundation import keys
from gremienwerk.foundation.events.revisions import record_changes
from tests.factories.privacy import BEFORE, SpecialRecordFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.DATA = tmp_path


def stored():
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM privacy_specialrecord")
        return cursor.fetchone()[0]


def test_a_text_lies_encrypted_and_is_read_as_it_was():
    SpecialRecordFactory(text="Größe, 🦽, Umlaute")

    assert "Umlaute" not in stored()
    assert SpecialRecord.objects.get().text == "Größe, 🦽, Umlaute"


def test_the_same_text_never_lies_there_twice_the_same():
    assert keys.encrypt("a") != keys.encrypt("a")


def test_the_keys_are_for_the_owner_alone():
    keys.encrypt("a")

    assert stat.S_IMODE(keys.key_file().stat().st_mode) == 0o600
    assert not keys.is_readable_by_others()
    keys.key_file().chmod(0o644)
    assert keys.is_readable_by_others()


def test_nobody_searches_or_sorts_what_is_encrypted():
    for look_up in ("text", "text__contains", "text__startswith", "text__gt"):
        with pytest.raises(FieldError):
            SpecialRecord.objects.filter(**{look_up: "Rollstuhl"}).exists()
    SpecialRecordFactory()
    assert SpecialRecord.objects.filter(text__isnull=False).count() == 1


def test_a_wrong_key_is_an_error_and_never_a_value():
    SpecialRecordFactory()
    keys.key_file().unlink()

    with pytest.raises(keys.WrongKey):
        SpecialRecord.objects.get()


def test_a_tampered_value_is_an_error():
    SpecialRecordFactory()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE privacy_specialrecord SET text = 'Rollstuhl'")

    with pytest.raises(keys.WrongKey):
        SpecialRecord.objects.get()


def test_with_a_new_key_in_front_old_rows_still_open():
    SpecialRecordFactory()
    keys.add_key()

    assert SpecialRecord.objects.get().text == "Rollstuhl"
    assert len(keys.key_file().read_text().split()) == 2


def test_a_file_that_holds_no_key_is_named():
    keys.key_file().write_text("kein Schlüssel\n")

    with pytest.raises(ImproperlyConfigured, match="encryption-keys"):
        keys.encrypt("a")


def test_an_encrypted_value_never_gets_into_the_log():
    record = SpecialRecordFactory()
    record.text = "Anderes"

    with pytest.raises(ValueError, match="encrypted"):
        record_changes(record, ["text"], by=system_user(), now=BEFORE)
