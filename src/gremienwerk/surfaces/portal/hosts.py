"""Who holds a meeting, what is the body called here, and may one come?

A body of the network may show the meetings of a source's own body (`mirrors`). Pages name the
body of the network then, so that one body has one name and one address everywhere.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.choices import Stewardship
from gremienwerk.domain.organizations.models import Ability, Convenor, Organization
from gremienwerk.foundation.texts.queries import Texts

Pair = tuple[str, str]


@dataclass(frozen=True)
class Hosts:
    """The bodies that hold one meeting, lead first, as pages name them."""

    bodies: Sequence[Organization]
    names: Sequence[Pair]
    short_names: Sequence[Pair]
    access: str
    registers_outside: bool
    is_formal: bool
    is_external: bool
    inviters: str

    @property
    def name(self) -> Pair:
        """All names as one text."""
        return joined(self.names)

    @property
    def short_name(self) -> Pair:
        """All short names as one text."""
        return joined(self.short_names)

    @property
    def invites(self) -> str:
        """Who invites, as a sentence, where others than the office do."""
        if not self.is_external or not self.inviters:
            return ""
        return ngettext("%(name)s invites", "%(name)s invite", self.inviters.count("\n") + 1) % {
            "name": enumerated(self.inviters.split("\n"))
        }


class HostBook:
    """Everything that pages say about the bodies of some meetings.

    Costs at most three queries however many meetings there are: the abilities (with the bodies
    of the network that show what others hold), who convenes what others hold, the texts.
    """

    def __init__(
        self,
        meetings: Sequence[Meeting],
        language: str,
        *,
        also: Sequence[Organization] = (),
        beside: Sequence[Model] = (),
    ) -> None:
        """Load what is known of the bodies of `meetings`, and of those that stand in `also`.

        Where `also` holds all bodies that have a page, nothing need be looked up for them.
        `beside`: what else has texts on the page, such as the items of an agenda.
        """
        links = [link for meeting in meetings for link in meeting.links.all()]
        known = {link.organization_id: link.organization for link in links}
        known |= {body.pk: body for body in also}
        self._front: dict[int, Organization] = {}
        self._abilities: dict[int, list[Ability]] = defaultdict(list)
        is_whole = bool(known) and known.keys() == {body.pk for body in also}
        for ability in _abilities(known, with_fronts=not is_whole) if known else ():
            if not is_whole:
                known.setdefault(ability.organization_id, ability.organization)
            self._abilities[ability.organization_id].append(ability)
        for body in known.values():
            if body.mirrors_id and body.is_listed:
                self._front[body.mirrors_id] = body
        self._convenors: dict[int, list[Convenor]] = defaultdict(list)
        external = [pk for pk, b in known.items() if b.stewardship == Stewardship.EXTERNAL_MIRRORED]
        for convenor in _convenors(external) if external else ():
            self._convenors[convenor.organization_id].append(convenor)
        parties = [c.party for found in self._convenors.values() for c in found]
        places = [meeting.location for meeting in meetings if meeting.location]
        self.texts = Texts([*known.values(), *parties, *meetings, *places, *beside], language)

    def of(self, meeting: Meeting) -> Hosts:
        """Return the hosts of `meeting` as they are on its day; needs `with_organizations()`."""
        bodies = [self.front(link.organization) for link in meeting.links.all()]
        day = meeting.starts_on
        access = [value for body in bodies if (value := self.ability(body, "access", day))]
        strictest = max(access, key=_STRICTNESS.index) if access else ""
        lead = bodies[0] if bodies else None
        is_external = not meeting.body.is_own or (
            lead is not None and lead.stewardship == Stewardship.EXTERNAL_MIRRORED
        )
        return Hosts(
            bodies=bodies,
            names=[self.name(body) for body in bodies],
            short_names=[self.name(body, "short_name") for body in bodies],
            access=strictest,
            registers_outside=any(
                self.ability(body, "registration", day) == "external" for body in bodies
            ),
            is_formal=self._is_formal(meeting, bodies),
            is_external=is_external,
            inviters=self._inviters(meeting, lead, day) if is_external else "",
        )

    def front(self, organization: Organization) -> Organization:
        """Return the body of the network that shows what `organization` does, else itself."""
        return self._front.get(organization.pk, organization)

    def name(self, organization: Organization, field: str = "name") -> Pair:
        """Return a body's name, or its short name where it has one, and the language of it."""
        found = self.texts.of(organization, field)
        return (found.text, found.language) if found else self.name(organization)

    def ability(self, organization: Organization, key: str, day: date) -> str:
        """Return the value of an ability on `day`; empty where nothing is recorded."""
        found = self._abilities.get(organization.pk, ())
        return next((a.value for a in found if a.key == key and a.holds_on(day)), "")

    def _is_formal(self, meeting: Meeting, bodies: Sequence[Organization]) -> bool:
        """Test whether people say "Sitzung"; other bodies meet for a "Treffen" (P.10)."""
        if not meeting.body.is_own:
            return True
        procedures = {self.ability(body, "procedure", meeting.starts_on) for body in bodies}
        return "formal" in procedures

    def _inviters(self, meeting: Meeting, lead: Organization | None, day: date) -> str:
        convenors = self._convenors.get(lead.pk, ()) if lead else ()
        names = [self.name(c.party, "short_name")[0] for c in convenors if c.holds_on(day)]
        return "\n".join(names) or ("" if meeting.body.is_own else meeting.body.name)


def _abilities(known: Iterable[int], *, with_fronts: bool) -> QuerySet[Ability]:
    """Return what counts here of these bodies, and of those that show what these hold."""
    found = Ability.objects.filter(key__in=_WANTED)
    if not with_fronts:
        return found.filter(organization__in=list(known))
    showing = Organization.objects.listed().filter(mirrors__in=list(known))
    bodies = Q(organization__in=list(known)) | Q(organization__in=showing)
    return found.filter(bodies).select_related("organization")


def _convenors(external: Iterable[int]) -> QuerySet[Convenor]:
    found = Convenor.objects.filter(organization__in=external).select_related("party")
    return found.order_by("position", "pk")


_WANTED = ("access", "feed", "procedure", "publication", "record", "registration")
_STRICTNESS = ("public", "registration", "invitation", "internal")


def enumerated(words: Sequence[str]) -> str:
    """Return words as one speaks a list: "A, B und C"."""
    if len(words) < len(("one", "other")):
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def joined(pairs: Sequence[Pair]) -> Pair:
    """Return several texts as one, in the language of the first."""
    return enumerated([text for text, _language in pairs]), pairs[0][1] if pairs else ""


def body_url(organization: Organization) -> str:
    """Return the address of a body's page; empty where it has none."""
    if not organization.is_listed:
        return ""
    return reverse("portal:body", args=[organization.slug])
