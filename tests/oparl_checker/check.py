"""Does a server keep OParl 1.1? Walk it, and name what breaks the checklist (docs/oparl.md)."""

from dataclasses import dataclass

from tests.oparl_checker import rules_answers as answers
from tests.oparl_checker import rules_changes as changes
from tests.oparl_checker import rules_lists as lists
from tests.oparl_checker import rules_objects as objects
from tests.oparl_checker.walk import walk


@dataclass(frozen=True, order=True)
class Finding:
    row: str  # U1 to P1
    what: str

    def __str__(self):
        return f"{self.row}: {self.what}"


def check(server, system_url):
    """Return everything that is wrong, static rows only."""
    return sorted({Finding(row, what) for row, what in faults(server, system_url)})


def breaks(server, system_url, row):
    """Test whether a server breaks one row; stops at the first sign."""
    return any(found == row for found, _what in faults(server, system_url))


def faults(server, system_url):
    """Yield (row, what) for everything that is wrong, what costs least first."""
    made = walk(server, system_url)
    yield from made.broken
    yield from answers.system_faults(made)
    yield from answers.address_faults(made)
    yield from answers.page_header_faults(made)
    yield from objects.object_faults(made)
    yield from objects.order_faults(made)
    yield from objects.licence_faults(made)
    yield from objects.tombstone_list_faults(made)
    yield from lists.page_faults(made)
    yield from answers.host_faults(server, made)
    yield from answers.error_faults(server, made)
    yield from answers.head_faults(server, made)
    yield from answers.single_faults(server, made)
    yield from objects.reference_faults(made, _single(server))
    yield from answers.canonical_faults(server, made)
    yield from answers.file_faults(server, made)
    yield from lists.input_faults(server, made)
    yield from lists.brief_faults(server, made)
    yield from lists.order_faults(server, made)
    yield from lists.filter_faults(server, made)


def _single(server):
    def single(url):
        answer = server.ask(url)
        return answer.json if answer.status == 200 else None

    return single


def check_changes(server, before, after, filtered):
    """Return what is wrong between two walks; `filtered` was walked with modified_since."""
    gone = before.by_id().keys() - after.by_id().keys()
    faults = [
        *changes.change_faults(server, before, after),
        *changes.listed_faults(gone, filtered),
        *objects.object_faults(filtered),
    ]
    return sorted({Finding(row, what) for row, what in faults})
