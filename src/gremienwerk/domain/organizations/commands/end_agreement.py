"""End an agreement on data; from that day on the party sees no names."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked
from gremienwerk.domain.organizations.models import DataAgreement
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes


@dataclass(frozen=True, slots=True)
class AgreementEnded(Event):
    """A party may see names no longer, from an ISO date on."""

    kind = "organizations.agreement_ended"
    organization_id: int
    agreement_id: int
    ends_on: str


class AgreementIsOver(Refusal):
    """What has ended does not end again."""


@transaction.atomic
def end_agreement(
    agreement: DataAgreement, ends_on: date, *, by: User, now: datetime
) -> DataAgreement:
    """End it; `ends_on` is the first day on which it holds no longer.

    Raises `NotAllowed`, `AgreementIsOver`, `PeriodEmpty`.
    """
    body = locked(agreement.organization)
    require(by, Can.AGREE_ON_DATA, body)
    row = DataAgreement.objects.select_for_update(of=("self",)).get(pk=agreement.pk)
    if row.ends_on is not None and row.ends_on <= ends_on:
        raise AgreementIsOver(_("This has ended already."))
    check_period(row.starts_on, ends_on)
    row.ends_on = ends_on
    changes = record_changes(row, ["ends_on"], by=by, now=now)
    row.save(update_fields=["ends_on"])
    event = AgreementEnded(
        organization_id=body.pk,
        agreement_id=row.pk,
        ends_on=ends_on.isoformat(),
        changes=changes,
    )
    publish(event, by=by, at=now)
    return row
