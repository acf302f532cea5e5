"""How often may one try to get in? Counted in the database, whichever process answers.

Only sending a form counts. A wrong try and a right one count alike: whoever guesses would
else put a right one between.
"""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.utils import url_str_to_user_pk
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.response import TemplateResponse
from django.utils import timezone

from gremienwerk.foundation.limits.take import Limit, take

log = logging.getLogger(__name__)
View = Callable[..., HttpResponseBase]
Count = tuple[Limit, Callable[[HttpRequest], str]]
QUARTER, HOUR = timedelta(minutes=15), timedelta(hours=1)
METHODS = ("GET", "HEAD", "POST")
TOO_MANY, UNPROCESSABLE, OK = 429, 422, 200
PENDING = "account_login"  # where the library keeps who is half signed in


def client(request: HttpRequest) -> str:
    """Return the address that a request comes from, as far as our own proxies tell it."""
    return str(get_adapter().get_client_ip(request))


def address(request: HttpRequest) -> str:
    """Return the e-mail address that somebody typed in."""
    return request.POST.get("email") or request.POST.get("login") or ""


def somebody(request: HttpRequest) -> str:
    """Return who is signed in or half signed in, else the session."""
    pending = (request.session.get(PENDING) or {}).get("user_pk")
    half = url_str_to_user_pk(pending) if pending else None
    return str(request.user.pk or half or request.session.session_key or client(request))


def asked(request: HttpRequest) -> str:
    """Return the address for which a code was asked; with or without an account, all the same."""
    return str((request.session.get(PENDING) or {}).get("email") or somebody(request))


def code(request: HttpRequest) -> str:
    """Return a one-time code together with whose it is; the same one never counts twice."""
    return f"{somebody(request)}:{request.POST.get('code') or id(request)}"


FROM_CLIENT: Count = (Limit("client", 60, QUARTER), client)
CODE_FOR_ADDRESS: Count = (Limit("code-for-address", 5, QUARTER), address)
CODE_TRY: Count = (Limit("code-try", 10, QUARTER), asked)
PASSWORD_TRY: Count = (Limit("password-try", 10, QUARTER), address)
FACTOR_TRY: Count = (Limit("factor-try", 10, QUARTER), somebody)
FACTOR_ONCE: Count = (Limit("factor-once", 1, timedelta(seconds=90)), code)
CONFIRM_TRY: Count = (Limit("confirm-try", 10, QUARTER), somebody)
CHANGE: Count = (Limit("change", 20, HOUR), somebody)
DEMO_CLICK: Count = (Limit("demo-click", 600, QUARTER), client)
FORM_SENT: Count = (Limit("form-sent", 600, QUARTER), somebody)
INVITATION_TRY: Count = (Limit("invitation-try", 20, HOUR), client)


def limited(view: View, *counts: Count) -> View:
    """Answer with `view` while every count has a try left; else say when to come back."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        if request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        if request.method == "POST":
            for limit, who in counts:
                if not take(limit, who(request), now=timezone.now()):
                    return too_many(request, limit)
        return _dressed(view(request, *args, **kwargs))

    return answered


def too_many(request: HttpRequest, limit: Limit) -> HttpResponse:
    """Say that nothing was changed, and when to come back."""
    log.warning("too many tries: %s", limit.name)
    minutes = max(1, int(limit.period.total_seconds()) // 60)
    response = render(request, "konto/too_many.html", {"minutes": minutes}, status=TOO_MANY)
    response.headers["Retry-After"] = str(minutes * 60)
    return response


def _dressed(response: HttpResponseBase) -> HttpResponseBase:
    """Draw the library's forms as ours, and say by the status that one was not accepted."""
    if not isinstance(response, TemplateResponse) or response.is_rendered:
        return response
    context = response.context_data or {}
    context.pop("site", None)  # the library's own; the frame brings ours
    forms = [value for value in context.values() if isinstance(value, BaseForm)]
    for form in forms:
        form.label_suffix = ""
        for field in form.fields.values():
            field.widget.attrs.setdefault("class", "f")
            field.widget.attrs.pop("placeholder", None)
    if response.status_code == OK and any(form.is_bound and form.errors for form in forms):
        response.status_code = UNPROCESSABLE
    return response
