"""How do the tests of the vendor table sync? One council, served as its vendor serves it."""

from contextlib import ExitStack

import pytest

from gremienwerk.domain.mirror.models import MirrorObject, Quarantined
from tests.domain.mirror.vendors.council import ROOT
from tests.oparl_server import OparlServer


@pytest.fixture
def serve():
    """Serve a tree until the test ends."""
    with ExitStack() as stack:
        yield lambda tree: stack.enter_context(OparlServer(tree, entry=f"{ROOT}/system"))


@pytest.fixture
def codes(db):
    """Everything that had to be bent."""
    return lambda: set(" ".join(MirrorObject.objects.values_list("coercions", flat=True)).split())


@pytest.fixture
def refused(db):
    """Why something was refused in the last run."""
    return lambda run: sorted(Quarantined.objects.filter(run=run).values_list("reason", flat=True))


def _set(source, **facts):
    for name, value in facts.items():
        setattr(source, name, value)
    source.save()
    return source


@pytest.fixture
def switch():
    """Set switches of a source."""
    return _set
