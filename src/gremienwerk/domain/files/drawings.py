"""Is this SVG a drawing and nothing else? Read strictly: what is not on the list is refused.

An SVG is a program as much as a picture: it can carry scripts, load from elsewhere, and
blow up when its entities are expanded. Ours consists of shapes, text and references to
itself.
"""

import re
from io import BytesIO
from typing import Final
from xml.parsers import expat

from django.utils.translation import gettext as _

from gremienwerk.foundation.errors import Refusal

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
ELEMENTS: Final = frozenset(
    {
        *("svg", "g", "defs", "title", "desc", "style", "clipPath", "mask", "pattern", "marker"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("linearGradient", "radialGradient", "stop"),
    }
)
REFERENCE = re.compile(r"url\s*\(([^)]*)", re.IGNORECASE)
IN_STYLE = re.compile(
    r"@|\\|expression|javascript|behavior|binding|/\*|image\s*\(|image-set", re.IGNORECASE
)
LENGTH = re.compile(r"\s*(\d{1,5}(?:\.\d+)?)\s*(?:px)?\s*")
MOST_ELEMENTS = 20_000
DEEPEST = 100


class DrawingNotUsable(Refusal):
    """An SVG holds more than a drawing, or does not say how large it is."""


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height in pixels of the SVG `content`, after reading all of it.

    Raises `DrawingNotUsable`.
    """
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.document_type
    parser.EntityDeclHandler = reader.document_type
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.ParseFile(BytesIO(content))
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise DrawingNotUsable(
            _("This is no well-formed SVG (%(error)s); export the drawing once more.")
            % {"error": error}
        ) from None
    return _size(reader.root)


class _Reader:
    """Looks at each part of the drawing as it goes by."""

    def __init__(self) -> None:
        self.root: dict[str, str] = {}
        self.open: list[str] = []
        self.seen = 0
        self.style = ""

    def document_type(self, *_declared: object) -> None:
        raise DrawingNotUsable(_("Remove the document type and its entities from the SVG."))

    def instruction(self, target: str, _data: str) -> None:
        raise DrawingNotUsable(_("Remove “<?%(target)s” from the SVG.") % {"target": target})

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _gap, local = name.rpartition(" ")
        if space != SVG or local not in ELEMENTS:
            raise DrawingNotUsable(
                _("Remove the element <%(name)s> from the SVG: only shapes and text are shown.")
                % {"name": local}
            )
        if not self.open:
            if local != "svg":
                raise DrawingNotUsable(_("The outermost element of an SVG is <svg>."))
            self.root = attributes
        self.seen += 1
        self.open.append(local)
        if self.seen > MOST_ELEMENTS or len(self.open) > DEEPEST:
            raise DrawingNotUsable(_("This SVG is too complicated; simplify the drawing."))
        for key, value in attributes.items():
            _check_attribute(key, value)

    def end(self, _name: str) -> None:
        if self.open.pop() == "style":
            _check_style(self.style)
            self.style = ""

    def characters(self, text: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += text


def _check_attribute(name: str, value: str) -> None:
    space, _gap, local = name.rpartition(" ")
    named = {"name": local}
    if local.lower().startswith("on"):
        raise DrawingNotUsable(_("Remove the attribute “%(name)s” from the SVG.") % named)
    if space not in {"", XLINK, XML}:
        raise DrawingNotUsable(
            _("Remove the attribute “%(name)s” of another program from the SVG.") % named
        )
    if local in {"href", "src", "base"} and not value.strip().startswith("#"):
        raise DrawingNotUsable(
            _("The SVG loads “%(place)s” from elsewhere; remove it.") % {"place": value[:80]}
        )
    if local == "style":
        _check_style(value)
    if _leaves(value) or "\\" in value:
        raise DrawingNotUsable(
            _("The SVG loads “%(place)s” from elsewhere; remove it.") % {"place": value[:80]}
        )


def _check_style(text: str) -> None:
    found = IN_STYLE.search(text)
    if found or _leaves(text):
        word = found.group() if found else "url()"
        raise DrawingNotUsable(
            _("Remove “%(found)s” from the styles of the SVG.") % {"found": word}
        )


def _leaves(text: str) -> bool:
    """Test whether `text` refers to anything but a part of the drawing itself."""
    targets = REFERENCE.findall(text)
    return any(not target.strip(" \t\r\n\f'\"").startswith("#") for target in targets)


def _size(root: dict[str, str]) -> tuple[int, int]:
    width, height = (LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    box = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    if width and height:
        measured = (float(width[1]), float(height[1]))
    elif len(box) == 4:  # noqa: PLR2004 -- left, top, width, height
        measured = (box[2], box[3])
    else:
        measured = (0.0, 0.0)
    if min(measured) < 1:
        raise DrawingNotUsable(_("Give the SVG a viewBox, for instance “0 0 400 300”."))
    return round(measured[0]), round(measured[1])
