"""How is the portal served by one process?"""

import sys
from argparse import ArgumentParser, Namespace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk import embedded
from gremienwerk.console import DONE, REFUSED, call
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation import prepare

HELP = gettext_lazy("Serve the portal: web server, job worker and clock in one process")


def arguments(parser: ArgumentParser) -> None:
    """Take the address, and what to do before."""
    parser.add_argument("--host", default="127.0.0.1", help=_("address to listen on"))
    parser.add_argument("--port", type=int, default=8000, help=_("port to listen on"))
    parser.add_argument(
        "--prepare",
        action="store_true",
        help=_("bring the database up to date first; load the demo network if empty"),
    )
    parser.add_argument("--empty", action="store_true", help=_("do not load the demo network"))


def run(options: Namespace) -> int:
    """Serve until interrupted."""
    if not _is_ready(options):
        return REFUSED
    try:
        embedded.serve(
            host=options.host, port=options.port, ready=lambda port: _announce(options.host, port)
        )
    except OSError as error:
        print(
            _("Port %(port)s cannot be used: %(reason)s. Choose another with --port.")
            % {"port": options.port, "reason": error.strerror},
            file=sys.stderr,
        )
        return REFUSED
    return DONE


def _announce(host: str, port: int) -> None:
    """Print the address; without an origin of its own it is the one that links carry."""
    address = f"http://{f'[{host}]' if ':' in host else host}:{port}"
    if not settings.HAS_PUBLIC_ORIGIN:
        settings.PUBLIC_ORIGIN = address
    print(
        _("Gremienwerk is at %(address)s (stop with Ctrl+C)") % {"address": f"{address}/"},
        flush=True,
    )


def _is_ready(options: Namespace) -> bool:
    """Prepare as far as asked for; tell whether pages can be shown."""
    if options.prepare:
        prepare.migrate()
    elif missing := prepare.missing_migrations():
        print(
            _("The database is not up to date (%(number)s migrations): gremienwerk migrate")
            % {"number": len(missing)},
            file=sys.stderr,
        )
        return False
    prepare.collect_assets()
    if options.prepare and not options.empty and not Installation.objects.exists():
        print(_("The database is empty: loading the demo network ..."), flush=True)
        return call("demo") == DONE
    return True
