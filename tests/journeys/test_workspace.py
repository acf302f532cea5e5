"""Is every page of the frame accessible, and does its work go without mouse or script?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.working import pages_of_frame, sign_in

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPENED = [
    "/arbeit/gremien/beirat/",
    "/arbeit/gremien/koordinierungsrunde/zustand/",
    "/arbeit/gremien/beirat/regeln/?aendern=notice",
    "/arbeit/gremien/soziale-dienste/regeln/?aendern=access",
    "/arbeit/gremien/soziale-dienste/regeln/vorlage/?vorlage=network",
    "/arbeit/gremien/soziale-dienste/vorschau/",
    "/arbeit/gibt-es-nicht/",
    "/arbeit/?wer=ich",
]


@pytest.fixture(scope="module")
def pages(chromium, origin):
    """One page of each form; every body has the same ones."""
    context = chromium.new_context(locale="de-DE")
    found = pages_of_frame(sign_in(context.new_page(), origin), origin)
    context.close()
    kept = [
        path
        for path in found
        if "/gremien/" not in path
        or path.split("/")[3] in {"", "neu", "soziale-dienste"}
    ]
    return [*kept, *OPENED]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    open_page, origin, pages, width, dark
):
    page, axe, found = open_page(width=width, dark=dark), Axe(), {}
    sign_in(page, origin)
    for path in pages:
        page.goto(origin + path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
        broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]
        if broken or over > 0:
            found[path] = (over, broken)

    assert len(pages) > 18
    assert found == {}


@pytest.mark.parametrize("script", [True, False])
def test_a_refusal_keeps_what_was_typed_and_takes_the_focus(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin)
    page.goto(f"{origin}/arbeit/gremien/soziale-dienste/zustand/")
    page.fill("#suspend-reason", "Wird neu geordnet.")
    with page.expect_response(lambda answer: answer.request.method == "POST") as said:
        page.get_by_role("button", name="Gremium aussetzen").click()

    assert said.value.status == 422
    page.locator("#refusal-h").wait_for()
    assert page.input_value("#suspend-reason") == "Wird neu geordnet."
    if script:
        page.wait_for_function("document.activeElement.id === 'refusal-h'")
    axe = Axe().run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
    assert [rule["id"] for rule in axe["violations"]] == []


def test_no_page_breaks_the_policy_or_keeps_anything_in_the_browser(open_page, origin, pages):
    page, said = open_page(), []
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    sign_in(page, origin)
    for path in pages:
        page.goto(origin + path)

    assert [text for text in said if "404" not in text] == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
