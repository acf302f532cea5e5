from django.apps import AppConfig


class Outbox(AppConfig):
    """The letters that are to be sent."""

    name = "gremienwerk.foundation.outbox"
    label = "outbox"
