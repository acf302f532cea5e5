"""Which facts of a body may its texts name by a placeholder? One source of truth."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.domain.meetings.queries.calendar import in_order, known_today, linked_to
from gremienwerk.domain.meetings.queries.rhythm import current_recurrences, rhythm_sentence
from gremienwerk.domain.organizations.choices import MembershipKind, Status
from gremienwerk.domain.organizations.models import Organization, Seat, StatusPeriod, Term
from gremienwerk.domain.organizations.queries import seats_of, status_of, term_of
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.wording import day_words, number_words

PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


def facts_of(organization: Organization, *, today: date) -> dict[str, str]:
    """Return what a body's texts may name, in the active language, for `fill`.

    Rule: rhythm, next date, number of seats, status, term and venue are generated into texts
    from data, in all languages (source: network.md P.4). What nobody knows is said so.
    Costs three queries, in another language than the source's one more.
    """
    row: Any = _with_counts(today).get(pk=organization.pk)
    counts = _Counts(
        row.seats_today, row.deputy_seats_today, row.status_today or "", row.term_today or ""
    )
    return _said(row, counts, today)


def facts_at_work(body: Organization, *, today: date) -> dict[str, str]:
    """Return the same facts of a body from `with_standing`, with one query less."""
    seats, status = seats_of(body), status_of(body)
    counts = _Counts(seats.members, seats.deputies, status.status if status else "", term_of(body))
    return _said(body, counts, today)


@dataclass(frozen=True, slots=True)
class _Counts:
    seats: int
    deputies: int
    status: str
    term: str


def _said(organization: Organization, counts: _Counts, today: date) -> dict[str, str]:
    language, place = get_language() or "de", organization.location
    rhythm = current_recurrences([organization], today).get(organization.pk)
    texts = Texts([one for one in (rhythm, place) if one], language)
    unknown = _("not known")
    return {
        "rhythm": rhythm_sentence(rhythm, texts),
        "next_date": _next_day(organization, today, language) or unknown,
        "seats": number_words(counts.seats, language),
        "deputy_seats": number_words(counts.deputies, language),
        "age": _age(organization, today) or unknown,
        "venue": str(texts.of(place, "name")) if place else unknown,
        "status": str(Status(counts.status or Status.ACTIVE).label),
        "term": counts.term or unknown,
    }


def _age(organization: Organization, today: date) -> str:
    founded = organization.founded_year
    return str(today.year - founded) if founded else ""


def _with_counts(today: date) -> Any:  # noqa: ANN401  (annotated rows have no type of their own)
    mine = {"organization": OuterRef("pk")}
    seats = Seat.objects.on(today).filter(**mine).order_by().values("organization")
    count = {
        kind: Coalesce(Subquery(seats.filter(kind=kind).annotate(n=Count("pk")).values("n")), 0)
        for kind in (MembershipKind.MEMBER, MembershipKind.DEPUTY)
    }
    status = StatusPeriod.objects.on(today).filter(**mine).order_by("-pk")
    term = Term.objects.on(today).filter(**mine).order_by("-starts_on", "-pk")
    return Organization.objects.select_related("location").annotate(
        seats_today=count[MembershipKind.MEMBER],
        deputy_seats_today=count[MembershipKind.DEPUTY],
        status_today=Subquery(status.values("status")[:1]),
        term_today=Subquery(term.values("name")[:1]),
    )


def _next_day(organization: Organization, today: date, language: str) -> str:
    coming = known_today(today).filter(starts_on__gte=today, cancelled=False)
    mine = coming.filter(pk__in=linked_to([organization])).order_by(*in_order())
    day = mine.values_list("starts_on", flat=True).first()
    return day_words(day, language) if day else ""


def fill(text: str, facts: Mapping[str, str]) -> str:
    """Return `text` with its placeholders replaced; braces that name no fact stay as they are."""
    return PLACEHOLDER.sub(lambda found: facts.get(found[1], found[0]), text)
