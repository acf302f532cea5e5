"""What did others change in a body that several convene? Read from the log, counted by area.

Rule: convenors are of equal rank, each may edit, and a change is told to the others (source:
network.md N3.1). Told are areas and numbers, never what was written.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext_lazy

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.models import MeetingOrganization
from gremienwerk.domain.organizations.models import Convenor, Membership, Organization
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.undoable import ChangeUndone

AREAS = {
    gettext_lazy("texts and picture"): ("texts_edited", "texts_released", "image_chosen"),
    gettext_lazy("details"): (
        *("details_edited", "alias_added", "placed", "source_linked"),
        *("relation_added", "relation_removed"),
    ),
    gettext_lazy("rules"): ("ability_set", "rule_added", "profile_switched"),
    gettext_lazy("state"): (
        *("published", "withdrawn", "suspended", "suspension_extended", "resumed", "ended"),
    ),
    gettext_lazy("partners"): (
        *("convenor_added", "convenor_ended", "convenors_reordered", "supporter_added"),
        *("supporter_ended", "data_agreed", "agreement_ended"),
    ),
    gettext_lazy("members and seats"): (
        *("member_added", "member_admitted", "member_appointed", "member_relieved"),
        *("member_taken_back", "membership_changed", "membership_continued", "membership_ended"),
        *("seat_taken", "seats_added", "seat_removed", "term_added", "list_entered"),
        "list_taken_back",
    ),
}
DATES = gettext_lazy("dates")
OF_DATES = (
    *("rhythm_set", "date_decided", "moved", "called_off", "confirmed", "scheduled", "convened"),
    *("held", "agenda_extended", "logistics_edited", "title_edited", "minutes_released"),
)
AREA_OF = {
    **{f"organizations.{verb}": area for area, verbs in AREAS.items() for verb in verbs},
    **{f"meetings.{verb}": DATES for verb in OF_DATES},
}


@dataclass(frozen=True)
class Shared:
    """A body with several convenors: which accounts stand for which of them, by id."""

    organization: Organization
    parties: Mapping[int, frozenset[int]]
    accounts: Mapping[int, User]

    def is_other(self, actor_id: int, reader: User) -> bool:
        """Tell whether an account is neither the reader nor of the same convenor."""
        mine = self.parties.get(reader.pk, frozenset())
        return actor_id != reader.pk and not mine & self.parties.get(actor_id, frozenset())


def shared_bodies(bodies: Iterable[int] | None, *, on: date) -> list[Shared]:
    """Return the bodies that at least two convene on a day, all or those of `bodies`."""
    rows = Convenor.objects.on(on).filter(organization__deleted_at=None)
    if bodies is not None:
        rows = rows.filter(organization__in=list(bodies))
    by_body: dict[int, set[int]] = {}
    for body, party in rows.values_list("organization_id", "party_id"):
        by_body[body] = by_body.get(body, set()) | {party}
    several = {body: parties for body, parties in by_body.items() if len(parties) > 1}
    if not several:
        return []
    held = (
        Membership.objects.alive()
        .on(on)
        .filter(
            organization__in=set().union(*several.values()),
            person__deleted_at=None,
            person__user__is_active=True,
        )
    )
    members = [
        (row.organization_id, row.person.user)
        for row in held.select_related("person__user")
        if row.person and row.person.user
    ]
    found = Organization.objects.alive().filter(pk__in=several).select_related("body")
    return [_shared(one, several[one.pk], members) for one in found.order_by("pk")]


def _shared(
    organization: Organization, parties: set[int], members: Sequence[tuple[int, User]]
) -> Shared:
    mine: dict[int, set[int]] = {}
    accounts = {}
    for party, user in members:
        if party in parties:
            mine[user.pk] = mine.get(user.pk, set()) | {party}
            accounts[user.pk] = user
    return Shared(organization, {key: frozenset(found) for key, found in mine.items()}, accounts)


def facts_since(
    organizations: Sequence[int], *, since: datetime, after: int = 0
) -> dict[int, list[Entry]]:
    """Return what was changed in bodies since a moment and after an entry, by body.

    What was taken back meanwhile is left out, together with the taking back.
    """
    about = Q(payload__organization_id__in=list(organizations))
    about |= Q(payload__membership_id__isnull=False) | Q(payload__meeting_id__isnull=False)
    rows = Entry.objects.filter(pk__gt=after, recorded_at__gte=since)
    entries = list(rows.filter(about, kind__in=AREA_OF).select_related("actor").order_by("pk"))
    gone = _taken_back(entries)
    bodies = _bodies_of(entries, set(organizations))
    found: dict[int, list[Entry]] = {pk: [] for pk in organizations}
    for entry in entries:
        for body in bodies.get(entry.pk, ()) if entry.pk not in gone else ():
            found[body].append(entry)
    return found


def _taken_back(entries: Sequence[Entry]) -> set[int]:
    undone = Entry.objects.filter(
        kind=ChangeUndone.kind, pk__gt=min((one.pk for one in entries), default=0)
    )
    keys = {pk for payload in undone.values_list("payload", flat=True) for pk in _ids(payload)}
    if not keys:
        return set()
    revisions = Revision.objects.filter(entry__in=entries)
    of_entry: dict[int, set[int]] = {}
    for entry, pk in revisions.values_list("entry_id", "pk"):
        of_entry[entry or 0] = of_entry.get(entry or 0, set()) | {pk}
    return {entry for entry, found in of_entry.items() if found <= keys}


def _ids(payload: Mapping[str, Sequence[int]]) -> Sequence[int]:
    return payload.get("revision_ids", ())


def _bodies_of(entries: Sequence[Entry], wanted: set[int]) -> dict[int, set[int]]:
    memberships = {one.payload.get("membership_id") for one in entries}
    of_membership = dict(
        Membership._base_manager.filter(pk__in=memberships - {None}).values_list(  # noqa: SLF001
            "pk", "organization_id"
        )
    )
    meetings = {one.payload.get("meeting_id") for one in entries} - {None}
    of_meeting: dict[int, set[int]] = {}
    links = MeetingOrganization.objects.filter(meeting__in=meetings, organization__in=wanted)
    for meeting, body in links.values_list("meeting_id", "organization_id"):
        of_meeting[meeting] = of_meeting.get(meeting, set()) | {body}
    return {
        one.pk: {
            *_known(one.payload.get("organization_id")),
            *_known(of_membership.get(one.payload.get("membership_id", 0))),
            *of_meeting.get(one.payload.get("meeting_id", 0), ()),
        }
        & wanted
        for one in entries
    }


def _known(key: int | None) -> tuple[int, ...]:
    return () if key is None else (key,)


def areas_in(entries: Iterable[Entry]) -> list[tuple[str, int]]:
    """Return in which areas how many acts changed something; call it in a language."""
    acts = {(one.actor_id, one.recorded_at, AREA_OF[one.kind]) for one in entries}
    counted = Counter(area for _actor, _at, area in acts)
    order = [*AREAS, DATES]
    return [(str(area), counted[area]) for area in order if counted[area]]
