"""When is the wiring read? Once, at start."""

from django.apps import AppConfig


class Gremienwerk(AppConfig):
    """The whole, with its translations and its two pages of wiring."""

    name = "gremienwerk"

    def ready(self) -> None:
        """Register reactions and periodic jobs."""
        from gremienwerk import reactions, timetable  # noqa: F401, PLC0415 -- app ready
