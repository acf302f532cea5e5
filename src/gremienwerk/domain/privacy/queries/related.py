"""Which rows are about a person? Found by reflection, so that a new noun is found by itself.

Looked at is every model that points to a person or an account: by a column, by a generic
reference, or by an e-mail address. Who acted on a row (`recorded_by`, `author`) is not whom
it is about.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Count, EmailField, ForeignKey, Model, Q, QuerySet, Value

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.people.models import MergeRecord, Person
from gremienwerk.domain.privacy.models import ListEntry
from gremienwerk.domain.privacy.queries.addresses import digest_of

ACTS = {"by", "actor", "author"}


@dataclass(frozen=True)
class Relation:
    """A column of a model through which rows belong to a person."""

    model: type[Model]
    field: str
    target: type[Model] | None = None  # None: an e-mail address, or a generic reference

    @property
    def label(self) -> str:
        """The label of the model."""
        return self.model._meta.label_lower  # noqa: SLF001 -- Django's name

    @property
    def is_act(self) -> bool:
        """Somebody did something with the row; it is not about them."""
        return self.target is User and (self.field in ACTS or self.field.endswith("_by"))


@dataclass(frozen=True)
class Subject:
    """A person with all that is the same person: merged records, account, addresses."""

    person: Person
    records: tuple[Person, ...]

    @property
    def people(self) -> list[int]:
        """The keys of the record and of those that were merged into it."""
        return [one.pk for one in self.records]

    @property
    def users(self) -> list[int]:
        """The keys of the accounts."""
        return [one.user_id for one in self.records if one.user_id is not None]

    @property
    def addresses(self) -> set[str]:
        """The e-mail addresses under which the person is known, in small letters."""
        own = {one.email.lower() for one in self.records if one.email}
        accounts = [one.user for one in self.records if one.user is not None]
        return own | {account.email.lower() for account in accounts}


def subject_of(person: Person) -> Subject:
    """Return the person with all records that were merged into it, and their accounts."""
    found, new = {person.pk}, {person.pk}
    while new:
        merges = MergeRecord.objects.filter(kept__in=new, undone_at=None)
        new = set(merges.values_list("merged", flat=True)) - found
        found |= new
    if found == {person.pk}:
        return Subject(person, (person,))
    rows = Person.objects.filter(pk__in=found).select_related("user").order_by("pk")
    return Subject(person, tuple(rows))


def relations() -> list[Relation]:
    """Return every column of every model that points to people or accounts."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        for column in model._meta.concrete_fields:  # noqa: SLF001 -- Django's name
            if isinstance(column, ForeignKey) and column.related_model in (Person, User):
                found.append(Relation(model, column.name, column.related_model))
            elif isinstance(column, EmailField) and model not in (Person, User):
                found.append(Relation(model, column.name))
        names = {column.name for column in model._meta.concrete_fields}  # noqa: SLF001
        if {"content_type", "object_id"} <= names:
            found.append(Relation(model, "object_id"))
    return [one for one in found if not (one.model is Person and one.field == "user")]


def rows_of(relation: Relation, subject: Subject) -> QuerySet[Any]:
    """Return the rows that belong to the subject through a relation."""
    rows = relation.model._base_manager.all()  # noqa: SLF001 -- deleted ones and drafts too
    if relation.target is not None:
        keys = subject.people if relation.target is Person else subject.users
        found = Q(**{f"{relation.field}__in": keys})
        if relation.model is ListEntry:
            digests = [digest_of(address) for address in subject.addresses]
            found |= Q(address_digest__in=digests)
        return rows.filter(found).order_by("pk")
    if relation.field == "object_id":
        person = ContentType.objects.get_for_model(Person)
        user = ContentType.objects.get_for_model(User)
        found = Q(content_type=person, object_id__in=subject.people)
        found |= Q(content_type=user, object_id__in=subject.users)
        return rows.filter(found).order_by("pk")
    found = Q(pk__in=[])
    for address in subject.addresses:
        found |= Q(**{f"{relation.field}__iexact": address})
    return rows.filter(found).order_by("pk")


def about(subject: Subject) -> Iterator[tuple[Relation, QuerySet[Any]]]:
    """Yield all rows that are about the subject, by relation; those it only acted on not."""
    for relation in relations():
        if not relation.is_act:
            yield relation, rows_of(relation, subject)


def acted_on(subject: Subject) -> Iterator[tuple[Relation, QuerySet[Any]]]:
    """Yield the rows on which the subject's account acted."""
    for relation in relations():
        if relation.is_act and subject.users:
            yield relation, rows_of(relation, subject)


def numbers_about(subject: Subject) -> dict[str, int]:
    """Return how many rows of which model are about the subject. One query."""
    counts = [
        rows.order_by()
        .annotate(noun=Value(relation.label, CharField()))
        .values("noun")
        .annotate(number=Count("pk"))
        .values_list("noun", "number")
        for relation, rows in about(subject)
    ]
    found: dict[str, int] = {}
    first, *rest = counts
    for noun, number in first.union(*rest, all=True):
        found[noun] = found.get(noun, 0) + number
    return {noun: number for noun, number in found.items() if number}
