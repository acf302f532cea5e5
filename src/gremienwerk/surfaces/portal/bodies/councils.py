"""Which councils of others are mirrored here, and which organisations do they have?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link, Text
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.bodies.queries import shown_councils
from gremienwerk.domain.mirror.queries import SourceView, source_of
from gremienwerk.domain.organizations.choices import Classification
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries import bodies_of_council
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.surfaces.portal.site import plain


@dataclass(frozen=True)
class Kind:
    """The organisations of one kind, with its word as the source has it."""

    heading: Text
    links: Sequence[Link]


@dataclass(frozen=True)
class Council:
    """A mirrored council with its organisations and its source."""

    body: Body
    name: Text
    anchor: str
    kinds: Sequence[Kind]
    count: int
    told_above: int
    source: SourceView | None


def load_councils(
    *, with_organizations: bool = True, but: Collection[int | None] = ()
) -> list[Council]:
    """Load the councils that are shown to the public; two or three queries, one if none is.

    `but`: ids of organisations that stand on the page already, under a body that shows them.
    """
    bodies = list(shown_councils())
    if not bodies:
        return []
    sources = source_of(bodies)
    found = list(bodies_of_council(b.pk for b in bodies)) if with_organizations else []
    return [
        _council(b, [o for o in found if o.body_id == b.pk], but, sources.get(b.pk)) for b in bodies
    ]


def _council(
    body: Body,
    all_of_it: Sequence[Organization],
    but: Collection[int | None],
    source: SourceView | None,
) -> Council:
    mine = [one for one in all_of_it if one.pk not in but]
    kinds = [
        Kind(
            heading=label or _("Further organisations"),
            links=[
                Link((one.name, SOURCE_LANGUAGE), reverse("portal:body", args=[one.slug]))
                for one in group
            ],
        )
        for label, group in groupby(
            sorted(mine, key=lambda one: (not _kind(one), plain(_kind(one)))), key=_kind
        )
    ]
    return Council(
        body=body,
        name=(body.name, SOURCE_LANGUAGE),
        anchor=f"c-{body.slug}",
        kinds=kinds,
        count=len(mine),
        told_above=len(all_of_it) - len(mine),
        source=source,
    )


def _kind(organization: Organization) -> Text:
    """Return the word for what an organisation is: the source's own, else ours."""
    if organization.classification_label:
        return organization.classification_label, SOURCE_LANGUAGE
    if organization.classification:
        return str(Classification(organization.classification).label)
    return ""
