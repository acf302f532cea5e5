"""What the commands about Körperschaften, places and the installation publish."""

from gremienwerk.domain.bodies.choices import TextName
from gremienwerk.domain.bodies.commands.add_legislative_term import (
    LegislativeTermDraft,
    add_legislative_term,
)
from gremienwerk.domain.bodies.commands.add_location import LocationDraft, add_location
from gremienwerk.domain.bodies.commands.edit_installation import edit_installation
from gremienwerk.domain.bodies.commands.edit_installation_text import edit_installation_text
from gremienwerk.domain.bodies.commands.set_up_installation import (
    BodyDraft,
    InstallationDraft,
    set_up_installation,
)
from tests.domain.events.call import call
from tests.factories.bodies import BodyFactory, InstallationFactory


def _set_up():
    draft = InstallationDraft("Portal", "Büro", "buero@mail.example")
    return call(BodyDraft("bezirk", "Bezirk"), draft)


def _text():
    InstallationFactory()
    return call(TextName.IMPRINT, "Wir.")


CASES = {
    set_up_installation: (_set_up, ["bodies.installation_set_up"]),
    edit_installation: (
        lambda: call(InstallationFactory(), {"portal_name": "Anders"}),
        ["bodies.installation_edited"],
    ),
    edit_installation_text: (_text, ["bodies.installation_text_edited"]),
    add_location: (
        lambda: call(BodyFactory(), LocationDraft("Rathaus")),
        ["bodies.location_added"],
    ),
    add_legislative_term: (
        lambda: call(BodyFactory(), LegislativeTermDraft("VI.")),
        ["bodies.legislative_term_added"],
    ),
}
