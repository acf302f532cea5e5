from django.apps import AppConfig


class Handover(AppConfig):
    """The noun `handover`: it has no tables, it looks at those of all others."""

    name = "gremienwerk.domain.handover"
    label = "handover"
