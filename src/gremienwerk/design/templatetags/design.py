"""Which words do templates have for dates, states, texts and lists? README.md lists them."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, get_language_info
from django.utils.translation import gettext as _

from gremienwerk.design import parts, richtext, words
from gremienwerk.foundation import wording

register = template.Library()


def page_language() -> str:
    """Return the language of the page that is being drawn."""
    return get_language() or "de"


def split(value: object) -> tuple[str, str]:
    """Return text and language of a text or pair; the language is empty when it is the page's."""
    if isinstance(value, (tuple, list)) and len(value) == len(("text", "language")):
        text, language = value
        return str(text), "" if language in {None, "", page_language()} else str(language)
    return ("" if value is None else str(value)), ""


# --- Texts in several languages -------------------------------------------------------------


@register.simple_tag
def lang_of(value: object) -> SafeString:
    """Write the lang attribute of an element that holds this text, if it needs one."""
    _text, language = split(value)
    if not language:
        return mark_safe("")
    attributes = format_html(' lang="{}"', language)
    here, there = (get_language_info(code)["bidi"] for code in (page_language(), language))
    return attributes if here == there else attributes + _direction(is_rtl=there)


def _direction(*, is_rtl: bool) -> SafeString:
    return format_html(' dir="{}"', "rtl" if is_rtl else "ltr")


@register.simple_tag
def lang_text(value: object) -> SafeString:
    """Write a text, marked with its language when that is not the page's."""
    text, language = split(value)
    if not language:
        return richtext.breakable(text)
    return format_html("<span{}>{}</span>", lang_of(value), richtext.breakable(text))


@register.simple_tag
def rich(value: object, highest: int = richtext.HIGHEST_HEADING) -> SafeString:
    """Write Markdown as safe HTML, marked with its language when that is not the page's."""
    html = richtext.safe_html(split(value)[0], highest=highest)
    return format_html('<div class="prose"{}>{}</div>', lang_of(value), html)


@register.filter(name="rich")
def rich_filter(value: object) -> SafeString:
    """Turn Markdown into safe HTML without an element around it."""
    return richtext.safe_html(split(value)[0])


@register.filter
def plain(value: object) -> str:
    """Return the text of a text or pair."""
    return split(value)[0]


@register.filter
def in_language(value: object, language: str) -> tuple[str, str]:
    """Mark a text as being in a language, for components: source.label|in_language:"de"."""
    return split(value)[0], language


@register.filter
def breakable(value: object) -> SafeString:
    """Let very long words break."""
    return richtext.breakable(split(value)[0])


@register.filter
def mail_words(address: str) -> SafeString:
    """Let an e-mail address break where it has parts."""
    return richtext.mail_words(address)


@register.filter
def lines(value: parts.Text | Sequence[parts.Text] | None) -> Sequence[parts.Text]:
    """Return a text, a pair or a list of them as lines."""
    return parts.lines_of(value) if value else ()


# --- Dates, times, figures ------------------------------------------------------------------


def local_day(value: date | datetime) -> date:
    """Return the day of a date, or of a moment where the office is."""
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value


@register.filter
def day_words(value: date | None) -> str:
    """Say a whole date: Dienstag, 15. September 2026."""
    return wording.day_words(local_day(value), page_language()) if value else ""


@register.filter
def date_words(value: date | None) -> str:
    """Say a date without its weekday: 15. September 2026."""
    return wording.date_words(local_day(value), page_language()) if value else ""


@register.filter
def day_month(value: date | None) -> str:
    """Say a date without its year: 15. September."""
    return wording.day_month(local_day(value), page_language()) if value else ""


@register.filter
def month_words(value: date | None) -> str:
    """Say month and year: September 2026."""
    return wording.month_words(local_day(value), page_language()) if value else ""


@register.filter
def month_name(value: date | None) -> str:
    """Say the month: September."""
    return wording.month_name(local_day(value), page_language()) if value else ""


@register.filter
def after_day(value: date) -> str:
    """Say what follows the number of a day: ". September"."""
    return wording.day_month(value, page_language()).removeprefix(str(value.day))


@register.filter
def weekday_name(value: date | None) -> str:
    """Say the weekday: Dienstag."""
    return wording.weekday_name(local_day(value), page_language()) if value else ""


@register.filter
def weekday_short(value: date | None) -> str:
    """Say the weekday in short: Di."""
    return wording.weekday_short(local_day(value), page_language()) if value else ""


