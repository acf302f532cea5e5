"""Which day do rights ask for? The present one, read in this one place.

A permission knows actor and subject only; whether a membership or an appointment holds
depends on the day of the act, and nobody acts on another day than today.
"""

from datetime import date

from django.utils import timezone


def today() -> date:
    """Return the present day in the town's time zone."""
    return timezone.localdate()
