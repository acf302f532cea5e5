"""How many questions does a page of the workspace ask of the database? Every page, every role.

What is held of a person (Art. 15 DSGVO) is searched in every table that could hold something, for
one that is left out would be a gap in the answer. That report asks once for each table, however
many rows it has; it is asked for a few times a year, not at every step of work.
"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.leaks.planting import own_models
from tests.matrix.stage import store_files
from tests.matrix.table import ROWS, urls

MOST = 12
ROLES = (
    *("office_administrator", "clerk", "auditor", "chair here", "convenor here", "member here"),
    *("supporter here", "shelter_contact here", "chair elsewhere", "account"),
)
FRAMING = ("SAVEPOINT", "RELEASE", "BEGIN", "ROLLBACK")  # a test runs inside a transaction
REPORTS = {"workspace:privacy_text", "workspace:privacy_json"}
LOG = ('UPDATE "events_head"', 'FROM "events_head"', 'INTO "events_entry"')
PAGES = [row for row in ROWS if row.name.startswith("workspace:") and "GET" in row.answers]


def readers(row):
    return [role for role in ROLES if row.expected("GET", role) == 200]


def asked(client, address):
    """Return what was asked on the second visit: the first one fills what a process remembers.

    That a page writes into the log who looked at it asks nothing.
    """
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address)
    assert answer.status_code == 200
    said = [one["sql"] for one in queries if not one["sql"].startswith(FRAMING)]
    return [sql for sql in said if not any(table in sql for table in LOG)]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: f"{row.name} {row.address}")
def test_a_page_asks_little(stage, db, clients, row):
    store_files()
    most = len(own_models()) + MOST if row.name in REPORTS else MOST
    address = row.address.format(**stage.named)
    numbers = {role: len(asked(clients[role], address)) for role in readers(row)}

    assert {role: number for role, number in numbers.items() if number > most} == {}


def test_every_page_of_the_workspace_is_measured():
    measured = {row.name for row in PAGES if readers(row)}
    named = {name for name in urls() if name.startswith("workspace:")}
    by_post_alone = {row.name for row in ROWS if row.expected("GET", "clerk") == 405}

    assert named - measured - by_post_alone == set()
