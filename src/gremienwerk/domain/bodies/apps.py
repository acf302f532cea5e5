from django.apps import AppConfig


class Bodies(AppConfig):
    """The noun `bodies`."""

    name = "gremienwerk.domain.bodies"
    label = "bodies"
