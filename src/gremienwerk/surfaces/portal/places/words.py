"""How does one say where a place is, and whether one gets in without steps?"""

from django.utils.translation import gettext as _

from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.queries.access_data import without_access_data


def address_lines(place: Location) -> list[str]:
    """Return street, and postal code with town; a town alone is no address."""
    town = " ".join(part for part in (place.postal_code, place.locality) if part)
    lines = [place.street_address, ", ".join(part for part in (town, place.sub_locality) if part)]
    if not (place.street_address or place.postal_code):
        return []
    return [shown for line in lines if (shown := without_access_data(line))]


def step_free_words(place: Location) -> str:
    """Say whether one gets in without steps; what nobody checked is said to be unknown."""
    if place.is_step_free is None:
        return _("Whether one gets in without steps is not known.")
    if place.is_step_free:
        return _("One gets in without steps.")
    return _("There are steps on the way in.")
