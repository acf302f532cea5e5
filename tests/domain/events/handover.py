"""What handing over publishes: of each thing that changes hands, and of the whole."""

from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.appoint import Office, appoint
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.handover.commands.hand_over import Handing, hand_over
from gremienwerk.domain.handover.queries import belongings
from tests.domain.events.call import NOW, TODAY, call
from tests.factories.accounts import UserFactory


def _office():
    leaving = UserFactory()
    appoint(leaving, Office(OfficeRole.CLERK, TODAY), by=system_user(), now=NOW)
    keys = [one.key for one in belongings(leaving, on=TODAY)]
    return call(leaving, Handing(UserFactory(), TODAY, keys))


CASES = {
    hand_over: (
        _office,
        ["accounts.appointed", "accounts.appointment_ended", "handover.handed_over"],
    ),
}
