from django.apps import AppConfig


class Accounts(AppConfig):
    """The noun `accounts`."""

    name = "gremienwerk.domain.accounts"
    label = "accounts"
