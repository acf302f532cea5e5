from django.apps import AppConfig


class Organizations(AppConfig):
    """The noun `organizations`."""

    name = "gremienwerk.domain.organizations"
    label = "organizations"
