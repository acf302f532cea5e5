"""What the demo has none of, so that every form has rows: internal things of every kind."""

from datetime import UTC, date, datetime

from django.contrib.contenttypes.models import ContentType

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import LegislativeTerm
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import (
    AgendaItemFile,
    Meeting,
    MeetingNote,
    MeetingParticipant,
    RecurrenceException,
)
from gremienwerk.domain.notes.models import Mark, Note, Report
from gremienwerk.domain.organizations.models import (
    Convenor,
    DataAgreement,
    Membership,
    Organization,
    Rule,
    Term,
    VotingRight,
)
from gremienwerk.domain.papers.models import Originator, PaperLocation, PaperRelation
from gremienwerk.domain.privacy.models import LegalHold
from gremienwerk.foundation.texts.models import LintAcceptance, TextDraft

AT = datetime(2026, 11, 2, 8, 30, 15, 123456, tzinfo=UTC)


def enrich():
    """Give the council of the demo one of everything; what is there already stays."""
    council = Membership.objects.filter(
        person__isnull=False, organization__is_listed=True, organization__body__is_own=True
    )
    member = council.order_by("pk").first()
    body, person = member.organization, member.person
    by = {"author": system_user()}
    meeting = Meeting.objects.filter(organizations=body).order_by("pk").first()
    Note.objects.create(organization=body, text="Raum zu klein", created_at=AT, **by)
    Note.objects.create(person=person, text="ruft lieber an", created_at=AT, **by)
    MeetingNote.objects.create(meeting=meeting, text="Beamer", created_at=AT, modified_at=AT, **by)
    MeetingParticipant.objects.create(meeting=meeting, person=person)
    Rule.objects.create(
        organization=body, key="quorum", value="1/2", source="GO § 5", mark="default"
    )
    party = Convenor.objects.order_by("pk").first().party
    DataAgreement.objects.create(
        organization=body, party=party, article=26, reference="Vereinbarung 7"
    )
    VotingRight.objects.create(membership=member, source="Satzung § 3")
    LegalHold.objects.create(
        person=person, reason="Verfahren", placed_by=system_user(), placed_at=AT
    )
    RecurrenceException.objects.get_or_create(
        organization=body,
        date=date(2027, 2, 1),
        defaults={"kind": "removed", "reason": "Ferien", "decided_on": date(2026, 11, 1)},
    )
    place = {
        "content_type": ContentType.objects.get_for_model(Organization),
        "object_id": body.pk,
        "field": "purpose",
    }
    TextDraft.objects.get_or_create(
        **place,
        language="de",
        defaults={"text": "Neu", "base_revision": "0" * 16, "saved_at": AT, **by},
    )
    LintAcceptance.objects.create(
        **place,
        key="k" * 16,
        kind="wording",
        reason="so",
        accepted_by=system_user(),
        accepted_at=AT,
    )
    _papers(body)
    _of_the_mirror(by["author"])


def _of_the_mirror(author):
    """What the office wrote about a mirrored committee: marks, a report."""
    shown = Organization.objects.filter(mirrors__isnull=False).order_by("pk").first().mirrors
    meeting = Meeting.objects.filter(organizations=shown).order_by("pk").first()
    item = meeting.agenda_items.order_by("pk").first()
    told = {"created_at": AT, "modified_at": AT}
    Mark.objects.create(agenda_item=item, reason="betrifft uns", marked_by=author, **told)
    Report.objects.get_or_create(
        meeting=meeting, defaults={"opening": "Guten Tag", "prepared_by": author, **told}
    )
    file = File.objects.filter(body=item.meeting.body).order_by("pk").first()
    AgendaItemFile.objects.get_or_create(agenda_item=item, file=file, role="auxiliary")
    Term.objects.create(
        organization=shown,
        name="Amtszeit",
        legislative_term=LegislativeTerm.objects.create(body=shown.body, name="Wahlperiode"),
    )


def _papers(body):
    paper, other = (one.paper for one in Originator.objects.order_by("pk")[:2])
    Originator.objects.get_or_create(paper=paper, organization=body)
    PaperRelation.objects.get_or_create(paper=paper, other=other, kind="related")
    PaperLocation.objects.get_or_create(paper=paper, location=body.location or _any_place())


def _any_place():
    return Meeting.objects.exclude(location=None).order_by("pk").first().location
