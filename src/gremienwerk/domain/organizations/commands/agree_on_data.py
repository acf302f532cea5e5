"""Record an agreement that lets a co-host or supporter see names."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import check_period, locked
from gremienwerk.domain.organizations.models import (
    Convenor,
    DataAgreement,
    Organization,
    Supporter,
)
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added

JOINT, PROCESSOR = 26, 28


@dataclass(frozen=True, slots=True)
class DataAgreed(Event):
    """A party may see names of a body, from an ISO date on."""

    kind = "organizations.data_agreed"
    organization_id: int
    party_id: int
    agreement_id: int


class AgreementNotUsable(Refusal):
    """An agreement names its article, where it lies, and is with a co-host or supporter."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """With whom, under Art. 26 or 28 DSGVO, where the paper lies, and for how long."""

    party: Organization
    article: int
    reference: str
    starts_on: date
    ends_on: date | None = None


@transaction.atomic
def agree_on_data(
    organization: Organization, agreement: Agreement, *, by: User, now: datetime
) -> DataAgreement:
    """Record the agreement; from its first day on the party sees names.

    Rule: names only once a processing agreement is recorded with its date (source:
    network.md N3.3; Art. 26, 28 DSGVO).
    Raises `NotAllowed`, `AgreementNotUsable`, `PeriodEmpty`.
    """
    row = locked(organization)
    require(by, Can.AGREE_ON_DATA, row)
    if agreement.article not in {JOINT, PROCESSOR}:
        raise AgreementNotUsable(_("Choose Art. 26 (joint) or Art. 28 (on behalf)."))
    if not agreement.reference.strip():
        raise AgreementNotUsable(_("Say where the agreement lies: file number or folder."))
    check_period(agreement.starts_on, agreement.ends_on)
    sides = {"organization": row, "party": agreement.party, "ends_on": None}
    if not (
        Convenor.objects.filter(**sides).exists() or Supporter.objects.filter(**sides).exists()
    ):
        raise AgreementNotUsable(
            _("“%(name)s” neither convenes nor supports this body; enter that first.")
            % {"name": agreement.party.name}
        )
    made = DataAgreement.objects.create(
        organization=row,
        party=agreement.party,
        article=agreement.article,
        reference=agreement.reference.strip(),
        starts_on=agreement.starts_on,
        ends_on=agreement.ends_on,
    )
    changes = record_added(made, by=by, now=now)
    event = DataAgreed(row.pk, agreement.party.pk, agreement_id=made.pk, changes=changes)
    publish(event, by=by, at=now)
    return made
