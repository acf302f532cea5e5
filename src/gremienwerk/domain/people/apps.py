from django.apps import AppConfig


class People(AppConfig):
    """The noun `people`."""

    name = "gremienwerk.domain.people"
    label = "people"
