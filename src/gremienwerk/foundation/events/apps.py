from django.apps import AppConfig


class Events(AppConfig):
    """The log of what happened."""

    name = "gremienwerk.foundation.events"
    label = "events"
