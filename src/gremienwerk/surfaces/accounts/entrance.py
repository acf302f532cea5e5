"""How does one get in? The library's views, each with its limits, at addresses of ours."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount.providers.openid_connect import views as directory
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies import queries
from gremienwerk.surfaces.accounts import limits
from gremienwerk.surfaces.accounts.limits import limited

# A form that leads to the directory must be allowed to end there.
_to_directory = csp_update({"form-action": [settings.OIDC_URL]} if settings.OIDC_URL else {})


def _offers(_request: HttpRequest) -> dict[str, object]:
    here = queries.installation()
    has_directory = bool(settings.OIDC_URL)
    url = reverse("openid_connect_login", args=["directory"]) if has_directory else ""
    return {
        "directory_url": url,
        "directory_name": settings.OIDC_NAME,
        "offers_demo": bool(here and here.is_demo),
    }


class _SignIn(account.RequestLoginCodeView):  # type: ignore[misc] # the library is untyped
    def get_context_data(self, **kwargs: object) -> dict[str, object]:
        return {**super().get_context_data(**kwargs), **_offers(self.request)}


sign_in = _to_directory(
    limited(_SignIn.as_view(), limits.FROM_CLIENT, limits.CODE_FOR_ADDRESS),
)
enter_code = limited(account.confirm_login_code, limits.FROM_CLIENT, limits.CODE_TRY)
password = limited(account.login, limits.FROM_CLIENT, limits.PASSWORD_TRY)
passkey = limited(passkeys.login_webauthn, limits.FROM_CLIENT)
second_factor = limited(mfa.authenticate, limits.FROM_CLIENT, limits.FACTOR_TRY, limits.FACTOR_ONCE)
confirm = limited(account.reauthenticate, limits.CONFIRM_TRY)
confirm_by_code = limited(mfa.reauthenticate, limits.FACTOR_TRY, limits.FACTOR_ONCE)
confirm_by_passkey = limited(passkeys.reauthenticate_webauthn, limits.CONFIRM_TRY)
sign_out = limited(account.logout)
closed = limited(account.account_inactive)
to_directory = _to_directory(limited(directory.login, limits.FROM_CLIENT))
from_directory = limited(directory.callback)


@require_safe
def by_invitation_only(request: HttpRequest) -> HttpResponse:
    """Say how one comes by an account."""
    return render(request, "account/signup_closed.html", status=403)


@require_safe
def directory_failed(request: HttpRequest) -> HttpResponseBase:
    """Say that the directory did not let somebody in, and which other ways there are."""
    return render(request, "socialaccount/authentication_error.html", status=403)
