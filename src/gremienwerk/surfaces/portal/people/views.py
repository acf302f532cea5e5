"""Who is this, as far as they agreed, and in which bodies?"""

from collections.abc import Collection
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.design.parts import Fact, Link, Name, Text
from gremienwerk.domain.mirror.queries import source_of
from gremienwerk.domain.organizations.choices import MembershipKind
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.models import Consent, Person
from gremienwerk.foundation import wording
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.hosts import body_url
from gremienwerk.surfaces.portal.lookup import gone_or_missing
from gremienwerk.surfaces.portal.reading import web_address
from gremienwerk.surfaces.portal.site import page_language, render_page, today


@require_safe
def show(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one person; search engines are asked to leave the page out.

    Rule: own people with consent per field, people of a mirrored council with name and
    mandates only, as their source publishes them (source: decision 11).
    """
    person = Person.objects.public().select_related("body").filter(pk=pk).first()
    if person is None:
        return gone_or_missing(request, Person.objects.once_public(), pk)
    found = Membership.objects.public().filter(person=person).select_related("organization")
    memberships = list(found.order_by("-starts_on", "pk"))
    texts = Texts([membership.organization for membership in memberships], page_language())
    now = today()
    current = [m for m in memberships if m.holds_on(now)]
    to_come = [m for m in memberships if m.starts_on and m.starts_on > now]
    past = [m for m in memberships if m not in current and m not in to_come]
    agreed = _agreed(person)
    context = {
        "name": (person.name, SOURCE_LANGUAGE),
        "linked": None,  # this page is not for machines that read the web
        "facts": _facts(person, agreed),
        "current": [_mandate(m, texts) for m in [*current, *to_come]],
        "past": [_mandate(m, texts) for m in past],
        "source": None if person.body.is_own else source_of([person.body]).get(person.body_id),
        "original_url": "" if person.body.is_own else web_address(person.web),
        "crumbs": [
            Link(_("All bodies"), reverse("portal:bodies")),
            Link((person.name, SOURCE_LANGUAGE), ""),
        ],
    }
    response = render_page(request, "portal/people/show.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _agreed(person: Person) -> Collection[str]:
    """Return what an own person agreed to; nothing of people of a source is shown by consent."""
    if not person.body.is_own:
        return ()
    return set(Consent.objects.valid().filter(person=person).values_list("purpose", flat=True))


def _facts(person: Person, agreed: Collection[str]) -> list[Fact]:
    fields = [
        (ConsentPurpose.FUNCTION, _("Function"), person.function, ""),
        (ConsentPurpose.AFFILIATION, _("Organisation"), person.affiliation, ""),
        (ConsentPurpose.CONTACT, _("E-mail"), person.public_email, f"mailto:{person.public_email}"),
    ]
    return [
        Fact(term, (text, SOURCE_LANGUAGE), url=url)
        for purpose, term, text, url in fields
        if text and purpose in agreed
    ]


def _mandate(membership: Membership, texts: Texts) -> Name:
    name = texts.of(membership.organization, "name")
    return Name(
        name=(name.text, name.language),
        note=_note(membership),
        url=body_url(membership.organization),
    )


def _note(membership: Membership) -> Text:
    """Return the part of a membership; with a source's own word wholly in its language."""
    if membership.role or not membership.role_label:
        return _part(membership)
    with translation.override(SOURCE_LANGUAGE):
        return _part(membership), SOURCE_LANGUAGE


def _part(membership: Membership) -> str:
    """Return in what capacity, and from when to when; that one is a member goes without saying."""
    role = str(membership.get_role_display()) if membership.role else membership.role_label
    goes_without_saying = membership.kind == MembershipKind.MEMBER and role
    kind = "" if goes_without_saying else str(membership.get_kind_display())
    period = _period(membership.starts_on, membership.ends_on)
    return ", ".join(word for word in (role, kind, period) if word)


def _period(starts_on: date | None, ends_on: date | None) -> str:
    """Say a half-open period; the last day is the one before its end."""
    language = page_language()
    first = wording.date_words(starts_on, language) if starts_on else ""
    last = wording.date_words(ends_on - date.resolution, language) if ends_on else ""
    if first and last:
        return _("%(first)s to %(last)s") % {"first": first, "last": last}
    if first:
        return _("since %(day)s") % {"day": first}
    return _("until %(day)s") % {"day": last} if last else ""
