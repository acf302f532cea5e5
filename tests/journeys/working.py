"""How does a journey sign in? As one of the demo's roles, by one click."""

import re


def sign_in(page, origin, key="sachbearbeitung"):
    """Sign in with a demo account and go to the desk."""
    page.goto(f"{origin}/konto/demo/")
    page.locator(f'button[value^="{key}@"]').click()
    page.goto(f"{origin}/arbeit/")
    return page


def pages_of_frame(page, origin):
    """Every page of the frame that a clerk can open, by links; of the bodies one with all pages."""
    own = re.compile(
        r"/arbeit/(gremien/(neu/|soziale-dienste/((angaben|termine|partner|regeln|zustand"
        r"|veroeffentlichen|verlauf)/(vorlage/)?)?)?|einrichtung/)?"
    )
    waiting, seen = ["/arbeit/"], set()
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        page.goto(origin + path)
        hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        found = {href.split("#")[0].split("?")[0] for href in hrefs}
        waiting += [href for href in found if own.fullmatch(href)]
    return sorted(seen)


class Keys:
    """Somebody who works by keyboard alone; every field and every button counts once."""

    def __init__(self, page):
        self.page, self.count = page, 0

    def to(self, selector):
        """Press Tab until the focus is there: it can be reached, and is seen."""
        for _press in range(120):
            self.page.keyboard.press("Tab")
            here = "document.activeElement"
            if self.page.evaluate(f"selector => {here}.matches(selector)", selector):
                outline = self.page.evaluate(f"getComputedStyle({here}).outlineStyle")
                assert outline != "none", selector
                return
        raise AssertionError(selector)

    def write(self, selector, text):
        """Go to a field and type."""
        self.to(selector)
        self.page.keyboard.type(text)
        self.count += 1

    def press(self, selector):
        """Go to a button or link and press Enter."""
        self.to(selector)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")
        self.count += 1
