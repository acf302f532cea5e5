"""Is a note written, found and removed by keyboard alone, with and without script?"""

import pytest

from tests.journeys.working import Keys, sign_in

NOTES = "/arbeit/gremien/ausschuss/notizen/"
WRITE = "form:has(#text) button"


@pytest.mark.parametrize("script", [True, False])
def test_a_note_is_written_and_removed_by_keyboard_alone(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin)
    keys, said = Keys(page), f"Zahlen bis Montag anfragen, {script}."
    mine = page.locator("main li", has_text=said)
    page.goto(origin + NOTES)

    keys.write("#text", said)
    keys.press(WRITE)
    mine.wait_for()
    assert page.locator("#text").input_value() == ""

    page.goto(origin + NOTES)
    number = mine.locator("[name=note]").get_attribute("value")
    keys.press(f'form:has([name=note][value="{number}"]) button')
    mine.wait_for(state="detached")

    page.goto(origin + NOTES)
    assert mine.count() == 0


@pytest.mark.parametrize("script", [True, False])
def test_an_empty_note_is_refused_and_nothing_is_lost(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin)
    page.goto(origin + NOTES)
    page.locator("#text").fill("   ")

    with page.expect_response(lambda answer: answer.request.method == "POST") as told:
        Keys(page).to(WRITE)
        page.keyboard.press("Enter")

    assert told.value.status == 422
    page.locator("#refusal-h").wait_for()


@pytest.mark.parametrize("script", [True, False])
def test_far_too_much_text_is_answered_and_not_lost(open_page, origin, script):
    page = open_page(script=script)
    sign_in(page, origin)
    page.goto(origin + NOTES)
    page.locator("#text").evaluate("field => field.value = 'Anfang ' + 'lang '.repeat(600000)")
    page.locator("#text").evaluate("field => field.removeAttribute('maxlength')")

    with page.expect_response(lambda answer: answer.request.method == "POST") as told:
        page.locator(WRITE).first.click()

    assert told.value.status == 413
    sentence = page.locator("[role=alert]", has_text="höchstens 2,5")
    sentence.wait_for()
    kept = page.locator("#text" if script else "#given")
    assert kept.input_value().startswith("Anfang lang")
    assert len(kept.input_value()) > 3_000_000
    if script:
        assert page.evaluate("document.activeElement.id") == "refusal-h"
