"""Is the demo network what was agreed (network.md, section 4)? Each test names its item."""

import re
from collections import Counter
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db.models import Count

from gremienwerk.demo.days import first_wednesday
from gremienwerk.domain.bodies.models import Body, Installation, InstallationText, Location
from gremienwerk.domain.files.models import File, Image
from gremienwerk.domain.meetings.models import (
    AgendaItem,
    Consultation,
    Meeting,
    MeetingFile,
    MeetingNote,
    RecurrenceException,
)
from gremienwerk.domain.meetings.queries import rhythm_sentence
from gremienwerk.domain.mirror.queries import source_of
from gremienwerk.domain.organizations.models import (
    Ability,
    CommissionerEntry,
    Membership,
    Organization,
    Seat,
    StatusPeriod,
    Supporter,
    Term,
    VotingRight,
)
from gremienwerk.domain.papers.models import Paper
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.lint.findings import Kind
from gremienwerk.foundation.texts.models import LintFinding, TextDraft
from tests.demo import rows

pytestmark = pytest.mark.usefixtures("network")

SURNAMES = {
    *("Musterlein", "Beispielow", "Probenfeld", "Mustermeer", "Fiktinger", "Exemplar"),
    *("Platzhalter", "Erdacht", "Phantasos", "Modellow", "Versuch", "Entwurf"),
}
ALLIANCE = "https://www.willkommensbuendnis-steglitz-zehlendorf.de/"
BODIES = {
    "landesarbeitsgemeinschaft": ("administration", "member_only", "internal", "none"),
    "koordinierungsrunde": ("administration", "own", "invitation", "members"),
    "arbeitsmarktintegration": ("administration", "joint", "invitation", "members"),
    "unterkunftsleitungen": ("administration", "own", "internal", "members"),
    "soziale-dienste": ("administration", "own", "internal", "members"),
    "ausschuss": ("politics", "external_mirrored", "public", "public"),
    "beirat": ("politics", "secretariat_of_independent", "public", "public"),
    "runder-tisch": ("civil_society", "external_mirrored", "registration", "public"),
}
COUNTS = {
    Body: 2,
    Installation: 1,
    InstallationText: 4,
    Location: 3,
    File: 23,
    Image: 8,
    Person: 46,
    Organization: 29,
    CommissionerEntry: 12,
    Term: 2,
    Seat: 33,
    Membership: 53,
    VotingRight: 14,
    Paper: 9,
    Meeting: 46,
    AgendaItem: 49,
    Consultation: 12,
    MeetingNote: 1,
}


def meetings_of(slug):
    return Meeting.objects.filter(organizations__slug=slug).order_by("starts_on")


def test_there_are_exactly_so_many_of_each_noun():
    assert {model: model._base_manager.count() for model in COUNTS} == COUNTS


def test_d1_the_eight_bodies_with_sphere_stewardship_access_and_feed():
    found = {}
    for body in Organization.objects.listed().filter(body__is_own=True):
        can = dict(Ability.objects.filter(organization=body).values_list("key", "value"))
        found[body.slug] = (body.sphere, body.stewardship, can["access"], can["feed"])

    assert found == BODIES


def test_d1_every_body_has_all_twenty_one_abilities():
    counted = Ability.objects.values_list("organization__slug").annotate(Count("pk"))

    children = {"unterkunftsleitungen-runde": 21, "austausch-laf": 21}
    assert dict(counted) == dict.fromkeys(BODIES, 21) | children


def test_d1_what_nobody_knows_stays_empty():
    known = Organization.objects.filter(slug__in=BODIES, founded_year__isnull=False)

    assert dict(known.values_list("slug", "founded_year")) == {
        "beirat": 2012,
        "koordinierungsrunde": 2015,
    }
    assert not Organization.objects.get(slug="landesarbeitsgemeinschaft").convenors.exists()
    venues = Organization.objects.filter(location__isnull=False).values_list("slug", flat=True)
    assert set(venues) == {"ausschuss", "beirat", "runder-tisch"}


def test_d1_rhythms_are_sentences_made_from_data():
    said = {
        one.slug: rhythm_sentence(one.recurrences.get(ends_on=None))
        for one in Organization.objects.filter(slug__in=BODIES)
    }

    assert said["runder-tisch"] == "jeden ersten Mittwoch im Monat"
    assert said["unterkunftsleitungen"] == said["soziale-dienste"] == "etwa alle zwei Monate"
    assert said["beirat"].startswith("etwa alle zwei Monate")


def test_d1_three_convenors_of_equal_rank_in_their_order():
    joint = Organization.objects.get(slug="arbeitsmarktintegration")

    assert list(joint.convenors.order_by("position").values_list("party__slug", flat=True)) == [
        "beauftragte",
        "gleichstellungsbeauftragte",
        "beauftragte-chancengleichheit",
    ]


