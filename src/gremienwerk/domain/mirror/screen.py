"""What does the report of a source look like at a terminal?"""

import json
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from gremienwerk.domain.mirror.mapping.values import TOWN
from gremienwerk.domain.mirror.models import Capability, MirrorRun, MirrorSource
from gremienwerk.domain.mirror.news import words_of
from gremienwerk.domain.mirror.reports import TypeReport, guess_words, last_run, report

COLUMNS: Final = ("live", "deleted", "unresolved", "coerced", "refused")
SWITCHES: Final = (
    *("pause_seconds", "hosts", "volatile", "rewrites", "is_swapped", "is_paused", "ca_file"),
)
LISTED: Final = 20  # so many refused objects are named on the screen; all are in the database


def screen(source: MirrorSource, run: MirrorRun | None) -> Iterator[str]:
    """Yield the lines of a source's report."""
    yield f"\n{source.name}: {source.label or source.url}  [{source.get_shown_display()}]"
    if run is None or run.finished_at is None:
        yield _("Never synced.")
        return
    seconds = (run.finished_at - run.started_at).total_seconds()
    yield (
        _("%(requests)s answers, %(size)s kB, %(seconds)s s; licence: %(license)s")
        % {
            "requests": run.requests,
            "size": run.bytes // 1000,
            "seconds": round(seconds, 1),
            "license": source.license or _("none stated"),
        }
    )
    rows = report(source, last_run(source))
    yield f"{'type':16}" + "".join(f"{name:>12}" for name in COLUMNS) + "  complete"
    for row in rows:
        numbers = "".join(f"{getattr(row, name):12}" for name in COLUMNS)
        word = _("yes") if row.complete else _("NO")
        yield f"{row.type:16}{numbers}  {word}"
    yield from _coercions(rows)
    if guessed := guess_words(rows):
        yield f"  {guessed}"
    yield from _refused(run)
    if news := words_of(run.news):
        yield _("New: %(news)s") % {"news": news}
    if source.rests_until is not None:
        text = _("The server failed several times in a row; it is left alone until %(time)s.")
        yield text % {"time": f"{source.rests_until.astimezone(TOWN):%d.%m.%Y %H:%M}"}
    if not run.is_complete:
        yield _("Not complete: at least one list was not read to its end; nothing was deleted.")


def _coercions(rows: list[TypeReport]) -> Iterator[str]:
    for row in rows:
        for code, number in row.coercions.items():
            yield f"  {row.type}.{code}: {number}"
        if row.withheld:
            text = _(
                "%(number)s missing objects were kept, for it is not certain that they are gone."
            )
            yield (f"  {row.type}: " + text % {"number": row.withheld})


def _refused(run: MirrorRun) -> Iterator[str]:
    """Name what could not be used, and why."""
    refused = run.quarantine.order_by("-is_page", "pk")
    for row in refused[:LISTED]:
        yield f"  ! {row.object_type} {row.url}: {row.get_reason_display()} {row.detail}"
    if (more := refused.count() - LISTED) > 0:
        yield (_("  ... and %(number)s more") % {"number": more})


def skill_lines(source: MirrorSource) -> Iterator[str]:
    """Yield what the probe found out about a server, and how a person corrected it."""
    for row in Capability.objects.filter(source=source).order_by("pk"):
        corrected = f" -> {json.dumps(row.corrected)} ({row.reason})" if row.corrected_at else ""
        found = json.dumps(row.found, ensure_ascii=False)
        yield f"  {row.feature:14} {found}{corrected}  {row.found_at:%Y-%m-%d}"


def switch_lines(source: MirrorSource) -> Iterator[str]:
    """Yield the switches of a source, as they stand."""
    for name in SWITCHES:
        yield f"  {name:14} {json.dumps(getattr(source, name), ensure_ascii=False)}"
