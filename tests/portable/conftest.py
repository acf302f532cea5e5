"""The demo network with its files, and a way to an empty installation and back."""

import io
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.test import override_settings

from gremienwerk.demo.commands.load import load
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.choices import Mode
from gremienwerk.portable.commands.export_body import export_body
from tests.portable.inside import enrich

REFERENCE = date(2026, 11, 9)
NOW = datetime(2026, 11, 9, 12, tzinfo=UTC)
LOG = ("events", "contenttypes", "auth")


@pytest.fixture(scope="module")
def _network(django_db_setup, django_db_blocker, tmp_path_factory):
    """Load it in a transaction around all tests of the file, and take it back."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(MEDIA_ROOT=media),
    ):
        load(REFERENCE, by=system_user(), now=NOW)
        enrich()
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def network(_network, db, settings):
    """The network, with its files in place."""
    settings.MEDIA_ROOT = _network
    return listed()


@pytest.fixture
def empty_installation(settings, tmp_path):
    """A way into an empty installation for the length of a block.

    Only the log stays, and the accounts that it names: no table of it can be emptied.
    """

    @contextmanager
    def emptied(folder="elsewhere"):
        with transaction.atomic(), override_settings(MEDIA_ROOT=tmp_path / folder):
            for model in apps.get_models():
                if model._meta.app_label not in LOG and model is not User:
                    model._base_manager.all()._raw_delete("default")
            ContentType.objects.clear_cache()
            yield tmp_path / folder
            transaction.set_rollback(True)

    return emptied


def listed():
    """Return the bodies of the network."""
    rows = Organization.objects.filter(is_listed=True, body__is_own=True)
    return list(rows.order_by("pk"))


def exported(body, mode=Mode.WHOLE, now=NOW):
    """Return the archive of a body, as bytes."""
    target = io.BytesIO()
    export_body(body, target, mode=mode, by=system_user(), now=now)
    return target.getvalue()