def test_d2_surnames_are_from_the_list_only():
    names = [name.split()[-1] for name in Person.objects.values_list("name", flat=True)]
    names += CommissionerEntry.objects.exclude(name="").values_list("name", flat=True)

    assert set(names) <= SURNAMES
    assert len(names) == 57


def test_d2_mail_is_under_example_and_no_telephone_number_stands_anywhere():
    everything = rows.texts()

    assert {mail.rpartition(".")[2] for mail in rows.mails()} == {"example"}
    number = re.compile(r"(\+49|\b0\d{2,4}\s?[/-]\s?\d{3}|\bTel\b|Telefon:)")
    assert [place for place, text in everything if number.search(text)] == []


def test_d3_twelve_commissioners_one_post_vacant_no_link():
    entries = CommissionerEntry.objects.order_by("district_key")

    assert [entry.district_key for entry in entries] == [f"{n:02}" for n in range(1, 13)]
    assert [entry.district_name for entry in entries if entry.is_vacant] == ["Neukölln"]
    assert {entry.url for entry in entries} == {""}
    assert {entry.title for entry in entries} == {"Beauftragte*r für Partizipation und Integration"}


def test_n1_3_some_entries_were_not_checked_for_180_days(network):
    old = CommissionerEntry.objects.filter(checked_on__lt=network - timedelta(days=180))

    assert [entry.district_name for entry in old] == ["Charlottenburg-Wilmersdorf"]


def test_d4_the_only_web_address_is_the_alliances():
    found = {
        address
        for _place, text in rows.texts()
        for address in re.findall(r"https?://[^\s\"')]+|www\.[^\s\"')]+", text)
    }

    assert found == {ALLIANCE}
    assert Organization.objects.get(slug="runder-tisch").website == ALLIANCE


def test_d4_seven_pictures_one_editorial_one_expired_one_decision_open(network):
    shown = Organization.objects.filter(slug__in=BODIES).exclude(image=None)

    assert shown.count() == 7
    assert Organization.objects.get(slug="arbeitsmarktintegration").image_decision == "open"
    assert [one.slug for one in shown.filter(image__usage_restriction="editorial_only")] == [
        "ausschuss"
    ]
    assert Image.objects.filter(expires_on__lte=network, organizations=None).count() == 1
    assert set(Image.objects.values_list("license", flat=True)) == {"CC0 1.0"}


@pytest.mark.parametrize(
    ("slug", "words"),
    [
        ("landesarbeitsgemeinschaft", ("Berlin", "Bezirke", "verschiedenen Farben")),
        ("koordinierungsrunde", ("würfel", "„Hilfe“")),
        ("soziale-dienste", ("Hände", "Kreis")),
        ("ausschuss", ("Rathaus Steglitz",)),
        ("beirat", ("Logo Beirat für Partizipation und Integration Steglitz-Zehlendorf",)),
        ("runder-tisch", ("Logo Willkommensbündnis Steglitz-Zehlendorf",)),
    ],
)
def test_d4_alternative_texts_say_what_they_must(slug, words):
    image = Organization.objects.get(slug=slug).image

    assert [word for word in words if word not in image.alt_text] == []


def test_d4_the_folders_are_decorative():
    image = Organization.objects.get(slug="unterkunftsleitungen").image

    assert (image.is_decorative, image.alt_text) == (True, "")


def test_d5_the_round_is_suspended_and_what_is_unknown_says_so(network):
    period = StatusPeriod.objects.get(organization__slug="koordinierungsrunde", ends_on=None)

    assert period.status == "suspended"
    assert period.starts_on == network - timedelta(days=200)
    assert period.review_on == network + timedelta(days=60)
    assert (period.reason, period.decided_by) == ("unknown", "unknown")
    assert period.contact_label
    topics = meetings_of("koordinierungsrunde").values_list("focus_topic", "state")
    assert list(topics) == [
        ("Ankommen im Winter", "held"),
        ("Ehrenamt in den Unterkünften", "held"),
    ]


def test_d6_the_network_met_once_and_invites_in_35_days(network):
    held, invited = meetings_of("arbeitsmarktintegration")
    documentation = MeetingFile.objects.get(meeting=held)

    assert (held.state, invited.state) == ("held", "invited")
    assert invited.starts_on == network + timedelta(days=35)
    assert documentation.role == "documentation"
    assert documentation.file.published_at is not None
    supporter = Supporter.objects.get(organization__slug="arbeitsmarktintegration")
    assert supporter.party.name.startswith("DaMigra")
    assert not supporter.organization.data_agreements.exists()


