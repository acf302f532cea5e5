"""What the commands about convenors, supporters, relations and commissioners publish."""

from gremienwerk.domain.organizations.choices import RelationKind
from gremienwerk.domain.organizations.commands.add_commissioner import (
    CommissionerDraft,
    add_commissioner,
)
from gremienwerk.domain.organizations.commands.add_convenor import add_convenor
from gremienwerk.domain.organizations.commands.add_relation import RelationDraft, add_relation
from gremienwerk.domain.organizations.commands.add_supporter import add_supporter
from gremienwerk.domain.organizations.commands.agree_on_data import Agreement, agree_on_data
from gremienwerk.domain.organizations.commands.check_commissioner import check_commissioner
from gremienwerk.domain.organizations.commands.correct_commissioner import (
    Correction,
    correct_commissioner,
)
from gremienwerk.domain.organizations.commands.end_agreement import end_agreement
from gremienwerk.domain.organizations.commands.end_convenor import end_convenor
from gremienwerk.domain.organizations.commands.end_supporter import end_supporter
from gremienwerk.domain.organizations.commands.link_source import link_source
from gremienwerk.domain.organizations.commands.remove_relation import remove_relation
from gremienwerk.domain.organizations.commands.reorder_convenors import reorder_convenors
from gremienwerk.domain.organizations.models import DataAgreement
from tests.domain.events.call import TODAY, call
from tests.factories.bodies import BodyFactory
from tests.factories.organizations import (
    CommissionerEntryFactory,
    ConvenorFactory,
    OfficeFactory,
    OrganizationFactory,
    RelationFactory,
    SupporterFactory,
)

DISTRICT = ("06", "Steglitz-Zehlendorf")


def _two_convenors():
    first = ConvenorFactory()
    second = ConvenorFactory(organization=first.organization)
    return call(first.organization, [second.pk, first.pk])


def _agreement():
    supporter = SupporterFactory()
    return call(supporter.organization, Agreement(supporter.party, 28, "Akte 7", TODAY))


def _agreed():
    return DataAgreement.objects.create(
        organization=OrganizationFactory(), party=OfficeFactory(), article=28, reference="Akte 7"
    )


CASES = {
    add_convenor: (
        lambda: call(OrganizationFactory(), OfficeFactory()),
        ["organizations.convenor_added"],
    ),
    reorder_convenors: (_two_convenors, ["organizations.convenors_reordered"]),
    end_convenor: (lambda: call(ConvenorFactory(), TODAY), ["organizations.convenor_ended"]),
    add_supporter: (
        lambda: call(OrganizationFactory(), OfficeFactory()),
        ["organizations.supporter_added"],
    ),
    end_supporter: (lambda: call(SupporterFactory(), TODAY), ["organizations.supporter_ended"]),
    agree_on_data: (_agreement, ["organizations.data_agreed"]),
    end_agreement: (lambda: call(_agreed(), TODAY), ["organizations.agreement_ended"]),
    add_relation: (
        lambda: call(OrganizationFactory(), RelationDraft(RelationKind.ADVISES, OfficeFactory())),
        ["organizations.relation_added"],
    ),
    remove_relation: (lambda: call(RelationFactory()), ["organizations.relation_removed"]),
    link_source: (
        lambda: call(
            OrganizationFactory(),
            OrganizationFactory(body=BodyFactory(slug="rat", is_own=False)),
        ),
        ["organizations.source_linked"],
    ),
    add_commissioner: (
        lambda: call(
            OrganizationFactory(), CommissionerDraft(*DISTRICT, "Beauftragte*r", "Musterlein")
        ),
        ["organizations.commissioner_added"],
    ),
    check_commissioner: (
        lambda: call(CommissionerEntryFactory()),
        ["organizations.commissioner_checked"],
    ),
    correct_commissioner: (
        lambda: call(CommissionerEntryFactory(), Correction("Beauftragte", "Beispielow")),
        ["organizations.commissioner_corrected"],
    ),
}
