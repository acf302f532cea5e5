"""Two people edit the same thing: is anything lost?"""

from hypothesis import given
from hypothesis import strategies as st

from gremienwerk.surfaces.workspace.revisions import Conflict, merge, token_of

TEXTS = st.text(alphabet="abc \n", max_size=8)


def test_nobody_else_changed_anything():
    drawn = {"name": "alt", "note": "x"}

    merged = merge(token_of(drawn), drawn, {"name": "neu", "note": "x"})

    assert (merged.values, merged.conflicts, merged.kept) == ({"name": "neu", "note": "x"}, [], [])


def test_what_only_the_other_changed_is_kept():
    token = token_of({"name": "alt", "note": "x"})

    merged = merge(token, {"name": "alt", "note": "anders"}, {"name": "neu", "note": "x"})

    assert merged.values == {"name": "neu", "note": "anders"}
    assert merged.kept == ["note"]


def test_what_both_changed_stands_side_by_side():
    merged = merge(token_of({"name": "alt"}), {"name": "ihrs"}, {"name": "meins"})

    assert merged.conflicts == [Conflict("name", "ihrs", "meins")]


def test_line_ends_of_a_browser_are_no_change():
    merged = merge(token_of({"text": "a\nb"}), {"text": "a\nb"}, {"text": "a\r\nb\r\n"})

    assert merged.is_clear
    assert merged.kept == []


def test_a_form_without_a_token_conflicts_with_nothing_that_stands_there():
    assert merge("", {"name": "alt"}, {"name": "neu"}).is_clear


@given(TEXTS, TEXTS, TEXTS)
def test_no_text_is_lost_whatever_two_people_do(base, theirs, mine):
    merged = merge(token_of({"t": base}), {"t": theirs}, {"t": mine})

    kept = merged.values["t"].strip()
    if theirs.strip() not in {base.strip(), kept}:
        assert merged.conflicts == [Conflict("t", theirs.strip(), mine)]
    if mine.strip() not in {base.strip(), kept}:
        assert merged.conflicts
