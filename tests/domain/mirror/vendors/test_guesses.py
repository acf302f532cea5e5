"""Which item dealt with a paper where the source does not say so, and how is the guess marked?"""

import pytest
from django.urls import reverse

from gremienwerk.cli import main
from gremienwerk.domain.meetings.models import AgendaItem, Consultation, Meeting
from gremienwerk.domain.mirror.choices import Feature
from gremienwerk.domain.mirror.models import Capability, MirrorObject
from gremienwerk.domain.mirror.queries import guesses
from gremienwerk.domain.mirror.reports import guess_words, last_run, report
from gremienwerk.domain.mirror.syncing import map_again
from gremienwerk.surfaces.oparl.objects import consultation
from gremienwerk.surfaces.oparl.selection import Selection
from tests.domain.mirror.conftest import NOW
from tests.domain.mirror.state import fingerprint
from tests.domain.mirror.vendors.council import ROOT, council, item, meeting, paper, thing, url

pytestmark = pytest.mark.django_db


def told():
    return guesses(stations=Consultation.objects.values_list("pk", flat=True))


def station(n=1, **facts):
    return thing("Consultation", f"consultation/{n}", **{"meeting": url("meeting/1")} | facts)


def agenda(*names, **facts):
    return [item(n, name=name, **facts) for n, name in enumerate(names, 1)]


def one_paper(items, **facts):
    papers = [paper(1, name="Radweg an der Hauptstraße", consultation=[station(**facts)])]
    return council(meeting=[meeting(1, agendaItem=items)], paper=papers)


def test_meeting_and_title_together_are_believed_and_marked(serve, add, mirror, writes):
    items = agenda("Begrüßung", "  radweg an der HAUPTSTRASSE ", result="Beschlossen")
    server = serve(one_paper(items))
    source = add(server, shown="public")

    mirror(source)

    made, row = Consultation.objects.get(), AgendaItem.objects.get(position=1)
    assert (made.agenda_item, made.meeting) == (row, Meeting.objects.get())
    seen = MirrorObject.objects.get(object_type="Consultation")
    assert "agendaItem:guessed" in seen.coercions.split()
    assert told() == {(row.pk, made.paper_id)}
    before = fingerprint(source)
    writes.clear()
    assert mirror(source).counts["Consultation"] == {"unchanged": 1}
    assert (writes, fingerprint(source)) == ([], before)


@pytest.mark.parametrize(
    ("items", "facts"),
    [
        (agenda("Radweg an der Hauptstraße", "Radweg an der Hauptstraße"), {}),  # two items
        (agenda("Radweg"), {}),  # not quite
        (agenda("Radweg an der Hauptstraße"), {"meeting": None}),  # no meeting is named
        (agenda("Radweg an der Hauptstraße"), {"meeting": url("meeting/9")}),  # another one
        (agenda("Radweg an der Hauptstraße", consultation=url("consultation/7")), {}),
        (agenda("Radweg an der Hauptstraße", deleted=True), {}),
    ],
)
def test_nothing_is_guessed_where_it_could_be_otherwise(serve, add, mirror, items, facts):
    mirror(add(serve(one_paper(items, **facts))))

    assert Consultation.objects.get().agenda_item is None
    assert told() == set()


def test_two_stations_of_one_title_are_not_told_apart(serve, add, mirror):
    papers = [paper(n, name="Antrag", consultation=[station(n)]) for n in (1, 2)]
    tree = council(meeting=[meeting(1, agendaItem=agenda("Antrag"))], paper=papers)

    mirror(add(serve(tree)))

    assert list(Consultation.objects.values_list("agenda_item", flat=True)) == [None, None]


def test_what_the_source_says_later_is_no_guess_any_more(serve, add, mirror):
    server = serve(one_paper(agenda("Radweg an der Hauptstraße", "Verschiedenes")))
    source = add(server)
    mirror(source)
    server.change(
        f"{ROOT}/list/paper",
        lambda body: body["data"][0]["consultation"][0].update(
            agendaItem=f"{server.origin}{ROOT}/item/2"
        ),
    )

    mirror(source)

    assert Consultation.objects.get().agenda_item.name == "Verschiedenes"
    assert told() == set()


def test_a_run_that_does_not_read_the_agenda_leaves_the_guess(serve, add, mirror):
    server = serve(one_paper(agenda("Radweg an der Hauptstraße")))
    source = add(server)
    mirror(source)
    Capability.objects.create(source=source, feature=Feature.SINCE, found=True, found_at=NOW)
    server.change(f"{ROOT}/list/meeting", lambda body: body.update(data=[]))  # as if filtered
    server.change(
        f"{ROOT}/list/paper",
        lambda body: body["data"][0]["consultation"][0].update(role="Entscheidung"),
    )

    run = mirror(source)

    made = Consultation.objects.get()
    assert (run.is_full, made.role_label) == (False, "Entscheidung")
    assert made.agenda_item == AgendaItem.objects.get()
    assert told() == {(made.agenda_item_id, made.paper_id)}


def test_mapped_again_without_the_network_it_is_guessed_the_same(serve, add, mirror, by, clock):
    source = add(serve(one_paper(agenda("Radweg an der Hauptstraße"))))
    mirror(source)
    before = fingerprint(source)

    run = map_again(source, by=by, now=clock.now())

    assert (run.counts["Consultation"], fingerprint(source)) == ({"unchanged": 1}, before)


@pytest.fixture
def source(serve, add, mirror):
    """A council whose one station was linked by a guess."""
    items = agenda("Radweg an der Hauptstraße", result="Beschlossen")
    source = add(serve(one_paper(items)), shown="public")
    mirror(source)
    return source


def test_guesses_are_told_in_the_report(source, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "C")

    main(["mirror", "report", "stadt"])

    assert "1 station of a paper was linked" in capsys.readouterr().out
    assert guess_words(report(source, last_run(source)))


def test_guesses_are_told_on_the_pages(source, client):
    made = Consultation.objects.get()

    on_paper = client.get(reverse("portal:paper", args=[made.paper_id])).content.decode()
    on_meeting = client.get(reverse("portal:meeting", args=[made.meeting_id])).content.decode()

    assert "Tagesordnungspunkt nach dem Titel vermutet" in on_paper
    assert "nach dem Titel vermutet" in on_meeting


def test_guesses_are_told_in_open_data(source, switch):
    switch(source, license="CC0", is_republished=True)
    made = Consultation.objects.get()

    written = consultation.contents(Selection(NOW.date()), {made.pk})[made.pk].inner

    assert written["Gremienwerk:agendaItemGuessed"] is True
    assert written["agendaItem"].endswith(f"/{made.agenda_item_id}")


def test_what_the_source_says_is_not_told_as_a_guess(serve, add, mirror, client):
    items = agenda("Radweg an der Hauptstraße", result="Beschlossen")
    source = add(serve(one_paper(items, agendaItem=url("item/1"))), shown="public")
    mirror(source)

    assert guess_words(report(source, last_run(source))) == ""
    made = Consultation.objects.get()
    for name, key in (("paper", made.paper_id), ("meeting", made.meeting_id)):
        page = client.get(reverse(f"portal:{name}", args=[key])).content.decode()
        assert "Radweg" in page
        assert "vermutet" not in page
