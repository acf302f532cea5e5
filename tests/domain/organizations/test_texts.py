"""A draft never touches what is published; whoever may release it does so in view of it."""

from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.organizations.choices import BodyRole, Stewardship
from gremienwerk.domain.organizations.commands.accept_finding import (
    Acceptance,
    ReasonMissing,
    accept_finding,
)
from gremienwerk.domain.organizations.commands.ask_release import ask_release
from gremienwerk.domain.organizations.commands.discard_draft import NoDraft, discard_draft
from gremienwerk.domain.organizations.commands.edit_texts import TextNotUsable, edit_texts
from gremienwerk.domain.organizations.commands.look_over_texts import look_over_texts
from gremienwerk.domain.organizations.commands.release_texts import NotWhatWasSeen, release_texts
from gremienwerk.domain.organizations.commands.save_draft import (
    ChangedMeanwhile,
    Writing,
    save_draft,
)
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries import with_standing
from gremienwerk.domain.organizations.queries.findings import findings_in, findings_of
from gremienwerk.domain.organizations.queries.texts import Freshness, text_rows
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.lint.findings import Kind
from gremienwerk.foundation.texts.choices import DraftState
from gremienwerk.foundation.texts.drafts import Place
from gremienwerk.foundation.texts.models import LintFinding, TextDraft, Translation, revision
from gremienwerk.foundation.texts.write import Rendering
from tests.factories.organizations import (
    AliasFactory,
    OrganizationFactory,
    SeatFactory,
    SuspensionFactory,
)
from tests.factories.roles import account

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
TODAY = date(2026, 11, 9)
WORK, ENGLISH = Place("work"), Place("work", "en")


@pytest.fixture
def body():
    return OrganizationFactory(work="So war es.", body__is_own=True)


@pytest.fixture
def beirat():
    return OrganizationFactory(
        work="So war es.",
        body__is_own=True,
        stewardship=Stewardship.SECRETARIAT_OF_INDEPENDENT,
    )


@pytest.fixture
def clerk():
    return account(BodyRole.CLERK)


def standing(body):
    return with_standing(Organization.objects.filter(pk=body.pk), TODAY).get()


def write(body, text, by, place=WORK, seen="So war es."):
    return save_draft(body, Writing(place, text, revision(seen)), by=by, now=NOW)


def seen(*drafts):
    return {Place.of(draft): draft.revision for draft in drafts}


def test_a_draft_is_kept_and_nothing_is_published(body, clerk):
    draft = write(body, "So wird es. ", clerk)

    body.refresh_from_db()
    assert (draft.text, draft.author, draft.state) == ("So wird es.", clerk, DraftState.OPEN)
    assert body.work == "So war es."
    assert Entry.objects.last().kind == "organizations.text_drafted"


def test_a_double_submit_writes_once(body, clerk):
    first = write(body, "So wird es.", clerk)
    entries = Entry.objects.count()

    assert write(body, "So wird es.", clerk) == first
    assert Entry.objects.count() == entries


def test_who_comes_second_sees_the_other_and_loses_nothing(body, clerk):
    write(body, "Das schrieb die eine.", clerk)

    with pytest.raises(ChangedMeanwhile) as refused:
        write(body, "Das schrieb der andere.", account(BodyRole.CLERK))

    assert refused.value.theirs == "Das schrieb die eine."
    assert TextDraft.objects.get().text == "Das schrieb die eine."


def test_a_draft_that_reads_as_published_is_none(body, clerk):
    write(body, "So wird es.", clerk)

    assert write(body, "So war es.", clerk, seen="So wird es.") is None
    assert not TextDraft.objects.exists()


@pytest.mark.parametrize(
    ("place", "text"),
    [(WORK, "Am {nirgends}."), (Place("purpose"), "a" * 501), (Place("name"), "Anders")],
)
def test_a_text_that_could_not_be_published_is_refused_at_once(body, clerk, place, text):
    with pytest.raises(TextNotUsable):
        write(body, text, clerk, place, seen=getattr(body, place.field))

    assert not TextDraft.objects.exists()


def test_the_office_releases_what_it_runs(body, clerk):
    draft = write(body, "So wird es.", clerk)
    english = write(body, "So it will be.", clerk, ENGLISH, seen="")

    release_texts(body, seen(draft, english), by=clerk, now=NOW)

    body.refresh_from_db()
    [rendering] = Translation.objects.all()
    assert (body.work, rendering.text) == ("So wird es.", "So it will be.")
    assert not rendering.is_stale(body.work)
    assert not TextDraft.objects.exists()


def test_the_office_prepares_and_the_board_releases(beirat, clerk):
    chair = account(BodyRole.CHAIR, beirat)
    draft = write(beirat, "So wird es.", clerk)
    ask_release(beirat, note="Bitte bis Freitag", by=clerk, now=NOW)
    draft.refresh_from_db()

    assert (draft.state, draft.is_from_office) == (DraftState.AWAITING_RELEASE, True)
    with pytest.raises(NotAllowed):
        release_texts(beirat, seen(draft), by=clerk, now=NOW)

    release_texts(beirat, seen(draft), by=chair, now=NOW)
    beirat.refresh_from_db()
    fact = Entry.objects.get(kind="organizations.texts_released")
    assert beirat.work == "So wird es."
    assert (fact.actor, fact.payload["from_office"]) == (chair, ["work:de"])
    assert fact.payload["prepared_by"] == [clerk.pk]


