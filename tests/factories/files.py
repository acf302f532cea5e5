"""Files and images; what is stored has to be written by the test (`store.keep`)."""

from datetime import UTC, datetime

import factory

from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.models import File, Image
from tests.factories.bodies import BodyFactory


class FileFactory(factory.django.DjangoModelFactory):
    """A released file; pass `published_at=None` for one that is not."""

    class Meta:
        model = File

    body = factory.SubFactory(BodyFactory)
    name = "Protokoll"
    file_name = "protokoll.pdf"
    mime_type = "application/pdf"
    size = 12_345
    stored_as = factory.Sequence(lambda n: f"ab/{n}.pdf")
    published_at = datetime(2026, 1, 1, tzinfo=UTC)


class ImageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Image

    name = factory.Sequence(lambda n: f"bild-{n}")
    stored_as = factory.Sequence(lambda n: f"cd/{n}.svg")
    mime_type = "image/svg+xml"
    width = 400
    height = 300
    alt_text = "Würfel, die das Wort Hilfe bilden"
    author = "Musterlein"
    license = "CC0-1.0"
    usage_restriction = UsageRestriction.ALL_MEDIA
    created_at = datetime(2026, 1, 1, tzinfo=UTC)
