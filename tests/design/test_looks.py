"""Does the style page hold: narrow and wide, light and dark, in both directions of writing?"""

import mimetypes
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles import finders
from playwright.sync_api import sync_playwright

ORIGIN = "http://gremien.test"
POLICY = "default-src 'self'; base-uri 'none'; object-src 'none'"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="module")
def browser():
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def shown(browser):
    """Show HTML in a page of its own, with our static files and our policy, and nothing else."""
    pages = []

    def show(html, *, width=1280, scheme="light", **options):
        page = browser.new_page(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))

        def answer(route):
            path = route.request.url.removeprefix(ORIGIN)
            found = (
                finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
            )
            if path == "/":
                headers = {
                    "Content-Security-Policy": POLICY,
                    "Content-Type": "text/html; charset=utf-8",
                }
                route.fulfill(body=html, headers=headers)
            elif found:
                kind = mimetypes.guess_type(found)[0] or "application/octet-stream"
                route.fulfill(body=Path(found).read_bytes(), content_type=kind)
            else:
                route.fulfill(status=200, body=b"", content_type="image/png")

        page.route("**/*", answer)
        page.goto(f"{ORIGIN}/", wait_until="networkidle")
        pages.append(page)
        return page

    yield show
    for page in pages:
        page.close()


def sideways(page):
    """By how many pixels the page is wider than its window."""
    return page.evaluate(
        "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_has_no_barrier_and_no_sideways_scrolling(style_page, shown, language, scheme, width):
    page = shown(style_page(language), width=width, scheme=scheme)
    assert page.complaints == []  # before axe adds styles of its own

    violations = Axe().run(page, options={"runOnly": TAGS}).response["violations"]

    assert [
        (found["id"], [node["html"] for node in found["nodes"]][:3]) for found in violations
    ] == []
    assert sideways(page) == 0


@pytest.mark.parametrize("width", [320, 1440])
def test_mirrors_for_languages_written_from_right_to_left(style_page, shown, width):
    html = style_page("en").replace('<html lang="en" dir="ltr">', '<html lang="ar" dir="rtl">')

    page = shown(html, width=width)

    assert sideways(page) == 0
    name = page.locator(".mast-name").bounding_box()
    aids = page.locator(".mast-aids").bounding_box()
    assert name["x"] + name["width"] / 2 > width / 2
    assert aids["x"] < name["x"]


def test_keeps_its_shapes_in_forced_colours(style_page, shown):
    page = shown(style_page(), forced_colors="active")

    current = page.locator(".nav a[aria-current]")

    assert current.evaluate("element => getComputedStyle(element).borderBlockEndWidth") == "5px"
    assert sideways(page) == 0
