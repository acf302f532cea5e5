"""How are councils mirrored from a terminal? Add a source, sync it, read its report."""

import json
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.choices import Reason, Shown
from gremienwerk.domain.mirror.commands._raw_store import Progress
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.commands.republish_source import republish_source
from gremienwerk.domain.mirror.commands.show_source import show_source
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource
from gremienwerk.domain.mirror.reports import TypeReport, last_run, report
from gremienwerk.domain.mirror.syncing import Options, map_again, sync
from gremienwerk.foundation.errors import Refusal

HELP = gettext_lazy("Mirror a council: add a source, sync it, show it, report on it")
COLUMNS = ("live", "deleted", "unresolved", "coerced", "refused")
LISTED = 20  # so many refused objects are named on the screen; all are in the database


def arguments(parser: ArgumentParser) -> None:
    """Take one of the words, and what it needs."""
    words = parser.add_subparsers(dest="word", required=True, metavar="WORD")
    add = words.add_parser("add", help=_("add the OParl server of a council"))
    add.add_argument("name", help=_("short name: letters, digits, hyphens"))
    add.add_argument("url", help=_("address of the server's System object"))
    add.add_argument("--show", choices=list(Shown), default=Shown.INTERNAL)
    add.add_argument("--label", default="", help=_("name as readers know it"))
    add.add_argument("--allow-private", action="store_true", help=_("also in private networks"))
    add.add_argument("--pause", type=_seconds, default=0.5, metavar="SECONDS")
    for word, text in (
        ("sync", _("fetch what is new and map it")),
        ("remap", _("map the stored answers again, without the network")),
        ("report", _("say what is there, and what did not fit")),
    ):
        named = words.add_parser(word, help=text)
        named.add_argument("name", nargs="?", help=_("one source; without it, all of them"))
        if word == "report":
            named.add_argument("--json", action="store_true")
    show = words.add_parser("show", help=_("decide who sees what came from a source"))
    show.add_argument("name")
    show.add_argument("shown", choices=list(Shown))
    pass_on = words.add_parser("republish", help=_("pass on what came from a source as open data"))
    pass_on.add_argument("name")
    pass_on.add_argument("switch", choices=["on", "off"])
    pass_on.add_argument("--license", default="", help=_("its licence, if it states none itself"))


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 3600:  # noqa: PLR2004 -- an hour
        raise ArgumentTypeError(_("A number of seconds, for example 0.5."))
    return seconds


def run(options: Namespace) -> int:
    """Do what the word says; return the exit code."""
    acts: dict[str, Callable[[Namespace], int]] = {
        "add": _add,
        "sync": _sync,
        "remap": _remap,
        "report": _report,
        "show": _show,
        "republish": _republish,
    }
    return acts[options.word](options)


def _sources(name: str | None) -> list[MirrorSource]:
    """Return the source called `name`, or all."""
    if name is None:
        return list(MirrorSource.objects.order_by("name"))
    found = list(MirrorSource.objects.filter(name=name))
    if not found:
        known = ", ".join(MirrorSource.objects.order_by("name").values_list("name", flat=True))
        message = _("There is no source called %(name)s. Known are: %(known)s")
        raise Refusal(message % {"name": name, "known": known or "-"})
    return found


def _add(options: Namespace) -> int:
    draft = SourceDraft(
        options.name,
        options.url,
        label=options.label,
        shown=options.show,
        pause_seconds=options.pause,
        is_private_allowed=options.allow_private,
    )
    source = add_source(draft, by=system_user(), now=timezone.now())
    print(_("Added. Next: gremienwerk mirror sync %(name)s") % {"name": source.name})
    return DONE


def _show(options: Namespace) -> int:
    [source] = _sources(options.name)
    source = show_source(source, Shown(options.shown), by=system_user(), now=timezone.now())
    print(f"{source.name}: {source.get_shown_display()}")
    return DONE


def _republish(options: Namespace) -> int:
    [source] = _sources(options.name)
    source = republish_source(
        source,
        license=options.license,
        is_republished=options.switch == "on",
        by=system_user(),
        now=timezone.now(),
    )
    state = _("passed on as open data") if source.is_republished else _("not passed on")
    print(f"{source.name}: {state} ({source.license})")
    return DONE


def _sync(options: Namespace) -> int:
    behaviour = Options(Surroundings(timezone.now, time.sleep), tell=_tell)
    sources = [source for source in _sources(options.name) if source.url or options.name]
    if not sources:
        print(_("There is no source yet. Add one: gremienwerk mirror add NAME URL"))
    code = DONE
    for source in sources:
        try:
            run = sync(source, behaviour, by=system_user())
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            code = REFUSED
            continue
        source.refresh_from_db()
        _print_report(source, run)
        code = code if run.is_complete else REFUSED
    return code


def _tell(progress: Progress) -> None:
    """Print one line per answer."""
    fault = f"  !! {Reason(progress.reason).label}" if progress.reason else ""
    kind = progress.request.object_type
    print(f"{progress.answers:6} {kind:16} {progress.objects:5}  {progress.request.url}{fault}")


def _remap(options: Namespace) -> int:
    for source in _sources(options.name):
        run = map_again(source, by=system_user(), now=timezone.now())
        source.refresh_from_db()
        _print_report(source, run)
    return DONE


def _report(options: Namespace) -> int:
    sources = _sources(options.name)
    if options.json:
        rows = [row.as_json() for source in sources for row in report(source)]
        print(json.dumps(rows, indent=1, ensure_ascii=False))
        return DONE
    for source in sources:
        _print_report(source, last_run(source))
    return DONE


def _print_report(source: MirrorSource, run: MirrorRun | None) -> None:
    print(f"\n{source.name}: {source.label or source.url}  [{source.get_shown_display()}]")
    if run is None or run.finished_at is None:
        print(_("Never synced."))
        return
    seconds = (run.finished_at - run.started_at).total_seconds()
    print(
        _("%(requests)s answers, %(size)s kB, %(seconds)s s; licence: %(license)s")
        % {
            "requests": run.requests,
            "size": run.bytes // 1000,
            "seconds": round(seconds, 1),
            "license": source.license or _("none stated"),
        }
    )
    rows = report(source)
    print(f"{'type':16}" + "".join(f"{name:>12}" for name in COLUMNS) + "  complete")
    for row in rows:
        numbers = "".join(f"{getattr(row, name):12}" for name in COLUMNS)
        print(f"{row.type:16}{numbers}  {_('yes') if row.complete else _('NO')}")
    _print_coercions(rows)
    _print_refused(run)
    if not run.is_complete:
        print(_("Not complete: at least one list was not read to its end; nothing was deleted."))


def _print_coercions(rows: list[TypeReport]) -> None:
    for row in rows:
        for code, number in row.coercions.items():
            print(f"  {row.type}.{code}: {number}")
        if row.withheld:
            text = _(
                "%(number)s missing objects were kept, for it is not certain that they are gone."
            )
            print(f"  {row.type}: " + text % {"number": row.withheld})


def _print_refused(run: MirrorRun) -> None:
    """Name what could not be used, and why."""
    refused = run.quarantine.order_by("-is_page", "pk")
    for row in refused[:LISTED]:
        print(f"  ! {row.object_type} {row.url}: {row.get_reason_display()} {row.detail}")
    if (more := refused.count() - LISTED) > 0:
        print(_("  ... and %(number)s more") % {"number": more})
