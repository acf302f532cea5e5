"""What will somebody outside find on the page of a body, and what would they miss?"""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.queries.work import dates_of_body
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.members import may_name, members_of

OPEN = frozenset({"public", "registration"})


def names_said(body: Organization) -> str:
    """Return how many members are seen by name, and how many are only counted. One query."""
    named = [may_name(row) for row in members_of(body, today())]
    if not named:
        return _("No members are entered.")
    seen, hidden = sum(named), len(named) - sum(named)
    words = ngettext("%(number)s name is seen", "%(number)s names are seen", seen)
    said = words % {"number": seen}
    if not hidden:
        return f"{said}."
    return _("%(seen)s, %(hidden)s not named without consent.") % {"seen": said, "hidden": hidden}


def missed_by_visitors(body: Organization, known: Mapping[str, str]) -> Sequence[str]:
    """Return what somebody who wants to come would look for in vain; nothing where none may.

    `known` are the abilities of the body today. One query.
    """
    if known.get("access", "") not in OPEN:
        return []
    coming = [row for row in dates_of_body(body.pk, today()) if not row.cancelled]
    has_place = bool(body.location_id) or any(row.location_id for row in coming)
    found = {
        _("a date"): bool(coming),
        _("a place"): has_place,
        _("somebody to ask"): bool(body.contact_email or body.contact_label),
    }
    return [word for word, is_there in found.items() if not is_there]
