"""Is what touches us marked, written and read by keyboard alone, with and without script?"""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.working import Keys, sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIST = "/arbeit/betrifft-uns/"


def found(page, origin, pattern):
    """The first address on the page of the list that has this form."""
    page.goto(origin + LIST)
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    return next(href for href in hrefs if re.fullmatch(pattern, href))


@pytest.mark.parametrize("script", [True, False])
def test_a_text_for_the_report_is_written_by_keyboard_alone(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin)
    mark = found(page, origin, r"/arbeit/betrifft-uns/\d+/")
    said = f"Wir antworten bis Freitag, {script}."
    page.goto(origin + mark)
    keys = Keys(page)

    keys.to("#text-text")
    page.keyboard.press("Control+A")
    page.keyboard.type(said)
    keys.to("form:has(#text-text) button")
    page.keyboard.press("Enter")
    page.locator(".undo").wait_for()

    page.goto(origin + mark)
    assert page.locator("#text-text").input_value() == said


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(open_page, origin, width, dark):
    page, axe, broken = open_page(width=width, dark=dark), Axe(), {}
    sign_in(page, origin, "verwaltung")
    paths = [
        LIST,
        f"{LIST}?zustand=done",
        found(page, origin, r"/arbeit/betrifft-uns/\d+/"),
        found(page, origin, r"/arbeit/betrifft-uns/bericht/\d+/"),
        "/arbeit/spiegel/neu/",
        "/arbeit/spiegel/demo-bvv/",
    ]
    page.goto(origin + paths[3])
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    paths += [next(href for href in hrefs if "/betrifft-uns/neu/" in href)]
    for path in paths:
        page.goto(origin + path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
        faults = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]
        if faults or over > 0:
            broken[path] = (over, faults)

    assert broken == {}


def test_the_printed_report_is_the_text_alone(open_page, origin):
    page = open_page()
    sign_in(page, origin)
    page.goto(origin + found(page, origin, r"/arbeit/betrifft-uns/bericht/\d+/"))
    page.emulate_media(media="print")

    assert page.locator("details.fold").first.is_hidden()
    assert page.locator("#report-h").is_visible()
    assert "Guten Abend" in page.locator("main").inner_text()
