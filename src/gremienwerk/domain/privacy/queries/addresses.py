"""How is an encrypted address found again? By a digest that only the installation can make."""

import hmac
from hashlib import sha256

from django.conf import settings


def digest_of(address: str) -> str:
    """Return the digest of an e-mail address, the same however it is written."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"address:{address.strip().lower()}".encode(), sha256).hexdigest()
