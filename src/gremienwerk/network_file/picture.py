"""Which picture does a body file choose, and is it one?"""

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from django.utils.text import slugify
from django.utils.translation import gettext as _

from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.commands.add_image import ImageUpload, check_image
from gremienwerk.domain.organizations.choices import ImageDecision
from gremienwerk.network_file.table import Table


@dataclass(frozen=True, slots=True)
class Chosen:
    """A picture, or the decision about having none."""

    upload: ImageUpload | None = None
    decision: ImageDecision = ImageDecision.OPEN


def image(table: Table, folder: Path, slug: str) -> Chosen:
    """Return what the table [image] chooses; its file is looked for in `folder`."""
    decision = table.raw("decision")
    file = table.text("file")
    if file and decision is None:
        return Chosen(_upload(table, folder, slug), ImageDecision.CHOSEN)
    without = {ImageDecision.NONE_ON_PURPOSE.value, ImageDecision.OPEN.value}
    if table and (file or decision not in without):
        table.note(
            "decision",
            _('Give a file, or decision = "none_on_purpose" or "open"; one of the two.'),
        )
        return Chosen()
    table.close()
    return Chosen(None, ImageDecision(decision or ImageDecision.OPEN))


def _upload(table: Table, folder: Path, slug: str) -> ImageUpload | None:
    file = table.text("file")
    parts = PurePosixPath(file).parts
    if PurePosixPath(file).is_absolute() or ".." in parts or "\\" in file:
        table.note("file", _("Put the picture into the folder of this file, or one below it."))
        return None
    try:
        content = (folder / file).read_bytes()
    except OSError:
        table.note("file", _("There is no file “%(file)s” beside this one.") % {"file": file})
        return None
    upload = ImageUpload(
        name=f"{slug}-{slugify(Path(file).stem)}"[:100].strip("-"),
        file_name=parts[-1],
        content=content,
        author=table.text("author", limit=200),
        license=table.text("license", limit=200),
        alt_text=table.text("alt", limit=1000),
        is_decorative=table.flag("decorative", default=False),
        source=table.text("source", limit=500),
        usage_restriction=UsageRestriction(
            table.choice("usage_restriction", UsageRestriction, UsageRestriction.ALL_MEDIA.value)
        ),
        expires_on=table.day("expires_on"),
        renderings=table.renderings(alt="alt_text"),
    )
    table.close()
    with table.problems.at(table.name):
        check_image(upload)
    return upload
