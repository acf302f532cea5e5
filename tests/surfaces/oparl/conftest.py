"""How do tests see what is out? As a client does, and in between by its keys."""

import json

import pytest
from django.utils import timezone

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.surfaces.oparl.addresses import with_origin
from gremienwerk.surfaces.oparl.commands.project import project, project_all
from gremienwerk.surfaces.oparl.models import PublishedObject
from tests.factories.bodies import InstallationFactory
from tests.factories.organizations import OrganizationFactory
from tests.oparl_checker.answers import Answer

ORIGIN = "http://gremien.example"


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.PUBLIC_ORIGIN, settings.HAS_PUBLIC_ORIGIN = ORIGIN, True


@pytest.fixture
def opened(db):
    """An installation with one public body that shows everything, and the System out."""
    InstallationFactory(body__license="CC0 1.0")
    organization = OrganizationFactory(abilities={"access": "public", "oparl": "on"})
    project_all()
    return organization


@pytest.fixture
def by(db):
    return system_user()


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def out():
    """Return an object as it is out: `out("meeting", 1)`, None if it never was."""

    def out(kind, key):
        row = PublishedObject.objects.filter(kind=kind, object_id=key).first()
        return row and json.loads(with_origin(row.json))

    return out


@pytest.fixture
def everything():
    """Return all that is out by address, and age all of it by an hour if asked."""

    def everything():
        rows = PublishedObject.objects.all()
        found = [json.loads(with_origin(row.json)) for row in rows]
        return {one["id"]: one for one in found}

    return everything


@pytest.fixture
def touch():
    """Look at one row, as a fact that names it would."""

    def touch(kind, *keys):
        return project({kind: set(keys)})

    return touch


class InProcess:
    """Lets the checker ask Django's test client."""

    def __init__(self, client):
        self.client = client

    def ask(self, url, method="GET", **headers):
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        sent.setdefault("host", ORIGIN.partition("//")[2])
        answer = self.client.generic(method, url.removeprefix(ORIGIN), headers=sent)
        streamed = getattr(answer, "streaming_content", None)
        body = b"".join(streamed) if streamed is not None else answer.content
        pairs = tuple((name.lower(), value) for name, value in answer.headers.items())
        for close in answer._resource_closers:  # `close()` would end the connection too
            close()
        return Answer(answer.status_code, pairs, body)


@pytest.fixture
def server(client):
    return InProcess(client)
