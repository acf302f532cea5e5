"""Does running a body work: new, status, rules, dates, partners, details, publishing, history?"""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from gremienwerk.domain.meetings.models import Meeting, Recurrence
from gremienwerk.domain.organizations.choices import BodyRole, Status
from gremienwerk.domain.organizations.models import (
    Ability,
    Convenor,
    DataAgreement,
    Organization,
    OrganizationRelation,
    StatusPeriod,
    Supporter,
)
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.foundation.events.models import Entry
from tests.factories.meetings import MeetingFactory
from tests.factories.organizations import (
    MembershipFactory,
    OfficeFactory,
    OrganizationFactory,
    StatusPeriodFactory,
)
from tests.factories.people import PersonFactory
from tests.factories.roles import account
from tests.surfaces.portal.stage import FORMAL, day, set_stage

pytestmark = pytest.mark.django_db
NEW = {
    "do": "begin",
    "name": "Runder Tisch für Übungen",
    "start": "round_table",
    "sphere": "politics",
    "stewardship": "own",
    "purpose": "Übt das Ehrenamt.",
    "seats": "5",
    "deputy_seats": "0",
}


@pytest.fixture
def stage():
    return set_stage()


@pytest.fixture
def clerk(client, stage):
    client.force_login(account(BodyRole.CLERK))
    return client


@pytest.fixture
def body(stage):
    made = OrganizationFactory(slug="runde", name="Runde", short_name="", abilities=FORMAL)
    StatusPeriodFactory(organization=made, starts_on=day(-100))
    return made


def url(name, *args):
    return reverse(f"workspace:{name}", args=args)


def send(client, address, **data):
    return client.post(address, data)


def test_a_new_body_begins_from_a_template_and_is_published(clerk):
    made = send(clerk, url("body_new"), **NEW)
    body = Organization.objects.get(slug="runder-tisch-fuer-uebungen")

    assert made.status_code == 303
    assert (body.published_at, body.is_listed, body.purpose) == (None, True, "Übt das Ehrenamt.")
    assert body.seats.count() == 5
    assert Ability.objects.filter(organization=body, key="access").get().value == "public"
    assert clerk.get(f"/de/gremien/{body.slug}/").status_code == 404

    here = url("body_publish", body.slug)
    top = clerk.get(here).content.decode().split('id="checks-h"')[0]
    assert "Gremium veröffentlichen" in top
    published = send(clerk, here, do="publish")

    assert (published.status_code, published.url) == (303, f"{here}#content")
    told = clerk.get(here).content.decode().split('class="undo"')[1].split("</div>")[0]
    assert f'href="/de/gremien/{body.slug}/">Öffentliche Seite ansehen' in told
    assert clerk.get(f"/de/gremien/{body.slug}/").status_code == 200


def test_a_new_body_takes_over_the_rules_of_another(clerk, body):
    for key in ("notice", "quorum"):
        Ability.objects.create(organization=body, key=key, value="none")
    response = send(clerk, url("body_new"), **{**NEW, "like": "runde"})

    assert response.status_code == 422  # the other body says nothing about most abilities
    assert Organization.objects.filter(name=NEW["name"]).count() == 0


def test_an_independent_body_is_set_up_by_the_office_until_somebody_leads_it(clerk):
    independent = {**NEW, "stewardship": "secretariat_of_independent"}

    assert send(clerk, url("body_new"), **independent).status_code == 303
    assert Organization.objects.get(name=NEW["name"]).is_independent


def test_a_name_that_is_taken_is_refused_and_nothing_typed_is_lost(clerk):
    send(clerk, url("body_new"), **NEW)

    response = send(clerk, url("body_new"), **NEW)

    text = response.content.decode()
    assert response.status_code == 422
    assert 'role="alert"' in text
    assert "Übt das Ehrenamt." in text
    assert Organization.objects.filter(name=NEW["name"]).count() == 1


