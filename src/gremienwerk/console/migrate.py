"""How is an installation brought up to date?"""

from argparse import ArgumentParser, Namespace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE
from gremienwerk.foundation import prepare

HELP = gettext_lazy("Bring the database, the translations and the assets up to date")


def arguments(parser: ArgumentParser) -> None:
    """Take nothing."""


def run(options: Namespace) -> int:  # noqa: ARG001
    """Bring everything up to date and say what was done."""
    done = prepare.migrate()
    prepare.collect_assets()
    print(_("Up to date; migrations applied: %(number)s.") % {"number": len(done)})
    return DONE
