"""What do the leak tests stand on? One database full of rows, filled once per file."""

import pytest
from django.db import transaction

from tests.leaks import planting
from tests.leaks.rows import set_rows


@pytest.fixture(scope="module")
def leak_rows(django_db_setup, django_db_blocker):
    """Fill the database once, in a transaction around all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        set_rows()
        planting.lift_append_only()
        yield planting.make_missing()
        transaction.set_rollback(True)
