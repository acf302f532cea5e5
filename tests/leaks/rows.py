"""Rows of every noun, public ones and secret ones: the network of the portal's tests, and more."""

from django.utils import timezone

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import InstallationText
from gremienwerk.domain.meetings.models import RecurrenceException
from gremienwerk.domain.notes.models import Mark, Note
from gremienwerk.domain.organizations.choices import RelationKind
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import KeptApart, MergeRecord
from gremienwerk.foundation.events.revisions import Change, record_change
from gremienwerk.foundation.texts.write import Rendering, translate
from tests.factories.bodies import LegislativeTermFactory
from tests.factories.files import ImageFactory
from tests.factories.meetings import RecurrenceFactory
from tests.factories.organizations import (
    AbilityFactory,
    AliasFactory,
    CommissionerEntryFactory,
    MembershipFactory,
    OrganizationFactory,
    RelationFactory,
    RuleFactory,
    SupporterFactory,
    TermFactory,
)
from tests.factories.papers import PaperFactory
from tests.factories.people import PersonFactory
from tests.surfaces.portal.stage import FORMAL, day, set_stage

PLACES = "{portal_name} {office_address} {representative} {data_protection_officer} "
PLACES += "{supervisory_authority}"


def set_rows():
    """Fill the database."""
    stage = set_stage()
    shown, hidden = stage.beirat, stage.round
    unpublished = OrganizationFactory(
        slug="entwurf", name="Entwurf", published_at=None, abilities=FORMAL
    )
    for body in (shown, hidden, unpublished):
        TermFactory(organization=body)
        AliasFactory(organization=body)
        RuleFactory(organization=body)
        SupporterFactory(organization=body, contribution="Raum")
        RelationFactory(organization=body, kind=RelationKind.ADVISES, other=None, other_label="Amt")
        CommissionerEntryFactory(organization=body, checked_on=day(-3))
        translate(body, "purpose", Rendering("en", "Advises."), now=timezone.now())
    CommissionerEntryFactory(
        organization=shown, district_key="07", starts_on=day(-900), ends_on=day(-400)
    )
    LegislativeTermFactory(body=shown.body)
    AbilityFactory(organization=shown, key="oparl", value="on")
    ImageFactory(name="unbenutzt")
    _rhythm(shown)
    for name in ("imprint", "privacy", "accessibility", "easy_language"):
        InstallationText.objects.create(name=name, text=PLACES, modified_at=timezone.now())
    known = PersonFactory(name="Cleo Probenfeld", agrees=list(ConsentPurpose))
    withheld = PersonFactory(name="Dora Erdacht")
    for person in (known, withheld):
        MembershipFactory(organization=shown, person=person, starts_on=day(-300))
    _merge(known, withheld)
    Note.objects.create(person=known, author=system_user(), text="Notiz", created_at=timezone.now())
    Mark.objects.create(
        paper=PaperFactory(released=True),
        marked_by=system_user(),
        responsible=system_user(),
        reason="Grund",
        text="Text",
        created_at=timezone.now(),
        modified_at=timezone.now(),
    )
    change = Change("purpose", "vorher", "nachher")
    record_change(shown, change, by=system_user(), now=timezone.now())


def _rhythm(body):
    RecurrenceFactory(
        organization=body, kind="none", rule="", first_on=None, words="nach Absprache"
    )
    RecurrenceException.objects.create(
        organization=body, date=day(40), kind="removed", reason="Ferien", decided_on=day(-1)
    )


def _merge(first, second):
    noted = {"recorded_at": timezone.now(), "recorded_by": system_user()}
    MergeRecord.objects.create(kept=first, merged=second, **noted)
    KeptApart.objects.create(first=first, second=second, **noted)
