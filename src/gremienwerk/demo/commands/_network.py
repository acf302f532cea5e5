"""Which bodies and offices does the demo hold? The bodies stand in files like any other."""

from gremienwerk.demo.days import with_days
from gremienwerk.demo.reading import HERE, Stage, body_files, read
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.commands.add_image import ImageUpload, add_image
from gremienwerk.domain.organizations.choices import RelationKind
from gremienwerk.domain.organizations.commands.add_organization import (
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.add_relation import RelationDraft, add_relation
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.network_file import load, parse


def add_offices(own: Body, stage: Stage) -> None:
    """Add the offices and organisations that bodies name; they have no page of their own."""
    for entry in read("offices.toml")["office"]:
        draft = OrganizationDraft(
            slug=entry["slug"],
            name=entry["name"],
            short_name=entry.get("short_name", ""),
            organization_type=entry["type"],
            classification=entry.get("classification", ""),
        )
        office = add_organization(own, draft, by=stage.by, now=stage.opening)
        publish_organization(office, by=stage.by, now=stage.opening)


def add_bodies(stage: Stage) -> None:
    """Add the bodies of the files, what offices do in them, and a picture that ran out."""
    files = [
        parse(with_days(path.read_text(encoding="utf-8"), stage.reference), path=path)
        for path in body_files()
    ]
    load(files, by=stage.by, now=stage.opening)
    for entry in read("offices.toml")["office"]:
        for relation in entry.get("relations", []):
            office, other = (
                Organization.objects.get(slug=slug) for slug in (entry["slug"], relation["to"])
            )
            draft = RelationDraft(RelationKind(relation["kind"]), other)
            add_relation(office, draft, by=stage.by, now=stage.opening)
    _add_expired_image(stage)


def _add_expired_image(stage: Stage) -> None:
    """Add a picture whose licence ran out: it stands in no page, the editor sees it listed."""
    name = "sommerfest.svg"
    upload = ImageUpload(
        name="sommerfest",
        file_name=name,
        content=(HERE / "bodies" / "images" / name).read_bytes(),
        alt_text="Wimpelkette über einem Tisch",
        author="Demo",
        source="eigene Zeichnung",
        license="CC0 1.0",
        usage_restriction=UsageRestriction.WEB_ONLY,
        expires_on=stage.day("R-30d"),
    )
    add_image(upload, by=stage.by, now=stage.at(stage.day("R-400d")))
