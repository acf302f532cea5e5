"""The stage of the table of rights, set once per file of tests."""

import pytest
from django.db import transaction
from django.test import Client

from gremienwerk.surfaces.oparl.commands.project import project_all
from tests.matrix.row import COLUMNS
from tests.matrix.stage import set_stage
from tests.matrix.table import AREAS


@pytest.fixture(scope="module")
def stage(django_db_setup, django_db_blocker, tmp_path_factory):
    """Set it once, in a transaction around all tests of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        made = set_stage()
        for area in AREAS:
            made.named |= getattr(area, "places", lambda _stage: {})(made)
        project_all()
        yield made
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(stage, django_db_blocker):
    """Return a browser per column."""
    found = {column: Client(raise_request_exception=False) for column in COLUMNS}
    with django_db_blocker.unblock():
        for column in COLUMNS[:-1]:
            found[column].force_login(stage.actors[column])
    return found
