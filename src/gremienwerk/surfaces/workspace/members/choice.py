"""What of a body's members was asked for: which day, which words, which kind of row?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gremienwerk.design.parts import Link
from gremienwerk.design.words import changed_query
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.queries.seating import Place
from gremienwerk.domain.people.choices import ConsentPurpose

ENDED = "beendet"
Test = Callable[[Place], bool]


@dataclass(frozen=True)
class Choice:
    """The filter of the page; an unreadable day is today, and `is_day_wrong` says so."""

    day: date
    words: str = ""
    show: str = ""
    is_day_wrong: bool = False

    @property
    def is_past(self) -> bool:
        """Another day than today."""
        return self.day != today()

    def fits(self, place: Place) -> bool:
        """Tell whether a row is asked for."""
        test = TESTS.get(self.show)
        return (test is None or test(place)) and self._has_words(place)

    def _has_words(self, place: Place) -> bool:
        return self.words.casefold() in said_of(place).casefold()


def asked(request: HttpRequest) -> Choice:
    """Return what the address asks for."""
    text = request.GET.get("am", "").strip()
    try:
        day = _day(text) if text else today()
    except ValueError:
        return Choice(today(), request.GET.get("q", ""), request.GET.get("zeigen", ""), True)  # noqa: FBT003
    return Choice(day, request.GET.get("q", "").strip(), request.GET.get("zeigen", ""))


def _day(text: str) -> date:
    if "." in text:
        day, month, year = (int(part) for part in text.split("."))
        return date(year, month, day)
    return date.fromisoformat(text)


def said_of(place: Place) -> str:
    """Return all that a row says in words, for the filter."""
    row = place.membership
    if row is None:
        return _("vacant")
    return " ".join((holder_name(place), role_word(place), row.role_label))


def holder_name(place: Place) -> str:
    """Return who holds a place, as far as this account may know."""
    row = place.membership
    if row is None or not place.is_named:
        return ""
    holder = row.person or row.party
    return holder.name if holder else ""


def role_word(place: Place) -> str:
    """Return what somebody is in the body, in one word."""
    row = place.membership
    if row is not None and row.role:
        return str(Role(row.role).label)
    if row is not None and row.party_id is not None and place.kind == MembershipKind.MEMBER:
        return pgettext("holder of a seat", "organisation")
    return str(MembershipKind(place.kind).label) if place.kind else ""


def _lacks_consent(place: Place) -> bool:
    row = place.membership
    purpose = f"agreed_{ConsentPurpose.NAME.value}"
    return row is not None and row.person_id is not None and not getattr(row, purpose, False)


TESTS: dict[str, Test] = {
    "mitglieder": lambda p: not p.is_vacant and p.kind != MembershipKind.DEPUTY,
    "stellvertretungen": lambda p: not p.is_vacant and p.kind == MembershipKind.DEPUTY,
    "einwilligung": _lacks_consent,
    "unbesetzt": lambda p: p.is_vacant,
}


def chips(
    request: HttpRequest, choice: Choice, places: Sequence[Place], *, consents: bool
) -> list[Link]:
    """Return the kinds of rows with their counts; a kind that is empty is left out."""
    names = {
        "mitglieder": _("members"),
        "stellvertretungen": _("deputies"),
        "einwilligung": _("without consent to the name"),
        "unbesetzt": _("vacant"),
    }
    found = [
        Link(_("all %(number)s") % {"number": len(places)}, _url(request, None), not choice.show)
    ]
    for key, name in names.items():
        number = sum(map(TESTS[key], places))
        if number and (consents or key != "einwilligung"):
            url = _url(request, key)
            found.append(Link(f"{name} {number}", url, is_current=choice.show == key))
    ended = Link(pgettext("memberships", "ended"), _url(request, ENDED), choice.show == ENDED)
    return [*found, ended]


def _url(request: HttpRequest, show: str | None) -> str:
    return changed_query(request.GET, {"zeigen": show}) or "?"
