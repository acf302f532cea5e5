"""In which words does a page speak of a body's relations and members?"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from gremienwerk.domain.organizations.choices import RelationKind

Words = Mapping[str, str | Promise]

# A relation reads from left to right; this is how it reads from the other side.
SEEN_FROM_THERE: Words = {
    RelationKind.ADVISES: _("is advised by"),
    RelationKind.IS_ELECTED_BY: _("elects"),
    RelationKind.MAY_DELEGATE_TO: _("may receive a person from"),
    RelationKind.RECEIVES_CONCERNS_FROM: _("passes concerns on to"),
    RelationKind.PASSES_CONCERNS_TO: _("receives concerns from"),
    RelationKind.VOTES_IN: _("has as voting member"),
    RelationKind.IS_SUPPORTED_BY: _("supports"),
    RelationKind.PREPARES_FOR: _("has its decisions prepared by"),
    RelationKind.REPORTS_TO: _("receives reports from"),
    RelationKind.SUBSTITUTES_FOR: _("is replaced, while it pauses, by"),
    RelationKind.PARTICIPATES_IN: _("is attended by"),
    RelationKind.EXCHANGES_WITH: _("exchanges views with"),
}


def verb(role: str) -> str:
    """Return the words for a neighbour's role such as `to:advises` or `from:advises`."""
    direction, _colon, kind = role.partition(":")
    if direction == "from":
        return str(SEEN_FROM_THERE[kind])
    return str(RelationKind(kind).label)


def calls_it_sitting(abilities: Mapping[str, str]) -> bool:
    """Test whether a body's meetings are called "Sitzung"; all others meet for a "Treffen".

    Rule: only bodies that vote under rules of procedure sit (source: network.md P.10).
    """
    return abilities.get("votes", "none") != "none"
