"""Take the picture of the README: the start page of the demo network, as the program serves it.

.venv/bin/python tools/take_picture.py
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))


def main() -> None:
    """Write docs/picture.png."""
    from tests.journeys.served import installation  # noqa: PLC0415 -- needs the path above

    with (
        tempfile.TemporaryDirectory() as folder,
        installation(Path(folder)) as origin,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        page = browser.new_page(viewport={"width": 1280, "height": 1000})
        page.goto(origin + "/de/")
        page.screenshot(path=str(ROOT / "docs" / "picture.png"))
        browser.close()


if __name__ == "__main__":
    main()
