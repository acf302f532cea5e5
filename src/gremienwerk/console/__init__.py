"""Which commands does `gremienwerk` have? Each module in here is one.

A module is a command if it has these three; a new one is found by being there:

    HELP = _("Make a body from a file")                       # gettext_lazy, one line
    def arguments(parser: ArgumentParser) -> None             # what it takes
    def run(options: Namespace) -> int                        # do it; return the exit code
"""

from argparse import ArgumentParser, Namespace
from importlib import import_module
from keyword import iskeyword
from pkgutil import iter_modules
from typing import Protocol, cast

DONE = 0
REFUSED = 1  # refused, or not complete
WRONG_USE = 2


class Command(Protocol):
    """What a module of this package offers."""

    HELP: str

    def arguments(self, parser: ArgumentParser) -> None:
        """Say what the command takes."""

    def run(self, options: Namespace) -> int:
        """Do it; return the exit code."""


def names() -> list[str]:
    """Return the names of all commands, sorted; a word of Python's own ends in `_` as module."""
    return sorted(module.name.removesuffix("_") for module in iter_modules(__path__))


def command(name: str) -> Command:
    """Return the command called `name`."""
    module = f"{name}_" if iskeyword(name) else name
    return cast("Command", import_module(f"{__name__}.{module}"))


def call(name: str, *arguments: str) -> int:
    """Run one command from within another, with its arguments as they would be typed."""
    chosen = command(name)
    parser = ArgumentParser(prog=f"gremienwerk {name}")
    chosen.arguments(parser)
    return chosen.run(parser.parse_args(arguments))
