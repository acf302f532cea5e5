"""Which file or image may be handed out?"""

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from gremienwerk.domain.files.models import File, Image


def released_file(pk: int) -> File | None:
    """Return one of our own files, if it was released and not taken back."""
    return File.objects.public().exclude(stored_as="").filter(pk=pk).first()


def was_released(pk: int) -> bool:
    """Test whether there was a public file once that has been withdrawn since."""
    withdrawn = File.objects.deleted().filter(body__is_public=True, published_at__isnull=False)
    return withdrawn.filter(pk=pk).exists()


def shown_image(name: str, day: date) -> Image | None:
    """Return the image of a published body, unless its licence has expired by `day`.

    Rule: an expired image is shown nowhere (source: network.md P.2).
    """
    used = Q(organizations__published_at__isnull=False) & Q(
        organizations__deleted_at=None, organizations__body__is_public=True
    )
    fresh = Q(expires_on=None) | Q(expires_on__gt=day)
    return Image.objects.filter(used, fresh, name=name).distinct().first()


def image_library() -> Sequence[Image]:
    """Return all images with the bodies that show each, the newest first. Two queries."""
    rows = Image.objects.prefetch_related("organizations")
    return list(rows.order_by("-created_at", "-pk"))
