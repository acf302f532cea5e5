"""On which day was a consent given or withdrawn, and can that be?

A form comes to the office weeks after it was signed: what counts is the day of the declaration
(decision 66).
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words

EARLIEST: Final = date(2000, 1, 1)  # no law: an older day is a slip of the keyboard


@dataclass(frozen=True, slots=True)
class Proof:
    """How and where a person agreed, and on which day; without one it is today."""

    evidence: str
    declared_on: date | None = None


@dataclass(frozen=True, slots=True)
class Declared:
    """What holds, by person and purpose, and on which day what held before was last withdrawn."""

    held: Mapping[int, Mapping[str, Consent]]
    ended: Mapping[tuple[int, str], date]


def declared(consents: QuerySet[Consent]) -> Declared:
    """Return what people declared so far. One query."""
    held: dict[int, dict[str, Consent]] = defaultdict(dict)
    ended: dict[tuple[int, str], date] = {}
    for consent in consents.order_by("withdrawn_on"):
        if consent.withdrawn_on is None:
            held[consent.person_id][consent.purpose] = consent
        else:
            ended[(consent.person_id, consent.purpose)] = consent.withdrawn_on
    return Declared(held, ended)


class DayNotPossible(Refusal):
    """A declaration is made on a day that has come."""


class OutOfOrder(Refusal):
    """What one person declares follows upon what the same person declared before."""


def day_given(
    purpose: ConsentPurpose, declared_on: date | None, *, withdrawn_on: date | None, today: date
) -> date:
    """Return the day on which a consent was given. Raises `DayNotPossible`, `OutOfOrder`.

    Rule: what was signed before a withdrawal holds no longer (source: Art. 7 (3) DSGVO).
    """
    day = declared_on or today
    _check(day, today)
    if withdrawn_on is not None and day < withdrawn_on:
        raise OutOfOrder(
            _(
                "“%(purpose)s” was withdrawn on %(withdrawn)s; what was signed before that, on "
                "%(day)s, holds no longer. Ask the person again."
            )
            % {"purpose": purpose.label, "withdrawn": _said(withdrawn_on), "day": _said(day)}
        )
    return day


def day_withdrawn(
    purpose: ConsentPurpose, declared_on: date | None, *, given_on: date, today: date
) -> date:
    """Return the day on which a consent was withdrawn. Raises `DayNotPossible`, `OutOfOrder`.

    One that came from elsewhere with a day yet to come is withdrawn on that day.
    """
    if given_on > today:
        return given_on
    day = declared_on or today
    _check(day, today)
    if day < given_on:
        raise OutOfOrder(
            _(
                "“%(purpose)s” was given on %(given)s; it cannot have been withdrawn before, on "
                "%(day)s."
            )
            % {"purpose": purpose.label, "given": _said(given_on), "day": _said(day)}
        )
    return day


def _check(day: date, today: date) -> None:
    if day > today:
        raise DayNotPossible(
            _("%(day)s is yet to come. Enter the day on which it was signed or said.")
            % {"day": _said(day)}
        )
    if day < EARLIEST:
        raise DayNotPossible(
            _("%(day)s is too long ago; look at the year once more.") % {"day": _said(day)}
        )


def _said(day: date) -> str:
    return date_words(day, get_language() or SOURCE_LANGUAGE)
