"""What holds wherever somebody can be signed in? Below /konto/ and /arbeit/, and only there.

The portal knows no sessions: there this middleware does not even look for one.
"""

import time
from collections.abc import Callable

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.presence import today
from gremienwerk.foundation.limits.take import take
from gremienwerk.surfaces.accounts.limits import FORM_SENT, too_many
from gremienwerk.surfaces.accounts.second_factor import lacks_second_factor

Answer = Callable[[HttpRequest], HttpResponseBase]
WORK = "/arbeit/"
PLACES = ("/konto/", WORK)
BEGAN, SEEN = "began_at", "seen_at"
MINUTE = 60


def signed_in_places(answer: Answer) -> Answer:
    """Middleware: end old sessions, ask for a due second factor, keep answers out of caches."""

    def answered(request: HttpRequest) -> HttpResponseBase:
        if not request.path.startswith(PLACES):
            return answer(request)
        user = request.user
        if isinstance(user, User) and _is_over(request):
            logout(request)
        language = user.language if isinstance(user, User) and user.language else ""
        with translation.override(language or translation.get_language()):
            response = _held_up(request) or _led_to_second_factor(request) or answer(request)
        patch_cache_control(response, private=True, no_store=True)
        response.headers.setdefault("X-Robots-Tag", "noindex")
        return response

    return answered


def _is_over(request: HttpRequest) -> bool:
    """Test whether the session is too old; else note, once a minute, that it is in use.

    Noting it writes the session, which renews the moment when it ends unused.
    """
    now = int(time.time())
    began = request.session.setdefault(BEGAN, now)
    if now - began > settings.SESSION_HOURS * 60 * MINUTE:
        return True
    if now - request.session.get(SEEN, 0) >= MINUTE:
        request.session[SEEN] = now
        if request.session.session_key:
            UserSession.objects.create_from_request(request)
    return False


def _held_up(request: HttpRequest) -> HttpResponseBase | None:
    """Answer for the view if an account sends more forms than a person can fill in."""
    if request.method != "POST" or not request.path.startswith(WORK):
        return None
    limit, who = FORM_SENT
    is_fine = request.user.is_anonymous or take(limit, who(request), now=timezone.now())
    return None if is_fine else too_many(request, limit)


def _led_to_second_factor(request: HttpRequest) -> HttpResponseBase | None:
    user = request.user
    if not request.path.startswith(WORK) or not isinstance(user, User):
        return None
    if not lacks_second_factor(user, on=today()):
        return None
    return HttpResponseRedirect(reverse("accounts:second_factor"))
