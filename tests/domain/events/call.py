"""A command called as it should be, by somebody who may, and what it then publishes."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.queries import system_user

NOW = datetime(2026, 6, 1, 9, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 0"/></svg>'


@dataclass(frozen=True)
class Call:
    """What a command is called with beside `now`."""

    given: tuple
    named: dict
    by: User

    def run(self, command, *, by=None, now=NOW):
        """Call the command, by somebody else or at another moment if so wished."""
        return command(*self.given, **self.named, by=by or self.by, now=now)


def call(*given, by=None, **named):
    """Return a call by the system, or by whoever is given."""
    return Call(given, named, by or system_user())
