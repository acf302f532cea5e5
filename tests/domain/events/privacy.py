"""What the commands about the log, periods, lists and special categories publish."""

from datetime import timedelta

from gremienwerk.domain.accounts.models import Invitation
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.privacy.choices import RetentionKind, SpecialCategory
from gremienwerk.domain.privacy.commands.close_list import close_list
from gremienwerk.domain.privacy.commands.enter_on_list import Address, enter_on_list
from gremienwerk.domain.privacy.commands.erase_person import erase_person
from gremienwerk.domain.privacy.commands.erase_special import erase_special
from gremienwerk.domain.privacy.commands.export_log import export_log
from gremienwerk.domain.privacy.commands.leave_list import leave_list
from gremienwerk.domain.privacy.commands.lift_hold import lift_hold
from gremienwerk.domain.privacy.commands.open_list import ListDraft, open_list
from gremienwerk.domain.privacy.commands.place_hold import place_hold
from gremienwerk.domain.privacy.commands.prune_log import prune_log
from gremienwerk.domain.privacy.commands.read_entries import read_entries
from gremienwerk.domain.privacy.commands.read_special import read_special
from gremienwerk.domain.privacy.commands.record_special import Disclosure, record_special
from gremienwerk.domain.privacy.commands.renew_keys import renew_keys
from gremienwerk.domain.privacy.commands.run_retention import run_retention
from gremienwerk.domain.privacy.commands.set_retention import RetentionDraft, set_retention
from gremienwerk.domain.privacy.commands.show_person import show_person
from gremienwerk.domain.privacy.queries.log import LogFilter
from gremienwerk.foundation.events.chain import append
from tests.domain.events.call import NOW, call
from tests.factories.people import PersonFactory
from tests.factories.privacy import (
    LegalHoldFactory,
    ListEntryFactory,
    MailingListFactory,
    SpecialRecordFactory,
)

LONG_AGO = NOW - timedelta(days=5000)
DISCLOSURE = Disclosure(SpecialCategory.DISABILITY, "Rollstuhl", "Formular")


def _old_log():
    append("tests.happened", {}, by=system_user(), at=LONG_AGO)
    return call(before=LONG_AGO + timedelta(days=1))


def _old_invitation():
    Invitation.objects.create(
        email="alt@mail.example",
        token_digest="0" * 64,
        invited_by=system_user(),
        invited_at=LONG_AGO,
        expires_at=LONG_AGO,
    )
    return call()


CASES = {
    export_log: (lambda: call(LogFilter()), ["privacy.log_exported"]),
    prune_log: (_old_log, ["events.log_pruned"]),
    run_retention: (_old_invitation, ["privacy.retention_ran"]),
    set_retention: (
        lambda: call(RetentionDraft(RetentionKind.LETTERS, 90, "Beschluss")),
        ["privacy.retention_set"],
    ),
    place_hold: (lambda: call(PersonFactory(), reason="Klage"), ["privacy.hold_placed"]),
    lift_hold: (lambda: call(LegalHoldFactory(person=PersonFactory())), ["privacy.hold_lifted"]),
    show_person: (lambda: call(PersonFactory()), ["privacy.person_shown"]),
    erase_person: (lambda: call(PersonFactory()), ["privacy.person_erased"]),
    record_special: (lambda: call(PersonFactory(), DISCLOSURE), ["privacy.special_recorded"]),
    read_special: (lambda: call(SpecialRecordFactory().person), ["events.sensitive_read"]),
    erase_special: (lambda: call(SpecialRecordFactory()), ["privacy.special_erased"]),
    open_list: (lambda: call(ListDraft("Verteiler", "Einladungen")), ["privacy.list_opened"]),
    enter_on_list: (
        lambda: call(MailingListFactory(), Address("ada@mail.example", "Formular")),
        ["privacy.entered_on_list"],
    ),
    read_entries: (lambda: call(ListEntryFactory().mailing_list), ["events.sensitive_read"]),
    leave_list: (lambda: call(ListEntryFactory()), ["privacy.left_list"]),
    close_list: (lambda: call(ListEntryFactory().mailing_list), ["privacy.list_closed"]),
    renew_keys: (call, ["accounts.factor_keys_renewed", "privacy.keys_renewed"]),
}
