"""Are log and privacy accessible, and do they go by keyboard and without script?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.working import sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ADMINISTRATOR = "verwaltung"
PAGES = [
    "/arbeit/protokoll/",
    "/arbeit/protokoll/?art=demo.loaded",
    "/arbeit/protokoll/?art=unsinn.getan",
    "/arbeit/datenschutz/",
    "/arbeit/datenschutz/?q=a",
    "/arbeit/datenschutz/?q=niemandheisstso",
    "/arbeit/datenschutz/personen/{person}/",
    "/arbeit/datenschutz/personen/{person}/besonderes/",
    "/arbeit/verteiler/",
]


def press_to(page, wanted):
    """Go on by Tab until the focus is on what is wanted."""
    for _press in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("wanted => document.activeElement.matches(wanted)", wanted):
            return
    message = f"the keyboard does not reach {wanted}"
    raise AssertionError(message)


def some_person(page, origin):
    page.goto(f"{origin}/arbeit/datenschutz/?q=a")
    href = page.locator("main a[href*='/datenschutz/personen/']").first.get_attribute("href")
    return re.search(r"/personen/(\d+)/", href)[1]


@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(open_page, origin, width):
    page, axe, found = open_page(width=width), Axe(), {}
    sign_in(page, origin, ADMINISTRATOR)
    person = some_person(page, origin)
    for path in PAGES:
        page.goto(origin + path.format(person=person))
        page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
        broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]
        if broken or over > 0:
            found[path] = (over, broken)

    assert found == {}


@pytest.mark.parametrize("script", [True, False])
def test_the_log_is_verified_by_keyboard(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin, ADMINISTRATOR)
    page.goto(f"{origin}/arbeit/protokoll/")
    press_to(page, "main form[method=post] button")
    page.keyboard.press("Enter")
    page.get_by_text("Das Protokoll ist vollständig").wait_for()


def test_a_list_is_opened_filled_and_closed_by_keyboard_without_script(open_page, origin):
    page = open_page(script=False)
    sign_in(page, origin, ADMINISTRATOR)
    page.goto(f"{origin}/arbeit/verteiler/")
    press_to(page, "main summary")
    page.keyboard.press("Enter")
    press_to(page, "#open-name")
    page.keyboard.type("Rundbrief zum Frühjahr")
    press_to(page, "#open-purpose")
    page.keyboard.type("Einladungen zu offenen Sitzungen")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Rundbrief zum Frühjahr").wait_for()
    press_to(page, "main summary")
    page.keyboard.press("Enter")
    press_to(page, "#enter-email")
    page.keyboard.type("ada@mail.example")
    press_to(page, "#enter-evidence")
    page.keyboard.type("am Stand, 3. November")
    page.keyboard.press("Enter")
    page.get_by_role("cell", name="ada@mail.example").or_(
        page.get_by_role("rowheader", name="ada@mail.example")
    ).first.wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_a_wrong_name_erases_nobody_and_what_was_typed_stays(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin, ADMINISTRATOR)
    person = some_person(page, origin)
    page.goto(f"{origin}/arbeit/datenschutz/personen/{person}/")
    if not page.locator("#erase-name").count():
        page.get_by_text("Beenden Sie zuerst").or_(page.get_by_text("Quelle")).first.wait_for()
        return
    page.get_by_text("Diese Person löschen").click()
    page.fill("#erase-name", "Jemand anderes")
    page.get_by_role("button", name="Endgültig löschen").click()
    page.get_by_text("Das ist nicht der Name").wait_for()
    assert page.input_value("#erase-name") == "Jemand anderes"
