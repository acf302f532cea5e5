import pytest

from tests.oparl_checker.answers import Live, Recorded
from tests.oparl_checker.served import Served


@pytest.fixture(scope="session")
def served(tmp_path_factory):
    with Served(tmp_path_factory.mktemp("served")) as served:
        yield served


@pytest.fixture(scope="session")
def recorded(served):
    """The server of the demo network, each answer asked for once."""
    with Live() as asking:
        yield Recorded(asking)
