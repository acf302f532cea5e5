"""How is what goes out through OParl made anew?"""

from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE
from gremienwerk.surfaces.oparl.commands.project import project_all

HELP = gettext_lazy("Bring the open data (OParl) up to date")


def arguments(parser: ArgumentParser) -> None:
    """Take the one word there is."""
    parser.add_argument("word", choices=["rebuild"], help=_("look at every object again"))


def run(options: Namespace) -> int:  # noqa: ARG001 -- there is one word
    """Look at everything; say how much was different."""
    print(_("%(number)s objects were brought up to date.") % {"number": project_all()})
    return DONE
