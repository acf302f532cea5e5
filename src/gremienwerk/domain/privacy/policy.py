"""Who may look into the log, know what is held of a person, and erase it? Read the table.

Rule: nobody lists or exports a mailing list but its owner (source: L10.3); special categories
have a permission of their own, which auditors do not hold (source: L10.5).
"""

from typing import Any, Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import (
    administrator,
    auditor,
    is_system,
    office,
    reads_everything,
)
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.roles import roles_in
from gremienwerk.domain.organizations.rights import LEADING
from gremienwerk.domain.people.policy import oneself
from gremienwerk.domain.privacy.models import ListEntry, MailingList, SpecialRecord
from gremienwerk.foundation.access import Rule, allow

KEPT_BY_OFFICE = (Stewardship.OWN, Stewardship.JOINT)

_whose: Final[Rule[User, SpecialRecord]] = Rule(
    "whose it is", lambda actor, record: oneself(actor, record.person)
)


def _leads(actor: User, body: Organization | None) -> bool:
    return body is not None and bool(LEADING & roles_in(actor, body, on=today()))


def _is_kept_by_office(_actor: User, row: MailingList) -> bool:
    return row.organization is None or row.organization.stewardship in KEPT_BY_OFFICE


leads_its_body: Final[Rule[User, MailingList]] = Rule(
    "who leads or convenes the body", lambda actor, row: _leads(actor, row.organization)
)
is_kept_by_office: Final[Rule[User, MailingList]] = Rule(
    "the office keeps the list", _is_kept_by_office
)
owner: Final[Rule[User, MailingList]] = is_system | (office & is_kept_by_office) | leads_its_body
_owner_of_entry: Final[Rule[User, ListEntry]] = Rule(
    "whoever owns the list", lambda actor, entry: owner(actor, entry.mailing_list)
)
_overseer: Final[Rule[User, Any]] = is_system | administrator | auditor


class Can:
    """The permission table of privacy, and of the log."""

    READ_LOG = allow("privacy.read_log", _overseer)  # on the Installation
    EXPORT_LOG = allow("privacy.export_log", _overseer)
    PRUNE_LOG = allow("privacy.prune_log", is_system | administrator)
    SHOW_PERSON = allow("privacy.show_person", _overseer | oneself)
    ERASE_PERSON = allow("privacy.erase_person", is_system | administrator)
    VIEW_SPECIAL = allow("privacy.view_special_record", is_system | administrator | _whose)
    RECORD_SPECIAL = allow(
        "privacy.record_special", is_system | administrator | oneself
    )  # on a Person
    ERASE_SPECIAL = allow("privacy.erase_special", is_system | administrator | _whose)
    OPEN_LIST = allow("privacy.open_list", owner)
    VIEW_LIST = allow("privacy.view_list", owner)
    CLOSE_LIST = allow("privacy.close_list", owner)
    ENTER_ON_LIST = allow("privacy.enter_on_list", owner)
    VIEW_ENTRY = allow("privacy.view_entry", _owner_of_entry)
    LEAVE_LIST = allow("privacy.leave_list", _owner_of_entry)
    SET_RETENTION = allow("privacy.set_retention", is_system | administrator)
    RUN_RETENTION = allow("privacy.run_retention", is_system | administrator)
    PLACE_HOLD = allow("privacy.place_hold", is_system | administrator)
    LIFT_HOLD = allow("privacy.lift_hold", is_system | administrator)
    VIEW_HOLD = allow("privacy.view_hold", reads_everything)
    RENEW_KEYS = allow("privacy.renew_keys", is_system)
