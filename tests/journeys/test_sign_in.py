"""Somebody signs in, tries the roles of the demo, adds a passkey: in Chromium, by keyboard."""

import re
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe

SIGN_IN, LETTERS, OWN = "/konto/anmelden/", "/konto/demo/nachrichten/", "/konto/"
CLERK = "sachbearbeitung@demo.example"
STRANGERS = [
    SIGN_IN,
    "/konto/anmelden/passwort/",
    "/konto/demo/",
    LETTERS,
    "/konto/nur-mit-einladung/",
    "/konto/einladung/falsch/",
    "/konto/geschlossen/",
]
OWNERS = [
    OWN,
    "/konto/e-mail/",
    "/konto/passwort/setzen/",
    "/konto/sicherheit/",
    "/konto/sicherheit/app/",
    "/konto/sicherheit/passkeys/",
    "/konto/sicherheit/passkeys/neu/",
    "/konto/sitzungen/",
    "/konto/abmelden/",
    "/arbeit/konten/",
]


def violations(page):
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"]]) for one in found]


def tab_to(page, selector, most=60):
    """Press Tab until the element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(selector)


def become(page, origin, email):
    """Choose a role of the demo by keyboard."""
    page.goto(origin + "/konto/demo/")
    tab_to(page, f'button[value="{email}"]')
    page.keyboard.press("Enter")
    page.wait_for_url("**/arbeit/**")


def code_sent(page, origin):
    page.goto(origin + LETTERS)
    return re.search(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", page.inner_text("main"))[0]


def test_one_signs_in_by_keyboard_with_the_code_of_a_letter(origin, open_page):
    page, other = open_page(), open_page()
    page.goto(origin + "/arbeit/konten/")
    assert SIGN_IN in page.url
    tab_to(page, "input[name=email]")
    page.keyboard.type("verwaltung@demo.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/anmelden/code/**")
    code = code_sent(other, origin)

    tab_to(page, "input[name=code]")
    page.keyboard.type(code)
    page.keyboard.press("Enter")

    page.wait_for_url("**/arbeit/konten/")
    assert page.inner_text("h1") == "Konten"


def test_one_signs_in_without_javascript(origin, open_page):
    page, other = open_page(script=False), open_page(script=False)
    page.goto(origin + SIGN_IN)
    assert not page.is_visible("passkey-button")
    page.fill("input[name=email]", CLERK)
    page.click("text=Code senden")
    page.fill("input[name=code]", code_sent(other, origin))
    page.click("main button.kern-btn--primary")

    assert page.url == urljoin(origin, "/arbeit/")


def test_a_wrong_code_is_refused_in_place_and_the_focus_goes_there(origin, open_page):
    page = open_page()
    page.goto(origin + SIGN_IN)
    page.fill("input[name=email]", CLERK)
    page.keyboard.press("Enter")
    page.wait_for_url("**/anmelden/code/**")
    page.fill("input[name=code]", "FALSCH-1")
    page.keyboard.press("Enter")
    page.wait_for_selector("[role=alert]")

    assert page.evaluate("document.activeElement.closest('[role=alert]') !== null")
    assert violations(page) == []


def test_a_passkey_is_added_and_opens_the_account_alone(origin, open_page):
    page = open_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    at = origin.replace("127.0.0.1", "localhost")  # a passkey belongs to a name
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
            }
        },
    )
    become(page, at, "beratung@demo.example")
    page.goto(at + "/konto/sicherheit/passkeys/neu/")
    tab_to(page, "input[name=name]")
    page.keyboard.press("Control+A")
    page.keyboard.type("Mein Telefon")
    tab_to(page, "passkey-button button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sicherheit/codes/")
    codes = page.locator(".codes li").count()
    page.goto(at + "/konto/abmelden/")
    tab_to(page, "main button")
    page.keyboard.press("Enter")
    page.wait_for_url("**/anmelden/")

    tab_to(page, "passkey-button button")
    page.keyboard.press("Enter")

    page.wait_for_url("**/arbeit/")
    assert codes == 10
    page.goto(at + "/konto/sicherheit/passkeys/")
    assert "Mein Telefon" in page.inner_text("main")
    assert [text for text in complaints if "Content Security" in text or "Error" in text] == []


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_hinders_a_stranger(origin, open_page, width):
    page = open_page(width=width)
    for path in STRANGERS:
        page.goto(origin + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_hinders_who_is_signed_in(origin, open_page, width):
    page = open_page(width=width)
    become(page, origin, "verwaltung@demo.example")
    page.goto(origin + "/arbeit/konten/")
    one = page.get_attribute("table tbody a", "href")
    for path in [*OWNERS, one]:
        page.goto(origin + path)
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_the_office_invites_and_the_invited_opens_an_account(origin, open_page):
    page, other = open_page(), open_page()
    become(page, origin, "verwaltung@demo.example")
    page.goto(origin + "/arbeit/konten/")
    tab_to(page, "input[name=email]")
    page.keyboard.type("neu@mail.example")
    page.keyboard.press("Enter")
    page.wait_for_selector(".undo")
    other.goto(origin + LETTERS)
    address = re.search(r"/konto/einladung/[\w-]+/", other.inner_text("main"))[0]
    other.goto(origin + address)
    other.goto(origin + address)  # looking at it twice changes nothing
    tab_to(other, "input[name=name]")
    other.keyboard.type("N. Exemplar")
    other.keyboard.press("Enter")
    other.wait_for_url("**/arbeit/")
    other.goto(origin + address)

    assert "schon angenommen" in other.inner_text("main")
    page.goto(origin + "/arbeit/konten/")
    assert "N. Exemplar" in page.inner_text("main")
