"""Does the test of each row of the vendor table fail once the rule of that row is taken away?

A mutant takes one rule away; the test of its row, run against it, must fail. That it passes with
the rule is shown where it stands.
"""

from inspect import signature

import pytest
from django.core.exceptions import ObjectDoesNotExist

from gremienwerk.domain.mirror.fetching import answers, client
from tests.domain.mirror.vendors.mutants import MUTANTS

pytestmark = pytest.mark.django_db
FAILED = (AssertionError, ObjectDoesNotExist)
LAST_ROW = 30


@pytest.fixture(autouse=True)
def _remember_nothing():
    """Forget what was read with or without a rule."""
    answers.parse.cache_clear()
    client._certificates.cache_clear()
    yield
    answers.parse.cache_clear()
    client._certificates.cache_clear()


def test_every_row_has_a_mutant():
    assert {mutant.row for mutant in MUTANTS} == set(range(1, LAST_ROW + 1))


@pytest.mark.parametrize("mutant", MUTANTS, ids=str)
def test_without_the_rule_the_test_of_its_row_fails(mutant, request, monkeypatch):
    given = dict(mutant.given)
    wanted = [name for name in signature(mutant.test).parameters if name not in given]
    given |= {name: request.getfixturevalue(name) for name in wanted}
    mutant.install(monkeypatch)

    with pytest.raises(FAILED):
        mutant.test(**given)
