"""Is every page of the frame accessible, and does its work go without mouse or script?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.working import Keys, pages_of_frame, sign_in

STRAIGHT = '.way > a[href$="/veroeffentlichen/#act"]'
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
OPENED = [
    "/arbeit/gremien/beirat/",
    "/arbeit/gremien/koordinierungsrunde/zustand/",
    "/arbeit/gremien/beirat/regeln/?aendern=notice",
    "/arbeit/gremien/soziale-dienste/regeln/?aendern=access",
    "/arbeit/gremien/soziale-dienste/regeln/vorlage/?vorlage=network",
    "/arbeit/gremien/soziale-dienste/vorschau/",
    "/arbeit/gibt-es-nicht/",
    "/arbeit/einrichtung/",
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
        if "/gremien/" not in path or path.split("/")[3] in {"", "neu", "soziale-dienste"}
    ]
    return [*kept, *OPENED]


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_no_page_breaks_a_rule_of_accessibility_or_scrolls_sideways(
    open_page, origin, pages, width, dark
):
    page, axe, found = open_page(width=width, dark=dark), Axe(), {}
    sign_in(page, origin, "verwaltung")
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
    if script:  # without, the browser sets the focus by itself, but axe cannot run
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
    kept = page.evaluate("[Object.keys(localStorage), Object.keys(sessionStorage)]")
    assert kept == [[], ["htmx-current-path-for-history"]]  # where one is, nothing that was read


def test_a_new_body_with_five_members_is_published_by_keyboard_without_script(open_page, origin):
    page = open_page(script=False)
    sign_in(page, origin)
    keys = Keys(page)

    keys.press('nav a[href="/arbeit/gremien/"]')
    keys.press('a[href="/arbeit/gremien/neu/"]')
    keys.write("#begin-start_0", " ")  # the round table
    keys.write("#begin-name", "Runder Tisch für Tasten")
    keys.write("#begin-purpose", "Probt die Arbeit ohne Maus.")
    keys.write("#begin-contact_email", "tasten@bezirk.example")
    keys.press("form:has([value=begin]) button")
    keys.press('main .sec a[href$="/mitglieder/liste/"]')
    keys.write("[name=lines]", "\n".join(f"Ada Muster{number}" for number in range(1, 6)))
    keys.write("[name=agreed][value=name]", " ")
    keys.write("[name=evidence]", "Formulare vom 3. März")
    keys.press("form:has([name=lines]) button")
    keys.press("form:has([name=token]) button")
    keys.press(STRAIGHT)  # the hint on the picture stands there, above the button
    keys.press("#act form:has([value=publish]) button")

    assert page.locator(".undo").inner_text().startswith("Das Gremium ist öffentlich.")
    page.goto(f"{origin}/de/gremien/runder-tisch-fuer-tasten/")
    text = page.locator("main").inner_text()
    assert "Probt die Arbeit ohne Maus." in text
    assert "Ada Muster5" in text
    assert keys.count <= 15


def test_two_tabs_change_the_same_name_and_nothing_is_lost(open_page, origin):
    first = open_page()
    sign_in(first, origin)
    second = first.context.new_page()
    address = f"{origin}/arbeit/gremien/soziale-dienste/angaben/"
    for page in (first, second):
        page.goto(address)
    first.fill("#details-contact_label", "Stelle der einen")
    first.get_by_role("button", name="Angaben speichern").click()
    first.locator(".undo").wait_for()
    second.fill("#details-contact_label", "Stelle der anderen")
    second.get_by_role("button", name="Angaben speichern").click()

    box = second.get_by_role("alert")
    box.wait_for()
    assert "Stelle der einen" in box.inner_text()
    assert second.input_value("#details-contact_label") == "Stelle der anderen"
    second.get_by_role("button", name="Angaben speichern").click()
    second.locator(".undo").wait_for()
    second.goto(f"{origin}/arbeit/gremien/soziale-dienste/verlauf/")
    assert "Stelle der einen" in second.locator("main").inner_text()
