"""Which findings are there in a German text? All rules, in the order of the text."""

from collections.abc import Callable, Iterator
from itertools import chain

from gremienwerk.foundation.lint import grammar, links, numbers, pictures, repetition, wording
from gremienwerk.foundation.lint.findings import Facts, Finding, Kind
from gremienwerk.foundation.lint.spelling import misspelt

Rule = Callable[[str, Facts], Iterator[Finding]]

RULES: tuple[Rule, ...] = (
    repetition.doubled_sentences,
    repetition.contradictions,
    misspelt,
    grammar.slips,
    links.empty_link_texts,
    links.same_link_texts,
    wording.wrong_terms,
    wording.outdated_titles,
    wording.second_names,
    wording.vague_rhythms,
    wording.ageing_words,
    numbers.contradicted_numbers,
    lambda text, _facts: pictures.empty_headings(text),
)
LANGUAGES = frozenset({"de"})  # the rules know German


def check_text(text: str, facts: Facts | None = None) -> list[Finding]:
    """Return what is found in `text`; a word with a better finding is not also misspelt."""
    known = facts or Facts()
    found = sorted(chain.from_iterable(rule(text, known) for rule in RULES), key=_place)
    named = {(one.start, one.end) for one in found if one.kind != Kind.SPELLING}
    return [one for one in found if one.kind != Kind.SPELLING or (one.start, one.end) not in named]


def _place(finding: Finding) -> tuple[int, int, str]:
    return finding.start, finding.end, finding.kind


def apply(text: str, finding: Finding) -> str:
    """Return `text` with the proposal in place of the passage; only a person asks for it."""
    if not finding.replaces:
        return text
    before, after = text[: finding.start], text[finding.end :]
    if not finding.proposal:
        return (before.rstrip(" ") + after) if after[:1] in {"", " ", "\n"} else before + after
    return before + finding.proposal + after
