"""Which colour does an installation add to the look, and can everyone read it?"""

import re

from django.utils.translation import gettext as _

PAPER_LIGHT, PAPER_DARK = "#ffffff", "#131525"
# What small text needs against its ground. Rule: WCAG 2.2, 1.4.3 (AA).
ENOUGH = 4.5
HEX = re.compile(r"#[0-9a-fA-F]{6}")
STEPS = 20


class UnreadableAccent(ValueError):  # noqa: N818  (reads as a sentence where it is raised)
    """The colour is none, or too close to the ground that it stands on."""


def accent_sheet(colour: str, *, on_dark: str = "") -> str:
    """Return the small style sheet that gives an installation its accent.

    Without a colour for the dark scheme the lightest needed mix with white is taken.

    Raises: UnreadableAccent, with the sentence that says what to change.
    """
    for given in filter(None, (colour, on_dark)):
        if not HEX.fullmatch(given):
            raise UnreadableAccent(
                _("Write the colour as # and six digits or letters, as in #00506b.")
            )
    if contrast(colour, PAPER_LIGHT) < ENOUGH:
        raise UnreadableAccent(
            _("This colour is too light for text on white. Choose a darker one.")
        )
    on_dark = on_dark or lightened(colour)
    if contrast(on_dark, PAPER_DARK) < ENOUGH:
        raise UnreadableAccent(
            _("This colour is too dark for text on dark ground. Choose a lighter one.")
        )
    return f":root {{ --accent-on-light: {colour}; --accent-on-dark: {on_dark}; }}\n"


def lightened(colour: str) -> str:
    """Return the colour mixed with as little white as makes it readable on dark ground."""
    for step in range(STEPS):
        mixed = _mixed(colour, step / STEPS)
        if contrast(mixed, PAPER_DARK) >= ENOUGH:
            return mixed
    return PAPER_LIGHT


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21, as WCAG defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _mixed(colour: str, white: float) -> str:
    mixed = (round(channel + (255 - channel) * white) for channel in _channels(colour))
    return "#" + "".join(f"{channel:02x}" for channel in mixed)


def _luminance(colour: str) -> float:
    """Return the relative luminance (WCAG 2.2, definition of that term)."""
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(value: float) -> float:
    knee = 0.04045
    return value / 12.92 if value <= knee else ((value + 0.055) / 1.055) ** 2.4
