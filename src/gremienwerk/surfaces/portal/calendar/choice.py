"""Which dates does a reader want to see: of which body, and how may one come?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Field, Option
from gremienwerk.domain.meetings.models import MeetingOrganization
from gremienwerk.domain.meetings.models.meeting import OPEN_TO_ALL
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Ability, Organization, StatusPeriod
from gremienwerk.surfaces.portal.hosts import HostBook
from gremienwerk.surfaces.portal.listing import body_of
from gremienwerk.surfaces.portal.site import subscription_of

BODY, ACCESS = "gremium", "zugang"
WORDS_OF_ACCESS = {"offen": "public", "anmeldung": "registration"}


@dataclass(frozen=True)
class Choice:
    """What a reader chose; `kept` are the parameters that say so."""

    listed: Sequence[Organization]
    body: Organization | None
    access: str
    access_word: str

    @property
    def kept(self) -> dict[str, str]:
        """The choice as parameters of an address."""
        chosen = {BODY: self.body.slug if self.body else "", ACCESS: self.access_word}
        return {name: value for name, value in chosen.items() if value}

    @property
    def organizations(self) -> Sequence[Organization] | None:
        """The bodies whose meetings are wanted; None: all."""
        return None if self.body is None else [self.body]

    def fields(self, book: HostBook, today: date) -> list[Field]:
        """Return the two fields of the filter; only bodies whose dates are public are offered."""
        bodies = [Option("", _("All bodies"))]
        bodies += [
            Option(body.slug, book.name(body))
            for body in self.listed
            if body == self.body or _has_dates(body, book, today)
        ]
        ways = [
            Option("", _("All dates")),
            Option("offen", _("Without registration")),
            Option("anmeldung", _("With registration")),
        ]
        return [
            Field(BODY, _("Body"), bodies, self.body.slug if self.body else ""),
            Field(ACCESS, _("How you can come"), ways, self.access_word),
        ]

    def subscribe_url(self, book: HostBook, today: date) -> str:
        """Return where one subscribes to the chosen body, or to all; empty where it has no feed."""
        if self.body is None:
            return subscription_of("")
        has_feed = book.ability(self.body, "feed", today) == "public"
        return subscription_of(self.body.slug) if has_feed else ""


def _has_dates(body: Organization, book: HostBook, today: date) -> bool:
    """Test whether dates of a body may be public; a body of a source has no abilities here."""
    if body.body.is_own:
        return book.ability(body, "access", today) in OPEN_TO_ALL
    return book.front(body) == body and bool(getattr(body, "has_dates", False))


def read_choice(query: QueryDict) -> Choice:
    """Return what the parameters of an address ask for; costs one query.

    Raises:
        Http404: There is no such body, or no such way to come.

    """
    slug, word = query.get(BODY, ""), query.get(ACCESS, "")
    order = ("-body__is_own", "sphere", "position", "name", "pk")
    dated = MeetingOrganization.objects.filter(
        organization=OuterRef("pk"), meeting__body__is_own=False, meeting__deleted_at=None
    )
    bodies = Organization.objects.listed().select_related("body").order_by(*order)
    listed = list(bodies.annotate(has_dates=Exists(dated)))
    if word and word not in WORDS_OF_ACCESS:
        raise Http404(word)
    return Choice(listed, body_of(slug, listed), WORDS_OF_ACCESS.get(word, ""), word)


def with_access(choice: Choice, today: date) -> Sequence[Organization] | None:
    """Return the bodies whose meetings are wanted, narrowed by how one may come today."""
    if not choice.access:
        return choice.organizations
    found = Ability.objects.on(today).filter(key="access", value=choice.access)
    wanted = set(found.values_list("organization", flat=True))
    return [body for body in choice.organizations or choice.listed if body.pk in wanted]


def suspended(choice: Choice, today: date) -> list[tuple[Organization, StatusPeriod]]:
    """Return the bodies that pause today, with their suspension."""
    found = StatusPeriod.objects.on(today).filter(status=Status.SUSPENDED)
    periods = {period.organization_id: period for period in found}
    return [(body, periods[body.pk]) for body in choice.listed if body.pk in periods]
