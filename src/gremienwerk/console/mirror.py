"""How are councils mirrored from a terminal? Add a source, sync it, read its report."""

import json
import sys
import time
from argparse import ArgumentParser, ArgumentTypeError, Namespace, _SubParsersAction
from collections.abc import Callable, Iterable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.choices import Feature, Reason, Shown
from gremienwerk.domain.mirror.commands._raw_store import Progress
from gremienwerk.domain.mirror.commands.add_source import SourceDraft, add_source
from gremienwerk.domain.mirror.commands.confirm_loss import confirm_loss
from gremienwerk.domain.mirror.commands.correct_capability import Correction, correct_capability
from gremienwerk.domain.mirror.commands.move_ids import Move, move_ids, preview
from gremienwerk.domain.mirror.commands.remove_source import remove_source
from gremienwerk.domain.mirror.commands.republish_source import republish_source
from gremienwerk.domain.mirror.commands.show_source import show_source
from gremienwerk.domain.mirror.commands.steer_source import Switches, steer_source
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.nightly import sync_all
from gremienwerk.domain.mirror.probing import probe
from gremienwerk.domain.mirror.reports import last_run, report
from gremienwerk.domain.mirror.screen import screen, skill_lines, switch_lines
from gremienwerk.domain.mirror.syncing import Options, map_again, sync
from gremienwerk.foundation.errors import Refusal

HELP = gettext_lazy("Mirror a council: add a source, sync it, show it, report on it")
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
        if word == "sync":
            named.add_argument("--full", action="store_true", help=_("everything, not changes"))
            named.add_argument("--nightly", action="store_true", help=_("as the timetable does"))
            named.add_argument(
                "--confirm-loss", action="store_true", help=_("what is missing is really gone")
            )
    _more_words(words)
    show = words.add_parser("show", help=_("decide who sees what came from a source"))
    show.add_argument("name")
    show.add_argument("shown", choices=list(Shown))
    pass_on = words.add_parser("republish", help=_("pass on what came from a source as open data"))
    pass_on.add_argument("name")
    pass_on.add_argument("switch", choices=["on", "off"])
    pass_on.add_argument("--license", default="", help=_("its licence, if it states none itself"))


def _more_words(words: "_SubParsersAction[ArgumentParser]") -> None:
    """Take the words of those who look after a source."""
    probed = words.add_parser("probe", help=_("find out what a server can do"))
    probed.add_argument("name")
    correct = words.add_parser("correct", help=_("correct what is known of a server"))
    correct.add_argument("name")
    correct.add_argument("feature", choices=list(Feature))
    correct.add_argument("value", nargs="?", help=_("as JSON; without it the probe holds again"))
    correct.add_argument("--reason", default="")
    steer = words.add_parser("steer", help=_("set how the answers of a server are read"))
    steer.add_argument("name")
    steer.add_argument("--pause", type=_seconds, metavar="SECONDS")
    steer.add_argument("--host", action="append", help=_("a further server to follow"))
    steer.add_argument("--volatile", action="append", help=_("changes in every answer"))
    steer.add_argument("--rewrite", action="append", help=_("as written and reached: OLD=NEW"))
    steer.add_argument("--swapped", choices=["on", "off"], help=_("papers are exchanged"))
    steer.add_argument("--paused", choices=["on", "off"], help=_("the source is not asked"))
    steer.add_argument("--ca-file", help=_("further certificates"))
    move = words.add_parser("move-ids", help=_("ids got another form; rows and notes stay"))
    move.add_argument("name")
    move.add_argument("pattern")
    move.add_argument("replacement")
    move.add_argument("--yes", action="store_true", help=_("really, not only show"))
    remove = words.add_parser("remove", help=_("stop mirroring; own notes stay"))
    remove.add_argument("name")


