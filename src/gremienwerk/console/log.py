"""Is the log whole, what is in it, and how does its beginning go?"""

import sys
from argparse import ArgumentParser, Namespace
from datetime import date, datetime, time, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.commands.prune_log import prune_log
from gremienwerk.domain.privacy.queries.log import LogFilter, entries
from gremienwerk.domain.privacy.queries.retention import period_of
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.export import write_export
from gremienwerk.foundation.events.heads import FILE, notes_in
from gremienwerk.foundation.events.models import Entry
from gremienwerk.foundation.events.verify import breaks

HELP = gettext_lazy("Verify the log, export it for auditors, or prune its beginning")


def arguments(parser: ArgumentParser) -> None:
    """Take what is to be done."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    verify = actions.add_parser("verify", help=_("say whether and where the log was changed"))
    verify.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help=_("noted hashes, default: %(file)s in the data folder") % {"file": FILE},
    )
    export = actions.add_parser("export", help=_("write the log as JSON Lines and CSV"))
    export.add_argument("folder", type=Path, metavar="FOLDER", help=_("a new or empty folder"))
    for name, text in (("since", _("from this day on")), ("until", _("up to this day"))):
        export.add_argument(f"--{name}", type=date.fromisoformat, metavar="YYYY-MM-DD", help=text)
    prune = actions.add_parser("prune", help=_("remove all entries older than their period"))
    prune.add_argument(
        "--before",
        type=date.fromisoformat,
        metavar="YYYY-MM-DD",
        help=_("an earlier day than the period gives"),
    )
    prune.add_argument("--yes", action="store_true", help=_("do it; without this only say what"))


def run(options: Namespace) -> int:
    """Do it; say in plain words what was found or done."""
    return {"verify": _verify, "export": _export, "prune": _prune}[options.action](options)


def _verify(options: Namespace) -> int:
    path = options.against or Path(settings.DATA) / FILE
    if options.against and not path.exists():
        print(_("There is no file %(file)s.") % {"file": path}, file=sys.stderr)
        return REFUSED
    try:
        notes = list(notes_in(path))
    except ValueError as error:
        print(_("%(place)s is no line of noted hashes.") % {"place": error}, file=sys.stderr)
        return REFUSED
    found = list(breaks(notes))
    for place in found:
        print(f"- {place}")
    if found:
        print(_("The log was changed."))
        return REFUSED
    facts = {"entries": Entry.objects.count(), "notes": len(notes)}
    print(_("The log is whole: %(entries)s entries, %(notes)s noted hashes agree.") % facts)
    return DONE


def _export(options: Namespace) -> int:
    folder: Path = options.folder
    if folder.exists() and any(folder.iterdir()):
        print(_("%(folder)s is not empty.") % {"folder": folder}, file=sys.stderr)
        return REFUSED
    wanted = LogFilter(since=options.since, until=options.until)
    number = write_export(entries(wanted).order_by("pk"), folder)
    facts = {"number": number, "folder": folder}
    print(_("%(number)s entries written to %(folder)s.") % facts)
    return DONE


def _prune(options: Namespace) -> int:
    now = timezone.now()
    days = period_of(RetentionKind.EVENT_LOG, now.date()).days
    latest = timezone.localdate() - timedelta(days=days)
    day = options.before or latest
    before = timezone.make_aware(datetime.combine(day, time.min))
    if not options.yes:
        number = Entry.objects.filter(recorded_at__lt=before).count()
        facts = {"number": number, "day": day.isoformat()}
        print(_("%(number)s entries are older than %(day)s. Remove them: --yes") % facts)
        return DONE
    try:
        told = prune_log(before=before, by=system_user(), now=now)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    if told is None:
        print(_("There is nothing to remove."))
        return DONE
    facts = {"number": told.entries, "anchor": told.anchor}
    print(_("%(number)s entries removed. The log begins after the hash %(anchor)s.") % facts)
    return DONE
