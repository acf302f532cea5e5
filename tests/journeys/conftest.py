import pytest
from playwright.sync_api import sync_playwright

from tests.journeys.served import crawl, installation, one_per_form


@pytest.fixture(scope="session")
def origin(tmp_path_factory):
    with installation(tmp_path_factory.mktemp("served")) as address:
        yield address


@pytest.fixture(scope="session")
def german(origin):
    """All German pages of the portal: {address: text}."""
    return crawl(origin, "/de/", r"/de/(?!termine/\d{4}|.*\.\w+$)")


@pytest.fixture(scope="session")
def forms(german):
    """One German address of each form that a page can have."""
    return [*one_per_form(german), "/de/termine/2026-12/", "/de/gibt-es-nicht/"]


@pytest.fixture(scope="session")
def chromium():
    """The browser; its loop lives in this thread, in which Django then refuses to work.

    Nothing is asked at the same time, so the refusal is lifted while the browser is there.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Open a page as somebody would: `open_page(width=320, dark=True, script=False)`."""
    contexts = []

    def opened(*, width=1280, dark=False, script=True, **options):
        context = chromium.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="de-DE",
            timezone_id="Europe/Berlin",
            **options,
        )
        contexts.append(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
