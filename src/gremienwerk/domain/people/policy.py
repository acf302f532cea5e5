"""Who may do what with people and their consents? Read the table.

Bodies widen who may know a name; contacts and consents stay with the office and the person.
"""

from typing import Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import (
    administers,
    is_public,
    is_system,
    is_there,
    office,
    reads_everything,
)
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation.access import Rule, allow

oneself: Final[Rule[User, Person]] = Rule(
    "the person", lambda actor, person: actor.is_active and person.user_id == actor.pk
)
_whose: Final[Rule[User, Consent]] = Rule(
    "whose it is", lambda actor, consent: oneself(actor, consent.person)
)
_is_ours: Final[Rule[User, Person]] = Rule(
    "of our own district", lambda _actor, person: person.body.is_own
)


class Can:
    """The permission table of people."""

    VIEW = allow("people.view", is_there & (is_public | reads_everything | oneself))
    VIEW_CONTACT = allow("people.view_contact", reads_everything | oneself)
    VIEW_CONSENT = allow("people.view_consent", reads_everything | _whose)
    ADD = allow("people.add_person", is_system | office)  # on a Body
    EDIT = allow("people.edit_person", is_system | (office & _is_ours))
    MERGE = allow("people.merge_people", is_system | (office & _is_ours))
    GIVE_CONSENT = allow("people.give_consent", is_system | office | oneself)
    WITHDRAW_CONSENT = allow("people.withdraw_consent", is_system | office | oneself)
    LINK_ACCOUNT = allow("people.link_account", administers)
