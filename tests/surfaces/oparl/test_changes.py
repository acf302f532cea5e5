"""Every change moves `modified` of the object and of its hosts, and nothing else (O3, O4)."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import models

from gremienwerk.domain.bodies.models import Body, LegislativeTerm, Location
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Person
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.commands.project import project, project_all
from gremienwerk.surfaces.oparl.models import PublishedObject
from tests.factories.bodies import LocationFactory
from tests.factories.meetings import MeetingFactory
from tests.oparl_checker import rules_changes, rules_objects
from tests.oparl_checker.walk import walk
from tests.surfaces.oparl.conftest import ORIGIN
from tests.surfaces.oparl.stage import council

SYSTEM = f"{ORIGIN}/oparl/1.1/system"

# Model, its row on the stage, its type, who embeds it, and the fields that are shown.
SHOWN = {
    LegislativeTerm: ("term", Kind.LEGISLATIVE_TERM, ["body"], "name starts_on ends_on web"),
    Location: (
        *("place", Kind.LOCATION, ["meeting"]),
        (
            "name room street_address postal_code sub_locality locality description access"
            " is_step_free latitude longitude web"
        ),
    ),
    File: (
        *("item_file", Kind.FILE, ["meeting", "agendaitem"]),
        "name file_name mime_type date size sha512 text license web",
    ),
    Membership: (
        *("membership", Kind.MEMBERSHIP, ["person"]),
        "kind role role_label starts_on ends_on web",
    ),
    Consultation: ("consultation", Kind.CONSULTATION, ["paper"], "is_lead role role_label web"),
    AgendaItem: (
        *("item", Kind.AGENDA_ITEM, ["meeting"]),
        "number name is_public text result result_label resolution_text starts_at ends_at web",
    ),
    Person: (
        *("person", Kind.PERSON, []),
        "name family_name given_name form_of_address title affix function affiliation public_email",
    ),
    Organization: (
        *("organization", Kind.ORGANIZATION, []),
        (
            "name short_name organization_type classification classification_label sphere purpose"
            " work audience participation history legal_basis website contact_label contact_email"
            " starts_on ends_on web"
        ),
    ),
    Paper: (
        *("paper", Kind.PAPER, []),
        "name reference date paper_type paper_type_label summary answer_due_on web",
    ),
    Meeting: (
        *("meeting", Kind.MEETING, []),
        (
            "name state cancelled cancel_reason starts_at ends_at room focus_topic attendance_note"
            " is_confirmed moved_from web"
        ),
    ),
    Body: (
        *("body", Kind.BODY, []),
        "name short_name classification ags rgs website web license contact_name contact_email",
    ),
}
# Columns that no answer shows by themselves: keys, references, moments, switches.
REFERENCES = {
    *("id", "slug", "body", "parent", "mirrors", "location", "image", "contact_person", "user"),
    *("organization", "person", "party", "seat", "deputy_of", "on_behalf_of", "meeting", "paper"),
    *("agenda_item", "recurrence", "created_at", "modified_at", "deleted_at", "published_at"),
}
NOT_SHOWN = {
    Body: {"is_own", "is_public"},
    Location: {"is_public"},
    File: {"access_url", "download_url", "stored_as"},
    Membership: {"end_reason", "votes_at_source"},  # votes only where no right of ours is dated
    Consultation: {"position"},
    AgendaItem: {"position"},
    Person: {"gender", "email", "language", "web"},
    Organization: {
        *("stewardship", "position", "founded_year", "website_label", "image_decision"),
        *("is_independent", "is_listed"),
    },
    Meeting: {"starts_on", "confirmed_on", "rule_date", "sequence"},
}
CHOICES = {
    "kind": "deputy",
    "role": "chair",
    "result": "adopted",
    "sphere": "administration",
    "organization_type": "external",
    "classification": "network",
    "paper_type": "motion",
    "state": "invited",
}
SPECIAL = {
    (Consultation, "role"): "hearing",
    (Meeting, "starts_at"): datetime(2026, 12, 9, 12, tzinfo=UTC),
    (Meeting, "ends_at"): datetime(2026, 12, 9, 20, tzinfo=UTC),
    (Location, "latitude"): 52.5,
    (Location, "longitude"): 13.5,
    (LegislativeTerm, "starts_on"): date(2020, 1, 1),
}
FIELDS = [
    (model, name) for model, (_row, _kind, _hosts, names) in SHOWN.items() for name in names.split()
]


def other(model, field, value):  # noqa: PLR0911 -- one line per type of column
    """Return another value that fits."""
    if (model, field.name) in SPECIAL:
        return SPECIAL[model, field.name]
    if field.choices:
        return CHOICES[field.name]
    if isinstance(field, models.DateTimeField):
        return (value or datetime(2026, 5, 1, tzinfo=UTC)) + timedelta(hours=1)
    if isinstance(field, models.DateField):
        return (value or date(2027, 5, 1)) + timedelta(days=1)
    if isinstance(field, models.BooleanField):
        return not value
    if isinstance(field, (models.IntegerField, models.FloatField)):
        return (value or 0) + 1
    if isinstance(field, models.URLField):
        return f"https://anders.example/{field.name}"
    return "anders@amt.example" if isinstance(field, models.EmailField) else f"anders {field.name}"


def test_every_column_is_either_shown_or_known_not_to_be():
    for model, (_row, _kind, _hosts, names) in SHOWN.items():
        columns = {field.name for field in model._meta.concrete_fields}
        unknown = columns - set(names.split()) - REFERENCES - NOT_SHOWN.get(model, set())
        assert unknown == set(), model


@pytest.mark.parametrize(("model", "name"), FIELDS, ids=lambda v: getattr(v, "__name__", v))
def test_a_shown_field_moves_its_object_and_its_hosts(opened, out, touch, model, name):
    made = council(opened)
    if (model, name) == (Meeting, "cancelled"):
        made.meeting.cancel_reason = "Ausfall"
        made.meeting.save()
    project_all()
    row_name, kind, hosts, _names = SHOWN[model]
    row = model.objects.get(pk=getattr(made, row_name).pk)
    before = out(kind, row.pk)
    keys = {"meeting": made.meeting, "agendaitem": made.item, "paper": made.paper}
    keys |= {"person": made.person, "body": made.body}
    hosts_before = {host: out(host, keys[host].pk) for host in hosts}

    setattr(row, name, other(model, model._meta.get_field(name), getattr(row, name)))
    row.save()
    touch(kind, row.pk)

    after = out(kind, row.pk)
    assert after["modified"] > before["modified"]
    assert {k: v for k, v in after.items() if k != "modified"} != {
        k: v for k, v in before.items() if k != "modified"
    }
    for host, was in hosts_before.items():
        assert out(host, keys[host].pk)["modified"] > was["modified"]


REFERENCED = {
    "a meeting moves to another place": ("meeting", "meeting", "location", "room"),
    "a body moves to another place": ("organization", "organization", "location", "place"),
    "a round gets another parent": ("child", "organization", "parent", "office"),
    "a member is sent by others": ("membership", "membership", "on_behalf_of", "child"),
    "a station moves to another item": ("consultation", "consultation", "agenda_item", None),
}


@pytest.mark.parametrize("name", REFERENCED)
def test_a_reference_moves_its_object_and_both_ends(opened, out, touch, everything, name):
    made = council(opened)
    project_all()
    row_name, kind, field, other_name = REFERENCED[name]
    row = getattr(made, row_name)
    old = getattr(row, field)
    new = other_name and getattr(made, other_name)
    before = everything()
    setattr(row, field, new)
    row.save()
    touch(kind, row.pk)
    assert out(kind, row.pk)["modified"] > before[out(kind, row.pk)["id"]]["modified"]
    for url, thing in everything().items():
        if thing != before[url]:
            assert thing["modified"] > before[url]["modified"]
    if field in ("location", "agenda_item"):
        old_kind = {"location": "location", "agenda_item": "agendaitem"}[field]
        assert out(old_kind, old.pk) != before[out(old_kind, old.pk)["id"]]
    assert project_all() == 0


def test_what_did_not_change_does_not_move(opened, everything, touch):
    made = council(opened)
    project_all()
    before = everything()
    assert project_all() == 0
    assert touch("meeting", made.meeting.pk) == 0
    Meeting.objects.filter(pk=made.meeting.pk).update(modified_at=datetime.now(UTC))
    assert touch("meeting", made.meeting.pk) == 0
    assert everything().keys() == before.keys()


def test_one_more_meeting_in_the_town_hall_moves_the_hall_but_no_other_meeting(opened, out, touch):
    made = council(opened)
    project_all()
    before, hall = out("meeting", made.meeting.pk), out("location", made.place.pk)
    more = MeetingFactory(organizations=[made.organization], location=made.place)
    touch("meeting", more.pk)
    after = out("location", made.place.pk)
    assert out("meeting", made.meeting.pk) == before
    assert (len(after["meetings"]), after["modified"] > hall["modified"]) == (2, True)


def test_publishing_is_a_change(opened, out, touch):
    meeting = MeetingFactory(organizations=[opened], state="draft")
    old = datetime(2026, 5, 1, tzinfo=UTC)
    Meeting.objects.filter(pk=meeting.pk).update(created_at=old, modified_at=old)
    touch("meeting", meeting.pk)
    assert out("meeting", meeting.pk) is None
    Meeting.objects.filter(pk=meeting.pk).update(state="scheduled")
    before = datetime.now(UTC).replace(microsecond=0)
    touch("meeting", meeting.pk)
    said = out("meeting", meeting.pk)
    assert datetime.fromisoformat(said["modified"]) >= before
    assert datetime.fromisoformat(said["created"]) >= before


def test_two_changes_in_one_second_have_two_moments_and_none_goes_back(opened, out, touch):
    meeting = MeetingFactory(organizations=[opened])
    moments = []
    for number in range(4):
        Meeting.objects.filter(pk=meeting.pk).update(name=f"Fassung {number}")
        touch("meeting", meeting.pk)
        moments.append(out("meeting", meeting.pk)["modified"])
    assert sorted(set(moments)) == moments
    neighbour = MeetingFactory(organizations=[opened])
    touch("meeting", neighbour.pk)
    assert out("meeting", neighbour.pk)["modified"] >= moments[-1]


def test_deleting_a_meeting_leaves_tombstones_for_it_and_what_nothing_else_uses(
    opened, out, touch, server
):
    made = council(opened)
    project_all()
    before = walk(server, SYSTEM)
    now = datetime.now(UTC)
    Meeting.objects.filter(pk=made.meeting.pk).update(deleted_at=now)
    touch("meeting", made.meeting.pk)
    stones = [
        out("meeting", made.meeting.pk),
        out("agendaitem", made.item.pk),
        out("agendaitem", made.closed.pk),
        out("consultation", made.consultation.pk),
        *(out("file", file.pk) for file in made.files.values()),
        out("file", made.item_file.pk),
    ]
    for stone in stones:
        assert set(stone) == {"id", "type", "created", "modified", "deleted"}
        assert stone["modified"] > stone["created"]
    assert "consultation" not in out("paper", made.paper.pk)
    assert "meetings" not in out("location", made.place.pk)
    after = walk(server, SYSTEM)
    since = walk(server, SYSTEM, modified_since="2026-01-01T00:00:00+01:00")
    gone = before.by_id().keys() - after.by_id().keys()
    assert list(rules_changes.listed_faults(gone, since)) == []
    assert list(rules_objects.tombstone_list_faults(after)) == []
    url = f"{ORIGIN}/oparl/1.1/meeting/{made.meeting.pk}"
    found = [one for one in since.lists if one.kind == "Meeting"]
    assert all(url in [item["id"] for item in one.items] for one in found)
    assert len(found) == 3  # of the body, and of both organizations


def test_what_returns_keeps_when_it_was_made(opened, out, touch):
    meeting = MeetingFactory(organizations=[opened])
    touch("meeting", meeting.pk)
    first = out("meeting", meeting.pk)
    for state in ("draft", "scheduled"):
        Meeting.objects.filter(pk=meeting.pk).update(state=state)
        touch("meeting", meeting.pk)
    again = out("meeting", meeting.pk)
    assert (again["created"], "deleted" in again) == (first["created"], False)
    assert again["modified"] > first["modified"]


def test_an_ability_or_a_consent_that_ends_takes_all_back(opened, out, touch):
    made = council(opened)
    project_all()
    opened.abilities.filter(key="oparl").update(ends_on=date(2020, 1, 1))
    touch("organization", opened.pk)
    gone = [("organization", opened), ("meeting", made.meeting), ("agendaitem", made.item)]
    gone += [("membership", made.membership), ("person", made.person), ("paper", made.paper)]
    gone += [("consultation", made.consultation), ("file", made.item_file), ("file", made.main)]
    for kind, row in gone:
        assert out(kind, row.pk).get("deleted") is True, kind
    assert project_all() == 0


def test_withdrawn_consent_leaves_nothing_of_the_name(opened, out, touch, everything):
    made = council(opened)
    project_all()
    assert "Musterlein" in str(everything())
    made.person.consents.update(withdrawn_on=date(2026, 6, 1))
    touch("person", made.person.pk)
    assert "Musterlein" not in str(everything())
    assert out("membership", made.membership.pk)["deleted"] is True
    assert "originatorPerson" not in out("paper", made.paper.pk)


def test_targeted_and_full_looks_agree(opened):
    """What follows from one touched row is what a look at everything finds."""
    made = council(opened)
    project_all()
    hall = LocationFactory(body=made.body, name="Neuer Saal")
    Meeting.objects.filter(pk=made.meeting.pk).update(location=hall)
    AgendaItem.objects.filter(pk=made.item.pk).update(is_public=False)
    File.objects.filter(pk=made.main.pk).update(published_at=None)
    touched = {
        Kind.MEETING: {made.meeting.pk},
        Kind.AGENDA_ITEM: {made.item.pk},
        Kind.FILE: {made.main.pk},
        Kind.LOCATION: {hall.pk},
    }
    project(touched)
    assert project_all() == 0
    assert {row.kind for row in PublishedObject.objects.all()} == {*Kind}
