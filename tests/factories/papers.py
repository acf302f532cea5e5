"""Papers."""

from datetime import UTC, date, datetime

import factory

from gremienwerk.domain.papers.choices import PaperFileRole
from gremienwerk.domain.papers.models import Originator, Paper, PaperFile
from tests.factories.bodies import BodyFactory
from tests.factories.files import FileFactory


class PaperFactory(factory.django.DjangoModelFactory):
    """A draft; pass `published_at` (or the trait `released`) for one that all may read."""

    class Meta:
        model = Paper

    class Params:
        released = factory.Trait(published_at=datetime(2026, 3, 1, 9, 0, tzinfo=UTC))

    body = factory.SubFactory(BodyFactory)
    name = "Stellungnahme zum Sprachmittlungskonzept"
    reference = factory.Sequence(lambda n: f"DEMO-{n}/VII")
    date = date(2026, 3, 1)


class PaperFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = PaperFile

    paper = factory.SubFactory(PaperFactory)
    file = factory.SubFactory(FileFactory)
    role = PaperFileRole.AUXILIARY
    position = 0


class OriginatorFactory(factory.django.DjangoModelFactory):
    """Pass `person` or `organization`."""

    class Meta:
        model = Originator

    paper = factory.SubFactory(PaperFactory)
