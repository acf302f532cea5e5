"""Erase a person: what need not be kept goes, the public record stays lawful."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.commands.deactivate_account import deactivate_account
from gremienwerk.domain.accounts.models import SYSTEM_EMAIL, User
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import RetentionKind
from gremienwerk.domain.privacy.commands._fates import carry_out
from gremienwerk.domain.privacy.policy import Can
from gremienwerk.domain.privacy.queries.mandates import Mandates, mandates_of
from gremienwerk.domain.privacy.queries.related import Subject, numbers_about, subject_of
from gremienwerk.domain.privacy.queries.report import changed_rows
from gremienwerk.domain.privacy.queries.retention import held_kinds, held_people
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.models import Revision
from gremienwerk.foundation.events.revisions import erase
from gremienwerk.foundation.records import whole_second

ERASED_NAME: Final = "Gelöschte Person"
ERASED_ACCOUNT: Final = "Gelöschtes Konto"
PRIVATE: Final = ("form_of_address", "affix", "gender", "affiliation", "email", "web")
HELD_AS: Final = {
    RetentionKind.INVITATIONS: "accounts.invitation",
    RetentionKind.LEFT_LISTS: "privacy.listentry",
    RetentionKind.LETTERS: "outbox.letter",
    RetentionKind.SPECIAL_CATEGORIES: "privacy.specialrecord",
}
NAMING: Final = ("family_name", "given_name", "title", "function", "public_email")


@dataclass(frozen=True, slots=True)
class PersonErased(Event):
    """Nothing but the public record is held of a person; `erased` are forgotten revisions."""

    kind = "privacy.person_erased"
    person_id: int
    is_name_kept: bool
    rows: int
    erased: tuple[str, ...]


class UnderLegalHold(Refusal):
    """What a court or an authority asks for stays."""


class SourceOwnsIt(Refusal):
    """Of people of a mirrored council only their source decides."""


class HoldsMandate(Refusal):
    """Who sits in a body cannot be erased from it; the mandate ends first."""


@transaction.atomic
def erase_person(person: Person, *, by: User, now: datetime) -> Person:
    """Erase all that is held of `person` and need not be kept; the log stays as it is.

    Rule: the name goes, except where a mandate in a formal body made it part of the public
    record (source: Art. 17 (3) (b), (d) DSGVO; L10.7, L10.9).
    Raises `NotAllowed`, `UnderLegalHold`, `SourceOwnsIt`, `HoldsMandate`, `LastAdministrator`.
    """
    row = Person.objects.select_for_update(of=("self",)).select_related("body").get(pk=person.pk)
    require(by, Can.ERASE_PERSON, row)
    subject = subject_of(row)
    mandates = mandates_of(subject, timezone.localtime(now).date())
    _check(row, subject, mandates)
    kept = mandates.is_public_record
    moment = whole_second(now)
    erased = erase(Revision.objects.filter(changed_rows(subject)), now=moment)
    _close_accounts(subject, by=by, now=now)
    rows = carry_out(subject, today=timezone.localtime(now).date())
    erased += erase(Revision.objects.filter(changed_rows(subject)), now=moment)
    _empty_accounts(subject)
    columns = dict.fromkeys(PRIVATE, "")
    if not kept:
        columns |= {"name": ERASED_NAME, **dict.fromkeys(NAMING, "")}
    Person.objects.filter(pk__in=subject.people).update(**columns, user=None, modified_at=moment)
    event = PersonErased(person_id=row.pk, is_name_kept=kept, rows=rows, erased=erased)
    publish(event, by=by, at=moment)
    row.refresh_from_db()
    return row


def _check(row: Person, subject: Subject, mandates: Mandates) -> None:
    if not row.body.is_own:
        raise SourceOwnsIt(
            _("This person comes from a mirrored council. Erasure is up to that source.")
        )
    if held_people() & set(subject.people) or _is_held_by_kind(subject):
        raise UnderLegalHold(
            _("These data are under a legal hold and have to stay. Lift the hold first.")
        )
    if mandates.is_member_today:
        raise HoldsMandate(
            _("This person belongs to a body today. End the memberships first, then erase.")
        )


def _is_held_by_kind(subject: Subject) -> bool:
    """Tell whether a hold on a whole kind covers something of the person."""
    kinds = held_kinds()
    if kinds & {RetentionKind.PEOPLE, RetentionKind.EVENT_LOG}:
        return True
    return bool({HELD_AS[kind] for kind in kinds} & numbers_about(subject).keys())


def _close_accounts(subject: Subject, *, by: User, now: datetime) -> None:
    """Close the accounts while their offices are still known: somebody has to administer."""
    for account in User.objects.filter(pk__in=subject.users, is_active=True):
        deactivate_account(account, by=by, now=now)


def _empty_accounts(subject: Subject) -> None:
    """Take name and address from the accounts; the log still names them by their key."""
    for account in User.objects.filter(pk__in=subject.users).exclude(email=SYSTEM_EMAIL):
        account.email = f"erased-{account.pk}@gremienwerk.invalid"
        account.name = ERASED_ACCOUNT
        account.set_unusable_password()
        account.save(update_fields=["email", "name", "password"])
