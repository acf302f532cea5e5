"""Texts, pictures, notes, findings and districts: accessible, by keyboard, and without script."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.working import sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
DRAFT = "/arbeit/gremien/entwurf-gartenrunde"
PAGES = [
    *(f"{DRAFT}/{part}/" for part in ("texte", "texte/work", "texte/purpose", "bilder", "notizen")),
    *(f"{DRAFT}/texte/{part}/" for part in ("freigabe", "work/vorschau", "work/fassungen")),
    "/arbeit/gremien/beirat/texte/",
    "/arbeit/gremien/beirat/texte/work/?sprache=en",
    "/arbeit/gremien/beirat/texte/freigabe/",
    "/arbeit/gremien/beirat/bilder/",
    "/arbeit/gremien/ausschuss/notizen/",
    "/arbeit/pruefung/",
    "/arbeit/bezirke/",
    "/arbeit/bezirke/06/",
    "/arbeit/texte/",
    "/arbeit/texte/accessibility/",
]


@pytest.mark.parametrize(("width", "dark"), [(320, False), (1280, True)])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(open_page, origin, width, dark):
    page, axe, found = open_page(width=width, dark=dark), Axe(), {}
    sign_in(page, origin)
    for path in PAGES:
        assert page.goto(origin + path).status == 200, path
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
        broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]
        if broken or over > 0:
            found[path] = (over, broken)

    assert found == {}


def test_the_editor_saves_while_somebody_types(open_page, origin):
    page = open_page()
    sign_in(page, origin)
    page.goto(f"{origin}{DRAFT}/texte/legal-basis/")

    page.locator("#text-de").press_sequentially("Wir entscheiden gemeinsam.")
    page.locator("#saved-de .saved").wait_for(timeout=8_000)

    assert page.locator("#saved-de").inner_text().startswith("gespeichert")
    page.reload()
    assert page.locator("#text-de").input_value() == "Wir entscheiden gemeinsam."


def test_a_text_is_written_and_handed_over_without_script(open_page, origin):
    page = open_page(script=False)
    sign_in(page, origin)
    page.goto(f"{origin}/arbeit/gremien/beirat/texte/history/")
    page.locator("#text-de").fill("- 2012: Der Beirat beginnt.")

    page.get_by_role("button", name="Speichern und dem Vorstand zur Freigabe geben").click()
    assert page.url.endswith("/texte/freigabe/")
    page.get_by_role("button", name="Dem Vorstand zur Freigabe geben").click()
    assert "liegen jetzt beim Vorstand" in page.locator("main").inner_text()

    sign_in(page, origin, "vorsitz")
    page.goto(f"{origin}/arbeit/gremien/beirat/texte/freigabe/")
    page.get_by_role("button", name="Angekreuztes freigeben").click()
    page.goto(f"{origin}/de/gremien/beirat/")
    assert "Der Beirat beginnt." in page.locator("main").inner_text()
