"""From which templates can a new body start, and what does each mean for the public?"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.domain.organizations.choices import Classification, Sphere, Stewardship
from gremienwerk.domain.organizations.queries.workplace import rule_profiles
from gremienwerk.network_file.templates import abilities_of, shipped
from gremienwerk.surfaces.workspace.bodies.words import say

Word = str | Promise


@dataclass(frozen=True)
class Offer:
    """One template: its rules (`profile`), and what a body of that kind mostly is."""

    code: str
    profile: str
    label: Word
    says: Word
    sphere: str = ""
    stewardship: str = Stewardship.OWN.value
    classification: str = ""

    @property
    def drawn(self) -> SafeString:
        """Return label and sentence as a choice shows them."""
        return format_html('<b>{}</b> <span class="soft">{}</span>', self.label, self.says)


OURS = (
    Offer(
        "round_table",
        "open_round",
        gettext_lazy("Round table"),
        gettext_lazy("Fixed members sit together; everybody may come, dates are public."),
        Sphere.CIVIL_SOCIETY,
        Stewardship.OWN,
        Classification.ROUND_TABLE,
    ),
    Offer(
        "open_round",
        "open_round",
        gettext_lazy("Open round or assembly"),
        gettext_lazy("Whoever comes takes part, without fixed members; dates are public."),
        Sphere.CIVIL_SOCIETY,
        Stewardship.OWN,
        Classification.EXCHANGE_ROUND,
    ),
    Offer(
        "network",
        "network",
        gettext_lazy("Network"),
        gettext_lazy(
            "Who was invited comes; the public sees that it exists and its documentation."
        ),
        Sphere.CIVIL_SOCIETY,
        Stewardship.OWN,
        Classification.NETWORK,
    ),
    Offer(
        "informal_round",
        "informal_round",
        gettext_lazy("Working group or exchange round"),
        gettext_lazy("Who was invited comes; the public sees only that it exists."),
        Sphere.ADMINISTRATION,
        Stewardship.OWN,
        Classification.WORKING_GROUP,
    ),
    Offer(
        "advisory_council",
        "advisory_council",
        gettext_lazy("Advisory council"),
        gettext_lazy("Has seats and votes; everybody may come, agenda and minutes are public."),
        Sphere.POLITICS,
        Stewardship.SECRETARIAT_OF_INDEPENDENT,
        Classification.ADVISORY_COUNCIL,
    ),
    Offer(
        "administration",
        "administration",
        gettext_lazy("Internal round of the administration"),
        gettext_lazy("Only members come; the public sees only that it exists."),
        Sphere.ADMINISTRATION,
        Stewardship.OWN,
        Classification.COORDINATION_ROUND,
    ),
    Offer(
        "mirrored_committee",
        "mirrored_committee",
        gettext_lazy("Committee of the assembly"),
        gettext_lazy("Dates and papers are taken over from its own system; everybody may come."),
        Sphere.POLITICS,
        Stewardship.EXTERNAL_MIRRORED,
        Classification.COMMITTEE,
    ),
    Offer(
        "external_round",
        "external_round",
        gettext_lazy("Round of others"),
        gettext_lazy("Others invite and register; this portal only points to it."),
        Sphere.CIVIL_SOCIETY,
        Stewardship.MEMBER_ONLY,
        Classification.EXCHANGE_ROUND,
    ),
)


def offers() -> Mapping[str, Offer]:
    """Return all templates by code: those that the office keeps, then ours. One query."""
    kept = [
        Offer(
            profile.code,
            profile.code,
            profile.name,
            _("Who may come: %(access)s.") % {"access": _access(profile.abilities)},
        )
        for profile in rule_profiles()
    ]
    codes, known = {offer.code for offer in kept}, shipped()
    ours = [one for one in OURS if one.code not in codes and one.profile in known]
    return {offer.code: offer for offer in (*kept, *ours)}


def _access(abilities: Mapping[str, str]) -> str:
    return say("access", abilities.get("access", ""))


def abilities_offered(offer: Offer) -> dict[str, str]:
    """Return all abilities that a body of this template begins with."""
    return abilities_of(offer.profile)


def template_choices() -> list[tuple[str, str]]:
    """Return the templates that a body can be switched to, profile and name."""
    found = offers().values()
    return [(one.profile, str(one.label)) for one in found if one.code == one.profile]
