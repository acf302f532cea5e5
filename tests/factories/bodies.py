"""Körperschaften, places, and who runs the installation."""

from datetime import UTC, date, datetime

import factory

from gremienwerk.domain.bodies.models import Body, Installation, LegislativeTerm, Location


class BodyFactory(factory.django.DjangoModelFactory):
    """Our own district, once per test; pass `slug=` and `is_own=False` for a mirrored council."""

    class Meta:
        model = Body
        django_get_or_create = ("slug",)

    slug = "bezirk"
    name = "Bezirk Musterfeld"
    is_own = True
    is_public = True


class LegislativeTermFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = LegislativeTerm

    body = factory.SubFactory(BodyFactory)
    name = "VI. Wahlperiode"
    starts_on = date(2021, 11, 4)


class LocationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Location

    body = factory.SubFactory(BodyFactory)
    name = "Rathaus Musterfeld"
    street_address = "Musterplatz 1"
    postal_code = "12345"
    locality = "Berlin"


class InstallationFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Installation
        django_get_or_create = ("id",)

    id = 1
    body = factory.SubFactory(BodyFactory)
    portal_name = "Gremien und Netzwerke"
    office_name = "Integrationsbüro Musterfeld"
    office_email = "buero@mail.example"
    created_at = datetime(2026, 1, 1, tzinfo=UTC)
    modified_at = datetime(2026, 1, 1, tzinfo=UTC)
