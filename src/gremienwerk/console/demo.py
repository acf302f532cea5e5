"""How does the demo network get into an empty database?"""

from argparse import ArgumentParser, Namespace
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gremienwerk.console import DONE
from gremienwerk.demo.commands.load import load, refuse_foreign_database
from gremienwerk.demo.commands.shift import shift
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation.wording import date_words

HELP = gettext_lazy("Load the demo network into an empty database, or move it to another day")


def arguments(parser: ArgumentParser) -> None:
    """Take the day around which everything takes place."""
    days = parser.add_mutually_exclusive_group()
    days.add_argument(
        "--reference-date",
        type=date.fromisoformat,
        metavar=_("YYYY-MM-DD"),
        help=_("the day around which everything takes place (default: today)"),
    )
    days.add_argument("--today", action="store_true", help=_("move a loaded demo to today"))


def run(options: Namespace) -> int:
    """Load or move the demo, and say what was done."""
    refuse_foreign_database()
    now = timezone.now()
    today = timezone.localdate(now)
    installation = Installation.objects.first()
    if installation is None:
        reference = options.reference_date or today
        load(reference, by=system_user(), now=now)
        print(_("The demo network is loaded, around %(day)s.") % {"day": _words(reference)})
        return DONE
    known = installation.demo_reference_on or today
    goal = today if options.today else options.reference_date or known
    days = shift(goal, by=system_user(), now=now)
    if days:
        print(
            _("The demo network moved by %(days)s days and now stands around %(day)s.")
            % {"days": days, "day": _words(goal)}
        )
    else:
        print(
            _("The demo network is loaded already, around %(day)s: nothing changed.")
            % {"day": _words(known)}
        )
    return DONE


def _words(day: date) -> str:
    return date_words(day, get_language() or "en")
