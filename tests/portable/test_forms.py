"""Is every field of every model on exactly one list? Asked of the models, not of the table."""

from dataclasses import replace

import pytest
from django.apps import apps

from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable import addresses
from gremienwerk.portable.forms import FORMS, STAYS, form_of, forms_of
from gremienwerk.portable.forms.table import references
from gremienwerk.surfaces.oparl.addresses import SCHEMA, object_url, with_origin
from gremienwerk.surfaces.oparl.choices import TYPE_NAMES, Kind
from tests.leaks.public import FIELDS


def unplaced(models, forms, stays):
    """Return the models that neither travel nor stay, and those that do both."""
    travels = {form.model._meta.label for form in forms}
    stays_ = {m._meta.label for m in models if {m._meta.label, m._meta.app_label} & stays.keys()}
    every = {model._meta.label for model in models}
    return sorted((every - travels - stays_) | (travels & stays_))


def misplaced(form):
    """Return the fields of a form that are on no list, on two, or on one without being there."""
    there = {field.name for field in form.model._meta.concrete_fields if not field.primary_key}
    told = [*form.public, *form.internal, *form.left_out]
    twice = {name for name in told if told.count(name) > 1}
    return sorted((there ^ set(told)) | twice)


def test_every_model_travels_or_is_named_as_staying_with_a_reason():
    models = list(apps.get_models())

    assert len(models) > 60
    assert unplaced(models, FORMS, STAYS) == []
    assert all(len(reason) > 10 for reason in STAYS.values())
    known = {m._meta.label for m in models} | {m._meta.app_label for m in models}
    assert STAYS.keys() - known == set()


def test_a_model_that_nobody_classified_is_found():
    models = list(apps.get_models())

    assert unplaced(models, [f for f in FORMS if f.model is not Location], STAYS) == [
        "bodies.Location"
    ]
    assert unplaced(models, FORMS, STAYS | {"bodies.Location": "x"}) == ["bodies.Location"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_every_field_is_on_exactly_one_list(form):
    assert misplaced(form) == []
    assert all(len(reason) > 10 for reason in form.left_out.values())


def test_a_field_that_nobody_classified_is_found():
    form = form_of("location")

    assert misplaced(replace(form, public=form.public[1:])) == [form.public[0]]
    assert misplaced(replace(form, internal=("name",))) == ["deleted_at", "is_public", "name"]
    assert misplaced(replace(form, left_out={"no_such_field": "x"})) == ["no_such_field"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_each_property_says_one_thing(form):
    properties = [form.property_of(name) for name in form.told]

    assert len({*properties, *form.derived, "id", "type"}) == (
        len(properties) + len(form.derived) + 2
    )
    own = form.type_name.startswith("Gremienwerk:")
    assert [p for p in properties if own and not p.startswith("Gremienwerk:")] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_what_is_named_travels_too(form):
    travels = {one.model._meta.label for one in FORMS} | {"accounts.User"}

    assert {model._meta.label for model in references(form).values()} - travels == set()
    assert set(form.owners) <= references(form).keys()
    for listing in form.lists.values():
        assert references(form_of(listing.form))[listing.through] is form.model


def test_organizations_have_two_forms_and_a_neighbour_tells_less():
    whole, neighbour = (form_of(name) for name in ("organization", "neighbour"))

    assert {form.name for form in forms_of(Organization)} == {"organization", "neighbour"}
    assert set(neighbour.told) < set(whole.told)


def test_no_text_is_public_here_that_is_secret_elsewhere():
    """`tests/leaks/public.py` says by hand which texts a citizen may read."""
    codes = {"word", "slug", "language", "mime_type", "stored_as", "sha512"}
    told = {
        (form.model._meta.label, name)
        for form in FORMS
        for name in form.public
        if form.field(name).get_internal_type() in ("TextField", "CharField", "EmailField")
        and not form.field(name).choices
    }

    known = {(label, name) for label, names in FIELDS.items() for name in names}
    ours = {
        ("files.Image", "name"),
        ("organizations.Ability", "key"),
        ("organizations.Ability", "value"),
        ("organizations.CommissionerEntry", "district_key"),
        ("texts.Translation", "text"),
        ("texts.Translation", "field"),
        ("texts.Translation", "source_revision"),
        ("meetings.Recurrence", "rule"),
        ("mirror.MirrorSource", "name"),
    }
    assert {pair for pair in told - known - ours if pair[1] not in codes} == set()


def test_addresses_are_those_of_our_server(settings):
    ours = addresses.Addresses(settings.PUBLIC_ORIGIN)

    assert {word: name for word, name in TYPE_NAMES.items() if word != "system"} == addresses.TYPES
    assert addresses.SCHEMA == SCHEMA
    for kind in Kind:
        if kind != Kind.SYSTEM:
            assert ours.of(kind, 7).encode() == with_origin(object_url(kind, 7))


@pytest.mark.parametrize("key", [1, 7, 10**12])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.name)
def test_an_address_is_read_as_it_was_written(form, key):
    ours = addresses.Addresses("https://gremien.example")

    assert ours.parsed(ours.of(form.address_word, key)) == (form.address_word, key)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://gremien.example/oparl/1.1/meeting/0",
        "https://gremien.example/oparl/1.1/meeting/07",
        "https://gremien.example/oparl/1.1/meeting/-7",
        "https://gremien.example/oparl/1.1/meeting/7/",
        "https://gremien.example/oparl/1.1/system#meeting/7",
        "https://gremien.example/oparl/1.1/seat/7",
        "https://elsewhere.example/oparl/1.1/meeting/7",
        "https://gremien.example/oparl/1.1/meeting/7\n",
        "https://gremien.example/oparl/1.1/meeting/\u0667",
    ],
)
def test_what_is_no_address_of_the_origin_is_refused(address):
    with pytest.raises(ValueError):  # noqa: PT011 -- the address itself is the message
        addresses.Addresses("https://gremien.example").parsed(address)
