"""Which records may be the same person, and which were merged?"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast

from gremienwerk.domain.accounts.sight import Actor
from gremienwerk.domain.people.choices import ConsentPurpose, Likeness
from gremienwerk.domain.people.models import KeptApart, MergeRecord, Person

TITLES = frozenset({"dr", "prof", "med", "phil", "jur", "dipl", "ing", "frau", "herr"})
GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
CROWD = 8  # so many of one name say nothing more about each pair


@dataclass(frozen=True)
class Duplicate:
    """Two records that may be one person, the older first, and what speaks for it."""

    first: Person
    second: Person
    reasons: tuple[Likeness, ...]

    @property
    def is_likely(self) -> bool:
        """Two things speak for it, or the same e-mail address."""
        return is_likely(self.reasons)


def agreed_to(person: Person, purpose: ConsentPurpose) -> bool:
    """Tell whether a person lets the public know something; with consents prefetched no query."""
    return any(one.purpose == purpose and one.withdrawn_on is None for one in person.consents.all())


def is_likely(reasons: Sequence[Likeness]) -> bool:
    """Tell whether two things speak for one person, or the same e-mail address."""
    return len(reasons) > 1 or Likeness.EMAIL in reasons


def words_of(name: str) -> tuple[str, ...]:
    """Return the words of a name without case, accents, titles and order."""
    spelled = unicodedata.normalize("NFKC", name).casefold().translate(GERMAN)
    bare = "".join(
        c for c in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(c)
    )
    return tuple(sorted(set(re.findall(r"\w+", bare)) - TITLES))


def duplicates(actor: Actor) -> list[Duplicate]:
    """Return all pairs of people of our own district that may be one, the likeliest first.

    Compared are names (whatever their spelling and order), a name with an initial, and e-mail
    addresses. Pairs that somebody kept apart are left out. Two queries.
    """
    people = list(
        Person.objects.visible_to(actor).filter(body__is_own=True).exclude(name="").order_by("pk")
    )
    apart = set(KeptApart.objects.values_list("first_id", "second_id"))
    by_key = {person.pk: person for person in people}
    pairs = [
        Duplicate(by_key[first], by_key[second], reasons)
        for (first, second), reasons in _alike_pairs(people, apart).items()
    ]
    return sorted(pairs, key=lambda pair: (not pair.is_likely, pair.first.name, pair.second.pk))


def number_of_likely_duplicates(actor: Actor) -> int:
    """Return how many pairs are likely one person and undecided, for the desk. One query."""
    known = Person.objects.visible_to(actor).filter(body__is_own=True).exclude(name="").order_by()
    apart = KeptApart.objects.values_list(
        "first_id", Cast("second_id", CharField()), Value(""), Value(""), Value(1)
    )
    columns = ("pk", "name", "email", "affiliation", Value(0))
    rows = list(known.values_list(*columns).union(apart, all=True))
    people = [
        Person(pk=key, name=name, email=email, affiliation=where)
        for key, name, email, where, is_apart in sorted(rows)
        if not is_apart
    ]
    kept = {(key, int(second)) for key, second, _email, _where, is_apart in rows if is_apart}
    pairs = _alike_pairs(people, kept).values()
    return sum(is_likely(reasons) for reasons in pairs)


def _alike_pairs(
    people: Sequence[Person], apart: set[tuple[int, int]]
) -> dict[tuple[int, int], tuple[Likeness, ...]]:
    found: dict[tuple[int, int], list[Likeness]] = defaultdict(list)
    for reason, groups in _groups(people):
        for group in groups:
            for one, other in combinations(group[:CROWD], 2):
                key = (one.pk, other.pk)
                if key not in apart and one.pk != other.pk:
                    found[key].append(reason)
    return {
        pair: tuple(sorted(set(reasons)))
        for pair, reasons in found.items()
        if set(reasons) - {Likeness.AFFILIATION}
    }


def _groups(people: Iterable[Person]) -> Iterator[tuple[Likeness, Iterable[list[Person]]]]:
    names, mails, initials, belongs = (defaultdict(list) for _ in range(4))
    for person in people:
        words = words_of(person.name)
        names[words].append(person)
        if person.email:
            mails[person.email.casefold()].append(person)
        if person.affiliation:
            for word in words:
                if len(word) > 1:
                    belongs[(word, words_of(person.affiliation))].append(person)
        for key in _with_initial(words):
            initials[key].append(person)
    yield Likeness.NAME, names.values()
    yield Likeness.EMAIL, mails.values()
    yield Likeness.INITIAL, (group for group in initials.values() if _differ(group))
    yield Likeness.AFFILIATION, belongs.values()


def _with_initial(words: tuple[str, ...]) -> set[tuple[str, str]]:
    """Return `(family name, initial)` of two words, whichever of both is which."""
    if len(words) != 2:  # noqa: PLR2004
        return set()
    one, other = words
    pairs = {(one, other[0]), (other, one[0])}
    return {(name, initial) for name, initial in pairs if len(name) > 1}


def _differ(group: list[Person]) -> bool:
    """Tell whether one of the names has an initial only; else it says nothing."""
    return any(min(map(len, words_of(person.name))) == 1 for person in group)


def merges_of(person: Person) -> QuerySet[MergeRecord]:
    """Return the merges into this record that were not taken back, the newest first."""
    rows = MergeRecord.objects.filter(kept=person, undone_at=None)
    return rows.select_related("merged").order_by("-recorded_at", "-pk")


def known_as(name: str, email: str, *, actor: Actor) -> QuerySet[Person]:
    """Return the people of our own district with such a name or this address, for a question.

    A name is compared by its words; who has none in common is not returned. Two queries.
    """
    people = Person.objects.visible_to(actor).filter(body__is_own=True)
    words = words_of(name)
    alike = [
        key
        for key, other in people.values_list("pk", "name")
        if other and _is_alike(words, words_of(other))
    ]
    found = Q(pk__in=alike) | (Q(email__iexact=email) if email else Q(pk__in=[]))
    return people.filter(found).order_by("name", "pk")


def _is_alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if one == other:
        return True
    return bool(_with_initial(one) & _with_initial(other)) and 1 in {len(w) for w in (*one, *other)}
