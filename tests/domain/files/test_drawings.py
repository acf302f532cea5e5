import pytest

from gremienwerk.domain.files.drawings import DrawingNotUsable, size_of
from tests.domain.files.samples import svg

XLINK = 'xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 3"'
ALLOWED = [
    '<g fill="url(#a)"><path d="M0 0"/></g>',
    "<g fill=\"url( '#a' )\"/>",
    "<style>.a { fill: #004b73 }</style><text class='a' role='img' aria-label='x'>Hilfe</text>",
    '<defs><linearGradient id="a"><stop offset="0"/></linearGradient></defs>',
    '<g style="fill: url(#a); stroke: none"/>',
    "<!-- a remark --><title>a &lt; b</title>",
]
REFUSED = [
    ("<script>alert(1)</script>", "<script>"),
    ('<foreignObject><p xmlns="http://www.w3.org/1999/xhtml"/></foreignObject>', "foreignObject"),
    ('<g onclick="alert(1)"/>', "onclick"),
    ('<g ONLOAD="alert(1)"/>', "ONLOAD"),
    ('<image href="https://elsewhere.example/a.png"/>', "<image>"),
    ('<use href="#a"/>', "<use>"),
    ('<a href="javascript:alert(1)"/>', "<a>"),
    ('<path href="https://elsewhere.example/"/>', "elsewhere"),
    ('<g fill="url(https://elsewhere.example/#a)"/>', "elsewhere"),
    ('<g fill="URL (//elsewhere.example)"/>', "elsewhere"),
    ('<g fill="\\75rl(https://elsewhere.example/)"/>', "elsewhere"),
    ('<g style="fill: url(https://elsewhere.example/)"/>', "styles"),
    ("<style>@import 'https://elsewhere.example/a.css';</style>", "styles"),
    ("<style>@im<!-- -->port 'x';</style>", "styles"),
    ("<style>.a { fill: u<![CDATA[rl(https://elsewhere.example/)]]> }</style>", "styles"),
    ("<style>.a { background: image-set('x' 1x) }</style>", "styles"),
    ('<animate attributeName="href" to="javascript:alert(1)"/>', "animate"),
    ('<x:g xmlns:x="urn:other"/>', "<g>"),
    ('<g x:a="1" xmlns:x="urn:other"/>', "another program"),
    ('<?xml-stylesheet href="a.css"?>', "xml-stylesheet"),
    ("<g>", "well-formed"),
    ("<g>" * 101 + "</g>" * 101, "too complicated"),
]


@pytest.mark.parametrize("inner", ALLOWED)
def test_a_drawing_of_shapes_and_text_is_measured(inner):
    assert size_of(svg(inner)) == (400, 300)


@pytest.mark.parametrize(("inner", "words"), REFUSED)
def test_refuses_everything_that_is_not_a_drawing(inner, words):
    with pytest.raises(DrawingNotUsable, match=words):
        size_of(svg(inner))


def test_refuses_a_reference_by_xlink():
    drawing = svg('<path xlink:href="https://elsewhere.example/"/>', XLINK)

    with pytest.raises(DrawingNotUsable, match="elsewhere"):
        size_of(drawing)


def test_refuses_entities_before_they_grow():
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + svg("<text>&b;</text>")

    with pytest.raises(DrawingNotUsable, match="document type"):
        size_of(bomb)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="40" height="30px"', (40, 30)),
        ('width="100%" height="100%" viewBox="-5 0 40.4 30"', (40, 30)),
    ],
)
def test_size_comes_from_width_and_height_or_the_view_box(attributes, size):
    assert size_of(svg(attributes=attributes)) == size


@pytest.mark.parametrize("attributes", ["", 'viewBox="0 0 0 0"', 'viewBox="a"'])
def test_refuses_a_drawing_without_a_size(attributes):
    with pytest.raises(DrawingNotUsable, match="viewBox"):
        size_of(svg(attributes=attributes))


def test_refuses_another_outermost_element():
    with pytest.raises(DrawingNotUsable, match="outermost"):
        size_of(b'<g xmlns="http://www.w3.org/2000/svg"/>')


def test_refuses_a_drawing_of_endless_parts():
    with pytest.raises(DrawingNotUsable, match="too complicated"):
        size_of(svg("<path/>" * 20_001))
