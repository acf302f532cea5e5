from django.apps import AppConfig


class Privacy(AppConfig):
    """The noun `privacy`."""

    name = "gremienwerk.domain.privacy"
    label = "privacy"
