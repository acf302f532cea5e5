"""What the commands about internal notes publish."""

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.notes.commands.edit_mark import edit_mark
from gremienwerk.domain.notes.commands.mark import Marking, mark
from gremienwerk.domain.notes.commands.prepare_report import prepare_report
from gremienwerk.domain.notes.commands.remove import remove
from gremienwerk.domain.notes.commands.unmark import unmark
from gremienwerk.domain.notes.commands.write import write
from tests.domain.events.call import NOW, call
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from tests.factories.organizations import OrganizationFactory


def _note():
    return write(OrganizationFactory(), "Anrufen.", by=system_user(), now=NOW)


def _mark():
    return mark(AgendaItemFactory(), Marking("Bericht"), by=system_user(), now=NOW)


CASES = {
    mark: (lambda: call(AgendaItemFactory(), Marking("Bericht")), ["notes.marked"]),
    edit_mark: (lambda: call(_mark(), {"text": "Wir sagen"}), ["notes.mark_edited"]),
    unmark: (lambda: call(_mark()), ["notes.unmarked"]),
    prepare_report: (
        lambda: call(MeetingFactory(), {"opening": "Guten Abend"}),
        ["notes.report_prepared"],
    ),
    write: (lambda: call(OrganizationFactory(), "Anrufen."), ["notes.written"]),
    remove: (lambda: call(_note()), ["notes.removed"]),
}
