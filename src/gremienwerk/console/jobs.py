"""How are jobs worked off apart from the web server?"""

import time
from argparse import ArgumentParser, Namespace

from django.db import close_old_connections
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE
from gremienwerk.embedded import work_off
from gremienwerk.foundation.timetable.clock import tick

HELP = gettext_lazy("Work off the waiting jobs; for a job worker of its own")


def arguments(parser: ArgumentParser) -> None:
    """Take one switch."""
    parser.add_argument("--once", action="store_true", help=_("stop when no job is waiting"))


def run(options: Namespace) -> int:
    """Queue what is due and work off what waits, for ever or once."""
    while True:
        tick(now=timezone.now())
        work_off()
        if options.once:
            return DONE
        close_old_connections()
        time.sleep(1)
