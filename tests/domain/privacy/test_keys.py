import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.privacy.commands.renew_keys import encrypted_columns, renew_keys
from gremienwerk.domain.privacy.models import ListEntry, SpecialRecord
from gremienwerk.foundation import keys
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.factories.privacy import BEFORE, ListEntryFactory, SpecialRecordFactory
from tests.factories.roles import account

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_keys(settings, tmp_path):
    settings.DATA = tmp_path


def test_everything_lies_under_a_new_key_and_the_old_one_is_gone(
    django_capture_on_commit_callbacks,
):
    SpecialRecordFactory(text="Rollstuhl")
    ListEntryFactory(address="ada@mail.example")
    [old] = keys.key_file().read_text().split()

    with django_capture_on_commit_callbacks(execute=True):
        number = renew_keys(by=system_user(), now=BEFORE)

    assert number == 2
    [new] = keys.key_file().read_text().split()
    assert new != old
    assert SpecialRecord.objects.get().text == "Rollstuhl"
    assert ListEntry.objects.get().address == "ada@mail.example"
    assert Entry.objects.order_by("pk").last().payload == {"values": 2}


def test_breaking_off_leaves_everything_readable():
    SpecialRecordFactory(text="Rollstuhl")
    keys.add_key()  # and then the power went

    assert SpecialRecord.objects.get().text == "Rollstuhl"


def test_only_the_machine_renews_keys():
    with pytest.raises(NotAllowed):
        renew_keys(by=account(BodyRole.OFFICE_ADMINISTRATOR), now=BEFORE)
    assert not keys.key_file().exists()


def test_every_encrypted_column_is_found():
    assert {(model.__name__, name) for model, name in encrypted_columns()} >= {
        ("SpecialRecord", "text"),
        ("ListEntry", "address"),
    }
