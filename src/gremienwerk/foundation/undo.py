"""How is an act taken back? All rows that it wrote read as before, as long as nothing newer came.

What can be taken back, and who may, stands on one page: `gremienwerk/undoing.py`. Old values
are written as a change of their own, so that the log tells both and the undoing can be undone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import groupby

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.events.models import Entry, Revision
from gremienwerk.foundation.events.revisions import WHOLE
from gremienwerk.foundation.undo_rows import Back, overtaken, row_back
from gremienwerk.foundation.undoable import (
    MOST,
    ChangeUndone,
    NotToBeUndone,
    Way,
    about,
    is_field_undoable,
    is_undoable,
    kinds_of,
    way_of,
)


def act_of(entry: Entry) -> list[Entry]:
    """Return all facts of the act that `entry` belongs to: one account, one moment."""
    rows = Entry.objects.filter(actor=entry.actor_id, recorded_at=entry.recorded_at)
    return list(rows.order_by("pk")[: MOST + 1])


def last_act(by: AbstractBaseUser, *, since: datetime) -> Entry | None:
    """Return the newest fact that `by` made since a moment, if its act can be taken back."""
    newest = Entry.objects.filter(actor=by.pk, recorded_at__gte=since).order_by("-pk").first()
    if newest is None:
        return None
    act = act_of(newest)
    has_values = Revision.objects.filter(entry__in=act).exists()
    return newest if has_values and is_undoable(_kinds(act)) else None


def _kinds(entries: Iterable[Entry]) -> list[str]:
    return [kind for entry in entries for kind in kinds_of(entry.kind, entry.payload)]


@transaction.atomic
def undo_act(entry_id: int, *, by: AbstractBaseUser, now: datetime) -> list[Entry]:
    """Let all be as before the act that the fact `entry_id` belongs to; return its facts.

    Raises `NotAllowed`, `NotToBeUndone`, and what the checks of the fields raise.
    """
    entries = act_of(Entry.objects.get(pk=entry_id))
    revisions = list(Revision.objects.filter(entry__in=entries).order_by("-pk"))
    if len(entries) > MOST or not revisions or not is_undoable(_kinds(entries)):
        raise NotToBeUndone(_("This cannot be taken back. Change it by hand."))
    _take_back(entries, revisions, by=by, now=now)
    return entries


@transaction.atomic
def undo(revision_id: int, *, by: AbstractBaseUser, now: datetime) -> Revision:
    """Let one field read as before the change `revision_id`; return that revision.

    Raises `NotAllowed`, `NotToBeUndone`, and what the check of the field raises.
    """
    revision = Revision.objects.select_related("entry").get(pk=revision_id)
    if revision.entry is None or not is_field_undoable(revision.entry, revision):
        raise NotToBeUndone(_("This cannot be taken back. Change it by hand."))
    _take_back([revision.entry], [revision], by=by, now=now)
    return revision


def _take_back(
    entries: Sequence[Entry],
    revisions: Sequence[Revision],
    *,
    by: AbstractBaseUser,
    now: datetime,
) -> None:
    """Write the old values back, those of the newest revision first."""
    ways = {entry.pk: _entered(entry, by) for entry in entries}
    if any(one.erased_at is not None for one in revisions):
        raise NotToBeUndone(_("The old value was erased; nobody knows it any more."))
    _refuse_overtaken(revisions)
    changes: tuple[str, ...] = ()
    for (label, key), found in groupby(revisions, lambda one: (one.row_model, one.object_id)):
        same = list(found)
        back = Back(ways[same[0].entry_id or 0], by, now)
        changes += row_back(apps.get_model(label), key, same, back)
    event = ChangeUndone(
        revision_ids=tuple(one.pk for one in revisions),
        kinds=tuple(dict.fromkeys(_kinds(entries))),
        about={name: key for entry in entries for name, key in about(entry).items()},
        rows=tuple(dict.fromkeys((one.row_model, one.object_id) for one in revisions)),
        changes=changes,
    )
    publish(event, by=by, at=now)


def _entered(entry: Entry, by: AbstractBaseUser) -> Way:
    """Return the way back of a fact, once `by` was asked for the right."""
    way = way_of(entry)
    subject = way.subject(about(entry)) if way else None
    if way is None or subject is None:
        raise NotToBeUndone(_("What was changed is not there any more."))
    require(by, way.permission, subject)
    return way


def _refuse_overtaken(revisions: Sequence[Revision]) -> None:
    """Raise `NotToBeUndone` if anything newer changed what the revisions changed."""
    ours = {one.pk for one in revisions}
    for one in revisions:
        newer = Revision.objects.filter(
            row_model=one.row_model, object_id=one.object_id, pk__gt=one.pk
        )
        if one.field != WHOLE:
            newer = newer.filter(field__in=(one.field, WHOLE), language=one.language)
        found = newer.exclude(pk__in=ours).select_related("entry__actor").order_by("-pk").first()
        if found is not None:
            raise overtaken(found.entry)
