"""Accounts."""

import factory

from gremienwerk.domain.accounts.models import User


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"user{n}@mail.example")
    name = "Musterlein"
