from django.apps import AppConfig


class Files(AppConfig):
    """The noun `files`."""

    name = "gremienwerk.domain.files"
    label = "files"