def test_d7_rounds_of_the_shelters_alone_and_jointly():
    found = {
        slug: [meeting.state for meeting in meetings_of(slug)]
        for slug in ("unterkunftsleitungen-runde", "austausch-laf", "soziale-dienste")
    }

    assert found == {
        "unterkunftsleitungen-runde": ["held", "held", "invited"],
        "austausch-laf": ["held", "invited"],
        "soziale-dienste": ["held", "held", "invited"],
    }
    joint = Meeting.objects.annotate(bodies=Count("organizations")).get(bodies=2)
    assert not Meeting.objects.public().filter(pk=joint.pk).exists()


def test_d7_children_and_young_people_stand_on_every_agenda():
    meetings = meetings_of("soziale-dienste")
    items = AgendaItem.objects.filter(meeting__in=meetings, name="Kinder und Jugendliche")

    assert items.count() == meetings.count() == 3
    assert all(meeting.focus_topic for meeting in meetings)


def test_d9_two_mirrored_sittings_three_papers_a_request_and_a_note(network):
    mirrored = Body.objects.get(is_own=False)
    papers = Paper.objects.filter(body=mirrored).order_by("reference")

    assert [meeting.state for meeting in Meeting.objects.filter(body=mirrored)] == [
        "held",
        "invited",
    ]
    assert [paper.reference for paper in papers] == ["DEMO-1/VII", "DEMO-2/VII", "DEMO-3/VII"]
    request = papers.get(paper_type="request_to_office")
    assert request.answer_due_on == network + timedelta(days=14)
    assert MeetingNote.objects.get().meeting.body == mirrored
    ours = Organization.objects.get(slug="ausschuss")
    assert ours.mirrors.body == mirrored
    assert Meeting.objects.public().of(ours).count() == 2


def test_d9_the_source_is_public_marked_and_not_linked():
    mirrored = Body.objects.get(is_own=False)
    view = source_of([mirrored])[mirrored.pk]

    assert (view.url, view.is_demo, view.is_stale) == ("", True, False)
    assert "in der Demo ohne Link" in view.label
    assert view.license


def test_d9_nine_and_six_sit_in_the_committee():
    members = Membership.objects.filter(organization__slug="demo-bvv-ausschuss")

    assert Counter(members.values_list("role_label", flat=True)) == {
        "Bezirksverordnete*r": 9,
        "Bürgerdeputierte*r": 6,
    }


def test_d10_fifteen_seats_two_vacant_fifteen_deputies(network):
    seats = Seat.objects.filter(organization__slug="beirat")
    taken = Membership.objects.on(network).filter(seat__in=seats)

    assert Counter(seats.values_list("kind", "holder")) == {
        ("member", "person"): 10,
        ("member", "organization"): 5,
        ("deputy", "person"): 15,
    }
    assert Counter(taken.values_list("kind", flat=True)) == {"member": 13, "deputy": 15}
    assert Counter(taken.exclude(role="").values_list("role", flat=True)) == {
        "chair": 1,
        "deputy_chair": 3,
    }
    guest = Membership.objects.get(organization__slug="beirat", kind="standing_guest")
    assert not guest.voting_rights.exists()


def test_d10_one_term_runs_out_and_the_next_is_known(network):
    running, coming = Term.objects.order_by("starts_on")

    assert running.holds_on(network)
    assert running.ends_on == coming.starts_on == network + timedelta(days=97)


def test_d10_some_agreed_to_everything_some_to_a_part_some_to_nothing(network):
    people = Person.objects.filter(memberships__seat__organization__slug="beirat")
    named = people.public().distinct()

    assert people.distinct().count() == 25
    assert named.count() == 21
    partly = Counter(
        Consent.objects.valid().filter(person__in=named).values_list("purpose", flat=True)
    )
    assert partly["name"] == 21
    assert 0 < partly["contact"] < partly["affiliation"] < 21


def test_d10_meetings_of_the_council():
    found = [
        (meeting.state, meeting.cancelled, _minutes(meeting)) for meeting in meetings_of("beirat")
    ]

    assert found == [
        ("scheduled", True, None),
        ("held", False, True),  # without a quorum
        ("held", False, True),  # the second one
        ("held", False, True),
        ("held", False, False),  # the draft waits
        ("invited", False, None),
        ("scheduled", False, None),  # moved
        ("scheduled", True, None),
        ("draft", False, None),
    ]
    assert meetings_of("beirat").exclude(moved_from=None).count() == 1


def _minutes(meeting):
    link = meeting.file_links.filter(role="results_protocol").first()
    return link and link.file.published_at is not None


def test_d10_the_coming_sitting_approves_the_minutes():
    coming = meetings_of("beirat").get(state="invited")

    assert coming.agenda_items.filter(name="Niederschrift der vorigen Sitzung").exists()


