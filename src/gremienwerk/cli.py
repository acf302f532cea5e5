"""How is Gremienwerk run from a terminal? `gremienwerk COMMAND`, in plain words.

Exit codes: 0 done, 1 refused or not complete, 2 wrong use.
"""

import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.utils import translation
from django.utils.translation import gettext as _
from environs import EnvError

from gremienwerk import console
from gremienwerk.foundation import prepare
from gremienwerk.foundation.errors import Refusal


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that `arguments` (default: the terminal's) name; return the exit code."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gremienwerk.settings")
    try:
        django.setup()
    except (ImproperlyConfigured, EnvError) as error:
        print(error, file=sys.stderr)  # noqa: T201
        return console.WRONG_USE
    prepare.compile_messages()
    with translation.override(_language()):
        options = _parser().parse_args(arguments)
        try:
            return console.command(options.command).run(options)
        except Refusal as refusal:
            print(refusal, file=sys.stderr)  # noqa: T201
            return console.REFUSED
        except KeyboardInterrupt:
            return console.REFUSED


def _language() -> str:
    """Return the language of the terminal if we speak it, else English."""
    asked = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    return "de" if next(filter(None, asked), "").startswith("de") else "en"


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="gremienwerk",
        description=_("The bodies, meetings and papers of a district, for everyone to see."),
        epilog=_("What a command takes: gremienwerk COMMAND --help. Settings: docs/operations.md."),
        formatter_class=RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name in console.names():
        command = console.command(name)
        help_text = str(command.HELP)
        command.arguments(commands.add_parser(name, help=help_text, description=help_text))
    return parser


if __name__ == "__main__":
    sys.exit(main())
