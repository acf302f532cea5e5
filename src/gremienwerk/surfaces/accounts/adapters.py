"""Where does the sign-in library do it our way? Letters, invitations, addresses, secrets."""

from typing import Any
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from gremienwerk.foundation import keys
from gremienwerk.foundation.outbox.jobs import deliver_letters
from gremienwerk.foundation.outbox.post import Draft, post
from gremienwerk.surfaces.accounts.letters import wording


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # the library is untyped
    """Accounts come by invitation, letters leave through the outbox, ways on stay with us."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nobody makes an account without an invitation."""
        return False

    def is_safe_url(self, url: str | None) -> bool:
        """Only places of our own, written without a host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put the letter into the outbox and have it sent at once."""
        subject, text = wording(template_prefix, context)
        key, is_secret = f"account/{template_prefix}/{uuid4().hex}", "code" in context
        draft = Draft(key, email, subject, text, is_secret=is_secret)
        post(draft, now=timezone.now())
        deliver_letters.enqueue()

    def send_account_already_exists_mail(self, email: str) -> None:
        """Tell the owner of an address that somebody tried to use it; the other learns nothing."""
        self.send_mail("account/email/account_already_exists", email, {})


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc] # the library is untyped
    """The authority's directory opens accounts to those who have one, and makes none."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:  # noqa: ANN401, ARG002
        """Nobody makes an account without an invitation."""
        return False


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc] # the library is untyped
    """Second factors, with their secrets kept unreadable in the database."""

    def encrypt(self, text: str) -> str:
        """Keep a secret as nobody reads it who has the database only."""
        return keys.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Read a secret with the key that lies apart. Raises `WrongKey`."""
        return keys.decrypt(encrypted_text)
