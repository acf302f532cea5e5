"""Are members kept by keyboard alone and without a script, and is every page of it accessible?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.working import sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
MEMBERS = "/arbeit/gremien/beirat/mitglieder/"
LIST = "Sitz;Name;Rolle;von;bis;E-Mail\n;Quirin Platzhalter;Gast;;;\n99;Niemand Erdacht;;;;\n"


def _broken(page):
    answer = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    return [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]


def _pages(page, origin):
    """One page of each kind, found by the links of the workspace itself."""
    page.goto(origin + MEMBERS)
    row = page.locator('a[href*="/mitglieder/"][href$="#row"]').first.get_attribute("href")
    page.goto(f"{origin}/arbeit/personen/")
    person = page.locator("tbody th a").first.get_attribute("href")
    page.goto(f"{origin}/arbeit/personen/dubletten/")
    pairs = page.locator("tbody td a")
    compare = [pairs.first.get_attribute("href")] if pairs.count() else []
    return [
        *[MEMBERS, row, f"{MEMBERS}?zeigen=beendet", f"{MEMBERS}?q=gibt-es-nicht"],
        *[f"{MEMBERS}neu/", f"{MEMBERS}liste/", "/arbeit/gremien/beirat/sitze/"],
        f"{MEMBERS}einwilligungen/",
        *["/arbeit/personen/", person, "/arbeit/personen/neu/", "/arbeit/personen/dubletten/"],
        *[*compare, "/arbeit/uebergabe/"],
    ]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(open_page, origin, width, dark):
    page, found = open_page(width=width, dark=dark), {}
    sign_in(page, origin)
    for path in _pages(page, origin):
        page.goto(origin + path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if (broken := _broken(page)) or over > 0:
            found[path] = (over, broken)

    assert found == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_list_is_pasted_looked_at_entered_and_undone_by_keyboard(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin)
    page.goto(f"{origin}{MEMBERS}liste/")
    page.locator("#id_lines").focus()
    page.keyboard.insert_text(LIST)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.locator("td", has_text="Quirin Platzhalter").wait_for()
    assert page.locator("td", has_text="Sitz 99").count() == 1
    assert not script or _broken(page) == []  # axe needs a script
    page.get_by_role("button", name=re.compile("eintragen")).focus()
    page.keyboard.press("Enter")
    page.locator(".undo").wait_for()
    assert page.locator("td", has_text="Quirin Platzhalter").count() >= 1
    page.get_by_role("button", name="Rückgängig").focus()
    page.keyboard.press("Enter")
    page.locator("text=Die Liste wurde zurückgenommen.").wait_for()
    assert page.locator("td", has_text="Quirin Platzhalter").count() == 0


def test_on_a_phone_a_long_reason_why_a_line_stays_out_is_read_without_scrolling(open_page, origin):
    page = open_page(width=320)
    sign_in(page, origin)
    page.goto(f"{origin}{MEMBERS}liste/")
    signed = "Name;Einwilligung;Nachweis;Unterschrieben am\nQuirin Platzhalter;Name;Mail;1.5.2199"
    page.locator("#id_lines").fill(signed)
    page.get_by_role("button", name="Liste ansehen").press("Enter")
    page.locator("td", has_text="kommt erst noch").wait_for()

    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert _broken(page) == []


@pytest.mark.parametrize("script", [True, False])
def test_somebody_is_admitted_changed_and_taken_back(open_page, origin, script):
    page, name = open_page(script=script), "Wanda Versuch" if script else "Xaver Entwurf"
    sign_in(page, origin)
    page.goto(f"{origin}{MEMBERS}neu/")
    page.get_by_label("Name").first.focus()
    page.keyboard.type(name)
    page.get_by_label("Gehört dazu als").select_option("standing_guest")
    page.get_by_role("button", name="Aufnehmen").focus()
    page.keyboard.press("Enter")
    page.locator(".undo").wait_for()
    page.get_by_role("link", name=re.compile(f"Bearbeiten.*{name}")).focus()
    page.keyboard.press("Enter")
    page.locator("#row").wait_for()
    page.get_by_label("Eigenes Wort für die Rolle").fill("Beobachterin")
    page.locator("#row").get_by_role("button", name="Speichern").first.press("Enter")
    page.locator("td:not([colspan])", has_text="Beobachterin").wait_for()
    page.locator("summary", has_text="Versehentlich eingetragen").press("Enter")
    page.get_by_role("button", name="Eintrag zurücknehmen").press("Enter")
    page.wait_for_url(re.compile(r"/mitglieder/$"))
    assert page.locator("td", has_text=name).count() == 0


def test_a_refused_file_is_answered_in_place(open_page, origin):
    page = open_page()
    sign_in(page, origin)
    page.goto(f"{origin}{MEMBERS}liste/")
    page.set_input_files(
        "#id_file", {"name": "liste.csv", "mimeType": "text/csv", "buffer": b"PK\x03\x04 zip"}
    )
    page.get_by_role("button", name="Liste ansehen").press("Enter")
    page.locator('[role="alert"]').wait_for()

    assert "CSV UTF-8" in page.locator('[role="alert"]').inner_text()
    assert _broken(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_a_handover_lists_everything_and_is_accessible(open_page, origin, width):
    page = open_page(width=width)
    sign_in(page, origin, "verwaltung")
    page.goto(f"{origin}/arbeit/uebergabe/")
    page.locator("#who-h ~ ul a", has_text="B. Musterlein").click()
    page.locator("#hand-h").wait_for()

    assert page.locator('input[name="things"]').count() >= 1
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert _broken(page) == []
