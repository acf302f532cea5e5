"""Each rule finds its example, says where, and leaves good German alone."""

import pytest

from gremienwerk.foundation.lint.check import apply, check_text
from gremienwerk.foundation.lint.findings import Facts, Kind
from gremienwerk.foundation.lint.pictures import alt_findings, page_findings

FACTS = Facts(
    names={"Ehrenamtsstammtisch": "Ehrenamtsrunde"},
    numbers={"mitglieder": (15, "{seats}")},
    proper=frozenset({"Musterlein"}),
)
EXAMPLES = [
    (Kind.DOUBLED_SENTENCE, "Kommen Sie gern. Kommen Sie gern.", "Kommen Sie gern.", ""),
    (
        Kind.CONTRADICTION,
        "Die Runde trifft sich quartalsweise. Sie tagt rund alle vier Wochen.",
        "rund alle vier Wochen",
        "{rhythm}",
    ),
    (Kind.SPELLING, "Wir danken für Ihre Mitarbiet.", "Mitarbiet", "Mitarbeit"),
    (Kind.SPELLING, "Eine Bürgerinititative lädt ein.", "Bürgerinititative", "Bürgerinitiative"),
    (Kind.GRAMMAR, "Wir treffen uns im den Räumen.", "im den", "in den"),
    (Kind.GRAMMAR, "Wir planen und und handeln.", "und und", "und"),
    (Kind.EMPTY_LINK_TEXT, "Mehr steht [weiter](https://a.example).", "weiter", None),
    (Kind.EMPTY_LINK_TEXT, "Mehr steht [dort](https://a.example).", "dort", None),
    (
        Kind.SAME_LINK_TEXT,
        "[Termine](https://a.example/1) und [Termine](https://a.example/2)",
        "Termine",
        None,
    ),
    (Kind.WRONG_TERM, "Die Tagungsordnung steht fest.", "Tagungsordnung", "Tagesordnung"),
    (
        Kind.OUTDATED_TITLE,
        "Fragen Sie die Ausländerbeauftragte.",
        "Ausländerbeauftragte",
        "Beauftragte für Partizipation und Integration",
    ),
    (
        Kind.SECOND_NAME,
        "Der Ehrenamtsstammtisch lädt ein.",
        "Ehrenamtsstammtisch",
        "Ehrenamtsrunde",
    ),
    (Kind.VAGUE_RHYTHM, "Wir treffen uns ab und zu.", "ab und zu", "{rhythm}"),
    (Kind.AGEING_WORD, "Zurzeit suchen wir Fachleute.", "Zurzeit", None),
    (Kind.AGEING_WORD, "Derzeit suchen wir Fachleute.", "Derzeit", None),
    (Kind.GROUP_WITHOUT_HEADING, "##\n\n- Obst\n- Gemüse", "##", None),
    (Kind.CONTRADICTED_NUMBER, "Das sind unsere zwölf Mitglieder.", "zwölf", "{seats}"),
]


@pytest.mark.parametrize(("kind", "text", "passage", "proposal"), EXAMPLES)
def test_a_rule_finds_its_example_and_only_that(kind, text, passage, proposal):
    [found] = check_text(text, FACTS)

    assert (found.kind, found.passage) == (kind, passage)
    assert passage in text[found.start : found.end]
    if proposal is not None:
        assert (found.proposal, found.replaces) == (proposal, True)


GOOD = """
Der Beirat berät das Bezirksamt, damit Menschen mit Migrationsgeschichte gleich teilhaben können.

Er hat {seats} Sitze. Die fünfzehn Mitglieder treffen sich {rhythm}; wir laden Bürger*innen und
Nachbar:innen ein. Frau Musterlein leitet die Gemeinschaftsunterkunft. § 19 PartMigG gilt. Zurzeit
(Stand November 2026) ist im Rathaus Platz. [Alle Termine](https://a.example/termine), BVV-Sitzung.
Die, die kommen, freuen sich. In der Integrations- und Sozialarbeit hilft das Willkommensbündnis.
"""


def test_good_german_is_left_alone():
    assert check_text(GOOD, FACTS) == []


@pytest.mark.parametrize(
    ("alt", "file_name", "kind"),
    [
        ("FotoGarten2", "FotoGarten2.jpg", Kind.ALT_IS_FILE_NAME),
        ("FotoGarten2", "", Kind.ALT_IS_FILE_NAME),
        ("Brunnen, nur mit Genehmigung", "brunnen.jpg", Kind.ALT_HAS_USAGE_NOTE),
        ("", "brunnen.jpg", Kind.ALT_MISSING),
        ("B" + "a " * 120, "brunnen.jpg", Kind.ALT_TOO_LONG),
    ],
)
def test_words_for_a_picture_are_looked_at(alt, file_name, kind):
    assert [one.kind for one in alt_findings(alt, file_name=file_name)] == [kind]


def test_a_good_alt_and_a_decorative_picture_are_left_alone():
    assert list(alt_findings("Brunnen vor dem Rathaus", file_name="brunnen.jpg")) == []
    assert list(alt_findings("", is_decorative=True)) == []


def test_a_page_without_picture_or_heading_is_found():
    found = page_findings(is_image_open=True, has_heading=False)

    assert [one.kind for one in found] == [Kind.IMAGE_UNDECIDED, Kind.GROUP_WITHOUT_HEADING]
    assert list(page_findings(is_image_open=False, has_heading=True)) == []


def test_every_kind_has_an_example():
    named = {kind for kind, *_rest in EXAMPLES}
    pictures = {kind for kind in Kind if kind.startswith("alt_")} | {Kind.IMAGE_UNDECIDED}

    assert named | pictures == set(Kind)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Kommen Sie gern. Kommen Sie gern.", "Kommen Sie gern."),
        ("Wir treffen uns im den Räumen.", "Wir treffen uns in den Räumen."),
        ("Unsere zwölf Mitglieder.", "Unsere {seats} Mitglieder."),
        ("Mehr [weiter](https://a.example).", "Mehr [weiter](https://a.example)."),
    ],
)
def test_a_proposal_is_put_in_only_when_asked(text, after):
    [found] = check_text(text, FACTS)

    assert apply(text, found) == after


def test_an_acceptance_holds_until_passage_or_facts_change():
    [twelve] = check_text("Unsere zwölf Mitglieder.", FACTS)
    [again] = check_text("Das sind zwölf Mitglieder!", FACTS)
    [eleven] = check_text("Unsere elf Mitglieder.", FACTS)

    assert twelve.key == again.key
    assert twelve.key != eleven.key


def test_the_paragraph_of_a_finding_is_known():
    text = "Erster Absatz.\n\nZweiter Absatz.\n\nWir treffen uns ab und zu."
    [found] = check_text(text, FACTS)

    assert found.paragraph_in(text) == 2
