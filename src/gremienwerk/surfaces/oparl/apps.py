from django.apps import AppConfig


class OParl(AppConfig):
    """The public projection of the council in the words of OParl 1.1."""

    name = "gremienwerk.surfaces.oparl"
    label = "oparl"
    default_auto_field = "django.db.models.BigAutoField"
