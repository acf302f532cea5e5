"""To which machines may a mirror connect? To public ones, checked at the moment of connecting.

The name is resolved here and the connection goes to the address that was checked, so that a
name that resolves differently a moment later leads nowhere.
"""

import socket
from collections.abc import Iterable
from ipaddress import IPv6Address, ip_address
from typing import Any
from urllib.parse import SplitResult, urlsplit

import httpcore

DEFAULT_PORTS = {"http": 80, "https": 443}
QUICK: int | None = getattr(socket, "TCP_QUICKACK", None)


class PrivateAddress(Exception):  # noqa: N818
    """The name leads into a private network."""


class Prompt(httpcore.NetworkStream):
    """A stream that acknowledges at once.

    Many a server sends head and body apart and waits with the body for the acknowledgement
    of the head; Linux holds that back for 40 ms.
    """

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        """Wrap an open connection."""
        self._stream = stream
        self._socket: socket.socket | None = stream.get_extra_info("socket")

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what is there."""
        if self._socket is not None and QUICK is not None:
            self._socket.setsockopt(socket.IPPROTO_TCP, QUICK, 1)
        return self._stream.read(max_bytes, timeout)

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it."""
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Close the connection."""
        self._stream.close()

    def start_tls(self, *arguments: Any, **options: Any) -> httpcore.NetworkStream:  # noqa: ANN401 -- the library's own
        """Go on encrypted."""
        return Prompt(self._stream.start_tls(*arguments, **options))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 -- the library's own
        """Tell about the connection."""
        return self._stream.get_extra_info(info)


class Checked(httpcore.SyncBackend):
    """Opens connections to public addresses only, unless private ones are allowed."""

    def __init__(self, *, is_private_allowed: bool) -> None:
        """Remember whether private addresses are allowed."""
        super().__init__()
        self.is_private_allowed = is_private_allowed

    def connect_tcp(self, host: str, port: int, **options: Any) -> httpcore.NetworkStream:  # type: ignore[override]  # noqa: ANN401 -- the library's own options
        """Connect to the first address of `host` once all of them are public."""
        if self.is_private_allowed:
            return Prompt(super().connect_tcp(host, port, **options))
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        addresses = [str(entry[4][0]) for entry in found]
        for address in addresses:
            if not is_public(address):
                raise PrivateAddress(host, address)
        return Prompt(super().connect_tcp(addresses[0], port, **options))


def is_public(address: str) -> bool:
    """Test whether an IP address lies in the public internet."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and found.ipv4_mapped:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast


def is_same_server(url: str, base: str, others: Iterable[str] = ()) -> bool:
    """Test whether `url` lies on the server of `base` or on one of the hosts `others`.

    From http to https is the same server; from https to http never is.
    """
    try:
        asked, known = urlsplit(url), urlsplit(base)
        ports = _port(asked), _port(known)
    except ValueError:
        return False
    if asked.scheme not in DEFAULT_PORTS or asked.username or not asked.hostname:
        return False
    if known.scheme == "https" and asked.scheme == "http":
        return False
    if asked.netloc.lower() in set(others):
        return True
    is_upgrade = ports == (DEFAULT_PORTS["https"], DEFAULT_PORTS["http"])
    return asked.hostname == known.hostname and (ports[0] == ports[1] or is_upgrade)


def _port(parts: SplitResult) -> int:
    return parts.port or DEFAULT_PORTS.get(parts.scheme, 0)
