from django.apps import AppConfig


class Limits(AppConfig):
    """How often something was tried."""

    name = "gremienwerk.foundation.limits"
    label = "limits"
