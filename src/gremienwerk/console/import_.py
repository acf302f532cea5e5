"""How does a body arrive from an archive?"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.queries import installation
from gremienwerk.portable.choices import Fate
from gremienwerk.portable.commands.import_body import Arrival, import_body
from gremienwerk.portable.unpacking import archive_of

HELP = gettext_lazy("Make a body from an archive, or say what that would do")


def arguments(parser: ArgumentParser) -> None:
    """Take the archive, and whether it is meant."""
    parser.add_argument("file", type=Path, metavar="FILE", help=_("made by “gremienwerk export”"))
    parser.add_argument(
        "--check", action="store_true", help=_("only say what would happen; change nothing")
    )


def run(options: Namespace) -> int:
    """Do it; say in plain words what came."""
    with archive_of(options.file) as source:
        arrival = import_body(source, by=system_user(), now=timezone.now(), is_trial=options.check)
    print("\n".join(_said(arrival, is_trial=options.check)))
    return DONE


def _said(arrival: Arrival, *, is_trial: bool) -> list[str]:
    facts = {
        "name": arrival.name,
        "rows": arrival.rows(Fate.MADE) + arrival.rows(Fate.FILLED),
        "files": arrival.files,
        "address": f"{settings.PUBLIC_ORIGIN}/de/gremien/{arrival.slug}/",
        "origin": arrival.origin,
    }
    if is_trial:
        said = [_("“%(name)s” can be imported: %(rows)s rows, %(files)s files.") % facts]
    else:
        said = [_("Imported: “%(name)s”, %(rows)s rows, %(files)s files.") % facts]
        said.append(_("Its page: %(address)s") % facts)
    if here := arrival.rows(Fate.HERE):
        said.append(_("%(number)s rows were here already and stay as they are.") % {"number": here})
    if back := arrival.rows(Fate.HELD_BACK):
        said.append(
            _("%(number)s rows were left out: they belong to such rows and differ.")
            % {"number": back}
        )
    if renumbered := sum(arrival.renumbered.values()):
        said.append(
            _("%(number)s rows got new numbers, because theirs were taken; addresses differ.")
            % {"number": renumbered}
        )
    if arrival.origin != settings.PUBLIC_ORIGIN:
        said.append(_("It came from %(origin)s; its addresses begin anew here.") % facts)
    if arrival.fates["mirrorsource"][Fate.MADE]:
        said.append(_("Its source came too and is paused, until somebody starts it."))
    if installation() is None:
        said.append(_("The office of this portal is not set up yet: “gremienwerk body district”."))
    return said
