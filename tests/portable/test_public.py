"""Does a public archive tell anything secret? A token stands in every text field of the network."""

import pytest
from django.db import transaction
from django.test import override_settings
from django.utils import timezone

from gremienwerk.domain.files import store
from gremienwerk.domain.files.models import File, Image
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.choices import Mode
from gremienwerk.portable.commands import export_body as command
from gremienwerk.portable.forms import FORMS, STAYS, forms_of
from tests.leaks import planting
from tests.leaks.rows import set_rows
from tests.portable.conftest import exported

NEVER = ("privacy.SpecialRecord", "privacy.ListEntry", "privacy.MailingList")


@pytest.fixture(scope="module")
def _rows(django_db_setup, django_db_blocker, tmp_path_factory):
    """Fill the database once, in a transaction around all tests of the file."""
    media = tmp_path_factory.mktemp("media")
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(MEDIA_ROOT=media),
    ):
        set_rows()
        planting.lift_append_only()
        planting.make_missing()
        MirrorSource.objects.update(is_republished=True, license="dl-de/by-2-0")
        for row in [*File.objects.exclude(stored_as=""), *Image.objects.all()]:
            place = store.keep(b"x", ".txt")
            type(row).objects.filter(pk=row.pk).update(stored_as=place)
        yield media
        transaction.set_rollback(True)


@pytest.fixture
def stage(_rows, db, settings, monkeypatch):
    """The planted log cannot go on; what an export writes to it is tested elsewhere."""
    settings.MEDIA_ROOT = _rows
    monkeypatch.setattr(command, "publish", lambda event, **told: None)


def archives(mode):
    """Return the archives of all bodies that have one, in one text without their files."""
    found = []
    for body in Organization.objects.filter(body__is_own=True, deleted_at=None):
        is_out = Organization.objects.public().filter(pk=body.pk).exists()
        if mode == Mode.WHOLE or is_out:
            found.append(exported(body, mode, now=timezone.now()))
    return b"".join(found).decode(errors="replace")


def named(text):
    names = planting.tokens()
    return {names[token] for token in planting.TOKEN.findall(text)}


def test_nothing_secret_is_in_a_public_archive(stage):
    planted = planting.plant(lambda name, public: name not in public)
    published = Organization.objects.public().filter(body__is_own=True).count()

    assert len(planted) > 100
    assert published > 3
    assert named(archives(Mode.PUBLIC)) == set()


def test_the_control_what_is_public_is_found_there(stage):
    planted = planting.plant(lambda name, public: name in public)

    found = named(archives(Mode.PUBLIC))

    assert found <= planted
    assert len(found) > 60
    assert {"people.Person.name", "texts.Translation.text", "meetings.AgendaItem.name"} <= found


def test_the_control_what_is_secret_is_found_in_a_whole_archive(stage):
    planted = planting.plant(lambda name, public: name not in public)

    found = named(archives(Mode.WHOLE))

    assert {"notes.Note.text", "organizations.StatusPeriod.internal_reason"} <= found
    assert {"people.Person.email", "people.Consent.evidence"} <= found
    assert {name for name in found if name.rpartition(".")[0] in NEVER} == set()
    stays = {
        name for name in planted if {name.rpartition(".")[0], name.split(".")[0]} & STAYS.keys()
    }
    assert stays
    assert found & stays == set()


def test_a_field_left_out_is_in_no_archive(stage):
    planting.plant(lambda name, public: True)

    found = named(archives(Mode.WHOLE))

    left = {
        f"{form.model._meta.label}.{name}"
        for form in FORMS
        for name in form.left_out
        if not any(name in other.told for other in forms_of(form.model))
    }
    assert left
    assert found & left == set()
