"""How are the bodies of files connected with what is around them, and made public?"""

from dataclasses import dataclass, field
from datetime import datetime

from django.utils.text import slugify
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files.commands.add_image import add_image
from gremienwerk.domain.files.store import SPELLED
from gremienwerk.domain.meetings.commands.decide_date import decide_date
from gremienwerk.domain.meetings.commands.set_rhythm import set_rhythm
from gremienwerk.domain.organizations.choices import ImageDecision, MembershipKind
from gremienwerk.domain.organizations.commands.add_commissioner import add_commissioner
from gremienwerk.domain.organizations.commands.add_convenor import add_convenor
from gremienwerk.domain.organizations.commands.add_member import MemberDraft, add_member
from gremienwerk.domain.organizations.commands.add_organization import (
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.add_relation import RelationDraft, add_relation
from gremienwerk.domain.organizations.commands.add_rule import add_rule
from gremienwerk.domain.organizations.commands.add_seats import add_seats
from gremienwerk.domain.organizations.commands.add_supporter import Support, add_supporter
from gremienwerk.domain.organizations.commands.choose_image import choose_image
from gremienwerk.domain.organizations.commands.end_organization import end_organization
from gremienwerk.domain.organizations.commands.link_source import link_source
from gremienwerk.domain.organizations.commands.publish_organization import publish_organization
from gremienwerk.domain.organizations.commands.suspend import suspend
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.write import translate_all
from gremienwerk.network_file.plan import BodyFile, Party
from gremienwerk.network_file.problems import one_of, refused_at


@dataclass(frozen=True)
class Loading:
    """For whom, by whom and when files are loaded, and the child rounds made so far."""

    body: Body
    by: User
    now: datetime
    children: dict[int, list[Organization]] = field(default_factory=dict)


class NoSuchOrganization(Refusal):
    """A slug in a file names no organization that exists or stands in another file."""


def organization_of(slug: str) -> Organization:
    """Return the organization called `slug`. Raises `NoSuchOrganization`."""
    found = Organization.objects.alive().filter(slug=slug).first()
    if found is None:
        known = Organization.objects.alive().filter(body__is_own=True).order_by("slug")
        names = list(known.values_list("slug", flat=True))
        if not names:
            raise NoSuchOrganization(_("There is no organization “%s”.") % slug)
        raise NoSuchOrganization(one_of(slug, names))
    return found


def connect(organization: Organization, file: BodyFile, loading: Loading) -> None:
    """Do to a body that exists what its file says beyond its own facts; publish it last."""
    _parties(organization, file, loading)
    _facts(organization, file, loading)
    _image(organization, file, loading)
    _status(organization, file, loading)
    _rhythm(organization, file, loading)
    if file.is_published:
        with refused_at(file.name, "published"):
            for one in (organization, *loading.children.get(organization.pk, ())):
                publish_organization(one, by=loading.by, now=loading.now)


def _parties(organization: Organization, file: BodyFile, loading: Loading) -> None:
    by, now = loading.by, loading.now
    for number, one in enumerate(file.convenors, start=1):
        with refused_at(file.name, f"[[convenors]] {number}"):
            add_convenor(organization, _party(one, file, loading), by=by, now=now)
    for number, one in enumerate(file.supporters, start=1):
        with refused_at(file.name, f"[[supporters]] {number}"):
            support = Support(one.contribution, one.contribution_renderings)
            party = _party(one, file, loading)
            add_supporter(organization, party, support=support, by=by, now=now)
    for number, one in enumerate(file.guests, start=1):
        with refused_at(file.name, f"[[guests]] {number}"):
            guest = MemberDraft(_party(one, file, loading), MembershipKind.STANDING_GUEST.value)
            add_member(organization, guest, by=by, now=now)
    for number, tie in enumerate(file.relations, start=1):
        with refused_at(file.name, f"[[relations]] {number}"):
            other = organization_of(tie.to) if tie.to else None
            draft = RelationDraft(tie.kind, other, tie.label, tie.renderings)
            add_relation(organization, draft, by=by, now=now)
    if file.mirrors:
        with refused_at(file.name, "mirrors"):
            link_source(organization, organization_of(file.mirrors), by=by, now=now)


def _party(party: Party, file: BodyFile, loading: Loading) -> Organization:
    """Return the organization that a file names, making an office that it names first."""
    if party.slug:
        return organization_of(party.slug)
    offices = Organization.objects.alive().filter(body=loading.body, is_listed=False)
    found = offices.filter(name=party.name).first()
    if found is None:
        draft = OrganizationDraft(
            slug=_free_slug(party.name),
            name=party.name,
            organization_type=party.organization_type,
            renderings=party.renderings,
        )
        found = add_organization(loading.body, draft, by=loading.by, now=loading.now)
    if file.is_published and found.published_at is None:
        return publish_organization(found, by=loading.by, now=loading.now)
    return found


def _free_slug(name: str) -> str:
    base = slugify(name.translate(SPELLED))[:120].strip("-") or "stelle"
    taken = set(Organization.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (base, *numbered) if slug not in taken)


def _facts(organization: Organization, file: BodyFile, loading: Loading) -> None:
    by, now = loading.by, loading.now
    for number, seats in enumerate(file.seats, start=1):
        with refused_at(file.name, f"[[seats]] {number}"):
            add_seats(organization, seats, by=by, now=now)
    for number, rule in enumerate(file.rules, start=1):
        with refused_at(file.name, f"[[rules]] {number}"):
            add_rule(organization, rule, by=by, now=now)
    for number, entry in enumerate(file.commissioners, start=1):
        with refused_at(file.name, f"[[commissioners]] {number}"):
            add_commissioner(organization, entry, by=by, now=now)


def _image(organization: Organization, file: BodyFile, loading: Loading) -> None:
    by, now = loading.by, loading.now
    with refused_at(file.name, "[image]"):
        if file.image is not None:
            image = add_image(file.image, by=by, now=now)
            choose_image(organization, image, by=by, now=now)
        elif file.image_decision == ImageDecision.NONE_ON_PURPOSE:
            choose_image(organization, None, by=by, now=now)


def _status(organization: Organization, file: BodyFile, loading: Loading) -> None:
    with refused_at(file.name, "[status]"):
        if file.suspension is not None:
            suspend(organization, file.suspension, by=loading.by, now=loading.now)
        if file.ending is not None:
            end_organization(organization, file.ending, by=loading.by, now=loading.now)


def _rhythm(organization: Organization, file: BodyFile, loading: Loading) -> None:
    """Set the rhythm after the status: a body that pauses gets no dates (N2.2)."""
    if file.rhythm is None:
        return
    by, now = loading.by, loading.now
    with refused_at(file.name, "[rhythm]"):
        set_ = set_rhythm(organization, rhythm=file.rhythm.draft, by=by, now=now)
        translate_all(set_, file.rhythm.renderings, now=now)
    for number, decision in enumerate(file.rhythm.decisions, start=1):
        with refused_at(file.name, f"[rhythm] exceptions {number}"):
            decide_date(organization, decision=decision, by=by, now=now)
