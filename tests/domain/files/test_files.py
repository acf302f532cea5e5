from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.files import store
from gremienwerk.domain.files.commands.publish_file import NotToBePublished, publish_file
from gremienwerk.domain.files.commands.store_file import Upload, store_file
from gremienwerk.domain.files.commands.withdraw_file import NotToBeWithdrawn, withdraw_file
from gremienwerk.domain.files.kinds import FileNotUsable
from gremienwerk.domain.files.models import File
from gremienwerk.foundation.events.models import Entry
from tests.factories.bodies import BodyFactory
from tests.factories.files import FileFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 1, 9, 0, 0, 123, tzinfo=UTC)
SECOND = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)


def test_a_file_is_stored_whole_and_not_public():
    upload = Upload("../Anlage Ä.txt", b"Hallo", day=date(2026, 5, 1), license="CC0")

    file = store_file(BodyFactory(), upload, by=system_user(), now=NOW)

    assert (file.file_name, file.name, file.mime_type) == (
        "Anlage-Ae.txt",
        "Anlage Ä",
        "text/plain",
    )
    assert (file.size, file.sha512, file.text) == (5, store.digest_of(b"Hallo"), "Hallo")
    assert store.path_of(file.stored_as).read_bytes() == b"Hallo"
    assert (file.created_at, file.published_at) == (SECOND, None)
    assert not File.objects.public().exists()


@pytest.mark.parametrize("upload", [Upload("日本.txt", b"x"), Upload("a.pdf", b"<html>")])
def test_a_bad_file_leaves_no_trace(settings, upload):
    with pytest.raises(FileNotUsable):
        store_file(BodyFactory(), upload, by=system_user(), now=NOW)

    assert not File.objects.exists()
    assert not Entry.objects.exists()
    assert list(settings.MEDIA_ROOT.rglob("*")) == []


def test_a_released_file_is_public_until_it_is_withdrawn():
    file = FileFactory(published_at=None)

    published = publish_file(file, by=system_user(), now=NOW)
    assert list(File.objects.public()) == [published]
    withdrawn = withdraw_file(file, by=system_user(), now=NOW)

    assert (withdrawn.published_at, withdrawn.deleted_at) == (SECOND, SECOND)
    assert not File.objects.public().exists()


@pytest.mark.parametrize("change", [{}, {"deleted_at": SECOND, "published_at": None}])
def test_refuses_to_publish_what_is_public_or_gone(change):
    with pytest.raises(NotToBePublished):
        publish_file(FileFactory(**change), by=system_user(), now=NOW)


@pytest.mark.parametrize(
    "change", [{"deleted_at": SECOND}, {"stored_as": "", "access_url": "https://rat.example/1"}]
)
def test_refuses_to_withdraw_what_is_gone_or_not_ours(change):
    with pytest.raises(NotToBeWithdrawn):
        withdraw_file(FileFactory(**change), by=system_user(), now=NOW)


def test_files_of_a_hidden_council_and_drafts_are_not_public():
    hidden = BodyFactory(slug="rat", is_own=False, is_public=False)
    FileFactory(body=hidden)
    FileFactory(published_at=None)
    FileFactory(deleted_at=SECOND)
    shown = FileFactory(body=BodyFactory(slug="offen", is_own=False))

    assert list(File.objects.public()) == [shown]