def test_a_body_file_makes_a_body_that_is_not_public(clerk):
    text = """slug = "aus-datei"\nname = "Aus einer Datei"\nsphere = "politics"
stewardship = "own"\nclassification = "network"\nprofile = "network"
[texts]\npurpose = "Probe."\n"""
    file = SimpleUploadedFile("neu.toml", text.encode())

    response = send(clerk, url("body_new"), do="load", file=file)

    assert response.status_code == 303, response.content.decode()
    assert Organization.objects.get(slug="aus-datei").published_at is None


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"no toml",
        b'slug = "x"\nname = "X"\n[image]\nfile = "/etc/passwd"\nalt = "x"\n',
        b"x" * 1_000_001,
    ],
)
def test_a_file_that_cannot_be_a_body_is_refused(clerk, content):
    before = Organization.objects.count()

    response = send(clerk, url("body_new"), do="load", file=SimpleUploadedFile("neu.toml", content))

    assert response.status_code == 422
    assert Organization.objects.count() == before


def test_a_suspension_needs_all_facts_and_keeps_what_was_typed(clerk, body):
    facts = {"do": "suspend", "reason": "Wird neu geordnet.", "decided_by": "Bezirksamt"}

    refused = send(clerk, url("body_status", "runde"), **facts)

    assert refused.status_code == 422
    assert "Wird neu geordnet." in refused.content.decode()
    assert body.status_periods.get().status == Status.ACTIVE

    facts |= {"review_on": day(60).isoformat(), "contact_label": "Integrationsbüro"}
    assert send(clerk, url("body_status", "runde"), **facts).status_code == 303
    assert StatusPeriod.objects.get(organization=body, ends_on=None).status == Status.SUSPENDED


def test_what_nobody_knows_is_said_so(clerk, body):
    facts = {
        "do": "suspend",
        "reason_unknown": "on",
        "decided_unknown": "on",
        "review_on": day(60).isoformat(),
        "contact_label": "Integrationsbüro",
    }

    assert send(clerk, url("body_status", "runde"), **facts).status_code == 303
    period = StatusPeriod.objects.get(organization=body, ends_on=None)
    assert (period.reason, period.decided_by) == ("unknown", "unknown")


def test_a_suspended_body_is_extended_resumed_and_ended(clerk, stage):
    here = url("body_status", "koordinierungsrunde")

    assert send(clerk, here, do="extend", day=day(10).isoformat()).status_code == 422
    assert send(clerk, here, do="extend", day=day(90).isoformat()).status_code == 303
    assert send(clerk, here, do="resume", day=day(0).isoformat()).status_code == 303
    assert send(clerk, here, do="extend", day=day(99).isoformat()).status_code == 403
    end = {"do": "end", "last_day": day(0).isoformat(), "reason": "Aufgabe erfüllt."}
    assert send(clerk, here, **end).status_code == 303
    assert stage.paused.status_periods.get(ends_on=None).status == Status.ENDED


def test_a_rule_changes_from_a_day_on_and_the_old_one_stays(clerk, body):
    change = {
        "do": "change",
        "key": "access",
        "value": "invitation",
        "starts_on": day(1).isoformat(),
        "source": "Beschluss vom Montag",
        "mark": "practice",
    }

    response = send(clerk, url("body_rules", "runde"), **change)

    assert response.status_code == 303
    rows = body.abilities.filter(key="access").order_by("pk").values_list("value", "ends_on")
    assert list(rows) == [("public", day(1)), ("invitation", None)]


def test_two_tabs_change_the_same_rule(clerk, body):
    here = url("body_rules", "runde")
    page = clerk.get(f"{here}?aendern=access")
    token = page.context["acts"]["change"].revision
    change = {"do": "change", "key": "access", "mark": "practice", "revision": token}
    send(clerk, here, **change, value="invitation", starts_on=day(0).isoformat())

    second = send(clerk, here, **change, value="internal", starts_on=day(1).isoformat())

    text = second.content.decode()
    assert second.status_code == 422
    assert second.context["conflicts"][0]["theirs"] in text
    assert second.context["conflicts"][0]["mine"] in text
    assert body.abilities.filter(key="access", value="internal").count() == 0


