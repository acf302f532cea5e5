"""What does the demo show of a council that others run? Rows as an import would leave them.

No server stands behind the source and its address is empty; meetings and papers of it are
entered by the ordinary commands, only what no command of ours may make is written here.
"""

from typing import Any

from gremienwerk.demo.reading import Stage, read
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.models import MirroredBody, MirrorSource
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.models import Membership, Organization
from gremienwerk.domain.people.models import Person

MEMBER, CITIZEN = "Bezirksverordnete*r", "Bürgerdeputierte*r"


def add_source(stage: Stage) -> Body:
    """Make the source, its Körperschaft, and its bodies with their members."""
    content = read("source.toml")
    moments = {"created_at": stage.opening, "modified_at": stage.opening}
    known = content["body"]
    body = Body.objects.create(
        slug=known["slug"],
        name=known["name"],
        short_name=known["short_name"],
        license=known["license"],
        is_public=True,
        **moments,
    )
    source = MirrorSource.objects.create(
        name=content["source"]["name"],
        label=content["source"]["label"],
        license=known["license"],
        shown=Shown.PUBLIC,
        shown_by=stage.by,
        shown_at=stage.opening,
        created_at=stage.opening,
        last_success_at=stage.opening,
    )
    MirroredBody.objects.create(source=source, body=body)
    for entry in content["organization"]:
        _add_organization(body, entry, moments, stage)
    return body


def _add_organization(
    body: Body, entry: dict[str, Any], moments: dict[str, Any], stage: Stage
) -> None:
    made = Organization.objects.create(
        body=body,
        slug=entry["slug"],
        name=entry["name"],
        short_name=entry["short_name"],
        organization_type=entry["type"],
        classification=entry["classification"],
        parent=Organization.objects.filter(slug=entry.get("parent", "")).first(),
        is_listed=True,
        published_at=stage.opening,
        **moments,
    )
    roles = {entry.get("chair"): Role.CHAIR, entry.get("deputy_chair"): Role.DEPUTY_CHAIR}
    labels = [(entry.get("members", []), MEMBER), (entry.get("citizens", []), CITIZEN)]
    for name, label in ((name, label) for names, label in labels for name in names):
        given, family = name.split()
        person = Person.objects.create(
            body=body, name=name, given_name=given, family_name=family, **moments
        )
        Membership.objects.create(
            organization=made,
            person=person,
            kind=MembershipKind.MEMBER,
            role=roles.get(name, ""),
            role_label=label,
            **moments,
        )
