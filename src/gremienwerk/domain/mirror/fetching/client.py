"""How is a server asked? Slowly, honestly, and never for more than it should give."""

import random
import ssl
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from types import TracebackType
from typing import Final, Self
from urllib.parse import urljoin

import httpcore
import httpx

from gremienwerk.domain.mirror.choices import Reason
from gremienwerk.domain.mirror.fetching.addresses import (
    Checked,
    PrivateAddress,
    is_same_server,
)
from gremienwerk.domain.mirror.fetching.answers import OK, Answer, Request, parse

REDIRECTS: Final = {301, 302, 303, 307, 308}
BUSY: Final = {408, 425, 429}
FIRST_SERVER_ERROR: Final = 500
KEPT_HEADERS: Final = ("content-type", "date", "etag", "last-modified", "retry-after", "server")


@dataclass(frozen=True, slots=True)
class Limits:
    """The manners towards one server; times in seconds, sizes in bytes after unpacking."""

    pause: float = 0.5
    tries: int = 5
    first_wait: float = 1.0
    longest_wait: float = 60.0
    connect_timeout: float = 10.0
    read_timeout: float = 120.0
    longest_answer: float = 300.0
    largest_answer: int = 50_000_000
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What lies outside of the program: the clock and waiting; tests bring their own."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None]


class _Stop(Exception):  # noqa: N818
    """There is no answer, for `reason`."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail


@cache
def _certificates(further: str = "") -> ssl.SSLContext:
    """Return whom to trust, and the `further` authorities of a file; read once, for it is slow.

    Rule: an incomplete chain is completed by a file, checking is never switched off (source:
    vendor table, row 28).
    """
    context = httpx.create_ssl_context(trust_env=False)
    if further:
        context.load_verify_locations(further)
    return context


@dataclass(frozen=True, slots=True)
class Reach:
    """Where a source may be asked: what its operator set.

    `rewrites` are pairs: the beginning of addresses as the source writes them, and as they
    can be reached (vendor table, row 18).
    """

    hosts: Iterable[str] = ()
    rewrites: Iterable[tuple[str, str]] = ()
    ca_file: str = ""
    is_private_allowed: bool = False

    def address(self, url: str) -> str:
        """Return the address under which `url` can be reached."""
        for written, real in self.rewrites:
            if url.startswith(written):
                return real + url[len(written) :]
        return url


class Client:
    """Asks one server, one question at a time."""

    def __init__(
        self,
        base: str,
        limits: Limits,
        surroundings: Surroundings,
        reach: Reach | None = None,
    ) -> None:
        """Prepare to ask the server of `base` and the further ones of `reach`."""
        self.base, self.limits, self.surroundings = base, limits, surroundings
        self.reach = reach or Reach()
        self.hosts = set(self.reach.hosts)
        self._unless: Mapping[str, str] = {}
        trusted = _certificates(self.reach.ca_file)
        self.requests = self.bytes = 0
        transport = httpx.HTTPTransport(verify=trusted, trust_env=False)
        transport._pool = httpcore.ConnectionPool(  # noqa: SLF001 -- no public way to check addresses
            ssl_context=trusted,
            max_connections=1,
            keepalive_expiry=30,
            network_backend=Checked(is_private_allowed=self.reach.is_private_allowed),
        )
        timeout = httpx.Timeout(limits.read_timeout, connect=limits.connect_timeout)
        self._http = httpx.Client(transport=transport, timeout=timeout, trust_env=False)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        tb: TracebackType | None,
    ) -> None:
        self._http.close()

    def introduce(self, agent: str) -> None:
        """Say honestly who asks."""
        self._http.headers["User-Agent"] = agent
        self._http.headers["Accept"] = "application/json"

    def get(self, request: Request, unless: Mapping[str, str] | None = None) -> Answer:
        """Ask, up to five times where asking again may help; never raise.

        `unless` are headers by which the server may answer that nothing changed.
        """
        self._unless = unless or {}
        if not is_same_server(self.reach.address(request.url), self.base, self.hosts):
            return self._nothing(request, _Stop(Reason.OTHER_HOST, request.url))
        answer, wait = self._try(request)
        for attempt in range(1, self.limits.tries):
            if wait is None:
                return answer
            backoff = self.limits.first_wait * 2 ** (attempt - 1) * random.uniform(0.8, 1.2)  # noqa: S311 -- no secret
            self.surroundings.sleep(min(max(wait, backoff), self.limits.longest_wait))
            answer, wait = self._try(request)
        return answer

    def _try(self, request: Request) -> tuple[Answer, float | None]:
        """Return the answer, and how long to wait before asking again, None for "do not"."""
        if self.requests and self.limits.pause:
            self.surroundings.sleep(self.limits.pause)
        try:
            answer = self._follow(request)
        except _Stop as stop:
            return self._nothing(request, stop), None
        except PrivateAddress as error:
            return self._nothing(request, _Stop(Reason.PRIVATE_ADDRESS, str(error))), None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            why = _Stop(Reason.UNREACHABLE, f"{type(error).__name__}: {error}"[:300])
            return self._nothing(request, why), 0.0
        return answer, self._wait_after(answer)

    def _wait_after(self, answer: Answer) -> float | None:
        status = answer.status or 0
        if status in BUSY or status >= FIRST_SERVER_ERROR:
            asked = answer.headers.get("retry-after", "")
            return float(asked) if asked.isdecimal() else 0.0
        is_broken = status == OK and parse(answer.content or b"")[1]
        return 0.0 if is_broken else None

    def _nothing(self, request: Request, stop: _Stop) -> Answer:
        now = self.surroundings.now()
        return Answer(request, now, reason=stop.reason, detail=stop.detail)

    def _follow(self, request: Request) -> Answer:
        """Ask and follow redirects on the same server."""
        url = self.reach.address(request.url)
        for _hop in range(self.limits.redirects + 1):
            answer, target = self._once(request, url)
            if not target:
                return answer
            target = urljoin(url, target)
            if not is_same_server(target, url, self.hosts):
                raise _Stop(Reason.REDIRECTS, target[:300])
            url = target
        raise _Stop(Reason.REDIRECTS, url[:300])

    def _once(self, request: Request, url: str) -> tuple[Answer, str]:
        """Ask one address; return the answer and where it redirects to, "" for nowhere."""
        began = self.surroundings.now()
        self.requests += 1
        with self._http.stream("GET", url, headers=self._unless) as response:
            headers = {k: response.headers[k] for k in KEPT_HEADERS if k in response.headers}
            if response.status_code in REDIRECTS:
                target = response.headers.get("location", "")
                if not target:
                    raise _Stop(Reason.REDIRECTS, url[:300])
                return Answer(request, began), target
            content = self._read(response, began)
        return Answer(request, began, response.status_code, headers, content), ""

    def _read(self, response: httpx.Response, began: datetime) -> bytes:
        """Read the body, counting after unpacking; too much or too slow is no answer."""
        parts, size = [], 0
        for part in response.iter_bytes(1 << 16):
            size += len(part)
            if size > self.limits.largest_answer:
                raise _Stop(Reason.TOO_BIG, f"> {self.limits.largest_answer} B")
            if (self.surroundings.now() - began).total_seconds() > self.limits.longest_answer:
                raise _Stop(Reason.UNREACHABLE, f"> {self.limits.longest_answer:.0f} s")
            parts.append(part)
        self.bytes += size
        return b"".join(parts)
