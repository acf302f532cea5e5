"""Does every address answer every role and method as the table says, and has every one a row?"""

from copy import deepcopy

import pytest
from django.db import transaction
from django.urls import resolve

from tests.matrix.row import COLUMNS, FEW, METHODS, Row
from tests.matrix.stage import store_files
from tests.matrix.table import ROWS, urls

URLS = urls()


def answer(client, method, row, stage):
    """Ask, and take back whatever that changed."""
    address, cookies = row.address.format(**stage.named), deepcopy(client.cookies)
    with transaction.atomic():
        ask = getattr(client, method.lower())
        response = ask(address, row.data) if method == "POST" else ask(address)
        if response.streaming:
            list(response.streaming_content)  # read to its end it closes itself
        transaction.set_rollback(True)
    client.cookies = cookies  # signing out is taken back, too
    return response.status_code


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.address}")
def test_an_address_answers_as_the_table_says(stage, db, clients, row):
    store_files()
    wrong = {}
    for method in METHODS:
        for column in COLUMNS if method in ("GET", "POST") and method in row.answers else FEW:
            status = answer(clients[column], method, row, stage)
            if status != row.expected(method, column):
                wrong[f"{method} {column}"] = f"{status}, not {row.expected(method, column)}"

    assert wrong == {}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.name} {row.address}")
def test_a_row_stands_for_the_address_that_it_names(stage, db, row):
    path = row.address.format(**stage.named).partition("?")[0]

    assert resolve(path).route.replace("^", "") in URLS[row.name]
    assert row.named_wrongly() == set()


def test_every_address_has_a_row():
    """If not: write a row into `tests/matrix/rows_<area>.py`."""
    assert sorted(URLS.keys() - {row.name for row in ROWS}) == []


def test_the_most_specific_key_wins_and_a_gap_is_found():
    cells = {"chair here": 200, "here": 403, "office": 201, "anonymous": 302}
    row = Row("x", "/", {"GET": cells})

    found = [
        row.expected("HEAD", column)
        for column in ("chair here", "member here", "clerk", "anonymous")
    ]
    assert found == [200, 403, 201, 302]
    assert row.expected("PUT", "account") == 405
    with pytest.raises(KeyError):
        row.expected("GET", "account")
    assert Row("x", "/", {"GET": {"chief": 200}}).named_wrongly() == {"chief"}
