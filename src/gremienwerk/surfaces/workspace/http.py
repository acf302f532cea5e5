"""Who may enter the workspace, and how does a page say what was done?

A change answers with a redirect; what was done stands in the session until it was said once,
with the way back where the domain allows one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.http import urlencode

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.organizations.queries.roles import remember_standing
from gremienwerk.foundation.access import NotAllowed
from gremienwerk.foundation.undo import last_act

SIGN_IN = "/konto/anmelden/"
UNDO = "/arbeit/zuruecknehmen/"
BEGAN = "gremienwerk.began"
DONE = "done"
SEE_OTHER = 303

Given = ParamSpec("Given")
View = Callable[Concatenate[HttpRequest, Given], HttpResponse]


@dataclass(frozen=True)
class Undo:
    """The way back: where the button sends which fields."""

    url: str
    fields: Mapping[str, str] = field(default_factory=dict)


def signed_in(view: View[Given]) -> View[Given]:
    """Let only accounts in; others are led to the sign-in and come back afterwards.

    What the account is today is loaded once, so that asking for rights costs no query.
    """

    @wraps(view)
    def entered(request: HttpRequest, /, *args: Given.args, **kwargs: Given.kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        request.META[BEGAN] = timezone.now()
        remember_standing(actor_of(request), on=today())
        language = getattr(request.user, "language", "")
        with translation.override(language or translation.get_language()):
            response = view(request, *args, **kwargs)
        keep_private(response)
        return response

    return entered


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else "/arbeit/"
    url = f"{SIGN_IN}?{urlencode({'next': here})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": url})
    return HttpResponseRedirect(url)


def keep_private(response: HttpResponse) -> None:
    """Keep an answer out of every cache, that of the browser included."""
    patch_cache_control(response, private=True, no_store=True)


def actor_of(request: HttpRequest) -> User:
    """Return the account that acts. Raises `NotAllowed` where there is none."""
    if isinstance(request.user, User):
        return request.user
    raise NotAllowed


def done(
    request: HttpRequest, url: str, text: str = "", *, undo: Undo | None = None
) -> HttpResponse:
    """Go on to `url` after a change and say there what was done, with the way back.

    It stands on the next page at or below `url` (without its query), once. Without
    `undo` the way back is that of the act itself, where `gremienwerk/undoing.py` has one.
    """
    if text:
        undo = undo or _way_back(request, url)
        request.session[DONE] = {
            "text": str(text),
            "at": timezone.now().isoformat(),
            "within": url.partition("?")[0].partition("#")[0],
            "undo_url": undo.url if undo else "",
            "undo_fields": dict(undo.fields) if undo else {},
        }
    response = HttpResponseRedirect(url)
    response.status_code = SEE_OTHER
    return response


def _way_back(request: HttpRequest, url: str) -> Undo | None:
    """Return the way back of what this request did, if that can be taken back as one act."""
    began = request.META.get(BEGAN)
    entry = last_act(actor_of(request), since=began) if began else None
    return Undo(UNDO, {"entry": str(entry.pk), "next": url}) if entry else None


def last_done(request: HttpRequest) -> Mapping[str, Any] | None:
    """Return what was done last, on the first page after it and only where it concerns that.

    Whoever went elsewhere first is not told later: then it would be no news any more.
    """
    found = request.session.get(DONE) if hasattr(request, "session") else None
    if not found or found.get("is_said"):
        return None
    request.session[DONE] = {**found, "is_said": True}
    if not request.path.startswith(found["within"]):
        return None
    return {**found, "at": datetime.fromisoformat(found["at"])}
