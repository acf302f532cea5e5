"""Which district and office does a file describe? What an empty installation begins with."""

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gremienwerk.domain.bodies.commands.set_up_installation import BodyDraft, InstallationDraft
from gremienwerk.network_file.problems import BodyFileRefused, Problems, line
from gremienwerk.network_file.table import Table

BODY_TEXTS = ("short_name", "classification", "ags", "rgs", "license", "contact_name")
OFFICE_TEXTS = (
    "portal_subtitle",
    "office_parent",
    "office_address",
    "representative",
    "data_protection_officer",
    "supervisory_authority",
    "accent_light",
    "accent_dark",
)


def read_district(path: Path) -> tuple[BodyDraft, InstallationDraft]:
    """Return the district and the office that the file at `path` describes.

    Raises `BodyFileRefused`.
    """
    try:
        data = tomllib.loads(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        sentence = _("This file cannot be read: %(error)s.") % {"error": error}
        raise BodyFileRefused(line(path.name, "", sentence)) from error
    problems = Problems(path.name)
    top = Table(data, "", problems)
    body, office = top.table("body"), top.table("installation")
    drafts = _body(body), _office(office)
    for table in (body, office, top):
        table.close()
    problems.check()
    return drafts


def _body(table: Table) -> BodyDraft:
    return BodyDraft(
        slug=table.slug("slug", required=True),
        name=table.text("name", required=True),
        website=table.web("website"),
        contact_email=table.email("contact_email"),
        renderings=table.renderings(
            name="name", short_name="short_name", classification="classification"
        ),
        **{key: table.text(key, limit=100) for key in BODY_TEXTS},
    )


def _office(table: Table) -> InstallationDraft:
    rendered = ("portal_name", "office_name", *OFFICE_TEXTS[:-2])
    texts: dict[str, Any] = {key: table.text(key, limit=1000) for key in OFFICE_TEXTS}
    return InstallationDraft(
        portal_name=table.text("portal_name", limit=200, required=True),
        office_name=table.text("office_name", limit=200, required=True),
        office_email=table.email("office_email"),
        is_authority=table.flag("is_authority", default=False),
        renderings=table.renderings(**{key: key for key in rendered}),
        **texts,
    )
