"""Which part of a name is the family name is told only where everybody would agree."""

import pytest

from gremienwerk.domain.people.naming import split_name


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Lotte Vorlage", ("Lotte", "Vorlage")),
        ("Vorlage, Lotte", ("Lotte", "Vorlage")),
        ("de la Muster, Ana", ("Ana", "de la Muster")),
        ("Lotte", ("", "")),
        ("Ana de la Muster", ("", "")),
        ("", ("", "")),
    ],
)
def test_two_words_or_a_comma_tell(name, parts):
    assert split_name(name) == parts