def _seconds(text: str) -> float:
    seconds = float(text) if text.replace(".", "", 1).isdecimal() else -1.0
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
        "probe": _probe,
        "correct": _correct,
        "steer": _steer,
        "move-ids": _move_ids,
        "remove": _remove,
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
    behaviour = Options(
        Surroundings(timezone.now, time.sleep), is_quick=not options.full, tell=_tell
    )
    if options.nightly:
        sync_all(behaviour, by=system_user())
        return DONE
    known = _sources(options.name)
    sources = [s for s in known if options.name or (s.url and not s.is_paused and not s.removed_at)]
    if not sources:
        print(_("There is no source yet. Add one: gremienwerk mirror add NAME URL"))
    code = DONE
    for source in sources:
        try:
            if options.confirm_loss:
                confirm_loss(source, by=system_user(), now=timezone.now())
                source.refresh_from_db()
            run = sync(source, behaviour, by=system_user())
        except Refusal as refusal:
            print(refusal, file=sys.stderr)
            code = REFUSED
            continue
        source.refresh_from_db()
        _print(screen(source, run))
        code = code if run.is_complete else REFUSED
    return code


def _probe(options: Namespace) -> int:
    [source] = _sources(options.name)
    behaviour = Options(Surroundings(timezone.now, time.sleep))
    found = probe(source, behaviour, by=system_user())
    _print(skill_lines(source))
    return DONE if found else REFUSED


def _correct(options: Namespace) -> int:
    [source] = _sources(options.name)
    try:
        value = json.loads(options.value) if options.value else None
    except ValueError:
        value = options.value
    reason = options.reason if options.value else ""
    correction = Correction(Feature(options.feature), value, reason)
    if options.value and not reason:
        raise Refusal(_("Please say why: --reason WORDS"))
    correct_capability(source, correction, by=system_user(), now=timezone.now())
    _print(skill_lines(source))
    return DONE


def _steer(options: Namespace) -> int:
    [source] = _sources(options.name)
    rewrites = _given(options.rewrite)
    pairs = [tuple(pair.partition("=")[::2]) for pair in rewrites or []]
    if any(not old or not new for old, new in pairs):
        raise Refusal(_("A rewrite names both addresses: --rewrite OLD=NEW"))
    if options.ca_file and not Path(options.ca_file).is_file():
        raise Refusal(_("There is no file %(file)s.") % {"file": options.ca_file})
    switches = Switches(
        pause_seconds=options.pause,
        hosts=_given(options.host),
        volatile=_given(options.volatile),
        rewrites=None if rewrites is None else [(old, new) for old, new in pairs],
        is_swapped=None if options.swapped is None else options.swapped == "on",
        is_paused=None if options.paused is None else options.paused == "on",
        ca_file=options.ca_file,
    )
    source = steer_source(source, switches, by=system_user(), now=timezone.now())
    _print(switch_lines(source))
    return DONE


def _given(values: list[str] | None) -> list[str] | None:
    """Return what was typed; None leaves a switch as it is, one empty value empties it."""
    return None if values is None else [value for value in values if value]


def _move_ids(options: Namespace) -> int:
    [source] = _sources(options.name)
    move = Move(options.pattern, options.replacement)
    moving = preview(source, move)
    for old, new in moving[:LISTED]:
        print(f"  {old} -> {new}")
    print(_("%(number)s ids would move.") % {"number": len(moving)})
    if not options.yes:
        return DONE
    move_ids(source, move, by=system_user(), now=timezone.now())
    return DONE


def _remove(options: Namespace) -> int:
    [source] = _sources(options.name)
    remove_source(source, by=system_user(), now=timezone.now())
    print(_("Removed. Own notes are kept; added again, the source comes back with them."))
    return DONE


def _tell(progress: Progress) -> None:
    """Print one line per answer."""
    fault = f"  !! {Reason(progress.reason).label}" if progress.reason else ""
    kind = progress.request.object_type
    print(f"{progress.answers:6} {kind:16} {progress.objects:5}  {progress.request.url}{fault}")


def _remap(options: Namespace) -> int:
    for source in _sources(options.name):
        run = map_again(source, by=system_user(), now=timezone.now())
        source.refresh_from_db()
        _print(screen(source, run))
    return DONE


def _report(options: Namespace) -> int:
    sources = _sources(options.name)
    if options.json:
        rows = [row.as_json() for source in sources for row in report(source, last_run(source))]
        print(json.dumps(rows, indent=1, ensure_ascii=False))
        return DONE
    for source in sources:
        _print(screen(source, last_run(source)))
    return DONE


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)
