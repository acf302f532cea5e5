from django.apps import AppConfig


class Notes(AppConfig):
    """The noun `notes`."""

    name = "gremienwerk.domain.notes"
    label = "notes"
