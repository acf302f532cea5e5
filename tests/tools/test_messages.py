import polib
import pytest

from tools import messages

SOURCE = """
from django.utils.translation import gettext as _, ngettext
def words(n):
    return _("One %(word)s"), ngettext("%(n)s body", "%(n)s bodies", n)
"""
TEMPLATE = '{% load i18n %}{% translate "From a page" %}'
GOOD = {
    "One %(word)s": "Ein %(word)s",
    "%(n)s body": ("%(n)s Gremium", "%(n)s Gremien"),
    "From a page": "Von einer Seite",
}


@pytest.fixture
def marked(tmp_path):
    (tmp_path / "templates").mkdir()
    (tmp_path / "words.py").write_text(SOURCE)
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE)
    return messages.marked_texts(tmp_path)


def catalogue(texts):
    file = polib.POFile()
    for source, text in texts.items():
        entry = polib.POEntry(msgid=source, msgstr=text if isinstance(text, str) else "")
        if not isinstance(text, str):
            entry.msgid_plural = "%(n)s bodies"
            entry.msgstr_plural = dict(enumerate(text))
        file.append(entry)
    return file


def test_a_complete_catalogue_has_no_finding(marked):
    assert messages.findings(marked, catalogue(GOOD)) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"From a page": ""}, "not translated: 'From a page'"),
        ({"One %(word)s": "Ein Wort"}, "other placeholders: 'One %(word)s'"),
        ({"One %(word)s": "Ein %(wort)s"}, "other placeholders: 'One %(word)s'"),
        ({"%(n)s body": "%(n)s Gremium"}, "needs plural forms: '%(n)s body'"),
        ({"%(n)s body": ("%(n)s Gremium", "")}, "not translated: '%(n)s body'"),
        ({"Gone": "Weg"}, "no longer used: 'Gone'"),
    ],
)
def test_what_is_wrong_is_named(marked, change, found):
    findings = messages.findings(marked, catalogue(GOOD | change))

    assert any(line.startswith(found) for line in findings)


def test_an_entry_that_stands_there_twice_is_named(marked):
    twice = catalogue(GOOD)
    twice.append(polib.POEntry(msgid="From a page", msgstr="Anders"))

    assert messages.findings(marked, twice) == ["stands there 2 times: 'From a page'"]


def test_an_entry_marked_as_doubtful_counts_as_missing(marked):
    doubtful = catalogue(GOOD)
    doubtful[0].flags.append("fuzzy")

    assert [line.split(":")[0] for line in messages.findings(marked, doubtful)] == [
        "not translated"
    ]
