"""What does a body file say, and is it right? All mistakes are named at once."""

import tomllib
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from gremienwerk.domain.organizations import profiles
from gremienwerk.domain.organizations.choices import (
    Classification,
    OrganizationType,
    Sphere,
    Stewardship,
)
from gremienwerk.domain.organizations.commands.add_alias import AliasDraft
from gremienwerk.domain.organizations.commands.add_organization import OrganizationDraft
from gremienwerk.domain.organizations.commands.edit_texts import FIELDS, RENDERED, check_text
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.network_file import parts, picture
from gremienwerk.network_file.plan import BodyFile, Child
from gremienwerk.network_file.problems import BodyFileRefused, Problems, line
from gremienwerk.network_file.table import LONG, Table

LARGEST = 1_000_000  # bytes
EARLIEST, LATEST = 1800, 2200
MOST = 9999


def read(path: Path) -> BodyFile:
    """Return what the file at `path` says.

    Raises `BodyFileRefused`, one line per mistake: file, place, what to correct.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        sentence = _("This file cannot be read (%(reason)s); check its name and place.")
        raise BodyFileRefused(line(str(path), "", sentence % {"reason": error.strerror})) from error
    if len(content) > LARGEST:
        raise BodyFileRefused(line(path.name, "", _("This file is larger than 1 MB; shorten it.")))
    try:
        return parse(content.decode("utf-8-sig"), path=path)
    except UnicodeDecodeError as error:
        sentence = _("This is no text in UTF-8; save the file with that encoding.")
        raise BodyFileRefused(line(path.name, "", sentence)) from error


def parse(text: str, *, path: Path) -> BodyFile:
    """Return what `text` says; pictures are looked for beside `path`, which names the file.

    Raises `BodyFileRefused`.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        sentence = _("This is no TOML: %(error)s. Compare it with “gremienwerk body example”.")
        raise BodyFileRefused(line(path.name, "", sentence % {"error": error})) from error
    problems = Problems(path.name)
    top = Table(data, "", problems)
    found = _body(top, path)
    top.close()
    problems.check()
    return found


def _body(top: Table, path: Path) -> BodyFile:
    texts, renderings = _texts(top.table("texts"))
    status = parts.status(top.table("status"))
    parent = top.slug("parent")
    slug = top.slug("slug", required=True)
    image = picture.image(top.table("image"), path.parent, slug)
    listed = top.flag("listed", default=not parent)
    if parent and listed:
        top.note("listed", _("A round below another body has no page: write listed = false."))
    return BodyFile(
        path=path,
        draft=_draft(top, slug, listed=listed, more={"active_since": status.active_since}),
        is_published=top.flag("published", default=True),
        parent=parent,
        mirrors=top.slug("mirrors"),
        profile=_profile(top, required=listed),
        aliases=[_alias(one) for one in top.tables("aliases")],
        texts=texts,
        renderings=renderings,
        venue=parts.venue(top.table("venue")),
        rhythm=parts.rhythm(top.table("rhythm")),
        suspension=status.suspension,
        ending=status.ending,
        image=image.upload,
        image_decision=image.decision,
        convenors=[parts.party(one) for one in top.tables("convenors")],
        supporters=[parts.party(one, helps=True) for one in top.tables("supporters")],
        guests=[parts.party(one) for one in top.tables("guests")],
        seats=[parts.seats(one) for one in top.tables("seats")],
        relations=[parts.relation(one) for one in top.tables("relations")],
        rules=[parts.rule(one) for one in top.tables("rules")],
        commissioners=[parts.commissioner(one) for one in top.tables("commissioners")],
        children=[_child(one) for one in top.tables("children")],
    )


def _draft(top: Table, slug: str, *, listed: bool, more: dict[str, Any]) -> OrganizationDraft:
    contact, website = top.table("contact"), top.table("website")
    renderings = {
        **top.renderings(name="name", short_name="short_name"),
        **contact.renderings(label="contact_label"),
        **website.renderings(label="website_label"),
    }
    kind = top.choice("organization_type", OrganizationType, OrganizationType.BODY.value)
    for key in ("sphere", "stewardship"):
        if listed and not top.raw(key):
            top.note(key, _("A body with a page needs this."))
    draft = OrganizationDraft(
        slug=slug,
        name=top.text("name", required=True),
        short_name=top.text("short_name", limit=200),
        organization_type=kind,
        classification=top.choice("classification", Classification),
        sphere=top.choice("sphere", Sphere),
        stewardship=top.choice("stewardship", Stewardship),
        position=top.number("position", 0, MOST) or 0,
        founded_year=top.number("founded_year", EARLIEST, LATEST),
        starts_on=top.day("starts_on"),
        website=website.web("url"),
        website_label=website.text("label"),
        contact_label=contact.text("label"),
        contact_email=contact.email("email"),
        is_independent=top.flag("independent", default=False),
        is_listed=listed,
        renderings=renderings,
        **more,
    )
    contact.close()
    website.close()
    return draft


def _profile(table: Table, *, required: bool) -> str:
    text = table.text("profile", limit=2000, required=required)
    if "=" in text:
        with table.problems.at(table.place("profile")):
            profiles.parse(text)
    return text


def _alias(table: Table) -> AliasDraft:
    draft = AliasDraft(
        name=table.text("name", required=True),
        slug=table.slug("slug", required=True),
        is_former=table.flag("former", default=False),
        starts_on=table.day("starts_on"),
        ends_on=table.day("ends_on"),
    )
    table.close()
    return draft


def _texts(table: Table) -> tuple[dict[str, str], dict[str, list[Rendering]]]:
    """Return the texts of a body, and the same with its names in further languages."""
    texts = {key: _text(table, key, FIELDS) for key in FIELDS}
    renderings: dict[str, list[Rendering]] = {}
    for language, below in table.languages().items():
        for key in RENDERED:
            text = _text(below, key, RENDERED)
            if text:
                renderings.setdefault(key, []).append(Rendering(language, text))
        below.close()
    table.close()
    return {key: text for key, text in texts.items() if text}, renderings


def _text(table: Table, key: str, fields: tuple[str, ...]) -> str:
    text = table.text(key, limit=LONG)
    with table.problems.at(table.place(key)):
        check_text(key, text, fields)
    return text


def _child(table: Table) -> Child:
    renderings: dict[str, list[Rendering]] = {}
    for language, below in table.languages().items():
        for key in RENDERED:
            text = _text(below, key, RENDERED)
            if text:
                renderings.setdefault(key, []).append(Rendering(language, text))
        below.close()
    texts = {key: _text(table, key, FIELDS) for key in FIELDS}
    child = Child(
        draft=OrganizationDraft(
            slug=table.slug("slug", required=True),
            name=table.text("name", required=True),
            short_name=table.text("short_name", limit=200),
            classification=table.choice("classification", Classification),
        ),
        texts={key: text for key, text in texts.items() if text},
        renderings=renderings,
        profile=_profile(table, required=False),
    )
    table.close()
    return child
