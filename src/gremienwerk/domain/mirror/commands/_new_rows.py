"""What does a row need that no source gives? A Körperschaft, a slug, a beginning."""

from typing import Any, Final

from django.db.models import Model
from django.utils import timezone
from django.utils.text import slugify

from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.mirror.choices import ObjectType as T
from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.commands._state import State
from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.values import Reader
from gremienwerk.domain.mirror.queries import MODELS
from gremienwerk.domain.organizations.models import Organization, OrganizationAlias

OF_A_BODY: Final = {
    *(T.LEGISLATIVE_TERM, T.LOCATION, T.ORGANIZATION, T.PERSON, T.FILE, T.MEETING, T.PAPER),
}
BURIED_ALONE: Final = {T.FILE, T.LOCATION, T.MEETING, T.ORGANIZATION, T.PAPER, T.PERSON}
LONGEST_SLUG: Final = {T.BODY: 90, T.ORGANIZATION: 140}
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def born(state: State, entry: Entry, values: dict[str, Any]) -> Model | None:
    """Return the row of a new object, not yet stored; None if its Körperschaft is not known."""
    values.setdefault("created_at", entry.fetched_at)
    values.setdefault("modified_at", values["created_at"])
    if entry.object_type in OF_A_BODY:
        values["body_id"] = state.body_of(entry.body) or _only_body(state)
        if values["body_id"] is None:
            return None
    if entry.object_type == T.ORGANIZATION:
        values["published_at"] = values["created_at"]
        values["slug"] = _slug(state, entry, values["name"])
    if entry.object_type == T.BODY:
        values["is_public"] = state.source.shown == Shown.PUBLIC
        values["slug"] = _slug(state, entry, "")
    return MODELS[entry.object_type](**values)


def tombstone(state: State, entry: Entry) -> Model | None:
    """Return the row of something that was deleted before we ever saw it; None for parts.

    A meeting keeps the day of its deletion, for the day it should have had is not known.
    """
    if entry.object_type not in BURIED_ALONE:
        return None
    reader = Reader(entry.data())
    deleted_at = reader.stamp("modified") or entry.fetched_at
    created_at = reader.stamp("created") or deleted_at
    values: dict[str, Any] = {"created_at": created_at, "modified_at": deleted_at}
    if entry.object_type == T.MEETING:
        values["starts_on"] = timezone.localtime(deleted_at).date()
    row = born(state, entry, values | ({"name": ""} if _is_named(entry) else {}))
    if row is not None:
        row.deleted_at = deleted_at  # type: ignore[attr-defined]  # of any Record
    return row


def _is_named(entry: Entry) -> bool:
    return MODELS[entry.object_type] not in {File, Meeting}


def _only_body(state: State) -> int | None:
    """Return the Körperschaft of objects that name none."""
    found = state.scratch.row(
        "SELECT p.row FROM entry e JOIN place p ON p.key = e.key WHERE e.type = ?"
        " ORDER BY e.seq LIMIT 1",
        T.BODY.value,
    )
    return found[0] if found else None


def _slug(state: State, entry: Entry, name: str) -> str:
    """Return a free slug that begins with the source's name."""
    words = slugify(name.lower().translate(UMLAUTS))
    wished = "-".join(filter(None, (state.source.name, words)))
    wished = wished[: LONGEST_SLUG[entry.object_type]].strip("-")
    number, slug = 1, wished
    while slug in state.slugs or _is_taken(entry.object_type, slug):
        number += 1
        slug = f"{wished}-{number}"
    state.slugs.add(slug)
    return slug


def _is_taken(object_type: T, slug: str) -> bool:
    if object_type == T.BODY:
        return Body.objects.filter(slug=slug).exists()
    aliases = OrganizationAlias.objects.filter(slug=slug)
    return Organization.objects.filter(slug=slug).exists() or aliases.exists()
