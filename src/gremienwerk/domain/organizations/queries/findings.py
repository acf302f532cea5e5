"""What does the editorial check find in the texts of bodies, and what was accepted of it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet

from gremienwerk.domain.organizations.choices import ImageDecision
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.texts import TEXT_FIELDS, lint_facts
from gremienwerk.foundation.lint.check import check_text
from gremienwerk.foundation.lint.findings import Facts, Finding, Kind
from gremienwerk.foundation.lint.pictures import alt_findings, page_findings
from gremienwerk.foundation.texts.drafts import accepted_keys
from gremienwerk.foundation.texts.models import (
    SOURCE_LANGUAGE,
    LintAcceptance,
    LintFinding,
    TextDraft,
)

IMAGE, PAGE = "image", "page"

Drafts = Mapping[int, Sequence[TextDraft]]  # by body


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, and the field in which it lies; `is_draft`: in what is not published yet."""

    field: str
    finding: Finding
    is_draft: bool = False


def findings_in(text: str, field: str, body: Organization) -> list[Finding]:
    """Return what is found in `text` for `field` and was not accepted. Two queries."""
    facts = lint_facts([body])[body.pk]
    accepted = accepted_keys([body])
    return [one for one in check_text(text, facts) if (body.pk, field, one.key) not in accepted]


def findings_of(
    bodies: Iterable[Organization], *, both: bool = False, drafts: Drafts | None = None
) -> dict[int, list[Placed]]:
    """Return what is found on the pages of `bodies` and was not accepted. Three queries.

    `bodies` come from `with_standing`. Where there is a draft, the draft is looked at: it is
    what would be published. With `both` what is public is looked at beside its draft. Who has
    the `drafts` by body already (`drafts_by_body`) gives them, and saves a query.
    """
    rows = list(bodies)
    facts, accepted = lint_facts(rows), accepted_keys(rows)
    written = drafts_by_body(rows) if drafts is None else drafts
    return {
        body.pk: [
            one
            for one in _of(body, facts[body.pk], _source(written.get(body.pk, ())), both=both)
            if (body.pk, one.field, one.finding.key) not in accepted
        ]
        for body in rows
    }


def _of(body: Organization, facts: Facts, drafts: Mapping[str, str], *, both: bool) -> list[Placed]:
    found = []
    for field in TEXT_FIELDS:
        text, is_draft = drafts.get(field, getattr(body, field)), field in drafts
        found += [Placed(field, one, is_draft) for one in check_text(text, facts)]
        if both and is_draft:
            found += [Placed(field, one) for one in check_text(getattr(body, field), facts)]
    if body.image is not None:
        image = body.image
        words = alt_findings(
            image.alt_text, file_name=image.name, is_decorative=image.is_decorative
        )
        found += [Placed(IMAGE, one) for one in words]
    page = page_findings(
        is_image_open=body.image_decision == ImageDecision.OPEN,
        has_heading=bool(body.sphere) or not body.stewardship,
    )
    return found + [Placed(PAGE, one) for one in page]


def _source(drafts: Iterable[TextDraft]) -> dict[str, str]:
    """Return the drafts of the texts themselves by field, without those of translations."""
    return {draft.field: draft.text for draft in drafts if draft.language == SOURCE_LANGUAGE}


def drafts_by_body(bodies: Iterable[Organization]) -> Drafts:
    """Return all drafts of texts, translations too, by body. One query."""
    found: dict[int, list[TextDraft]] = defaultdict(list)
    kind = ContentType.objects.get_for_model(Organization)
    keys = [body.pk for body in bodies]
    for draft in TextDraft.objects.filter(content_type=kind, object_id__in=keys):
        found[draft.object_id].append(draft)
    return found


def nightly_findings() -> QuerySet[LintFinding]:
    """Return what the last nightly look found in bodies, and was not accepted since."""
    kind = ContentType.objects.get_for_model(Organization)
    return LintFinding.objects.filter(content_type=kind).order_by("object_id", "field", "pk")


def acceptances_of(body: Organization) -> QuerySet[LintAcceptance]:
    """Return what was accepted in the texts of a body, the newest first."""
    kind = ContentType.objects.get_for_model(Organization)
    rows = LintAcceptance.objects.filter(content_type=kind, object_id=body.pk)
    return rows.select_related("accepted_by").order_by("-accepted_at")


def as_finding(row: LintFinding) -> Finding:
    """Return a stored finding as the check would give it; its place is not kept."""
    return Finding(
        Kind(row.kind), passage=row.passage, proposal=row.proposal, replaces=row.replaces
    )
