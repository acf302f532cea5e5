from datetime import UTC, date, datetime

import pytest

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.papers.choices import PaperFileRole, PaperRelationKind, PaperType
from gremienwerk.domain.papers.commands.add_file_to_paper import (
    FileIsThere,
    HasMainFile,
    add_file_to_paper,
)
from gremienwerk.domain.papers.commands.enter_paper import (
    PaperDraft,
    PaperHasNoName,
    ReferenceTaken,
    enter_paper,
)
from gremienwerk.domain.papers.commands.publish_paper import (
    IsPublished,
    PaperHasNoDate,
    publish_paper,
)
from gremienwerk.domain.papers.commands.relate_papers import IsRelated, SamePaper, relate_papers
from gremienwerk.domain.papers.commands.withdraw_paper import IsInternal, withdraw_paper
from gremienwerk.domain.papers.models import Originator, Paper, PaperFile, PaperRelation
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.events.models import Entry
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory, LocationFactory
from tests.factories.files import FileFactory
from tests.factories.organizations import OrganizationFactory
from tests.factories.papers import PaperFactory, PaperFileFactory
from tests.factories.people import PersonFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MAIN, ANNEX = PaperFileRole.MAIN, PaperFileRole.AUXILIARY


@pytest.fixture
def acts():
    return {"by": system_user(), "now": NOW}


def events():
    return list(Entry.objects.order_by("pk").values_list("kind", flat=True))


def test_a_paper_is_entered_with_all_that_is_known(acts):
    body, author, person = BodyFactory(), OrganizationFactory(), PersonFactory()
    place = LocationFactory()
    draft = PaperDraft(
        name=" Mehr Sprachmittlung ",
        reference="PROBE-1/VII",
        day=date(2026, 11, 2),
        paper_type=PaperType.STATEMENT,
        originators=[author, person],
        locations=[place],
    )

    paper = enter_paper(body, draft=draft, **acts)

    assert (paper.name, paper.reference, paper.date, paper.published_at) == (
        "Mehr Sprachmittlung",
        "PROBE-1/VII",
        date(2026, 11, 2),
        None,
    )
    found = Originator.objects.order_by("position").values_list("organization", "person")
    assert list(found) == [(author.pk, None), (None, person.pk)]
    assert paper.location_links.get().location == place
    assert not Paper.objects.public().exists()
    assert events() == ["papers.entered"]


def test_a_paper_is_published_and_withdrawn(acts):
    paper = PaperFactory()

    publish_paper(paper, **acts)
    assert list(Paper.objects.public()) == [paper]

    withdraw_paper(paper, **acts)
    assert not Paper.objects.public().exists()
    assert events() == ["papers.published", "papers.withdrawn"]


def test_files_stand_in_order_within_their_role(acts):
    paper, files = PaperFactory(), FileFactory.create_batch(3)

    for file, role in zip(files, (ANNEX, MAIN, ANNEX), strict=True):
        add_file_to_paper(paper, file=file, role=role, **acts)

    found = PaperFile.objects.order_by("pk").values_list("file", "role", "position")
    assert list(found) == [
        (files[0].pk, "auxiliary", 0),
        (files[1].pk, "main", 0),
        (files[2].pk, "auxiliary", 1),
    ]
    assert events() == ["papers.file_added"] * 3


def test_papers_are_related(acts):
    paper, other = PaperFactory.create_batch(2)

    relate_papers(paper, other=other, kind=PaperRelationKind.RELATED, **acts)

    assert PaperRelation.objects.get().other == other
    assert events() == ["papers.related"]


def entered(**fields):
    return lambda paper, acts: enter_paper(paper.body, draft=PaperDraft(**fields), **acts)


def added(role, *, again=False):
    def call(paper, acts):
        file = paper.file_links.get().file if again else FileFactory()
        add_file_to_paper(paper, file=file, role=role, **acts)

    return call


def related(paper, acts):
    relation = PaperRelation.objects.create(
        paper=paper, other=PaperFactory(), kind=PaperRelationKind.RELATED
    )
    relate_papers(paper, other=relation.other, kind=PaperRelationKind.RELATED, **acts)


def itself(paper, acts):
    relate_papers(paper, other=paper, kind=PaperRelationKind.RELATED, **acts)


def undated(paper, acts):
    publish_paper(PaperFactory(date=None), **acts)


def published(paper, acts):
    publish_paper(PaperFactory(released=True), **acts)


@pytest.mark.parametrize(
    ("call", "refusal"),
    [
        (entered(name=" "), PaperHasNoName),
        (entered(name="Zwei", reference="PROBE-1/VII"), ReferenceTaken),
        (added(MAIN), HasMainFile),
        (added(ANNEX, again=True), FileIsThere),
        (related, IsRelated),
        (itself, SamePaper),
        (undated, PaperHasNoDate),
        (published, IsPublished),
        (lambda paper, acts: withdraw_paper(paper, **acts), IsInternal),
    ],
)
def test_refuses_in_a_sentence_and_leaves_no_trace(acts, call, refusal):
    paper = PaperFactory(reference="PROBE-1/VII")
    PaperFileFactory(paper=paper, role=MAIN)

    with pytest.raises(refusal, match=r"^[A-ZÄÖÜ„].*\.$"):
        call(paper, acts)

    assert (Paper.objects.filter(reference="PROBE-1/VII").get(), events()) == (paper, [])
    assert PaperFile.objects.count() == 1
    assert not Paper.objects.filter(name="Zwei").exists()


def test_strangers_may_do_nothing():
    paper, stranger = PaperFactory(), {"by": UserFactory(), "now": NOW}
    public, other = PaperFactory(released=True), PaperFactory()
    calls = [
        lambda: enter_paper(paper.body, draft=PaperDraft("Eins"), **stranger),
        lambda: add_file_to_paper(paper, file=FileFactory(), role=MAIN, **stranger),
        lambda: relate_papers(paper, other=other, kind=PaperRelationKind.RELATED, **stranger),
        lambda: publish_paper(paper, **stranger),
        lambda: withdraw_paper(public, **stranger),
    ]
    for call in calls:
        with pytest.raises(NotAllowed):
            call()

    assert events() == []
