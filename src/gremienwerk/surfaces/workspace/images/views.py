"""Which picture does the page of a body show, what is said of it, and which others are there?"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.files.choices import ImagePurpose
from gremienwerk.domain.files.commands.add_image import ImageUpload, add_image
from gremienwerk.domain.files.commands.edit_image import FIELDS, ImageDetails, edit_image
from gremienwerk.domain.files.models import Image
from gremienwerk.domain.files.pictures import LARGEST, PictureNotUsable
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.files.queries import image_library
from gremienwerk.domain.files.scanning import Scanner, scanner
from gremienwerk.domain.organizations.choices import ImageDecision
from gremienwerk.domain.organizations.commands.choose_image import choose_image
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.surfaces.workspace.acts import Act, Said, perform
from gremienwerk.surfaces.workspace.bodies.opening import Opened, open_body
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, initial_of
from gremienwerk.surfaces.workspace.frame import OFFICE, RUNNING, address, render_workspace
from gremienwerk.surfaces.workspace.http import signed_in
from gremienwerk.surfaces.workspace.images.forms import (
    ChooseForm,
    DetailsForm,
    NoneForm,
)
from gremienwerk.surfaces.workspace.naming import name_of


@dataclass(frozen=True)
class Gallery:
    """A body with all pictures that there are; loaded once."""

    opened: Opened

    @cached_property
    def library(self) -> list[Image]:
        """All pictures, the newest first."""
        return list(image_library())

    @property
    def image(self) -> Image | None:
        """The picture that was chosen."""
        return self.opened.body.image

    @property
    def usable(self) -> list[Image]:
        """Those that may be shown on a page today."""
        return [one for one in self.library if one.may_be_used(ImagePurpose.PAGE, today())]

    def may_add(self) -> bool:
        """Tell whether the account may bring a picture."""
        return may(self.opened.user, CanFiles.ADD_IMAGE, Image())

    def may_choose(self) -> bool:
        """Tell whether the account decides what the page shows."""
        return self.opened.may(Can.CHOOSE_IMAGE)

    def may_edit(self) -> bool:
        """Tell whether the account may change what is said of the chosen picture."""
        found = self.image
        return found is not None and may(self.opened.user, CanFiles.EDIT_IMAGE, found)


def _upload(gallery: Gallery, form: WorkspaceForm, now: datetime) -> Said:
    assert isinstance(form, DetailsForm)  # noqa: S101 -- for the types
    file: UploadedFile[bytes] = form.cleaned_data["file"]
    name = str(file.name)
    if (file.size or 0) > LARGEST:
        raise PictureNotUsable(
            _("“%(name)s” is larger than 5 MB; make it smaller.") % {"name": name}
        )
    content = file.read()
    upload = ImageUpload(name=_slug(name, content), file_name=name, content=content, **form.details)
    user, body = gallery.opened.user, gallery.opened.body
    with transaction.atomic():
        image = add_image(upload, by=user, now=now)
        if gallery.may_choose():
            choose_image(body, image, by=user, now=now)
            return Said(_("The picture stands on the page now."), _here(gallery))
    return Said(_("The picture is there; the board chooses it."), _here(gallery))


def _slug(file_name: str, content: bytes) -> str:
    """Return a name for an image: that of its file, and some of its digest."""
    stem = slugify(PurePath(file_name).stem.replace("_", "-"))[:60].strip("-") or "bild"
    return f"{stem}-{sha256(content).hexdigest()[:8]}"


def _choose(gallery: Gallery, form: WorkspaceForm, now: datetime) -> Said:
    names = {image.name: image for image in gallery.library}
    image = names[form.cleaned_data["image"]]
    choose_image(gallery.opened.body, image, by=gallery.opened.user, now=now)
    return Said(_("The picture stands on the page now."), _here(gallery))


def _none(gallery: Gallery, _form: WorkspaceForm, now: datetime) -> Said:
    choose_image(gallery.opened.body, None, by=gallery.opened.user, now=now)
    return Said(_("The page has no picture, on purpose."), _here(gallery))


def _edit(gallery: Gallery, form: WorkspaceForm, now: datetime) -> Said:
    assert isinstance(form, DetailsForm)  # noqa: S101 -- for the types
    assert gallery.image is not None  # noqa: S101 -- the act is not offered without
    edit_image(gallery.image, ImageDetails(**form.details), by=gallery.opened.user, now=now)
    return Said(_("Saved, wherever the picture is shown."), _here(gallery))


def _here(gallery: Gallery) -> str:
    return address("images", gallery.opened.body.slug)


def _shown(gallery: Gallery) -> dict[str, str]:
    found = initial_of(gallery.image, FIELDS) if gallery.image else {}
    return {name: str(value) for name, value in found.items()}


def _details(gallery: Gallery, data: QueryDict | None, ids: str) -> WorkspaceForm:
    initial = {name: getattr(gallery.image, name) for name in FIELDS} if gallery.image else {}
    return DetailsForm(data, auto_id=ids, initial=initial)


def _choice(gallery: Gallery, data: QueryDict | None, ids: str) -> WorkspaceForm:
    choices = [(one.name, one.alt_text or one.name) for one in gallery.usable]
    return ChooseForm(data, auto_id=ids, choices=choices)


ACTS = {
    "upload": Act[Gallery](
        lambda _gallery, data, ids: DetailsForm(data, auto_id=ids, with_file=True),
        _upload,
        Gallery.may_add,
    ),
    "choose": Act[Gallery](
        _choice, _choose, lambda gallery: gallery.may_choose() and bool(gallery.usable)
    ),
    "none": Act[Gallery](
        lambda _gallery, data, ids: NoneForm(data, auto_id=ids),
        _none,
        lambda gallery: (
            gallery.may_choose()
            and gallery.opened.body.image_decision != ImageDecision.NONE_ON_PURPOSE
        ),
    ),
    "edit": Act[Gallery](_details, _edit, Gallery.may_edit, _shown),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the picture of a body, take a new one, choose, or decide for none."""
    opened = open_body(request, slug, roles=RUNNING)
    gallery = Gallery(opened)
    outcome = perform(request, ACTS, gallery)
    if outcome.answer:
        return outcome.answer
    state = scanner() if gallery.may_add() else Scanner.READY
    context = {
        **opened.frame("images", _("Pictures")),
        "image": _view(gallery.image) if gallery.image else None,
        "is_open": opened.body.image_decision == ImageDecision.OPEN,
        "is_none": opened.body.image_decision == ImageDecision.NONE_ON_PURPOSE,
        "library": [_view(one) for one in gallery.library] if opened.roles & OFFICE else [],
        "scanner": state.value,
        **outcome.context,
    }
    return render_workspace(request, "workspace/images/show.html", context)


def _view(image: Image) -> dict[str, Any]:
    expired = image.expires_on is not None and image.expires_on <= today()
    return {
        "row": image,
        "url": reverse("workspace:image", args=[image.name]),
        "restriction": image.get_usage_restriction_display(),
        "is_expired": expired,
        "used_by": [
            (name_of(body), address("images", body.slug))
            for body in image.organizations.all()
            if body.deleted_at is None
        ],
    }
