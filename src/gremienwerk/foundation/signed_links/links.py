"""How does somebody without an account do one thing, by a link in a letter?

`issue` makes the token that the letter carries. A page that is opened with it only looks
(`look`, which writes nothing: mail scanners open links too); the button on the page uses it
(`use`). Each link is bound to one person and one purpose, ends by itself, and can be revoked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.signed_links.models import SignedLink

SALT = "gremienwerk.signed_links"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What a link is for, how long it lasts, and whether it works more than once."""

    name: str
    lifetime: timedelta
    is_single_use: bool = False


class LinkNotKnown(Refusal):
    """The link was changed on its way, was made up, or is for something or somebody else."""


class LinkExpired(Refusal):
    """The link has ended."""


class LinkUsed(Refusal):
    """The link works once and did."""


class LinkRevoked(Refusal):
    """The link was taken back."""


def issue(purpose: Purpose, *, holder: Model, now: datetime) -> str:
    """Return the token of a new link for `holder`; call inside the command's transaction."""
    link = SignedLink.objects.create(
        purpose=purpose.name,
        content_type=ContentType.objects.get_for_model(holder),
        object_id=holder.pk,
        issued_at=now,
        expires_at=now + purpose.lifetime,
        is_single_use=purpose.is_single_use,
    )
    return f"{link.pk}-{_signature(link)}"


def look(token: str, purpose: Purpose, *, now: datetime, holder: Model | None = None) -> SignedLink:
    """Return the link of `token`, changing nothing; with `holder`, only if it is theirs.

    Raises `LinkNotKnown`, `LinkExpired`, `LinkUsed`, `LinkRevoked`.
    """
    return _checked(_found(token), token, purpose, now=now, holder=holder)


@transaction.atomic
def use(token: str, purpose: Purpose, *, now: datetime, holder: Model | None = None) -> SignedLink:
    """Return the link of `token` and, if it works once, use it up; for POST.

    The row is locked: of two that come at once one is refused. Raises as `look` does.
    """
    found = _found(token)
    locked = found and SignedLink.objects.select_for_update().get(pk=found.pk)
    link = _checked(locked, token, purpose, now=now, holder=holder)
    if link.is_single_use:
        link.used_at = now
        link.save(update_fields=["used_at"])
    return link


def revoke(holder: Model, purpose: Purpose | None = None, *, now: datetime) -> int:
    """Take back the links of `holder` (for one purpose); return how many still worked."""
    kind = ContentType.objects.get_for_model(holder)
    links = SignedLink.objects.unused().filter(
        content_type=kind, object_id=holder.pk, expires_at__gt=now
    )
    if purpose is not None:
        links = links.filter(purpose=purpose.name)
    return links.update(revoked_at=now)


def forget_ended(*, now: datetime) -> int:
    """Remove links that ended before `now`; a token without a row is simply not known."""
    return SignedLink.objects.filter(expires_at__lte=now).delete()[0]


def _found(token: str) -> SignedLink | None:
    key, _dash, _rest = token.partition("-")
    is_key = key.isascii() and key.isdigit() and len(key) < len(str(2**63))
    return SignedLink.objects.filter(pk=int(key)).first() if is_key else None


def _checked(
    link: SignedLink | None, token: str, purpose: Purpose, *, now: datetime, holder: Model | None
) -> SignedLink:
    """Check a link; only who has the true token learns why it does not work."""
    is_true = link is not None and constant_time_compare(token, f"{link.pk}-{_signature(link)}")
    is_theirs = link is not None and (holder is None or link.is_for(holder))
    if link is None or not is_true or not is_theirs or link.purpose != purpose.name:
        raise LinkNotKnown(
            _("This link is not complete or not for this. Please open it as it stands in the mail.")
        )
    if link.revoked_at is not None:
        raise LinkRevoked(_("This link was taken back. Please ask the office for a new one."))
    if link.used_at is not None:
        raise LinkUsed(_("This link works once and was used already."))
    if link.expires_at <= now:
        raise LinkExpired(_("This link has expired. Please ask the office for a new one."))
    return link


def _signature(link: SignedLink) -> str:
    bound = (
        *(link.pk, link.purpose, link.content_type_id, link.object_id, link.is_single_use),
        *(int(moment.timestamp()) for moment in (link.issued_at, link.expires_at)),
    )
    return salted_hmac(SALT, repr(bound), algorithm="sha256").hexdigest()
