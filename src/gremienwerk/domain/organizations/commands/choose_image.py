"""Choose the image of a body's page, or decide that it has none."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.files.choices import ImagePurpose
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.pictures import check_use
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import ImageDecision
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_changes
from gremienwerk.foundation.records import whole_second


@dataclass(frozen=True, slots=True)
class ImageChosen(Event):
    """Somebody decided about a body's image; null: none, on purpose."""

    kind = "organizations.image_chosen"
    organization_id: int
    image_id: int | None


@transaction.atomic
def choose_image(
    organization: Organization, image: Image | None, *, by: User, now: datetime
) -> Organization:
    """Show `image` on the page of a body; None records that it has none on purpose (N3.8).

    Raises `NotAllowed`, `UseNotAllowed`.
    """
    row = locked(organization)
    require(by, Can.CHOOSE_IMAGE, row)
    if image is not None:
        check_use(image, ImagePurpose.PAGE, day=timezone.localtime(now).date())
    row.image = image
    row.image_decision = ImageDecision.NONE_ON_PURPOSE if image is None else ImageDecision.CHOSEN
    row.modified_at = whole_second(now)
    changes = record_changes(row, ["image", "image_decision"], by=by, now=now)
    row.save(update_fields=["image", "image_decision", "modified_at"])
    chosen = None if image is None else image.pk
    event = ImageChosen(organization_id=row.pk, image_id=chosen, changes=changes)
    publish(event, by=by, at=now)
    return row