def test_another_template_is_compared_before_it_is_taken_over(clerk):
    send(clerk, url("body_new"), **NEW)
    slug = "runder-tisch-fuer-uebungen"
    page = clerk.get(f"{url('body_template', slug)}?vorlage=advisory_council")

    assert len(page.context["changes"]) > 5
    switch = {
        "do": "switch",
        "profile": "advisory_council",
        "starts_on": day(1).isoformat(),
        "source": "Beschluss",
    }
    assert send(clerk, url("body_template", slug), **switch).status_code == 303
    assert send(clerk, url("body_template", slug), **switch).status_code == 422
    notice = Ability.objects.get(organization__slug=slug, key="notice", ends_on=None)
    assert notice.value == "14 clear_days"


def test_a_date_is_confirmed_moved_and_taken_out(clerk, body):
    meeting = MeetingFactory(organizations=[body], starts_on=day(20), is_confirmed=False)
    here = url("body_dates", "runde")
    assert clerk.get(f"{here}?termin={meeting.pk}").status_code == 200

    assert send(clerk, here, do="confirm", meeting=meeting.pk).status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).is_confirmed
    move = {"do": "move", "meeting": meeting.pk, "day": day(21).isoformat(), "time": "18:00"}
    assert send(clerk, here, **move).status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).starts_on == day(21)
    assert send(clerk, here, do="off", meeting=meeting.pk, reason="").status_code == 422
    assert send(clerk, here, do="off", meeting=meeting.pk, reason="Urlaub").status_code == 303
    assert Meeting.objects.get(pk=meeting.pk).cancelled


def test_a_date_of_another_body_is_not_found(clerk, stage, body):
    response = send(clerk, url("body_dates", "runde"), do="confirm", meeting=stage.meeting.pk)

    assert response.status_code == 404


def test_a_rhythm_is_set_and_one_that_cannot_be_read_is_refused(clerk, body):
    rhythm = {"do": "rhythm", "kind": "rule", "holidays": "show", "first_on": day(0).isoformat()}
    here = url("body_dates", "runde")

    assert send(clerk, here, **rhythm, rule="jeden Mittwoch").status_code == 422
    assert send(clerk, here, **rhythm, rule="FREQ=MONTHLY;BYDAY=1WE").status_code == 303
    assert Recurrence.objects.get(organization=body).rule == "FREQ=MONTHLY;BYDAY=1WE"
    assert Meeting.objects.filter(links__organization=body).count() > 10


def test_partners_are_added_ordered_and_ended(clerk, body):
    first, second = OfficeFactory(name="Amt A"), OfficeFactory(name="Amt B")
    here = url("body_parties", "runde")
    since = day(-10).isoformat()
    for party in (first, second):
        added = send(clerk, here, do="convenor", party=party.pk, starts_on=since)
        assert added.status_code == 303
    assert send(clerk, here, do="convenor", party=first.pk).status_code == 422

    rows = list(Convenor.objects.filter(organization=body).order_by("position"))
    assert send(clerk, here, do="up", row=rows[1].pk).status_code == 303
    order = Convenor.objects.filter(organization=body).order_by("position")
    assert [row.party.name for row in order] == ["Amt B", "Amt A"]
    assert send(clerk, here, do="end_convenor", row=rows[0].pk).status_code == 303
    assert Convenor.objects.get(pk=rows[0].pk).ends_on == day(0)


def test_a_supporter_sees_names_only_by_an_agreement_that_is_recorded(clerk, body):
    party, here = OfficeFactory(name="Verein C"), url("body_parties", "runde")
    agreement = {
        "do": "agreement",
        "party": party.pk,
        "article": "28",
        "reference": "Az. 12",
        "starts_on": day(-1).isoformat(),
    }
    assert send(clerk, here, **agreement).status_code == 422

    assert send(clerk, here, do="supporter", party=party.pk, contribution="Raum").status_code == 303
    assert send(clerk, here, **agreement).status_code == 303
    row = DataAgreement.objects.get(organization=body)
    assert send(clerk, here, do="end_agreement", row=row.pk).status_code == 303
    supporter = Supporter.objects.get(organization=body)
    assert send(clerk, here, do="end_supporter", row=supporter.pk).status_code == 303


