"""Changes an installation from outside its server: `python -m tests.oparl_checker.edit WORD`.

`age` makes it an installation with a legislative term that has run for long; `change` changes
every type that it holds and takes something of almost every type away. Run in the environment
of a `Served`.
"""

import re
import sys
from datetime import timedelta

import django

django.setup()

from django.utils import timezone  # noqa: E402

from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location  # noqa: E402
from gremienwerk.domain.files.models import File  # noqa: E402
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting  # noqa: E402
from gremienwerk.domain.organizations.models import Membership, Organization  # noqa: E402
from gremienwerk.domain.papers.models import Paper  # noqa: E402
from gremienwerk.domain.people.models import Person  # noqa: E402
from gremienwerk.surfaces.oparl.commands.project import project_all  # noqa: E402
from gremienwerk.surfaces.oparl.models import PublishedObject  # noqa: E402

HEAD = re.compile(
    r'("id":"\x01/oparl/1\.1/([a-z]+)(?:/([0-9]+))?","type":"[^"]+",)"created":"([^"]+)","modified":"([^"]+)"'
)
TOWN = timezone.get_default_timezone()


def age():
    """Add what the demo lacks, and date everything back, each object by another time."""
    own, now = Body.objects.get(is_own=True), timezone.now()
    for number, day in enumerate(("2021-11-01", "2026-10-29")):
        LegislativeTerm.objects.create(
            body=own, name=f"{number + 6}. Wahlperiode", starts_on=day, created_at=now
        )
    project_all()
    stored = PublishedObject.objects.public()
    for row in stored:
        row.json, row.brief = HEAD.sub(earlier, row.json), HEAD.sub(earlier, row.brief)
        back = ago(row.kind, row.object_id)
        row.created -= 2 * back
        row.modified, row.inner_modified = row.modified - back, row.inner_modified - back
    stored.bulk_update(stored, ["json", "brief", "created", "modified", "inner_modified"])


def earlier(match):
    lead, kind, key, created, modified = match.groups()
    back = ago(kind, int(key or 1))
    return f'{lead}"created":"{shifted(created, 2 * back)}","modified":"{shifted(modified, back)}"'


def ago(kind, key):
    return timedelta(days=3 * len(kind) + key, hours=key % 5)


def shifted(moment, back):
    found = timezone.datetime.fromisoformat(moment) - back
    return found.astimezone(TOWN).isoformat()


def shown(model, kind):
    """The rows of a type that are out."""
    keys = PublishedObject.objects.live().filter(kind=kind).values("object_id")
    return model.objects.filter(pk__in=keys).order_by("pk")


def change():
    """Change and delete, as clerks do in a week."""
    now = timezone.now()
    meetings, papers = list(shown(Meeting, "meeting")), list(shown(Paper, "paper"))
    shown(Body, "body").update(contact_name="Neue Ansprechstelle", modified_at=now)
    shown(LegislativeTerm, "legislativeterm").update(name="Neue Periode", modified_at=now)
    first(shown(Organization, "organization"), short_name="Neu", purpose="", modified_at=now)
    first(shown(Location, "location"), room="Saal 99", access="", is_step_free=None)
    first(shown(Person, "person"), title="Prof. Dr.")
    first(shown(Membership, "membership"), role="", role_label="")
    first(shown(File, "file"), name="Anderer Name")
    first(shown(AgendaItem, "agendaitem"), name="Anderer Punkt", text="")
    first(shown(Consultation, "consultation"), is_lead=True, role_label="Anhörung im Plenum")
    Paper.objects.filter(pk=papers[0].pk).update(name="Anderer Titel", summary="")
    Meeting.objects.filter(pk=meetings[0].pk).update(
        name="Verlegt", starts_at=meetings[0].starts_at + timedelta(hours=1), attendance_note=""
    )
    Meeting.objects.filter(pk=meetings[-1].pk).update(deleted_at=now)
    Paper.objects.filter(pk=papers[-1].pk).update(deleted_at=now)
    last(shown(Membership, "membership"), now)
    last(shown(Person, "person"), now)
    last(shown(AgendaItem, "agendaitem").exclude(meeting=meetings[-1]), now)
    last(shown(LegislativeTerm, "legislativeterm"), now)
    project_all()


def first(rows, **facts):
    assert rows.model.objects.filter(pk=rows[0].pk).update(**facts) == 1


def last(rows, now):
    assert rows.model.objects.filter(pk=rows.reverse()[0].pk).update(deleted_at=now) == 1


if __name__ == "__main__":
    {"age": age, "change": change}[sys.argv[1]]()
