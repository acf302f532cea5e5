from django.apps import AppConfig


class Papers(AppConfig):
    """The noun `papers`."""

    name = "gremienwerk.domain.papers"
    label = "papers"
