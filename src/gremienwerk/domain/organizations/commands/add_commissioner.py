"""Add a district's commissioner to the directory; a vacancy is an entry too."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.models import CommissionerEntry, Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes

DISTRICTS = [f"{number:02}" for number in range(1, 13)]


@dataclass(frozen=True, slots=True)
class CommissionerAdded(Event):
    """A district has a new entry in the directory."""

    kind = "organizations.commissioner_added"
    organization_id: int
    entry_id: int


class EntryNotUsable(Refusal):
    """An entry is of one of twelve districts, filled or vacant, and later than the one before."""


@dataclass(frozen=True, slots=True)
class CommissionerDraft:
    """An entry; fields as in the model `CommissionerEntry`. No name: the post is vacant."""

    district_key: str
    district_name: str
    title: str
    name: str = ""
    email: str = ""
    url: str = ""
    checked_on: date | None = None
    starts_on: date | None = None


@transaction.atomic
def add_commissioner(
    organization: Organization, draft: CommissionerDraft, *, by: User, now: datetime
) -> CommissionerEntry:
    """Add the entry of `draft`; the district's entry before it ends on that day (N1.1).

    Raises `NotAllowed`, `EntryNotUsable`.
    """
    row = locked(organization)
    require(by, Can.ADD_COMMISSIONER, row)
    check_commissioner_draft(draft)
    held = CommissionerEntry.objects.filter(organization=row, district_key=draft.district_key)
    before = held.filter(ends_on=None).first()
    changes: tuple[str, ...] = ()
    if before is not None:
        begun = before.starts_on or date.min
        if draft.starts_on is None or draft.starts_on <= begun:
            raise EntryNotUsable(
                _("%(district)s has an entry; say from which later day the new one holds.")
                % {"district": draft.district_name}
            )
        before.ends_on = draft.starts_on
        changes = record_changes(before, ["ends_on"], by=by, now=now)
        before.save(update_fields=["ends_on"])
    fields = {name: getattr(draft, name) for name in CommissionerDraft.__slots__}
    entry = CommissionerEntry.objects.create(organization=row, is_vacant=not draft.name, **fields)
    changes += record_added(entry, by=by, now=now)
    event = CommissionerAdded(organization_id=row.pk, entry_id=entry.pk, changes=changes)
    publish(event, by=by, at=now)
    return entry


def check_commissioner_draft(draft: CommissionerDraft) -> None:
    """Check what needs no database. Raises `EntryNotUsable`."""
    if draft.district_key not in DISTRICTS:
        raise EntryNotUsable(
            _("“%(key)s” is no district: write a number from 01 to 12.")
            % {"key": draft.district_key}
        )
    if not draft.district_name.strip() or not draft.title.strip():
        raise EntryNotUsable(_("Give the entry the district's name and the title of the post."))
    if not draft.name and (draft.email or draft.url):
        raise EntryNotUsable(_("A vacant post has neither mail address nor link; remove them."))
