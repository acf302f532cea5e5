"""When is the wiring read? Once, at start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Gremienwerk(AppConfig):
    """The whole, with its translations and its two pages of wiring."""

    name = "gremienwerk"

    def ready(self) -> None:
        """Register reactions, periodic jobs and what can be undone."""
        from gremienwerk import reactions, timetable, undoing  # noqa: F401, PLC0415 -- app ready

        autodiscover_modules("policy")  # a noun above may widen what one below allows
