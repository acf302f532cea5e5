from django.apps import AppConfig


class Meetings(AppConfig):
    """The noun `meetings`."""

    name = "gremienwerk.domain.meetings"
    label = "meetings"