def test_guests_and_connections_come_and_go(clerk, stage, body):
    here, guest = url("body_parties", "runde"), OfficeFactory(name="Gast D")
    since = day(-9).isoformat()
    assert send(clerk, here, do="guest", party=guest.pk, starts_on=since).status_code == 303
    membership = body.memberships.get()
    assert send(clerk, here, do="end_guest", row=membership.pk).status_code == 303
    relation = {"do": "relation", "kind": "advises", "other_label": "Bezirksamt"}
    assert send(clerk, here, **relation).status_code == 303
    both = {**relation, "other": stage.beirat.pk}
    assert send(clerk, here, **both).status_code == 422
    row = OrganizationRelation.objects.get(organization=body)
    assert send(clerk, here, do="remove_relation", row=row.pk).status_code == 303
    assert send(clerk, here, do="remove_relation", row=row.pk).status_code == 404


def details(client, slug):
    form = client.get(url("body_details", slug)).context["acts"]["details"]
    values = {name: form.form[name].value() for name in form.form.fields}
    kept = {name: value for name, value in values.items() if value is not None}
    return {**kept, "do": "details", "revision": form.revision}


def test_details_are_changed_and_the_history_says_by_whom(clerk, body):
    form = details(clerk, "runde")

    assert (
        send(clerk, url("body_details", "runde"), **{**form, "name": "Neue Runde"}).status_code
        == 303
    )
    text = clerk.get(url("body_history", "runde")).content.decode()
    assert "<del>Runde</del>" in text
    assert "<ins>Neue Runde</ins>" in text


def test_two_people_change_different_details_and_both_are_kept(clerk, body):
    form = details(clerk, "runde")
    send(clerk, url("body_details", "runde"), **{**form, "contact_email": "neu@mail.example"})

    second = send(clerk, url("body_details", "runde"), **{**form, "name": "Neue Runde"})

    assert second.status_code == 303
    body.refresh_from_db()
    assert (body.name, body.contact_email) == ("Neue Runde", "neu@mail.example")


def test_two_people_change_the_same_detail_and_see_both(clerk, body):
    form = details(clerk, "runde")
    send(clerk, url("body_details", "runde"), **{**form, "name": "Runde der einen"})

    second = send(clerk, url("body_details", "runde"), **{**form, "name": "Runde der anderen"})
    text = second.content.decode()

    assert second.status_code == 422
    assert "Runde der einen" in text
    assert "Runde der anderen" in text
    again = {**form, "name": "Runde beider", "revision": second.context["acts"]["details"].revision}
    assert send(clerk, url("body_details", "runde"), **again).status_code == 303


def test_a_new_place_becomes_the_venue(clerk, body):
    place = {"do": "place", "name": "Rathaus Probe", "street_address": "Weg 1", "is_public": "on"}

    assert send(clerk, url("body_details", "runde"), **place).status_code == 303
    body.refresh_from_db()
    assert body.location.name == "Rathaus Probe"


def test_two_who_move_one_date_see_each_other(clerk, body):
    meeting = MeetingFactory(organizations=[body], starts_on=day(20), starts_at=None)
    here = url("body_dates", "runde")
    seen = clerk.get(f"{here}?termin={meeting.pk}").context["acts"]["move"].revision
    move = {"do": "move", "meeting": meeting.pk, "revision": seen}

    first = send(clerk, here, **move, day=day(21).isoformat())
    second = send(clerk, here, **move, day=day(25).isoformat())

    meeting.refresh_from_db()
    assert (first.status_code, second.status_code, meeting.starts_on) == (303, 422, day(21))
    [conflict] = second.context["conflicts"]
    assert (conflict["theirs"], conflict["mine"]) == (day(21).isoformat(), day(25).isoformat())


