"""A mark planted in every text of every model is out only where the text is public."""

from itertools import count

import pytest
from django.apps import apps
from django.db import models

from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.models import PublishedObject
from tests.factories.meetings import AgendaItemFactory, MeetingFactory, MeetingNoteFactory
from tests.factories.organizations import MembershipFactory, OrganizationFactory, SuspensionFactory
from tests.factories.papers import PaperFactory
from tests.factories.people import PersonFactory
from tests.surfaces.oparl.stage import council

MARK = "GEHEIMNIS"
NOT_PLANTED = ("slug", "key", "value", "stored_as", "access_url", "download_url")  # keys, places


def texts():
    """Every text column of the domain, found by looking."""
    for model in apps.get_models():
        if model.__module__.startswith("gremienwerk.domain"):
            for field in model._meta.concrete_fields:
                is_text = isinstance(field, (models.CharField, models.TextField))
                if is_text and not field.choices and not field.is_relation:
                    yield model, field


def plant(rows):
    """Write a mark of its own into every text of these rows; return mark to column."""
    numbers, planted = count(1), {}
    for row in rows:
        for model, field in texts():
            if type(row) is model and field.name not in NOT_PLANTED:
                mark = f"{MARK}{next(numbers)}x"
                is_mail = isinstance(field, models.EmailField)
                text = f"{mark}@a.example" if is_mail else mark
                if isinstance(field, models.URLField):
                    text = f"https://a.example/{mark}"
                model.objects.filter(pk=row.pk).update(**{field.name: text[: field.max_length]})
                planted[mark] = f"{model.__name__}.{field.name}"
    return planted


def out():
    return "".join(PublishedObject.objects.values_list("json", flat=True)) + "".join(
        PublishedObject.objects.values_list("brief", flat=True)
    )


def leaked(planted):
    found = out()
    return {column for mark, column in planted.items() if mark in found}


def test_no_text_of_what_is_not_public_is_out(opened):
    made = council(opened)
    inner = OrganizationFactory(abilities={"access": "internal", "oparl": "off"})
    silent = PersonFactory(agrees=[ConsentPurpose.CONTACT])
    hidden = [
        *(inner, silent, MeetingFactory(organizations=[inner]), PaperFactory()),
        *(
            MeetingFactory(organizations=[opened, inner]),
            MeetingFactory(state="draft", organizations=[opened]),
        ),
        MembershipFactory(organization=opened, person=silent),
        MembershipFactory(organization=inner, person=made.person),
        AgendaItemFactory(meeting=MeetingFactory(organizations=[inner]), position=0),
        MeetingNoteFactory(meeting=made.meeting),
        SuspensionFactory(organization=opened),
        made.closed_file,
        *made.person.consents.all(),
    ]
    planted = plant(hidden)
    assert len(planted) > 60
    project_all()
    assert leaked(planted) == set()


def test_of_what_is_public_only_these_texts_are_out(opened):
    """The positive control: the same marks where they may be found."""
    made = council(opened)
    planted = plant(
        [
            *(made.meeting, made.item, made.paper, made.person, made.membership, made.organization),
            *(made.place, made.main, made.consultation, made.term, made.body),
        ]
    )
    project_all()
    shown = leaked(planted)
    assert {"Meeting.name", "Paper.name", "Person.name", "AgendaItem.name", "File.text"} <= shown
    kept_in = set(planted.values()) - shown
    assert kept_in == {
        *("Person.email", "Person.gender", "Person.language", "Person.web"),
        "Organization.website_label",
    }


def test_of_a_closed_item_only_number_and_title_are_out(opened):
    made = council(opened)
    planted = plant([made.closed])
    project_all()
    assert leaked(planted) == {"AgendaItem.number", "AgendaItem.name"}


@pytest.mark.parametrize(
    ("purpose", "shown"),
    [
        (ConsentPurpose.FUNCTION, "Person.function"),
        (ConsentPurpose.AFFILIATION, "Person.affiliation"),
        (ConsentPurpose.CONTACT, "Person.public_email"),
    ],
)
def test_each_field_of_a_person_needs_its_own_consent(opened, purpose, shown):
    person = PersonFactory(agrees=[ConsentPurpose.NAME])
    MembershipFactory(organization=opened, person=person)
    planted = plant([person])
    project_all()
    assert shown not in leaked(planted)
    person.consents.create(purpose=purpose, given_on="2026-01-01", evidence="x")
    project_all()
    assert shown in leaked(planted)
    assert "Person.email" not in leaked(planted)
