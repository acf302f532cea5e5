"""How does one try every role of the demo? One click each; elsewhere these pages do not exist."""

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.bodies import queries
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.roles import bodies_of, office_roles
from gremienwerk.foundation.outbox.models import Letter
from gremienwerk.surfaces.accounts.limits import DEMO_CLICK, limited

DEMO_DOMAIN = "@demo.example"
SHOWN = 100


def _refuse_outside_demo() -> None:
    here = queries.installation()
    if here is None or not here.is_demo:
        raise Http404


def _choose(request: HttpRequest) -> HttpResponseBase:
    """Show the roles; on sending one, be signed in with it, without a password."""
    _refuse_outside_demo()
    accounts = User.objects.filter(email__endswith=DEMO_DOMAIN, is_active=True).order_by("pk")
    if request.method != "POST":
        offered = [(user, _what_it_is(user)) for user in accounts]
        return render(request, "konto/demo.html", {"offered": offered})
    user = accounts.filter(email=request.POST.get("email", "")).first()
    if user is None:
        raise Http404
    adapter = get_adapter()
    adapter.login(request, user)
    response: HttpResponseBase = adapter.post_login(
        request,
        user,
        email_verification="none",
        signal_kwargs=None,
        email=None,
        signup=False,
        redirect_url=None,
    )
    return response


def _what_it_is(user: User) -> list[str]:
    """Return what the account is today, in words: its offices, and its roles in bodies."""
    offices = sorted(str(role.label) for role in office_roles(user, on=today()))
    bodies = bodies_of(user, on=today())
    names = Organization.objects.listed().in_bulk(bodies)
    found = [
        (names[pk].short_name or names[pk].name, sorted(str(role.label) for role in roles))
        for pk, roles in bodies.items()
        if pk in names
    ]
    return [*offices, *(f"{name}: {', '.join(roles)}" for name, roles in sorted(found))]


choose = limited(_choose, DEMO_CLICK)


@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Show the mails that would have been sent, newest first."""
    _refuse_outside_demo()
    found = Letter.objects.order_by("-queued_at", "-pk")[:SHOWN]
    return render(request, "konto/letters.html", {"letters": found})
