"""What do the buttons of the editor do?"""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.commands.accept_finding import Acceptance, accept_finding
from gremienwerk.domain.organizations.commands.discard_draft import discard_draft
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.commands.save_draft import Writing, save_draft
from gremienwerk.domain.organizations.queries.findings import findings_in
from gremienwerk.domain.organizations.queries.texts import TextCell, text_rows
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.lint.check import apply
from gremienwerk.foundation.lint.findings import Finding
from gremienwerk.foundation.texts.drafts import Place
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE, revision
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.surfaces.workspace.bodies.opening import Opened
from gremienwerk.surfaces.workspace.frame import address

Typed = Mapping[str, str]


class FindingGone(Refusal):
    """The text reads otherwise now, so the finding is gone."""


def writing_of(data: Typed, field: str, language: str) -> Writing | None:
    """Return what a form says about a language; None if that is not in it."""
    if f"text-{language}" not in data:
        return None
    return Writing(
        Place(field, language),
        data[f"text-{language}"].replace("\r\n", "\n"),
        data.get(f"seen-{language}", ""),
        data.get(f"compared-{language}", ""),
    )


def keep(opened: Opened, writing: Writing, *, is_both: bool, now: datetime) -> None:
    """Keep a draft; `is_both` puts what was typed behind what stands there."""
    if is_both:
        there = cell_of(opened, writing.place).written.strip()
        both = f"{there}\n\n{writing.text.strip()}".strip()
        writing = Writing(writing.place, both, revision(there), writing.compared)
    save_draft(opened.body, writing, by=opened.user, now=now)


def cell_of(opened: Opened, place: Place) -> TextCell:
    """Return what is published and drafted at a place."""
    [row] = text_rows(opened.body, [place.field])
    return row.in_language(place.language)


def then(opened: Opened, field: str, act: str, data: Typed, *, now: datetime) -> tuple[str, str]:
    """Do what a button says after saving; return what was done, and where to go (or nowhere).

    Raises what the commands raise, and `FindingGone`.
    """
    verb, _dash, rest = act.partition("-")
    if verb == "apply":
        _apply(opened, field, rest, now=now)
        return _("The proposal stands in the draft."), ""
    if verb == "accept":
        finding = _found(opened, field, rest)
        acceptance = Acceptance(field, finding, data.get(f"reason-{rest}", ""))
        accept_finding(opened.body, acceptance, by=opened.user, now=now)
        return _("The passage may stay; your reason is kept."), ""
    if verb == "discard":
        discard_draft(opened.body, Place(field, rest), by=opened.user, now=now)
        return _("The draft is gone. What is public stays."), ""
    if verb == "current":
        _confirm(opened, Place(field, rest), now=now)
        return _("The translation counts as current from now on."), ""
    if verb == "release":
        return "", address("texts_release", opened.body.slug)
    return _("The draft is saved. The public still reads the old text."), ""


def _apply(opened: Opened, field: str, key: str, *, now: datetime) -> None:
    written = cell_of(opened, Place(field)).written
    text = apply(written, _found(opened, field, key))
    writing = Writing(Place(field), text, revision(written))
    save_draft(opened.body, writing, by=opened.user, now=now)


def _found(opened: Opened, field: str, key: str) -> Finding:
    written = cell_of(opened, Place(field)).written
    for finding in findings_in(written, field, opened.body):
        if finding.key == key:
            return finding
    raise FindingGone(_("This passage reads otherwise now; look at the text again."))


def _confirm(opened: Opened, place: Place, *, now: datetime) -> None:
    """Say that a translation is right as it stands, though the source was changed."""
    if place.language == SOURCE_LANGUAGE:
        return
    rendering = Rendering(place.language, cell_of(opened, place).text)
    edit_texts(opened.body, {}, renderings={place.field: [rendering]}, by=opened.user, now=now)
