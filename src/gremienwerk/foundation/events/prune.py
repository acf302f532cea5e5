"""How does the log forget? Its whole beginning goes, by one act that tells of itself.

Rule: after its period a whole prefix of the log goes and leaves the hash of its last entry as
anchor; single entries never go (source: L10.15, decision 4).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from gremienwerk.foundation.events.append_only import lift, protect
from gremienwerk.foundation.events.bus import Event
from gremienwerk.foundation.events.chain import locked_head
from gremienwerk.foundation.events.models import Anchor, Entry, Revision


@dataclass(frozen=True, slots=True)
class LogPruned(Event):
    """The log begins after entry `through`, whose hash was `anchor`."""

    kind = "events.log_pruned"
    through: int
    anchor: str
    entries: int
    revisions: int
    newest_revision: int


@transaction.atomic
def prune(*, before: datetime) -> LogPruned | None:
    """Remove all entries up to the first that is not older than `before`, with their revisions.

    Whoever calls it asked for the right before, and publishes what is returned in the same
    transaction: it closes the log that was shortened. None if there is nothing to remove. The
    database's role has to own the log's table.
    """
    head = locked_head()
    younger = Entry.objects.filter(recorded_at__gte=before).order_by("pk").first()
    prefix = Entry.objects.filter(pk__lt=younger.pk) if younger else Entry.objects.all()
    last = prefix.order_by("pk").last()
    if last is None:
        return None
    gone, _by_model = Revision.objects.filter(entry__lte=last.pk).delete()
    _settle()
    lift(connection)
    entries, _by_model = prefix.delete()
    _settle()
    protect(connection)
    Anchor.objects.all().delete()
    Anchor.objects.create(pk=1, through=last.pk, hash=last.hash, revisions=head.revisions)
    return LogPruned(
        through=last.pk,
        anchor=last.hash,
        entries=entries,
        revisions=gone,
        newest_revision=head.revisions,
    )


def _settle() -> None:
    """PostgreSQL alters no table while checks of its rows are still to come."""
    if connection.vendor == "postgresql":
        connection.check_constraints()
