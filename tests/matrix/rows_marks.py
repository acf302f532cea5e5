"""Who may see and say what touches the office, and prepare its report?"""

from gremienwerk.domain.notes.models import Mark
from tests.factories.bodies import BodyFactory
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import OrganizationFactory
from tests.matrix.row import row

READ = {"office": 200, "auditor": 200, "*": 403, "anonymous": 302}
BY_OFFICE = {"office": 422, "*": 403, "anonymous": 302}


def places(stage):
    """Name a mirrored meeting with a marked item, and one that is not marked."""
    council = BodyFactory(slug="rat-dort", is_own=False, is_public=True)
    there = OrganizationFactory(body=council, slug="dort-ausschuss")
    meeting = MeetingFactory(body=council, organizations=[there])
    marked, free = (AgendaItemFactory(meeting=meeting, position=n) for n in range(2))
    clerk = stage.actors["clerk"]
    moment = meeting.created_at
    mark = Mark.objects.create(
        agenda_item=marked, reason="ja", marked_by=clerk, created_at=moment, modified_at=moment
    )
    return {"mark": mark.pk, "mirrored_meeting": meeting.pk, "free_item": free.pk}


ROWS = [
    row("workspace:marks", "/arbeit/betrifft-uns/", GET=READ),
    row(
        "workspace:mark",
        "/arbeit/betrifft-uns/{mark}/",
        {"do": "edit"},
        GET=READ,
        POST=BY_OFFICE,
    ),
    row(
        "workspace:mark_new",
        "/arbeit/betrifft-uns/neu/punkt/{free_item}/",
        {"do": "mark"},
        GET=READ,
        POST=BY_OFFICE,
    ),
    row(
        "workspace:report",
        "/arbeit/betrifft-uns/bericht/{mirrored_meeting}/",
        {"do": "frame", "opening": "x" * 20_001},
        GET=READ,
        POST=BY_OFFICE,
    ),
]
