import os

import pytest
from django.utils import translation

from gremienwerk.foundation import prepare

CATALOGUE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "A word of this test"
msgstr "Ein Wort dieses Tests"
"""


def test_a_translation_is_compiled_once_and_read_at_once(settings, tmp_path):
    source = tmp_path / "de" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE)
    settings.LOCALE_PATHS = [tmp_path]

    assert [prepare.compile_messages(), prepare.compile_messages()] == [["de"], []]
    with translation.override("de"):
        assert translation.gettext("A word of this test") == "Ein Wort dieses Tests"
    os.utime(source, (2e9, 2e9))
    assert prepare.compile_messages() == ["de"]


@pytest.fixture
def _collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "gremienwerk.design.storage.OneSheet"}
    }


@pytest.mark.usefixtures("_collected")
def test_assets_are_collected_compressed_and_left_alone_until_one_changes(tmp_path):
    assert [prepare.collect_assets(), prepare.collect_assets()] == [True, False]
    names = {path.suffix for path in (tmp_path / "static").rglob("*")}
    assert {".gz", ".br", ".css"} <= names


@pytest.mark.django_db
def test_the_test_database_is_up_to_date():
    assert prepare.missing_migrations() == []
