"""What does a source look like after its last run? Numbers per type, and what is wrong."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import ngettext

from gremienwerk.domain.mirror.choices import ObjectType, RunState
from gremienwerk.domain.mirror.mapping.guesses import GUESSED
from gremienwerk.domain.mirror.models import (
    MirrorObject,
    MirrorRun,
    MirrorSource,
    Quarantined,
    UnresolvedReference,
)

COUNTED = ("new", "changed", "unchanged", "gone", "withheld")


@dataclass(frozen=True, slots=True)
class TypeReport:
    """One row of the report; `coercions` is field and code to how often."""

    source: str
    type: str
    live: int
    deleted: int
    unresolved: int
    coerced: int
    refused: int
    complete: bool
    new: int
    changed: int
    unchanged: int
    gone: int
    withheld: int
    coercions: dict[str, int]

    def as_json(self) -> dict[str, Any]:
        """Return the row as JSON primitives."""
        return asdict(self)


def last_run(source: MirrorSource) -> MirrorRun | None:
    """Return the last run that was mapped."""
    return MirrorRun.objects.filter(source=source, state=RunState.DONE).order_by("-pk").first()


def report(source: MirrorSource, run: MirrorRun | None) -> list[TypeReport]:
    """Return one row per type, those without any object included; `run` is the `last_run`.

    Three queries, whose answers grow with types and kinds of coercions, not with objects.
    """
    objects, bent = _objects(source)
    unresolved = _numbers(UnresolvedReference.objects.filter(source=source), all=Count("pk"))
    refused = _numbers(Quarantined.objects.filter(run=run), all=Count("pk"))
    rows = []
    for kind in ObjectType:
        counts = run.counts.get(kind, {}) if run else {}
        row = TypeReport(
            source=source.name,
            type=kind.value,
            live=objects[kind]["live"],
            deleted=objects[kind]["deleted"],
            unresolved=unresolved[kind].get("all", 0),
            coerced=bent[kind].total(),
            refused=refused[kind].get("all", 0),
            complete=bool(run and run.lists.get(kind)),
            coercions=dict(bent[kind].most_common()),
            **{word: counts.get(word, 0) for word in COUNTED},
        )
        rows.append(row)
    return rows


def guess_words(rows: Iterable[TypeReport]) -> str:
    """Say how many stations were linked by a guess, "" if none was."""
    number = sum(row.coercions.get(GUESSED, 0) for row in rows)
    text = ngettext(
        "%(number)s station of a paper was linked with an agenda item by meeting and title alone."
        " This is a guess, and marked as one.",
        "%(number)s stations of papers were linked with agenda items by meeting and title alone."
        " These are guesses, and marked as such.",
        number,
    )
    return text % {"number": number} if number else ""


def _numbers(rows: QuerySet[Any], **numbers: Count) -> dict[str, dict[str, int]]:
    """Return the numbers of each type."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for row in rows.order_by().values("object_type").annotate(**numbers):
        found[row.pop("object_type")] = row
    return found


def _objects(source: MirrorSource) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Return per type how many objects are live and deleted, and how often what was bent how."""
    numbers: dict[str, Counter[str]] = defaultdict(Counter)
    bent: dict[str, Counter[str]] = defaultdict(Counter)
    rows = MirrorObject.objects.filter(source=source).order_by().values("object_type", "coercions")
    counted = rows.annotate(
        live=Count("pk", filter=Q(gone_at_source=None)),
        deleted=Count("pk", filter=Q(gone_at_source__isnull=False)),
    )
    for row in counted:
        alike = row["live"] + row["deleted"]
        numbers[row["object_type"]] += Counter(live=row["live"], deleted=row["deleted"])
        for code, times in Counter(row["coercions"].split()).items():
            bent[row["object_type"]][code] += times * alike
    return numbers, bent
