from django.apps import AppConfig


class AccountPages(AppConfig):
    """The pages below /konto/: signing in, and what belongs to one's own account."""

    name = "gremienwerk.surfaces.accounts"
    label = "account_pages"

    def ready(self) -> None:
        """Let the log know what people do to their accounts."""
        from gremienwerk.surfaces.accounts import signals  # noqa: PLC0415 -- app ready

        signals.listen()
