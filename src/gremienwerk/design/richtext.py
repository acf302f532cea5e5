"""How does written text become safe HTML?"""

import re
from functools import cache, lru_cache

import nh3
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

SOFT_HYPHEN = "\N{SOFT HYPHEN}"
HIGHEST_HEADING, LOWEST_HEADING = 3, 6
TAGS = {
    "a", "b", "blockquote", "br", "code", "em", "h2", "h3", "h4", "h5", "h6", "hr", "i", "li",
    "ol", "p", "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# Words of this length get places where they may break: between the parts of a compound.
LONG_WORD = 18
PARAGRAPH = re.compile(r"(§§?) +(?=\d)")
SEAMS = re.compile(
    r"(?i)(?<=[a-zäöüß]{4})(?=(?:bündnis|ausschuss|versammlung|verordneten|beirat|beauftragt|integration|"
    r"verwaltung|angelegenheit|partizipation|sitzung|koordin|flüchtling|unterk[uü]nft|netzwerk|gesellschaft|"
    r"gemeinschaft|entwicklung|vereinbarung|verordnung|haushalt|planung|straße|förderung|arbeit))"
)


@lru_cache(maxsize=256)
def safe_html(text: str, *, highest: int = HIGHEST_HEADING) -> SafeString:
    """Turn Markdown into HTML without anything that could run, style or frame.

    Headings begin at the level `highest`: the third within a section of a page. What the
    pages show most is kept: the same text always gives the same HTML.
    """
    tokens = _markdown().parse(bound(text))
    for token in tokens:
        _lower_heading(token, highest)
    html = _markdown().renderer.render(tokens, _markdown().options, {})
    clean = nh3.clean(
        html, tags=TAGS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel="noopener noreferrer"
    )
    return mark_safe(clean)  # noqa: S308  (nh3 has cleaned it)


@cache
def _markdown() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable("table")


def _lower_heading(token: Token, highest: int) -> None:
    """Move a heading below the headings of the page."""
    if token.type in {"heading_open", "heading_close"}:
        level = int(token.tag[1]) + highest - 1
        token.tag = f"h{min(level, LOWEST_HEADING)}"


@lru_cache(maxsize=2048)
def breakable(text: str) -> SafeString:
    """Escape a text and let its very long words break, so that a narrow screen holds a heading."""
    words = text.split(" ")
    if max(map(len, words)) < LONG_WORD:
        return mark_safe(bound(escape(text)))  # noqa: S308  (escaped as a whole)
    words = [_with_breaks(word) for word in words]
    return mark_safe(bound(" ".join(words)))  # noqa: S308  (every word is escaped)


def _with_breaks(word: str) -> str:
    if len(word) < LONG_WORD:
        return escape(word)
    return mail_words(word) if "@" in word else escape(SEAMS.sub(SOFT_HYPHEN, word))


def bound(text: str) -> str:
    """Keep the sign of a section and its number on one line."""
    return PARAGRAPH.sub("\\1\N{NO-BREAK SPACE}", text) if "§" in text else text


def mail_words(address: str) -> SafeString:
    """Escape an e-mail address and let it break where it has parts, never inside a word."""
    return mark_safe(escape(address).replace("@", "@<wbr>").replace(".", "<wbr>."))  # noqa: S308
