"""How does the installation come by its secret key and its mail server?"""

import os
import secrets
from pathlib import Path
from typing import Any

import dj_email_url
from django.core.exceptions import ImproperlyConfigured

MAIL_SCHEMES = ("smtp", "submission", "console", "file")


def kept_secret(path: Path) -> str:
    """Return the secret in `path`; the first call makes one that only the owner can read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        secret = secrets.token_urlsafe(50)
        file.write(secret)
    return secret


def mail_settings(url: str) -> dict[str, Any]:
    """Read the mail server's address, "" for none, into Django's settings.

    An unknown scheme would mean mail without encryption and without an error: it is refused.
    """
    if not url:
        return {}
    scheme = url.partition("://")[0]
    if scheme not in MAIL_SCHEMES:
        message = (
            f"GREMIENWERK_SMTP_URL begins with {scheme}:// but must begin with one of "
            f"{', '.join(f'{known}://' for known in MAIL_SCHEMES)}; "
            "submission:// and smtp://...?tls=True send encrypted."
        )
        raise ImproperlyConfigured(message)
    return dict(dj_email_url.parse(url))
