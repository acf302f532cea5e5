"""How are findings of the editorial check said in words: what is the matter, what to do?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.findings import IMAGE, PAGE
from gremienwerk.foundation.lint.findings import Finding, Kind
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.happened import say_field

WHAT = {
    Kind.DOUBLED_SENTENCE: gettext_lazy("The sentence stands there twice."),
    Kind.CONTRADICTION: gettext_lazy("The text names two different rhythms."),
    Kind.SPELLING: gettext_lazy("“%(passage)s” stands in no word list."),
    Kind.GRAMMAR: gettext_lazy("“%(passage)s” has slipped."),
    Kind.ALT_IS_FILE_NAME: gettext_lazy("The words for the picture are the name of its file."),
    Kind.ALT_HAS_USAGE_NOTE: gettext_lazy(
        "“%(passage)s” is a note about use, not about the picture."
    ),
    Kind.ALT_MISSING: gettext_lazy("The picture has no words for those who do not see it."),
    Kind.ALT_TOO_LONG: gettext_lazy("The words for the picture have more than 200 characters."),
    Kind.EMPTY_LINK_TEXT: gettext_lazy("“%(passage)s” does not say where the link leads."),
    Kind.SAME_LINK_TEXT: gettext_lazy("“%(passage)s” leads to two different places."),
    Kind.WRONG_TERM: gettext_lazy("“%(passage)s” is not the term that is meant."),
    Kind.OUTDATED_TITLE: gettext_lazy("“%(passage)s” is a title of former times."),
    Kind.SECOND_NAME: gettext_lazy("“%(passage)s” is a second name; readers look for one."),
    Kind.VAGUE_RHYTHM: gettext_lazy("“%(passage)s”: nobody can come by that."),
    Kind.AGEING_WORD: gettext_lazy("“%(passage)s” grows old and says no day."),
    Kind.IMAGE_UNDECIDED: gettext_lazy("Nobody has decided about the picture."),
    Kind.GROUP_WITHOUT_HEADING: gettext_lazy("A group has no heading."),
    Kind.CONTRADICTED_NUMBER: gettext_lazy("“%(passage)s” is not what the data say."),
}
TODO = {
    Kind.DOUBLED_SENTENCE: gettext_lazy("Strike one out."),
    Kind.CONTRADICTION: gettext_lazy("Let the data say it: {rhythm}."),
    Kind.ALT_IS_FILE_NAME: gettext_lazy("Say what the picture shows."),
    Kind.ALT_HAS_USAGE_NOTE: gettext_lazy("Put it into author, licence or restriction."),
    Kind.ALT_MISSING: gettext_lazy("Say what it shows, or mark it as decorative."),
    Kind.ALT_TOO_LONG: gettext_lazy("Shorten them; details belong into the text."),
    Kind.EMPTY_LINK_TEXT: gettext_lazy("Write the name of the page it leads to."),
    Kind.SAME_LINK_TEXT: gettext_lazy("Name the two places differently."),
    Kind.VAGUE_RHYTHM: gettext_lazy("Let the data say it: {rhythm}."),
    Kind.AGEING_WORD: gettext_lazy("Name a date, such as “as of November 2026”, or strike it out."),
    Kind.IMAGE_UNDECIDED: gettext_lazy("Choose one, or decide for none on purpose."),
    Kind.GROUP_WITHOUT_HEADING: gettext_lazy("Give it one; for a body choose its sphere."),
}
SHORT = {
    Kind.DOUBLED_SENTENCE: gettext_lazy("doubled sentence"),
    Kind.CONTRADICTION: gettext_lazy("contradiction"),
    Kind.SPELLING: gettext_lazy("spelling"),
    Kind.GRAMMAR: gettext_lazy("grammar"),
    Kind.ALT_IS_FILE_NAME: gettext_lazy("words for a picture"),
    Kind.ALT_HAS_USAGE_NOTE: gettext_lazy("words for a picture"),
    Kind.ALT_MISSING: gettext_lazy("words for a picture"),
    Kind.ALT_TOO_LONG: gettext_lazy("words for a picture"),
    Kind.EMPTY_LINK_TEXT: gettext_lazy("text of a link"),
    Kind.SAME_LINK_TEXT: gettext_lazy("text of a link"),
    Kind.WRONG_TERM: gettext_lazy("term"),
    Kind.OUTDATED_TITLE: gettext_lazy("title"),
    Kind.SECOND_NAME: gettext_lazy("second name"),
    Kind.VAGUE_RHYTHM: gettext_lazy("rhythm"),
    Kind.AGEING_WORD: gettext_lazy("ageing word"),
    Kind.IMAGE_UNDECIDED: gettext_lazy("picture"),
    Kind.GROUP_WITHOUT_HEADING: gettext_lazy("heading"),
    Kind.CONTRADICTED_NUMBER: gettext_lazy("number"),
}


@dataclass(frozen=True)
class Hint:
    """A finding as a page shows it."""

    key: str
    short: str
    what: str
    todo: str
    button: str
    passage: str = ""
    paragraph: int = 0


def hint_of(finding: Finding, text: str = "") -> Hint:
    """Return what is the matter and what to do about it, in words."""
    return Hint(
        key=finding.key,
        short=str(SHORT[finding.kind]),
        what=str(WHAT[finding.kind]) % {"passage": finding.passage},
        todo=_todo(finding),
        button=_button(finding),
        passage=finding.passage,
        paragraph=finding.paragraph_in(text) if text else 0,
    )


def _todo(finding: Finding) -> str:
    if finding.kind in TODO:
        return str(TODO[finding.kind])
    if not finding.proposal:
        return _("Look at it once more.")
    return _("Perhaps: %(proposal)s") % {"proposal": finding.proposal}


def _button(finding: Finding) -> str:
    """Return the word on the button that puts the proposal in; empty where there is none."""
    if not finding.replaces:
        return ""
    if not finding.proposal:
        return _("Strike one out")
    return _("Write “%(proposal)s”") % {"proposal": finding.proposal}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a text with what was found in it."""

    text: str
    hints: Sequence[Hint]


def paragraphs(text: str, findings: Sequence[Finding]) -> list[Paragraph]:
    """Return the paragraphs in which something was found, each with its findings."""
    hints = [hint_of(one, text) for one in findings]
    parts = text.split("\n\n")
    return [
        Paragraph(part, here)
        for number, part in enumerate(parts)
        if (here := [hint for hint in hints if hint.paragraph == number])
    ]


def place_of(field: str) -> str:
    """Return where a finding lies, in words."""
    return {IMAGE: _("picture"), PAGE: _("the page itself")}.get(field) or say_field(field)


def place_url(body: Organization, field: str) -> str:
    """Return where a finding can be mended."""
    if field in {IMAGE, PAGE}:
        return address("images", body.slug)
    return address("text", body.slug, field.replace("_", "-"))
