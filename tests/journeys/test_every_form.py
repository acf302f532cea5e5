"""Is every page of the workspace and of accounts accessible, at every address that there is?

The pages come from the stage of the table of rights, as whoever may see them first; refused
forms and the pages that say no are among them. Chromium draws them without a server between.
"""

import mimetypes
import re
from copy import deepcopy
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from django.db import transaction
from django.test import override_settings

from tests.matrix.conftest import clients, stage  # noqa: F401 -- fixtures
from tests.matrix.row import COLUMNS
from tests.matrix.stage import store_files
from tests.matrix.states import set_states
from tests.matrix.table import ROWS, urls

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
pytestmark = pytest.mark.django_db
MODES = [(width, scheme) for width in (320, 1280) for scheme in ("light", "dark")]
ORIGIN = "http://testserver"
OURS = re.compile(r"workspace:|accounts:|account_|mfa_|usersessions_|socialaccount_|openid_")
OWN_ADDRESS = {  # rows whose address names nobody's thing
    "mfa_edit_webauthn": "/konto/sicherheit/passkeys/{passkey}/",
    "mfa_remove_webauthn": "/konto/sicherheit/passkeys/{passkey}/entfernen/",
}
NO_PAGE = {
    "accounts:demo": "a page of the demo: test_sign_in.py",
    "accounts:letters": "a page of the demo: test_sign_in.py",
    "accounts:second_factor": "leads on",
    "accounts:sign_out_everywhere": "answers to forms alone, and leads on",
    "mfa_login_webauthn": "gives data to a script, or leads on",
    "openid_connect_login": "leads to the directory: test_directory.py",
    "openid_connect_callback": "leads on from the directory: test_directory.py",
}


@dataclass(frozen=True)
class Drawn:
    """One answer, and as whom it was given."""

    name: str
    column: str
    address: str
    status: int
    kind: str
    text: str


def _ask(client, row, address, method):
    """Ask, and take back whatever that changed, in the browser too."""
    cookies = deepcopy(client.cookies)
    with transaction.atomic():
        data = row.data if method == "POST" else {}
        answer = client.post(address, data) if method == "POST" else client.get(address)
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        transaction.set_rollback(True)
    client.cookies = cookies
    kind = answer.headers.get("Content-Type", "")
    return answer.status_code, kind, text


def _pages(named, browsers):
    """Yield what each address shows: to whoever sees it first, when refused, when forbidden."""
    seen = set()
    for row in ROWS:
        if not OURS.match(row.name):
            continue
        address = OWN_ADDRESS.get(row.name, row.address).format(**named)
        for method, wanted in (("GET", 200), ("GET", 403), ("GET", 404), ("POST", 422)):
            if method not in row.answers or (row.name, method, wanted) in seen:
                continue
            allowed = [c for c in COLUMNS if row.expected(method, c) == wanted]
            for column in [*allowed[:1], *(c for c in browsers if c not in COLUMNS)]:
                status, kind, text = _ask(browsers[column], row, address, method)
                if status == wanted:
                    seen.add((row.name, method, wanted))
                    yield Drawn(row.name, column, address, status, kind, text)
                    break


@pytest.fixture(scope="module")
def drawn(chromium, stage, clients, django_db_blocker, tmp_path_factory):  # noqa: F811
    """All answers of all addresses; the browser comes first, for its loop has connections apart."""
    with django_db_blocker.unblock(), override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("m")):
        store_files()
        more, named = set_states()
        return list(_pages(stage.named | named, clients | more))


def _is_page(one):
    return one.kind.startswith("text/html") and "<html" in one.text


def test_every_address_is_drawn_or_shows_no_page(drawn):
    answered = {one.name for one in drawn if one.status == 200 or _is_page(one)}
    by_post_alone = {row.name for row in ROWS if row.expected("GET", "clerk") == 405}
    wanted = {name for name in urls() if OURS.match(name)} - NO_PAGE.keys() - by_post_alone

    assert sorted(wanted - answered) == []
    assert {one.status for one in drawn if _is_page(one)} >= {200, 403, 404, 422}


@pytest.fixture
def show(open_page, drawn):
    """Open one of the pages; what it needs besides comes from the static files."""
    page, current = open_page(), {}

    def give(route):
        path = route.request.url.removeprefix(ORIGIN).partition("?")[0]
        file = path.startswith("/static/") and finders.find(path.removeprefix("/static/"))
        if file:
            kind = mimetypes.guess_type(file)[0] or "application/octet-stream"
            route.fulfill(path=file, content_type=kind)
        elif route.request.is_navigation_request():
            route.fulfill(status=200, body=current["text"], content_type="text/html; charset=utf-8")
        else:
            route.fulfill(status=404, body="")

    page.route("**/*", give)

    def opened(one):
        current["text"] = one.text
        page.goto(ORIGIN + one.address)
        return page

    return opened


def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(show, drawn):
    found, pages = {}, {one.text: one for one in drawn if _is_page(one)}.values()
    for one in pages:
        page = show(one)
        for width, scheme in MODES:
            page.set_viewport_size({"width": width, "height": 800})
            page.emulate_media(color_scheme=scheme)
            over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
            answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
            broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]
            if broken or over > 0:
                found[one.name, one.status, one.column, width, scheme] = (over, broken)

    assert len(pages) > 90
    assert found == {}
