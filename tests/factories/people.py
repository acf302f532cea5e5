"""People and their consents."""

from datetime import date

import factory

from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from tests.factories.bodies import BodyFactory


class PersonFactory(factory.django.DjangoModelFactory):
    """An own person; pass `agrees=[ConsentPurpose.NAME, ...]` for consents."""

    class Meta:
        model = Person
        skip_postgeneration_save = True

    body = factory.SubFactory(BodyFactory)
    name = "Ada Musterlein"
    family_name = "Musterlein"
    given_name = "Ada"
    email = factory.Sequence(lambda n: f"person{n}@mail.example")

    @factory.post_generation
    def agrees(self, create, extracted):
        for purpose in extracted or []:
            ConsentFactory(person=self, purpose=purpose)


class ConsentFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Consent

    person = factory.SubFactory(PersonFactory)
    purpose = ConsentPurpose.NAME
    given_on = date(2026, 1, 1)
    evidence = "Formular vom 1. Januar 2026"
