"""Tell the convenors of a body what the others among them changed: one letter for many edits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.meetings.policy import Can
from gremienwerk.domain.meetings.queries.shared_changes import (
    Shared,
    areas_in,
    facts_since,
    shared_bodies,
)
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.outbox.post import Draft, post
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.wording import moment_words

QUIET = timedelta(minutes=30)  # so long nothing more was changed
LONGEST_WAIT = timedelta(days=1)  # then it is told although work goes on
REACH = timedelta(days=3)  # what is older was told, or nobody convened together then


@dataclass(frozen=True, slots=True)
class ConvenorsTold(Event):
    """The convenors of a body know of all changes up to the fact `through`."""

    kind = "meetings.convenors_told"
    organization_id: int
    through: int
    letters: int


@transaction.atomic
def tell_convenors(organization: Organization, *, by: User, now: datetime) -> int:
    """Write to the convenors of a body once its others pause for half an hour; return how many.

    Rule: of several convenors each may edit, and a change notifies the others (source:
    network.md N3.1). The letter names areas and who, never what was written. Raises
    `NotAllowed`.
    """
    require(by, Can.TELL_CONVENORS, organization)
    today = timezone.localtime(now).date()
    told = Entry.objects.filter(
        kind=ConvenorsTold.kind, payload__organization_id=organization.pk
    ).order_by("-pk")
    last = told.first()
    after = last.payload["through"] if last else 0
    found = facts_since([organization.pk], since=now - REACH, after=after)[organization.pk]
    entries = [one for one in found if one.actor_id != by.pk]
    shared = shared_bodies([organization.pk], on=today)
    if not entries or not shared or not _is_time(entries, now):
        return 0
    letters = 0
    for reader in shared[0].accounts.values():
        theirs = [one for one in entries if shared[0].is_other(one.actor_id, reader)]
        if theirs and reader.email:
            post(_letter(shared[0], reader, theirs), now=now)
            letters += 1
    through = entries[-1].pk
    event = ConvenorsTold(organization.pk, through=through, letters=letters)
    publish(event, by=by, at=now)
    return letters


def _is_time(entries: list[Entry], now: datetime) -> bool:
    return entries[-1].recorded_at + QUIET <= now or entries[0].recorded_at + LONGEST_WAIT <= now


def _letter(shared: Shared, reader: User, entries: list[Entry]) -> Draft:
    body = shared.organization
    with translation.override(reader.language or settings.LANGUAGE_CODE):
        language = translation.get_language() or settings.LANGUAGE_CODE
        name = Texts([body], language).of(body, "name").text
        names = dict.fromkeys(getattr(one.actor, "name", "") or _("somebody") for one in entries)
        facts = {
            "body": name,
            "who": ", ".join(names),
            "when": moment_words(entries[-1].recorded_at, language),
            "what": "\n".join(f"- {area}: {number}" for area, number in areas_in(entries)),
            "url": f"{settings.PUBLIC_ORIGIN}/arbeit/gremien/{body.slug}/verlauf/",
        }
        subject = _("Changed: %(body)s") % facts
        text = (
            _(
                "You convene “%(body)s” together with others. Something was changed there "
                "by: %(who)s. Last: %(when)s.\n\n"
                "%(what)s\n\n"
                "What was changed exactly, and how it can be taken back, stands here:\n%(url)s"
            )
            % facts
        )
    key = f"meetings/convenors/{body.pk}/{entries[-1].pk}/{reader.pk}"
    return Draft(key, reader.email, subject, text)
