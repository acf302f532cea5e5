"""Tell the named person by letter what is wrong with a source; once for each reason."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.choices import Alarm
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.outbox.post import Draft, post


@dataclass(frozen=True, slots=True)
class AlarmsChanged(Event):
    """A source needs a person, or no longer does."""

    kind = "mirror.alarms-changed"
    source_id: int
    alarms: tuple[str, ...]


@transaction.atomic
def raise_alarms(
    source: MirrorSource, alarms: tuple[Alarm, ...], *, by: User, now: datetime
) -> bool:
    """Remember which alarms of `source` are on, and write of the new ones; tell if any is new.

    Raises `NotAllowed`.
    """
    locked = MirrorSource.objects.select_for_update().get(pk=source.pk)
    require(by, Can.SYNC, locked)
    new = [alarm for alarm in alarms if alarm not in locked.alarms]
    if sorted(alarms) == sorted(locked.alarms):
        return False
    locked.alarms = [alarm.value for alarm in alarms]
    locked.save(update_fields=["alarms"])
    told = locked.alarm_to or locked.shown_by
    if new and told and told.is_active and "@" in told.email:
        post(_letter(locked, new, told.email, now), now=now)
    event = AlarmsChanged(source_id=locked.pk, alarms=tuple(locked.alarms))
    publish(event, by=by, at=now)
    return bool(new)


def _letter(source: MirrorSource, new: list[Alarm], recipient: str, now: datetime) -> Draft:
    name = source.label or source.name
    reasons = "\n".join(f"- {alarm.label}" for alarm in new)
    page = f"{settings.PUBLIC_ORIGIN}/arbeit/spiegel/{source.name}/"
    text = _("Please look at the mirrored source %(name)s:\n\n%(reasons)s\n\nReport: %(page)s\n")
    return Draft(
        key=f"mirror-alarm-{source.pk}-{now:%Y%m%d%H%M%S}-{'-'.join(new)}"[:190],
        recipient=recipient,
        subject=_("%(name)s: the mirror needs you") % {"name": name},
        text=text % {"name": name, "reasons": reasons, "page": page},
    )
