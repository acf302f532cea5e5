"""Which bodies are there, by which rules do they work, and who sits in them?"""

from gremienwerk.domain.organizations.models import belonging
from gremienwerk.domain.organizations.models.districts import CommissionerEntry
from gremienwerk.domain.organizations.models.lists import EnteredList, EnteredRow
from gremienwerk.domain.organizations.models.memberships import (
    Membership,
    Seat,
    Term,
    VotingRight,
)
from gremienwerk.domain.organizations.models.organization import (
    Organization,
    OrganizationAlias,
    StatusPeriod,
)
from gremienwerk.domain.organizations.models.parties import (
    Convenor,
    DataAgreement,
    OrganizationRelation,
    Supporter,
)
from gremienwerk.domain.organizations.models.rules import Ability, Rule, RuleProfile

__all__ = [
    "Ability",
    "CommissionerEntry",
    "Convenor",
    "DataAgreement",
    "EnteredList",
    "EnteredRow",
    "Membership",
    "Organization",
    "OrganizationAlias",
    "OrganizationRelation",
    "Rule",
    "RuleProfile",
    "Seat",
    "StatusPeriod",
    "Supporter",
    "Term",
    "VotingRight",
    "belonging",
]
