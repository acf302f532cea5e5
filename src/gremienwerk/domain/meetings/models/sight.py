"""Which meetings, items, papers and files may somebody see because of their part in a body?

Registered with the nouns below; what the public and the office see stands in the querysets.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.accounts.sight import Actor
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.choices import MeetingFileRole, MeetingState
from gremienwerk.domain.meetings.models.agenda import (
    AgendaItem,
    AgendaItemFile,
    Consultation,
)
from gremienwerk.domain.meetings.models.meeting import Meeting, MeetingFile, MeetingOrganization
from gremienwerk.domain.organizations.models import Ability
from gremienwerk.domain.organizations.models.belonging import (
    Part,
    inside,
    supported,
    within,
    worked_on,
)
from gremienwerk.domain.papers.models import Paper, PaperFile
from gremienwerk.foundation.sight import open_also

RECORDS = (MeetingFileRole.RESULTS_PROTOCOL, MeetingFileRole.VERBATIM_PROTOCOL)


def meetings_of(part: Part, *, with_drafts: bool) -> QuerySet[Meeting]:
    """Return the meetings in which one of the bodies of `part` takes part."""
    links = MeetingOrganization.objects.filter(within("organization", part))
    found = Meeting.objects.alive().filter(pk__in=links.values("meeting"))
    return found if with_drafts else found.exclude(state=MeetingState.DRAFT)


def _meetings(actor: Actor) -> Q:
    """Return those of their bodies; a draft only for those who prepare it, supporters too."""
    held = meetings_of(inside(actor), with_drafts=False)
    prepared = meetings_of(worked_on(actor) + supported(actor), with_drafts=True)
    return Q(pk__in=held.values("pk")) | Q(pk__in=prepared.values("pk"))


def read_by(actor: Actor, path: str) -> Q:
    """Return the condition that the meeting at `path` is one that `actor` reads from inside."""
    held = meetings_of(inside(actor), with_drafts=False)
    prepared = meetings_of(worked_on(actor), with_drafts=True)
    return Q(**{f"{path}__in": held.values("pk")}) | Q(**{f"{path}__in": prepared.values("pk")})


def _items(actor: Actor) -> Q:
    return read_by(actor, "meeting")


def _papers(actor: Actor) -> Q:
    stations = Consultation.objects.alive().filter(read_by(actor, "meeting"))
    return Q(pk__in=stations.values("paper"))


def _files(actor: Actor) -> Q:
    """Files of their meetings; minutes that have to be approved only once they are released."""
    strict = Ability.objects.on(today()).filter(
        organization__meeting_links__meeting=OuterRef("meeting"),
        key="publication",
        value="after_approval",
    )
    finished = ~Q(role__in=RECORDS) | ~Exists(strict)
    links = MeetingFile.objects.filter(read_by(actor, "meeting"))
    prepared = meetings_of(worked_on(actor), with_drafts=True).values("pk")
    of_meetings = links.filter(finished | Q(meeting__in=prepared))
    of_items = AgendaItemFile.objects.filter(
        read_by(actor, "agenda_item__meeting"), agenda_item__deleted_at=None
    )
    stations = Consultation.objects.alive().filter(read_by(actor, "meeting"))
    of_papers = PaperFile.objects.filter(paper__in=stations.values("paper"), paper__deleted_at=None)
    return (
        Q(pk__in=of_meetings.values("file"))
        | Q(pk__in=of_items.values("file"))
        | Q(pk__in=of_papers.values("file"))
    )


open_also(Meeting, _meetings)
open_also(AgendaItem, _items)
open_also(Paper, _papers)
open_also(File, _files)
