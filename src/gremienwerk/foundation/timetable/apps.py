from django.apps import AppConfig


class Timetable(AppConfig):
    """The timers of the periodic jobs."""

    name = "gremienwerk.foundation.timetable"
    label = "timetable"