def test_two_who_change_one_rule_see_each_other(clerk, body):
    here = url("body_rules", "runde")
    seen = clerk.get(f"{here}?aendern=access").context["acts"]["change"].revision
    typed = {"do": "change", "key": "access", "revision": seen, "mark": "practice"}

    first = send(clerk, here, **typed, value="internal", starts_on=day(0).isoformat())
    second = send(clerk, here, **typed, value="invitation", starts_on=day(0).isoformat())

    assert (first.status_code, second.status_code) == (303, 422)
    assert second.context["conflicts"][0]["field"] == "value"


def test_findings_stand_where_one_publishes_and_may_stay_with_a_reason(clerk, body):
    here = url("body_publish", "runde")
    Organization.objects.filter(pk=body.pk).update(work="Kommen Sie gern. Kommen Sie gern.")

    hints = clerk.get(here).context["hints"]
    [hint] = [one for one in hints if one["pk"].startswith("work:")]
    text = clerk.get(here).content.decode()
    refused = send(clerk, here, do="accept", finding=hint["pk"], reason="")
    accepted = send(clerk, here, do="accept", finding=hint["pk"], reason="Ein Zitat.")

    assert hint["place"] == "Was das Gremium tut"
    assert hint["hint"].what in text
    assert (refused.status_code, accepted.status_code) == (422, 303)
    left = clerk.get(here).context["hints"]
    assert [one for one in left if one["pk"] == hint["pk"]] == []
    done = clerk.session["done"]
    clerk.post(done["undo_url"], done["undo_fields"])
    assert len(clerk.get(here).context["hints"]) == len(hints)
    assert send(clerk, here, do="accept", finding="work:x", reason="a").status_code == 422


def test_publishing_is_undone_where_it_was_done(clerk, body):
    here = url("body_publish", "runde")
    assert send(clerk, here, do="withdraw").status_code == 303
    done = clerk.get(here).context["done"]
    assert send(clerk, here, do="publish").status_code == 422  # most abilities are unknown

    response = clerk.post(done["undo_url"], done["undo_fields"])

    assert (response.status_code, response.url) == (303, f"{here}#content")
    assert clerk.get("/de/gremien/runde/").status_code == 200


def test_what_somebody_changed_since_is_named_and_stays(clerk, body):
    here = url("body_parties", "runde")
    office = OfficeFactory(name="Jugendamt", body=body.body)
    send(clerk, here, do="convenor", party=str(office.pk))
    done = clerk.session["done"]
    row = Convenor.objects.get(party=office)
    send(clerk, here, do="end_convenor", row=str(row.pk))

    refused = clerk.post(done["undo_url"], done["undo_fields"])

    text = refused.content.decode()
    assert refused.status_code == 422
    assert "Die neuere Änderung:" in text
    assert Convenor.objects.filter(pk=row.pk).exists()


def test_the_way_back_leads_nowhere_else(clerk, body):
    here = url("body_publish", "runde")
    send(clerk, here, do="withdraw")
    done = clerk.session["done"]

    fields = {**done["undo_fields"], "next": "https://elsewhere.example/arbeit/"}
    response = clerk.post(done["undo_url"], fields)

    assert response.url == "/arbeit/"


def test_a_body_that_is_not_public_is_previewed_as_it_will_be(clerk, client):
    send(clerk, url("body_new"), **NEW)
    slug = "runder-tisch-fuer-uebungen"
    preview = reverse("body_preview", args=[slug])

    page = clerk.get(preview)
    assert page.status_code == 200
    assert "Übt das Ehrenamt." in page.content.decode()
    assert page.headers["Cache-Control"] == "private, no-store"
    assert Organization.objects.get(slug=slug).published_at is None
    client.logout()
    assert client.get(preview).status_code == 302
    client.force_login(account())
    assert client.get(preview).status_code == 404