def test_what_the_office_changes_after_asking_is_asked_for_anew(beirat, clerk):
    write(beirat, "So wird es.", clerk)
    ask_release(beirat, by=clerk, now=NOW)

    draft = write(beirat, "Doch anders.", clerk, seen="So wird es.")

    assert draft.state == DraftState.OPEN


@pytest.mark.parametrize("role", [BodyRole.MEMBER, BodyRole.SUPPORTER, BodyRole.AUDITOR])
def test_others_write_no_draft(beirat, role):
    with pytest.raises(NotAllowed):
        write(beirat, "So wird es.", account(role, beirat))


def test_nobody_releases_what_reads_otherwise_than_seen(body, clerk):
    draft = write(body, "So wird es.", clerk)
    looked_at = seen(draft)
    write(body, "Doch anders.", clerk, seen="So wird es.")

    with pytest.raises(NotWhatWasSeen):
        release_texts(body, looked_at, by=clerk, now=NOW)

    body.refresh_from_db()
    assert body.work == "So war es."


def test_a_draft_begun_on_an_older_text_is_compared_first(body, clerk):
    draft = write(body, "So wird es.", clerk)
    edit_texts(body, {"work": "Inzwischen so."}, by=clerk, now=NOW)

    with pytest.raises(NotWhatWasSeen):
        release_texts(body, seen(draft), by=clerk, now=NOW)

    compared = Writing(WORK, draft.text, draft.revision, compared=revision("Inzwischen so."))
    draft = save_draft(body, compared, by=clerk, now=NOW)
    release_texts(body, seen(draft), by=clerk, now=NOW)
    body.refresh_from_db()
    assert body.work == "So wird es."


def test_what_is_gone_is_neither_released_nor_discarded(body, clerk):
    draft = write(body, "So wird es.", clerk)
    discard_draft(body, WORK, by=clerk, now=NOW)

    for act in (
        lambda: discard_draft(body, WORK, by=clerk, now=NOW),
        lambda: release_texts(body, seen(draft), by=clerk, now=NOW),
        lambda: release_texts(body, {}, by=clerk, now=NOW),
        lambda: ask_release(body, by=clerk, now=NOW),
    ):
        with pytest.raises(NoDraft):
            act()


def test_the_table_tells_how_good_each_language_is(body, clerk, django_assert_num_queries):
    edit_texts(
        body,
        {"audience": "Alle."},
        renderings={"work": [Rendering("en", "So it was.")], "audience": [Rendering("en", "All.")]},
        by=clerk,
        now=NOW,
    )
    edit_texts(body, {"work": "Neu."}, by=clerk, now=NOW)
    body.refresh_from_db()

    with django_assert_num_queries(2):
        rows = {row.field: row for row in text_rows(body)}

    english = {field: row.in_language("en").freshness for field, row in rows.items()}
    assert english["work"] == Freshness.STALE
    assert english["audience"] == Freshness.CURRENT
    assert english["history"] == Freshness.MISSING
    assert rows["work"].in_language("de").freshness == Freshness.CURRENT


def test_findings_know_the_data(body):
    for number in range(15):
        SeatFactory(organization=body, number=number + 1)
    AliasFactory(organization=body, name="Stammtisch")

    found = findings_in("Unsere zwölf Mitglieder im Stammtisch.", "work", standing(body))

    assert [(one.kind, one.proposal) for one in found] == [
        (Kind.CONTRADICTED_NUMBER, "{seats}"),
        (Kind.SECOND_NAME, body.name),
    ]


def test_an_accepted_finding_is_not_found_again(body, clerk):
    text = "Wir treffen uns ab und zu."
    [finding] = findings_in(text, "work", standing(body))

    with pytest.raises(ReasonMissing):
        accept_finding(body, Acceptance("work", finding, " "), by=clerk, now=NOW)
    for _twice in range(2):
        accept_finding(body, Acceptance("work", finding, "So ist es."), by=clerk, now=NOW)

    assert findings_in(text, "work", standing(body)) == []
    [elsewhere] = findings_in(text, "audience", standing(body))
    assert elsewhere.kind == Kind.VAGUE_RHYTHM


def test_the_nightly_look_goes_over_drafts_and_pages(body, clerk):
    write(body, "Wir treffen uns ab und zu.", clerk)

    assert look_over_texts(by=clerk, now=NOW) == look_over_texts(by=clerk, now=NOW) == 2
    found = {(one.field, one.kind, one.is_draft) for one in LintFinding.objects.all()}
    assert found == {("work", "vague_rhythm", True), ("page", "image_undecided", False)}


def test_looking_over_many_bodies_costs_no_more_queries(django_assert_num_queries, body):
    more = [OrganizationFactory(body=body.body, work="ab und zu") for _number in range(5)]
    SuspensionFactory(organization=more[0])
    rows = list(with_standing(Organization.objects.all(), TODAY))
    findings_of(rows[:1])

    assert len(rows) == len(more) + 1
    with django_assert_num_queries(3):
        findings_of(rows)
