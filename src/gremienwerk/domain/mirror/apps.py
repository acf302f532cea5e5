from django.apps import AppConfig


class Mirror(AppConfig):
    """The noun `mirror`."""

    name = "gremienwerk.domain.mirror"
    label = "mirror"