def test_d10_three_statements_answered_open_overdue(network):
    statements = Paper.objects.filter(paper_type="statement").order_by("reference")
    answered = statements.filter(related_from__isnull=False)

    assert [paper.reference for paper in statements] == ["B-1", "B-2", "B-3"]
    assert [paper.reference for paper in answered] == ["B-1"]
    assert [paper.answer_due_on > network for paper in statements] == [False, True, False]


def test_d11_a_series_of_24_months_all_day_one_moved_one_removed(network):
    series = meetings_of("runder-tisch")
    decided = dict(RecurrenceException.objects.values_list("kind", "date"))

    assert series.count() == 24
    assert {meeting.starts_at for meeting in series} == {None}
    assert [meeting.rule_date for meeting in series.order_by("rule_date")] == [
        first_wednesday(n, network) for n in range(1, 25)
    ]
    assert decided == {
        "moved": first_wednesday(2, network),
        "removed": first_wednesday(6, network),
    }
    assert series.filter(is_confirmed=True).count() == 1  # who moves a date confirms it (N8.2)
    assert series.filter(cancelled=True).count() == 1


def test_every_text_reads_in_english_too():
    assert rows.without_english() == []


def test_every_duty_has_its_page_and_the_statement_names_what_the_law_asks():
    texts = dict(InstallationText.objects.values_list("name", "text"))

    assert set(texts) == {"imprint", "privacy", "accessibility", "easy_language"}
    statement = texts["accessibility"]
    wanted = (
        *("EN 301 549", "BIKTG", "teilweise vereinbar", "Selbstbewertung", "zuletzt am"),
        *("noch nicht barrierefrei", "Stattdessen"),
        *("Landesbeauftragte für digitale Barrierefreiheit", "BIKTG Bln"),
    )
    assert [word for word in wanted if word not in statement] == []
    assert "Schlichtungsstelle" not in statement
    assert "{" not in statement


def test_easy_language_has_one_thought_per_line():
    lines = InstallationText.objects.get(name="easy_language").text.splitlines()

    assert [line for line in lines if len(line.split()) > 12] == []


def test_no_text_names_a_date_that_would_grow_old():
    """Days stand in fields, so that the network can move; the statement alone is dated."""
    day = re.compile(r"\b\d{1,2}\.\s?(\d{1,2}\.|[JFMASOND][a-zä]+ )\s?\d{4}")
    texts = [(place, text) for place, text in rows.texts() if day.search(text)]

    assert {place for place, _text in texts} <= {"bodies.InstallationText.text"}


def test_nothing_was_done_after_the_reference_date(network):
    zone = ZoneInfo("Europe/Berlin")
    moments = [
        getattr(row, name).astimezone(zone).date()
        for model in (Meeting, Paper, File, Organization, Person)
        for row in model._base_manager.all()
        for name in ("created_at", "modified_at")
    ]

    assert max(moments) == network


def test_what_is_internal_stays_internal():
    public = Meeting.objects.public()
    internal = ("koordinierungsrunde", "arbeitsmarktintegration", "soziale-dienste")

    assert not public.filter(organizations__slug__in=internal).exists()
    assert not public.filter(organizations__parent__isnull=False, body__is_own=True).exists()
    assert not public.filter(state="draft").exists()
    assert not Paper.objects.public().filter(paper_type="strategy").exists()
    assert [file.name for file in File.objects.filter(published_at=None).order_by("name")] == [
        "Ergebnisvermerk der Austauschrunde",
        "Ergebnisvermerk: Ankommen im Winter",
        "Ergebnisvermerk: Ehrenamt in den Unterkünften",
        "Ergebnisvermerk: Formulare, die alle verstehen",
        "Gemeinsame Standards, interne Fassung",
        "Niederschrift der Sitzung, Entwurf",
    ]


def test_d13_the_draft_page_holds_a_mistake_of_each_kind_that_a_text_can_have():
    page = Organization.objects.get(slug="entwurf-gartenrunde")
    found = LintFinding.objects.filter(object_id=page.pk)
    kinds = set(found.values_list("kind", flat=True))

    assert page.published_at is None
    assert kinds == {kind for kind in Kind if not kind.startswith("alt_")}
    assert len(kinds) >= 10


def test_d13_no_other_text_of_the_demo_is_found_at_fault():
    page = Organization.objects.get(slug="entwurf-gartenrunde")
    others = LintFinding.objects.exclude(object_id=page.pk).exclude(kind=Kind.IMAGE_UNDECIDED)

    assert list(others.values_list("field", "kind", "passage")) == []


def test_n7_8_a_text_of_the_office_waits_for_the_board():
    draft = TextDraft.objects.get()
    beirat = Organization.objects.get(slug="beirat")

    assert (draft.object_id, draft.state) == (beirat.pk, "awaiting_release")
    assert draft.is_from_office
    assert draft.text != beirat.work
