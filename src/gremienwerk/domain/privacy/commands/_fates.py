"""What becomes of each kind of row when its person is erased? One line per kind.

A test holds this table to what `related` finds: a new noun that points to people fails until
it has a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from django.db.models import QuerySet

from gremienwerk.domain.privacy.queries.related import Subject, about


@dataclass(frozen=True)
class Fate:
    """Rows go (`is_deleted`), or stay with some columns overwritten; `why` they stay."""

    why: str = ""
    is_deleted: bool = False
    columns: Mapping[str, Any] = field(default_factory=dict)


GOES: Final = Fate(is_deleted=True)
OFFICIAL: Final = Fate("the official contact of an office is no private address")
SHOWS_NOBODY: Final = Fate("holds keys, days and words of ours, no name")
WITHOUT_CONTACT: Final = {"contact_email": "", "contact_label": "Geschäftsstelle"}

FATES: Final[dict[str, Fate]] = {
    "account.emailaddress": GOES,
    "accounts.appointment": SHOWS_NOBODY,
    "accounts.invitation": Fate(
        "who was invited into which office stays; the address goes",
        columns={"email": "erased@gremienwerk.invalid"},
    ),
    "bodies.body": OFFICIAL,
    "bodies.installation": OFFICIAL,
    "meetings.meetingparticipant": GOES,
    "mfa.authenticator": GOES,
    "mirror.mirrorsource": Fate("others look after the source", columns={"alarm_to": None}),
    "notes.mark": Fate("what touched the office stays", columns={"responsible": None}),
    "notes.note": GOES,
    "organizations.commissionerentry": OFFICIAL,
    "organizations.enteredrow": SHOWS_NOBODY,
    "organizations.membership": Fate(
        "who sat where, and when, is part of the body's record", columns={"web": ""}
    ),
    "organizations.organization": Fate(
        "the body stays", columns={**WITHOUT_CONTACT, "contact_person": None}
    ),
    "organizations.statusperiod": Fate("the body stays", columns=WITHOUT_CONTACT),
    "outbox.letter": GOES,
    "papers.originator": Fate("who submitted a published paper is part of the record"),
    "people.consent": Fate(
        "that consent was given and withdrawn has to be proved", columns={"evidence": ""}
    ),
    "people.keptapart": GOES,
    "people.mergerecord": SHOWS_NOBODY,
    "people.movedrow": SHOWS_NOBODY,
    "privacy.legalhold": Fate("why data were kept has to be proved"),
    "privacy.listentry": GOES,
    "privacy.specialrecord": GOES,
    "signed_links.signedlink": GOES,
    "socialaccount.socialaccount": GOES,
    "texts.lintacceptance": GOES,
    "texts.lintfinding": GOES,
    "texts.textdraft": GOES,
    "texts.translation": GOES,
    "usersessions.usersession": GOES,
}


def carry_out(subject: Subject, *, today: date) -> int:
    """Delete and overwrite rows as the table says; return how many were touched."""
    number = 0
    for relation, rows in list(about(subject)):
        fate = FATES.get(relation.label, Fate("nothing was decided about it"))
        if relation.label == "people.consent":
            rows.filter(withdrawn_on=None, given_on__lte=today).update(withdrawn_on=today)
        if fate.is_deleted:
            number += _delete(rows)
        elif fate.columns:
            number += rows.update(**fate.columns)
    return number


def _delete(rows: QuerySet[Any]) -> int:
    keys = list(rows.values_list("pk", flat=True))
    rows.model._base_manager.filter(pk__in=keys).delete()  # noqa: SLF001 -- drafts too
    return len(keys)
