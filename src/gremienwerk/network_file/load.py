"""How do body files become bodies? All of them in one transaction, by the commands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.commands.add_location import add_location
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.bodies.queries import own_body
from gremienwerk.domain.files import store
from gremienwerk.domain.organizations.commands.add_alias import add_alias
from gremienwerk.domain.organizations.commands.add_organization import add_organization
from gremienwerk.domain.organizations.commands.adopt_profile import adopt_profile
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.commands.place_below import place_below
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.network_file.connect import Loading, connect, organization_of
from gremienwerk.network_file.plan import BodyFile, Child
from gremienwerk.network_file.problems import BodyFileRefused, line, refused_at
from gremienwerk.network_file.templates import abilities_of


def load(files: Sequence[BodyFile], *, by: User, now: datetime) -> list[Organization]:
    """Make the bodies of `files`, in their order; on any refusal none is made.

    First every body comes into being, then they are connected, so that files may name each
    other. Raises `BodyFileRefused`, `NotAllowed`.
    """
    before = {place for place in _pictures(files) if store.path_of(place).exists()}
    try:
        with transaction.atomic():
            return _load(files, Loading(_district(files), by, now))
    except BaseException:
        for place in _pictures(files):
            if place not in before:
                store.drop(place)
        raise


def _pictures(files: Sequence[BodyFile]) -> list[str]:
    """Return where the pictures of `files` lie, or will lie, below the store."""
    uploads = [file.image for file in files if file.image is not None]
    suffixes = [PurePath(upload.file_name).suffix.lower() for upload in uploads]
    spelled = [".jpg" if suffix == ".jpeg" else suffix for suffix in suffixes]
    return [store.place_of(one.content, end) for one, end in zip(uploads, spelled, strict=True)]


def _district(files: Sequence[BodyFile]) -> Body:
    body = own_body()
    if body is None:
        sentence = _("There is no district yet to which the body could belong; run “%(run)s”.")
        facts = {"run": "gremienwerk body district FILE"}
        raise BodyFileRefused(line(files[0].name if files else "", "", sentence % facts))
    return body


def _load(files: Sequence[BodyFile], loading: Loading) -> list[Organization]:
    seen: dict[str, str] = {}
    for file in files:
        if file.draft.slug in seen:
            facts = {"slug": file.draft.slug, "file": seen[file.draft.slug]}
            sentence = _("“%(file)s” makes a body “%(slug)s” too; choose another slug.") % facts
            raise BodyFileRefused(line(file.name, "slug", sentence))
        seen[file.draft.slug] = file.name
    made = [(_make(file, loading), file) for file in files]
    for organization, file in made:
        _place(organization, file, loading)
    for organization, file in made:
        connect(organization, file, loading)
    return [Organization.objects.get(pk=organization.pk) for organization, _file in made]


def _make(file: BodyFile, loading: Loading) -> Organization:
    by, now = loading.by, loading.now
    location = None
    if file.venue is not None:
        with refused_at(file.name, "[venue]"):
            location = add_location(loading.body, file.venue, by=by, now=now)
    with refused_at(file.name, "slug"):
        draft = replace(file.draft, location=location)
        made = add_organization(loading.body, draft, by=by, now=now)
    if file.profile:
        with refused_at(file.name, "profile"):
            adopt_profile(made, abilities_of(file.profile), by=by, now=now)
    with refused_at(file.name, "[texts]"):
        if file.texts or file.renderings:
            edit_texts(made, file.texts, renderings=file.renderings, by=by, now=now)
    for number, alias in enumerate(file.aliases, start=1):
        with refused_at(file.name, f"[[aliases]] {number}"):
            add_alias(made, alias, by=by, now=now)
    for number, child in enumerate(file.children, start=1):
        with refused_at(file.name, f"[[children]] {number}"):
            _make_child(made, file, child, loading)
    return made


def _make_child(parent: Organization, file: BodyFile, child: Child, loading: Loading) -> None:
    """Make a round that works by its parent's profile and in its sphere."""
    by, now = loading.by, loading.now
    draft = replace(
        child.draft,
        parent=parent,
        classification=child.draft.classification or parent.classification,
        sphere=parent.sphere,
        stewardship=parent.stewardship,
    )
    made = add_organization(loading.body, draft, by=by, now=now)
    profile = child.profile or file.profile
    if profile:
        adopt_profile(made, abilities_of(profile), by=by, now=now)
    if child.texts or child.renderings:
        edit_texts(made, child.texts, renderings=child.renderings, by=by, now=now)
    loading.children.setdefault(parent.pk, []).append(made)


def _place(organization: Organization, file: BodyFile, loading: Loading) -> None:
    if file.parent:
        with refused_at(file.name, "parent"):
            parent = organization_of(file.parent)
            place_below(organization, parent, by=loading.by, now=loading.now)
