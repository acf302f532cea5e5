"""A resident on an old phone finds the next open meeting: two taps, no script, no mouse."""

from tests.journeys.served import get, links


def test_finds_the_next_open_meeting_in_two_taps_without_script(open_page, origin):
    page = open_page(width=320, script=False, has_touch=True, is_mobile=True)
    page.goto(origin + "/")
    assert page.url.endswith("/de/")

    rows = page.locator("#termine li, section li").filter(has_text="öffentlich")
    rows.first.locator("h3 a").first.tap()
    if "/sitzungen/" not in page.url:
        page.locator('main a[href*="/sitzungen/"]').first.tap()

    assert "/de/sitzungen/" in page.url
    text = page.locator("main").inner_text()
    assert "Dezember 2026, 17.30" in text  # when
    assert "Rathaus" in text  # in which house; a room alone leads nobody there
    assert "Sie" in text  # may I come, and how
    assert page.locator('a[href$=".ics"]').count() >= 1


def test_walks_from_start_to_a_meeting_by_keyboard_alone(open_page, origin):
    page = open_page()
    page.goto(origin + "/de/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')").startswith("#")
    page.keyboard.press("Enter")

    for _press in range(20):
        page.keyboard.press("Tab")
        where = page.evaluate("document.activeElement.getAttribute('href') || ''")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"
        if "/sitzungen/" in where:
            break
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert "/de/sitzungen/" in page.url
    assert page.locator("h1").count() == 1


def test_reads_the_portal_in_english(open_page, origin):
    page = open_page(width=320, script=False)
    page.goto(origin + "/de/gremien/beirat/")
    page.get_by_role("link", name="English").first.click()

    assert page.url == origin + "/en/gremien/beirat/"
    assert page.locator("html").get_attribute("lang") == "en"


def test_subscribes_to_the_calendar_of_a_body(origin):
    _status, html = get(origin + "/de/gremien/beirat/")
    feed = next(path for path in links(html) if path.startswith("/feeds/gremien/"))

    status, calendar = get(origin + feed)

    assert status == 200
    assert calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert calendar.count("BEGIN:VEVENT") >= 3


def test_no_link_of_the_portal_leads_nowhere(origin, german):
    found = {path for html in german.values() for path in links(html)}
    broken = {path: get(origin + path)[0] for path in sorted(found - german.keys())}

    assert len(german) > 60
    assert {path: status for path, status in broken.items() if status != 200} == {}
