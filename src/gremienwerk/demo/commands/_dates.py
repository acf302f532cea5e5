"""By how many days does each row of the demo move?"""

import tomllib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.apps import apps
from django.db.models import DateField, DateTimeField, Model
from django.utils import timezone

from gremienwerk.demo.reading import Stage, body_files, meeting_files, read
from gremienwerk.domain.meetings.models import Meeting, Recurrence, RecurrenceException
from gremienwerk.domain.meetings.queries.series import rule_dates
from gremienwerk.domain.organizations.models import StatusPeriod
from gremienwerk.domain.papers.models import Paper

AROUND = timedelta(days=1200)  # how far from the reference date a series may reach
Moves = dict[tuple[type[Model], int], int]  # rows whose days move by a number of their own
OWN = {"starts_on", "starts_at", "ends_at", "moved_from", "rule_date", "date", "moved_to"}
Day = TypeVar("Day", date, datetime)


def moves_of_meetings(before: Stage, after: Stage) -> Moves:
    """Return the moves of meetings on a certain weekday, which stay on it.

    A meeting that was moved keeps its distance to the day on which it was to be.
    """
    known: dict[tuple[str, date], int] = {}
    for content in meeting_files():
        for entry in content["meeting"]:
            slug = entry.get("organizations", content["organizations"])[0]
            old = before.day(entry["day"])
            known[slug, old] = (after.day(entry["day"]) - old).days
    links = Meeting.objects.filter(links__position=0, recurrence=None).values_list(
        "pk", "links__organization__slug", "starts_on", "moved_from"
    )
    return {
        (Meeting, pk): known[slug, moved_from or starts_on]
        for pk, slug, starts_on, moved_from in links
        if (slug, moved_from or starts_on) in known
    }


def moves_of_papers(before: Stage, after: Stage) -> Moves:
    """Return the moves of papers: an office dates them on a working day."""
    days = {
        entry["name"]: (after.day(entry["date"]) - before.day(entry["date"])).days
        for entry in read("papers.toml")["paper"]
    }
    papers = Paper.objects.values_list("pk", "name")
    return {(Paper, pk): days[name] for pk, name in papers if name in days}


def moves_of_series(old: date, new: date) -> Moves:
    """Return the moves of dates by a rule: the n-th after `old` becomes the n-th after `new`."""
    moves: Moves = {}
    for rhythm in Recurrence.objects.filter(kind="rule"):
        to = _renumbered(rhythm, old, new)
        for meeting in Meeting.objects.filter(recurrence=rhythm, rule_date__isnull=False):
            moves[Meeting, meeting.pk] = to.get(meeting.rule_date, (new - old).days)
        for decided in RecurrenceException.objects.filter(organization=rhythm.organization_id):
            moves[RecurrenceException, decided.pk] = to.get(decided.date, (new - old).days)
    return moves


def _renumbered(rhythm: Recurrence, old: date, new: date) -> dict[date | None, int]:
    days = (new - old).days
    first_on = rhythm.first_on or old
    olds = rule_dates(rhythm.rule, first_on - AROUND, old - AROUND, old + AROUND)
    first = first_on + timedelta(days=days)
    news = rule_dates(rhythm.rule, first - AROUND, new - AROUND, new + AROUND)
    offset = bisect_right(news, new) - bisect_right(olds, old)
    pairs = ((day, number + offset) for number, day in enumerate(olds))
    return {day: (news[place] - day).days for day, place in pairs if 0 <= place < len(news)}


def set_reviews(after: Stage) -> None:
    """Put every review of a pause on the working day that the file of the body names."""
    for path in body_files():
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        spec = content["status"].get("review_on")
        if spec is not None:
            pauses = StatusPeriod.objects.filter(organization__slug=content["slug"])
            pauses.exclude(review_on=None).update(review_on=after.day(spec))


def move_rows(days: int, apart: Moves) -> None:
    """Move every date and moment of every row of the nouns, farthest first."""
    for model, fields in _dated_models():
        rows = _ordered(model._base_manager.all(), fields, forward=days > 0)  # noqa: SLF001
        for row in rows:
            _move(row, fields, (days, apart.get((model, row.pk), days)))
        if model in {Meeting, RecurrenceException}:
            for row in rows:  # one by one: two dates never stand in the same place
                row.save(update_fields=fields)
        else:
            model._base_manager.bulk_update(rows, fields, batch_size=100)  # noqa: SLF001


def _dated_models() -> Iterator[tuple[type[Model], list[str]]]:
    """Yield the models of the nouns that have dates; the log is none of them."""
    for model in apps.get_models():
        if not model.__module__.startswith("gremienwerk.domain."):
            continue
        fields = [field.name for field in model._meta.concrete_fields if _is_dated(field)]  # noqa: SLF001
        if fields:
            yield model, fields


def _is_dated(field: Any) -> bool:  # noqa: ANN401 -- any field of any model
    return isinstance(field, (DateField, DateTimeField))


def _ordered(rows: Iterable[Any], fields: list[str], *, forward: bool) -> list[Any]:
    key = next((name for name in ("rule_date", "date") if name in fields), fields[0])
    return sorted(rows, key=lambda row: str(getattr(row, key) or ""), reverse=forward)


def _move(row: Model, fields: list[str], days: tuple[int, int]) -> None:
    """Move a row: what tells of the past by the first number, its own days by the second."""
    values = {name: getattr(row, name) for name in fields if getattr(row, name) is not None}
    for name, value in values.items():
        setattr(row, name, moved(value, days[name in OWN]))


def moved(value: Day, days: int) -> Day:
    """Return the same clock time `days` later, as the town's clocks show it."""
    if not isinstance(value, datetime):
        return value + timedelta(days=days)
    local = timezone.localtime(value).replace(tzinfo=None) + timedelta(days=days)
    return timezone.make_aware(local)
