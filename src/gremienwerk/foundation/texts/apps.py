from django.apps import AppConfig


class Texts(AppConfig):
    """The texts of the content in further languages."""

    name = "gremienwerk.foundation.texts"
    label = "texts"
