"""How does one say where a place is, and whether one gets in without steps?"""

from django.utils.translation import gettext as _

from gremienwerk.design.parts import Text
from gremienwerk.domain.bodies.models import Location
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.foundation.texts.queries import Texts


def address_lines(place: Location) -> list[str]:
    """Return street, and postal code with town; a town alone is no address."""
    town = " ".join(part for part in (place.postal_code, place.locality) if part)
    lines = [place.street_address, ", ".join(part for part in (town, place.sub_locality) if part)]
    if not (place.street_address or place.postal_code):
        return []
    return [shown for line in lines if (shown := without_access_data(line))]


def way_lines(place: Location, texts: Texts) -> list[Text]:
    """Return how to get there and in, line by line as it was written."""
    found = texts.of(place, "access")
    lines = without_access_data(found.text).splitlines()
    return [(line.strip(), found.language) for line in lines if line.strip()]


def step_free_words(place: Location) -> str:
    """Say whether one gets in without steps; what nobody checked is said to be unknown."""
    if place.is_step_free is None:
        return _("Whether there is step-free access is not known here.")
    if place.is_step_free:
        return _("Step-free access.")
    return _("There are steps at the entrance.")
