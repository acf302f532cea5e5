"""Does the database learn how much there is after a great change, and only then?"""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gremienwerk.foundation.estimates import COUNTING, MANY, ROUGH, renew_estimates

pytestmark = pytest.mark.django_db


def asked(written):
    with CaptureQueriesContext(connection) as seen:
        renew_estimates(written)
    return [query["sql"] for query in seen.captured_queries]


def test_after_a_great_change_tables_are_counted_anew_where_that_is_needed():
    assert asked(MANY) == ([ROUGH, COUNTING] if connection.vendor == "postgresql" else [])


def test_after_a_small_one_nothing_is_asked():
    assert asked(MANY - 1) == []


@pytest.mark.only_on("postgresql")
def test_no_condition_is_compiled_for_longer_than_it_is_asked():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)
