"""Prune the log: its beginning goes, with all former values, and leaves an anchor."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.models import LegalHold, RetentionRule
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.retention import period_of
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import publish
from gremienwerk.foundation.events.prune import LogPruned, prune
from gremienwerk.foundation.events.verify import first_break


class LogHasToStay(Refusal):
    """What is under a hold stays, what is younger than its period too, and what is broken."""


@transaction.atomic
def prune_log(*, before: datetime, by: User, now: datetime) -> LogPruned | None:
    """Remove the entries older than `before`; None if there were none.

    Rule: only what is older than its period (source: L10.15). A broken log is not pruned: it
    is evidence. Raises `NotAllowed`, `LogHasToStay`.
    """
    require(by, Can.PRUNE_LOG, RetentionRule(kind=RetentionKind.EVENT_LOG))
    if LegalHold.objects.in_force().filter(kind=RetentionKind.EVENT_LOG).exists():
        raise LogHasToStay(_("The log is under a legal hold and has to stay."))
    days = period_of(RetentionKind.EVENT_LOG, now.date()).days
    if before > now - timedelta(days=days):
        raise LogHasToStay(
            _("Entries are kept for %(days)s days; choose an earlier day.") % {"days": days}
        )
    if place := first_break():
        raise LogHasToStay(
            _("The log was changed and is evidence now: %(place)s. Find out why first.")
            % {"place": place}
        )
    event = prune(before=before)
    if event is not None:
        publish(event, by=by, at=now)
    return event
