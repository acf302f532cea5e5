"""Does a small phone show what counts before anybody scrolls (320 by 640 px)?"""

import pytest

FIRST_SCREEN = 640


def bottom_of(locator):
    box = locator.bounding_box()
    return box["y"] + box["height"]


@pytest.fixture
def phone(open_page, origin):
    def opened(path, **options):
        page = open_page(width=320, script=False, **options)
        page.goto(origin + path)
        return page

    return opened


def test_the_start_page_shows_the_next_meeting_that_one_can_simply_attend(phone):
    first = phone("/de/").locator("#next .rows > li").first

    assert "öffentlich" in first.inner_text()
    assert "unbestätigt" not in first.inner_text()
    assert bottom_of(first.locator(".states")) <= FIRST_SCREEN


def test_a_meeting_says_when_where_whether_to_come_and_offers_its_date(phone, origin):
    page = phone("/de/")
    page.goto(origin + page.locator("#next h3 a").first.get_attribute("href"))

    for wanted in ("h1", ".title .lead", ".title strong", '.title a[href$=".ics"]'):
        assert bottom_of(page.locator(wanted).first) <= FIRST_SCREEN, wanted
    assert "Sie können einfach kommen." in page.locator(".title").inner_text()


def test_the_calendar_shows_its_first_date_and_folds_its_filter(phone):
    page = phone("/de/termine/")

    assert bottom_of(page.locator(".rows h3").first) <= FIRST_SCREEN
    assert not page.locator("form.filter select").first.is_visible()
    page.locator("form.filter summary").click()
    assert page.locator("form.filter select").first.is_visible()


@pytest.mark.parametrize("path", ["/de/drucksachen/", "/de/sitzungen/"])
def test_a_long_list_shows_its_first_row_and_folds_its_filter(phone, origin, path):
    page = phone(path)

    assert bottom_of(page.locator(".rows h2").first) <= FIRST_SCREEN
    assert not page.locator("form.filter select").first.is_visible()
    page.locator("form.filter summary").focus()
    page.keyboard.press("Enter")
    page.locator("form.filter select").first.select_option(index=1)
    page.locator("form.filter button").click()
    assert page.locator("form.filter select").first.is_visible()  # what narrows it is seen
    page.goto(f"{origin}{path}?year=2026")  # a year stands in the heading, not in the filter
    assert not page.locator("form.filter select").first.is_visible()


@pytest.mark.parametrize("path", ["/de/termine/", "/de/drucksachen/", "/de/sitzungen/"])
def test_the_filter_stands_open_where_there_is_room(open_page, origin, path):
    page = open_page(width=1280, script=False)
    page.goto(origin + path)

    assert page.locator("form.filter select").first.is_visible()


def test_twice_the_size_of_type_never_scrolls_sideways(chromium, origin):
    browser = chromium.browser_type.launch(
        executable_path="/usr/bin/chromium",
        args=["--no-sandbox", "--blink-settings=defaultFontSize=32"],
    )
    page, wide = browser.new_page(viewport={"width": 320, "height": FIRST_SCREEN}), {}
    for path in ("/de/", "/de/termine/", "/de/gremien/", "/de/gremien/beirat/", "/de/drucksachen/"):
        page.goto(origin + path)
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        wide[path] = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    browser.close()

    assert {path: over for path, over in wide.items() if over > 0} == {}
