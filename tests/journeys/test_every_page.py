"""Is every form that a page can have accessible, narrow enough, light, and quiet?"""

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WEIGHT = 80_000  # bytes over the wire on the first visit, without fonts
MODES = [(width, dark) for width in (320, 1280) for dark in (False, True)]


def in_english(path):
    return path.replace("/de/", "/en/", 1)


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("mode", MODES)
def test_no_page_breaks_a_rule_of_accessibility(open_page, origin, forms, mode, language):
    width, dark = mode
    page, axe = open_page(width=width, dark=dark), Axe()
    found = {}
    for path in forms if language == "de" else map(in_english, forms):
        page.goto(origin + path)
        answer = axe.run(page, options={"runOnly": {"type": "tag", "values": RULES}}).response
        broken = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in answer["violations"]]
        if broken:
            found[path] = broken

    assert len(forms) > 30
    assert found == {}


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_no_page_scrolls_sideways(open_page, origin, forms, width):
    page = open_page(width=width)
    wide = {}
    for path in forms:
        page.goto(origin + path)
        over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        if over > 0:
            wide[path] = over

    assert wide == {}


def test_a_first_visit_is_light(chromium, origin, forms):
    heavy = {}
    for path in forms:
        context = chromium.new_context(extra_http_headers={"Accept-Encoding": "gzip"})
        page, sizes = context.new_page(), []
        network = context.new_cdp_session(page)
        network.send("Network.enable")
        fonts = set()
        network.on(
            "Network.responseReceived",
            lambda event, fonts=fonts: event["type"] == "Font" and fonts.add(event["requestId"]),
        )
        network.on(
            "Network.loadingFinished",
            lambda event, sizes=sizes: sizes.append(
                (event["requestId"], event["encodedDataLength"])
            ),
        )
        page.goto(origin + path, wait_until="networkidle")
        weight = sum(size for request, size in sizes if request not in fonts)
        assert weight > 2_000
        if weight > WEIGHT:
            heavy[path] = weight
        context.close()

    assert heavy == {}


def test_no_page_asks_others_sets_a_cookie_or_breaks_the_policy(open_page, origin, forms):
    page, asked, said = open_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: message.type == "error" and said.append(message.text))
    for path in forms:
        page.goto(origin + path)

    assert [url for url in asked if not url.startswith(origin + "/")] == []
    assert page.context.cookies() == []
    assert [text for text in said if "404" not in text] == []


def test_every_page_says_that_it_is_a_demo_and_stays_out_of_search(open_page, origin, forms):
    page = open_page(script=False)
    for path in forms:
        answer = page.goto(origin + path)
        assert "Demo, erfundene Angaben" in page.locator("body").inner_text()
        assert "noindex" in answer.headers["x-robots-tag"]
