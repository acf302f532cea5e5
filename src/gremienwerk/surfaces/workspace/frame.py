"""What frames every page of the workspace: where can one go, who am I here, what was done?

    return render_workspace(request, "workspace/area/page.html", {"title": ..., ...})

The context may bring `crumbs`, `tabs`, `refusal`, `conflicts`; the template extends
`workspace/base.html`. Costs one query for the installation and one for its texts in another
language; what the account is was loaded by `signed_in`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Link
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies import queries
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.roles import bodies_of, office_roles
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.workspace.http import last_done

ADMINISTRATOR, CLERK, AUDITOR = (
    BodyRole.OFFICE_ADMINISTRATOR,
    BodyRole.CLERK,
    BodyRole.AUDITOR,
)
EVERYONE = frozenset(BodyRole)
OFFICE = frozenset({ADMINISTRATOR, CLERK})
LEADING = frozenset({BodyRole.CHAIR, BodyRole.DEPUTY_CHAIR})
UNPROCESSABLE = 422
ACCOUNT, SIGN_OUT, DEMO_ROLES = "/konto/", "/konto/abmelden/", "/konto/demo/"


def render_workspace(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Draw a page in the frame of the workspace; with `refusal` or `conflicts` it is 422."""
    here = context["installation"] if "installation" in context else queries.installation()
    language = get_language() or SOURCE_LANGUAGE
    refused = context.get("refusal") or context.get("conflicts")
    frame = {
        "installation": here,
        "portal_name": _portal_name(here, language),
        "accent_url": reverse("files:accent") if here and here.accent_light else "",
        "is_demo": bool(here and here.is_demo),
        "nav": navigation(request),
        "who": _who(request),
        "done": last_done(request),
        "now": timezone.localtime(),
        "today": today(),
        "language": language,
    }
    code = UNPROCESSABLE if refused and status == HTTP_OK else status
    response = render(request, template, {**frame, **context}, status=code)
    response.headers["X-Robots-Tag"] = "noindex"
    return response


HTTP_OK = 200


def refusal_of(refusal: Refusal, *, ways: Sequence[Link] = (), kept: str = "") -> dict[str, Any]:
    """Return what `workspace/refusal.html` shows: what did not happen, ways out, what is kept."""
    return {"text": str(refusal), "ways": ways, "kept": kept}


def _portal_name(here: Installation | None, language: str) -> tuple[str, str]:
    if here is None:
        return _("Bodies and networks"), language
    found = Texts([here], language).of(here, "portal_name")
    return (found.text, found.language)


def _who(request: HttpRequest) -> Mapping[str, Any]:
    """Return name and standing of the account, as the masthead says them."""
    user = request.user
    if not isinstance(user, User):
        return {}
    offices = office_roles(user, on=today())
    word = next((role.label for role in _OFFICES if role in offices), "")
    return {
        "name": user.name or user.email,
        "office": word,
        "account_url": ACCOUNT,
        "sign_out_url": SIGN_OUT,
        "demo_url": DEMO_ROLES,
    }


_OFFICES = (ADMINISTRATOR, CLERK, AUDITOR)


def navigation(request: HttpRequest) -> list[Link]:
    """Return the places that this account has something to do at."""
    user = request.user
    if not isinstance(user, User):
        return []
    in_bodies = frozenset[BodyRole]().union(*bodies_of(user, on=today()).values())
    mine = office_roles(user, on=today()) | in_bodies or {BodyRole.MEMBER}
    places = [
        ("desk", _("Desk"), EVERYONE),
        ("bodies", _("Bodies"), EVERYONE),
        ("people", _("People"), OFFICE | {AUDITOR}),
        ("districts", _("Districts"), OFFICE | {AUDITOR}),
        ("lint", _("Check"), OFFICE),
        ("marks", _("Touches us"), OFFICE | {AUDITOR}),
        ("mirror", _("Sources"), OFFICE | {AUDITOR}),
        ("mailing_lists", _("Mailing lists"), OFFICE | LEADING),
        ("accounts", _("Accounts"), frozenset({ADMINISTRATOR, AUDITOR})),
        ("log", _("Log"), frozenset({ADMINISTRATOR, AUDITOR})),
        ("privacy", _("Privacy"), frozenset({ADMINISTRATOR, AUDITOR})),
        ("office", _("Set-up"), frozenset({ADMINISTRATOR, AUDITOR})),
    ]
    found = [(address(name), label) for name, label, roles in places if roles & mine]
    urls = [url for url, _label in found if url]
    current = "" if request.path == address("help") else _nearest(request.path, urls)
    return [Link(label, url, is_current=url == current) for url, label in found if url]


def _nearest(path: str, urls: Sequence[str]) -> str:
    return max((url for url in urls if path.startswith(url)), key=len, default="")


def address(name: str, *args: object) -> str:
    """Return the address of a page of the workspace; empty while that area does not exist."""
    try:
        return reverse(f"workspace:{name}", args=args)
    except NoReverseMatch:
        return ""


def body_tabs(
    organization: Organization, user: User, current: str
) -> tuple[list[Link], list[Link]]:
    """Return the pages by which a body is run: their groups, and the pages of the present group.

    `current` is the name of the present page. Only what this account may see there: members and
    guests see overview, members and dates. A group of one page bears the name of that page.
    """
    roles = office_roles(user, on=today()) | bodies_of(user, on=today()).get(
        organization.pk, frozenset()
    )
    groups: list[Link] = []
    inside: list[Link] = []
    for heading, pages in _pages_of_body():
        links = [
            Link(label, address(name, organization.slug), is_current=name == current)
            for name, label, who in pages
            if who & roles and address(name, organization.slug)
        ]
        if links:
            is_here = any(link.is_current for link in links)
            only = len(links) == 1
            groups.append(Link(links[0].label if only else heading, links[0].url, is_here))
            inside = links if is_here and not only else inside
    return groups, inside


def _pages_of_body() -> list[tuple[str, list[tuple[str, str, frozenset[BodyRole]]]]]:
    return [
        (_("Overview"), [("body", _("Overview"), EVERYONE)]),
        (
            _("Who belongs to it"),
            [
                ("members", _("Members"), EVERYONE),
                ("seats", _("Seats"), RUNNING),
                ("body_parties", _("Partners"), EVERYONE),
            ],
        ),
        (
            _("Content"),
            [
                ("texts", _("Texts"), RUNNING),
                ("images", _("Pictures"), RUNNING),
                ("body_details", _("Details"), RUNNING),
                ("notes", _("Notes"), RUNNING),
            ],
        ),
        (_("Dates"), [("body_dates", _("Dates"), EVERYONE)]),
        (
            _("Rules and status"),
            [("body_rules", _("Rules"), EVERYONE), ("body_status", _("Status"), RUNNING)],
        ),
        (_("Publish"), [("body_publish", _("Publish"), RUNNING)]),
        (_("Changes"), [("body_history", _("Changes"), RUNNING)]),
    ]


RUNNING = OFFICE | {
    AUDITOR,
    BodyRole.CHAIR,
    BodyRole.DEPUTY_CHAIR,
    BodyRole.SECRETARY,
    BodyRole.CONVENOR,
}


def body_crumbs(organization: Organization, *more: str) -> list[Link]:
    """Return the way to a page of a body."""
    name = organization.short_name or organization.name
    first = [Link(_("Bodies"), address("bodies"))]
    if not more:
        return [*first, Link((name, SOURCE_LANGUAGE), "")]
    here = Link((name, SOURCE_LANGUAGE), address("body", organization.slug))
    return [*first, here, *[Link(word, "") for word in more]]
