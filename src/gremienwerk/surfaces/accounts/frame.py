"""What frames every page below /konto/? Who speaks, and the ways from here.

A context processor, since the views of the sign-in library draw their pages themselves.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.design.parts import Group, Link, Site
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies import queries
from gremienwerk.domain.bodies.models import Installation
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts

PLACE = "/konto/"
DESK = "/arbeit/"


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame for a page below /konto/, nothing elsewhere."""
    if not request.path.startswith(PLACE):
        return {}
    here = queries.installation()
    language = get_language() or SOURCE_LANGUAGE
    return {
        "site": _site(here, Texts([here] if here else [], language)),
        "nav": _nav(request),
        "foot": [Group(_("Legal matters"), _legal())],
        "now": timezone.localtime(),
        "account": request.user,
        "is_demo": bool(here and here.is_demo),
        "notices": messages.get_messages(request),
    }


def _site(here: Installation | None, texts: Texts) -> Site:
    home = reverse("portal:start")
    if here is None:
        return Site(name=_("Bodies and networks"), home_url=home)
    name = texts.of(here, "portal_name")
    subtitle = texts.of(here, "portal_subtitle")
    return Site(
        name=(name.text, name.language),
        subtitle=(subtitle.text, subtitle.language) if subtitle else "",
        home_url=home,
        email=here.office_email,
        accent_url=reverse("files:accent") if here.accent_light else "",
        is_authority=here.is_authority,
        is_demo=here.is_demo,
    )


def _nav(request: HttpRequest) -> list[Link]:
    if not isinstance(request.user, User):
        return [Link(_("Public portal"), reverse("portal:start"))]
    places = [
        (_("Desk"), DESK),
        (_("My account"), reverse("accounts:own")),
        (_("Ways to sign in"), reverse("mfa_index")),
        (_("Sessions"), reverse("usersessions_list")),
        (_("Sign out"), reverse("account_logout")),
    ]
    return [Link(label, url, is_current=url == request.path) for label, url in places]


def _legal() -> list[Link]:
    return [
        Link(_("Imprint"), reverse("portal:imprint")),
        Link(_("Privacy notice"), reverse("portal:privacy")),
        Link(_("Accessibility statement"), reverse("portal:accessibility")),
    ]