def test_a_change_is_known_by_its_author_and_leaves_one_entry(clerk, body):
    before = Entry.objects.count()
    send(clerk, url("body_status", "runde"), do="end", last_day=day(0).isoformat(), reason="Ende")

    assert Entry.objects.count() == before + 1
    assert Entry.objects.latest("pk").kind == "organizations.ended"


def test_double_sent_forms_do_it_once(clerk, body):
    here, end = url("body_status", "runde"), {"do": "end", "reason": "Ende"}
    end["last_day"] = day(0).isoformat()

    assert send(clerk, here, **end).status_code == 303
    assert send(clerk, here, **end).status_code in {403, 422}
    assert body.status_periods.filter(status=Status.ENDED).count() == 1


def test_the_office_changes_nothing_of_a_body_that_is_independent(client, stage):
    body = OrganizationFactory(
        slug="frei", stewardship="secretariat_of_independent", abilities=FORMAL
    )
    StatusPeriodFactory(organization=body, starts_on=day(-100))
    client.force_login(account(BodyRole.CLERK))
    assert client.get(url("body_details", "frei")).context["acts"] == {}
    refused = send(client, url("body_details", "frei"), do="details", name="Anders")
    assert refused.status_code == 403

    client.force_login(account(BodyRole.CHAIR, body))
    form = details(client, "frei")
    assert (
        send(client, url("body_details", "frei"), **{**form, "name": "Anders"}).status_code == 303
    )


def test_the_set_up_of_the_portal_is_for_the_administrator(client, stage):
    client.force_login(account(BodyRole.OFFICE_ADMINISTRATOR))
    form = client.get(url("office")).context["acts"]["office"]
    values = {name: form.form[name].value() or "" for name in form.form.fields}
    values |= {"do": "office", "revision": form.revision, "office_name": "Neues Büro"}

    assert send(client, url("office"), **{**values, "accent_light": "blau"}).status_code == 422
    assert send(client, url("office"), **values).status_code == 303
    client.force_login(account(BodyRole.CLERK))
    assert send(client, url("office"), **values).status_code == 403


def test_the_desk_reminds_of_reviews_dates_and_drafts(clerk, stage, body):
    MeetingFactory(organizations=[body], starts_on=day(3), is_confirmed=False)
    stage.paused.status_periods.update(review_on=timezone.localdate() - timedelta(days=1))

    page = clerk.get(reverse("workspace:desk"))
    found = {
        group["key"]: [entry["item"].body for entry in group["items"]]
        for group in page.context["groups"]
    }

    assert "koordinierungsrunde" in found["today"]
    assert "runde" in found["today"]
    only = clerk.get(f"{reverse('workspace:desk')}?gremium=runde")
    assert {e["item"].body for group in only.context["groups"] for e in group["items"]} == {"runde"}
    mine = clerk.get(f"{reverse('workspace:desk')}?wer=ich")
    assert mine.context["groups"] == []
    assert mine.context["hidden"] > 0


def test_before_publishing_one_reads_who_is_named_and_what_visitors_would_miss(clerk):
    send(clerk, url("body_new"), **{**NEW, "contact_email": "tisch@bezirk.example"})
    body = Organization.objects.get(name=NEW["name"])
    MembershipFactory(organization=body, person=PersonFactory(agrees=[ConsentPurpose.NAME]))
    MembershipFactory(organization=body, person=PersonFactory())

    page = clerk.get(url("body_publish", body.slug))

    assert page.context["names"] == "1 Name sichtbar, 1 ohne Einwilligung nicht genannt."
    assert page.context["missed"] == ["ein Termin", "ein Ort"]


def test_a_new_body_works_since_today_and_takes_what_its_template_proposes(clerk):
    plain = {key: NEW[key] for key in ("do", "name", "start")}
    send(clerk, url("body_new"), **plain)
    body = Organization.objects.get(name=NEW["name"])

    assert (body.sphere, body.stewardship, body.classification) == (
        "civil_society",
        "own",
        "round_table",
    )
    assert body.status_periods.get().starts_on == timezone.localdate()
