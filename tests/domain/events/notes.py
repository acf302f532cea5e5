"""What the commands about internal notes publish."""

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.notes.commands.remove import remove
from gremienwerk.domain.notes.commands.write import write
from tests.domain.events.call import NOW, call
from tests.factories.organizations import OrganizationFactory


def _note():
    return write(OrganizationFactory(), "Anrufen.", by=system_user(), now=NOW)


CASES = {
    write: (lambda: call(OrganizationFactory(), "Anrufen."), ["notes.written"]),
    remove: (lambda: call(_note()), ["notes.removed"]),
}
