"""What the commands about people and their consents publish."""

from datetime import date

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.commands.add_person import PersonDraft, add_person
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.commands.give_consent import give_consent
from gremienwerk.domain.people.commands.keep_apart import keep_apart
from gremienwerk.domain.people.commands.link_account import link_account
from gremienwerk.domain.people.commands.merge_people import merge_people
from gremienwerk.domain.people.commands.set_consents import set_consents
from gremienwerk.domain.people.commands.set_many_consents import Answer, set_many_consents
from gremienwerk.domain.people.commands.unmerge_people import unmerge_people
from gremienwerk.domain.people.commands.withdraw_consent import withdraw_consent
from gremienwerk.domain.people.declaring import Proof
from gremienwerk.domain.people.models import MergeRecord
from gremienwerk.foundation.records import whole_second
from tests.domain.events.call import call
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.people import ConsentFactory, PersonFactory

FORM = "Formular"
PROOF = Proof(FORM, date(2026, 1, 5))


def _merge():
    gone = PersonFactory(deleted_at=whole_second())
    return MergeRecord.objects.create(
        kept=PersonFactory(), merged=gone, recorded_at=whole_second(), recorded_by=system_user()
    )


CASES = {
    add_person: (lambda: call(BodyFactory(), PersonDraft("Musterlein")), ["people.person_added"]),
    edit_person: (lambda: call(PersonFactory(), {"title": "Dr."}), ["people.person_edited"]),
    link_account: (lambda: call(PersonFactory(), UserFactory()), ["people.account_linked"]),
    give_consent: (
        lambda: call(PersonFactory(), ConsentPurpose.NAME, proof=PROOF),
        ["people.consent_given"],
    ),
    set_consents: (
        lambda: call(PersonFactory(), [ConsentPurpose.NAME], proof=PROOF),
        ["people.consent_given", "people.consents_set"],
    ),
    set_many_consents: (
        lambda: call([Answer(PersonFactory(), frozenset({ConsentPurpose.NAME}), evidence=FORM)]),
        ["people.consents_set"],
    ),
    withdraw_consent: (
        lambda: call(ConsentFactory().person, ConsentPurpose.NAME),
        ["people.consent_withdrawn"],
    ),
    merge_people: (lambda: call(PersonFactory(), PersonFactory()), ["people.merged"]),
    unmerge_people: (lambda: call(_merge()), ["people.unmerged"]),
    keep_apart: (lambda: call(PersonFactory(), PersonFactory()), ["people.kept_apart"]),
}
