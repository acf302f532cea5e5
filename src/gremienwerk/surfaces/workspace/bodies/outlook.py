"""What will somebody outside find on the page of a body, and what would they miss?"""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.meetings.queries.work import dates_of_body
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.organizations.queries.members import may_name

OPEN = frozenset({"public", "registration"})


def names_said(rows: Collection[Membership]) -> str:
    """Return how many members of today are seen by name, and how many are only counted."""
    if not rows:
        return _("No members are entered.")
    seen = sum(may_name(row) for row in rows)
    hidden = sum(row.party is None and not may_name(row) for row in rows)
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


def hidden_from_all(body: Organization, rows: Collection[Membership], drafts: int) -> Sequence[str]:
    """Return what stays hidden when the body is public, one sentence each with the reason.

    `rows` are its members of today, `drafts` the number of its texts that wait; people without
    consent are told by `names_said`.
    """
    parties = [row for row in rows if row.party is not None]
    unseen = sum(not may_name(row) for row in parties)
    found = []
    if unseen:
        words = ngettext(
            "%(number)s organisation stays hidden, because it is not published itself.",
            "%(number)s organisations stay hidden, because they are not published themselves.",
            unseen,
        )
        found.append(words % {"number": unseen})
    if drafts:
        words = ngettext(
            "%(number)s draft of a text stays hidden until it is released.",
            "%(number)s drafts of texts stay hidden until they are released.",
            drafts,
        )
        found.append(words % {"number": drafts})
    if body.location is not None and not body.location.is_public:
        found.append(_("The place stays hidden, because the public may not know its address."))
    return found