@register.filter
def time_words(value: datetime | None) -> str:
    """Say a time of day where the office is: 17.30 Uhr."""
    return wording.time_words(timezone.localtime(value).time(), page_language()) if value else ""


@register.filter
def moment_words(value: datetime | None) -> str:
    """Say day and time: Dienstag, 15. September 2026, 17 Uhr."""
    return wording.moment_words(timezone.localtime(value), page_language()) if value else ""


@register.simple_tag
def when(
    starts_on: date,
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    ends_on: date | None = None,
) -> str:
    """Say all that is known of a time: Dienstag, 15. September 2026, 17 bis 19 Uhr."""
    known = wording.When(starts_on, starts_at, ends_at, ends_on)
    return wording.when_words(known, page_language(), zone=timezone.get_current_timezone())


@register.filter
def file_size(value: int | None) -> str:
    """Say a size in bytes: 96 kB."""
    return wording.file_size(value, page_language()) if value else ""


@register.filter
def number(value: int | None) -> str:
    """Say a whole number: 2.115."""
    return "" if value is None else wording.number_words(value, page_language())


@register.simple_tag(takes_context=True)
def date_block(
    context: template.Context,
    day: date | None,
    state: str = "",
    *,
    large: bool = False,
    today: date | None = None,
) -> SafeString:
    """Draw the date block: bar, day, month, weekday, and the year when it is not this one's."""
    size = mark_safe(" date--large") if large else ""
    mark = format_html(' data-state="{}"', state) if state else ""
    if day is None or state == "suspended":
        return format_html('<span class="date{}"{} aria-hidden="true"><b></b></span>', size, mark)
    day, language = local_day(day), page_language()
    reference = today or context.get("today") or context.get("now")
    this_year = local_day(reference).year if reference else None
    weekday = wording.weekday_short(day, language)
    return format_html(
        '<time class="date{}" datetime="{}"{} aria-hidden="true">'
        "<b>{}</b><i>{}</i><span>{}</span></time>",
        size,
        day.isoformat(),
        mark,
        day.day,
        wording.month_short(day, language),
        weekday if day.year == this_year else f"{weekday} {day.year}",
    )


@register.simple_tag
def count_block(figure: int, unit: str, state: str = "") -> SafeString:
    """Draw the block that counts: 34 days."""
    mark = format_html(' data-state="{}"', state) if state else ""
    return format_html(
        '<span class="date date--count"{} aria-hidden="true"><b>{}</b><i>{}</i></span>',
        mark,
        figure,
        unit,
    )


@register.simple_tag
def state(kind: str, word: object = "") -> SafeString:
    """Draw a state: a shape and a word."""
    said = word or words.state_word(kind)
    if not kind:
        return format_html("<span>{}</span>", lang_text(said))
    return format_html('<span class="state" data-state="{}">{}</span>', kind, lang_text(said))


# --- Addresses and pages --------------------------------------------------------------------


@register.simple_tag(takes_context=True)
def query_url(context: template.Context, **changes: object) -> str:
    """Return the address of this page with changed parameters; None takes one away."""
    return words.changed_query(context["request"].GET, changes)


@register.inclusion_tag("design/components/pager.html", takes_context=True)
def pager(
    context: template.Context, page: Page[Any], years: Sequence[int] = (), year: int | None = None
) -> Mapping[str, object]:
    """Draw the paging of a list: where one is, the pages around, the years."""
    query = context["request"].GET
    pages = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    gap = page.paginator.ELLIPSIS
    return {
        "page": page,
        "pages": [
            None
            if str(entry) == str(gap)
            else parts.Link(
                wording.number_words(int(entry), page_language()),
                words.changed_query(query, {"page": None if entry == 1 else entry}),
                is_current=entry == page.number,
            )
            for entry in pages
        ],
        "previous": _turn(query, page, -1),
        "next": _turn(query, page, 1),
        "years": [
            parts.Link(
                str(entry),
                words.changed_query(query, {"year": entry, "page": None}),
                is_current=entry == year,
            )
            for entry in years
        ],
        "all_years": words.changed_query(query, {"year": None, "page": None}) if year else "",
    }


def _turn(query: Mapping[str, Any], page: Page[Any], by: int) -> parts.Link | None:
    """Return the link to the page before or after."""
    target = page.number + by
    if not 1 <= target <= page.paginator.num_pages:
        return None
    label = _("Previous page") if by < 0 else _("Next page")
    return parts.Link(label, words.changed_query(query, {"page": None if target == 1 else target}))
