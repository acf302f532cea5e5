"""Which keys open what is encrypted? Those of one file in the data folder, the newest first.

One key a line. The first encrypts, all of them decrypt, so that a new key can be put in front
while old rows still open. The file is backed up apart from the database: either alone says
nothing.
"""

import os
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

FILE = "encryption-keys"


class WrongKey(Exception):  # noqa: N818
    """None of the keys opens a value: the file was lost or exchanged. Never a value."""


def key_file() -> Path:
    """Return where the keys lie."""
    return Path(settings.DATA) / FILE


def encrypt(text: str) -> str:
    """Return `text`, encrypted with the newest key; the first call makes one."""
    return _keys().encrypt(text.encode()).decode()


def decrypt(cipher: str) -> str:
    """Return what was encrypted. Raises `WrongKey`."""
    try:
        return _keys().decrypt(cipher.encode()).decode()
    except InvalidToken:
        message = f"No key in {key_file().name} opens this value."
        raise WrongKey(message) from None


def encrypt_anew(cipher: str) -> str:
    """Return the same value, encrypted with the newest key. Raises `WrongKey`."""
    try:
        return _keys().rotate(cipher.encode()).decode()
    except InvalidToken:
        message = f"No key in {key_file().name} opens this value."
        raise WrongKey(message) from None


def add_key() -> None:
    """Put a new key in front of the others; from now on it encrypts."""
    path = key_file()
    before = path.read_text() if path.exists() else ""
    fresh = path.with_name(f"{FILE}.new")
    _write(fresh, f"{Fernet.generate_key().decode()}\n{before}")
    fresh.replace(path)


def forget_old_keys() -> int:
    """Keep only the newest key; return how many went. Call once all rows use the newest."""
    path = key_file()
    first, *rest = path.read_text().split()
    fresh = path.with_name(f"{FILE}.new")
    _write(fresh, f"{first}\n")
    fresh.replace(path)
    return len(rest)


def is_readable_by_others() -> bool:
    """Tell whether somebody besides the owner can read the keys."""
    return key_file().exists() and bool(key_file().stat().st_mode & 0o077)


def _keys() -> MultiFernet:
    path = key_file()
    if not path.exists():
        with suppress(FileExistsError):  # another process was faster
            _write(path, f"{Fernet.generate_key().decode()}\n")
    found = path.stat()
    return _read(path, found.st_mtime_ns, found.st_ino)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int, _file: int) -> MultiFernet:
    lines = path.read_text().split()
    try:
        return MultiFernet([Fernet(line) for line in lines])
    except ValueError as error:
        message = f"{path} holds a line that is no key, or none at all."
        raise ImproperlyConfigured(message) from error


def _write(path: Path, text: str) -> None:
    """Write a file that only its owner can read."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
