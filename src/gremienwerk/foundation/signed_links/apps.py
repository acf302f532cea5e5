from django.apps import AppConfig


class SignedLinks(AppConfig):
    """The links that let one person do one thing without an account."""

    name = "gremienwerk.foundation.signed_links"
    label = "signed_links"
