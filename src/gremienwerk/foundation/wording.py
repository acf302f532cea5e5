"""How do people say a date, a time, a size?

German and English are worded here; any other language asks Babel. All functions are pure: the
language is a parameter, moments are local before they come here or are made so with ``zone``.
Parts that belong together are joined by a no-break space.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import cache

from babel.core import Locale, UnknownLocaleError
from babel.dates import format_date, format_time, get_day_names, get_month_names
from babel.numbers import format_decimal

NBSP, DASH = "\N{NO-BREAK SPACE}", "\N{EN DASH}"
GERMAN_SHORT_MONTHS = (
    "Jan",
    "Feb",
    "März",
    "Apr",
    "Mai",
    "Juni",
    "Juli",
    "Aug",
    "Sept",
    "Okt",
    "Nov",
    "Dez",
)
SIZES = ("kB", "MB", "GB", "TB")
NOON, HOURS_OF_HALF_DAY = 12, 12


@dataclass(frozen=True)
class Wording:
    """The patterns of one language that do not follow from its names alone."""

    date: str
    day_month: str
    weekday_and: str


GERMAN = Wording(
    date="{day}.{nbsp}{month} {year}",
    day_month="{day}.{nbsp}{month}",
    weekday_and="{weekday}, {date}",
)
ENGLISH = Wording(
    date="{day}{nbsp}{month} {year}",
    day_month="{day}{nbsp}{month}",
    weekday_and="{weekday}, {date}",
)
OWN = {"de": GERMAN, "en": ENGLISH}


@cache
def locale_of(language: str) -> Locale:
    """Return the locale of a code such as ``de`` or ``pt-br``; English when it is unknown."""
    try:
        return Locale.parse(language.replace("_", "-"), sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale("en")


def own_wording(language: str) -> Wording | None:
    """Return the patterns written here for a language, if there are any."""
    return OWN.get(language.partition("-")[0])


def weekday_name(day: date, language: str) -> str:
    """Return the weekday: Dienstag."""
    names = get_day_names("wide", locale=locale_of(language))
    return str(names[day.weekday()])


def weekday_short(day: date, language: str) -> str:
    """Return the weekday as it stands in a date block: Di."""
    names = get_day_names("abbreviated", "stand-alone", locale=locale_of(language))
    return str(names[day.weekday()]).rstrip(".")


def month_name(day: date, language: str) -> str:
    """Return the month: September."""
    names = get_month_names("wide", "stand-alone", locale=locale_of(language))
    return str(names[day.month])


def month_short(day: date, language: str) -> str:
    """Return the month as it stands in a date block: Sept."""
    if language.partition("-")[0] == "de":
        return GERMAN_SHORT_MONTHS[day.month - 1]
    names = get_month_names("abbreviated", "stand-alone", locale=locale_of(language))
    return str(names[day.month]).rstrip(".")


def month_words(day: date, language: str) -> str:
    """Return month and year: September 2026."""
    return f"{month_name(day, language)} {day.year}"


def date_words(day: date, language: str) -> str:
    """Return the date without its weekday: 15. September 2026."""
    wording = own_wording(language)
    if wording is None:
        return format_date(day, "long", locale=locale_of(language))
    return wording.date.format(
        day=day.day, nbsp=NBSP, month=month_name(day, language), year=day.year
    )


def day_month(day: date, language: str) -> str:
    """Return the date without its year: 15. September."""
    wording = own_wording(language)
    if wording is None:
        return format_date(day, "d MMMM", locale=locale_of(language))
    return wording.day_month.format(day=day.day, nbsp=NBSP, month=month_name(day, language))


def day_words(day: date, language: str) -> str:
    """Return the whole date: Dienstag, 15. September 2026."""
    wording = own_wording(language)
    if wording is None:
        return format_date(day, "full", locale=locale_of(language))
    return wording.weekday_and.format(
        weekday=weekday_name(day, language), date=date_words(day, language)
    )


def time_words(clock: time, language: str) -> str:
    """Return a time of day: 17.30 Uhr, 5:30 pm."""
    code = language.partition("-")[0]
    if code == "de":
        return f"{_german_clock(clock)}{NBSP}Uhr"
    if code == "en":
        figure, half = _english_clock(clock)
        return f"{figure}{NBSP}{half}" if half else figure
    return format_time(clock, "short", locale=locale_of(language))


def span_words(start: time, end: time, language: str) -> str:
    """Return two times of one day: 17 bis 19 Uhr, 5 to 7 pm."""
    code = language.partition("-")[0]
    if code == "de":
        last = "24" if end == time.min else _german_clock(end)
        return f"{_german_clock(start)} bis {last}{NBSP}Uhr"
    if code == "en":
        (first, first_half), (last, last_half) = _english_clock(start), _english_clock(end)
        if first_half in {"", last_half}:
            return f"{first} to {last}{NBSP}{last_half}".rstrip(NBSP)
        return f"{time_words(start, language)} to {time_words(end, language)}"
    return f"{time_words(start, language)}{DASH}{time_words(end, language)}"


def _german_clock(clock: time) -> str:
    return f"{clock.hour}.{clock.minute:02}" if clock.minute else str(clock.hour)


def _english_clock(clock: time) -> tuple[str, str]:
    """Return figure and half of the day; noon and midnight are words of their own."""
    if not clock.minute and clock.hour in {0, NOON}:
        return ("noon" if clock.hour else "midnight"), ""
    hour = clock.hour % HOURS_OF_HALF_DAY or HOURS_OF_HALF_DAY
    figure = f"{hour}:{clock.minute:02}" if clock.minute else str(hour)
    return figure, "am" if clock.hour < NOON else "pm"


def moment_words(moment: datetime, language: str, *, zone: tzinfo | None = None) -> str:
    """Return day and time: Dienstag, 15. September 2026, 17 Uhr."""
    local = moment.astimezone(zone) if zone else moment
    return f"{day_words(local.date(), language)}, {time_words(local.time(), language)}"


def period_words(first: date, last: date, language: str) -> str:
    """Return a period of whole days, both included: 15. bis 17. September 2026."""
    if first == last:
        return day_words(first, language)
    code = language.partition("-")[0]
    to = {"de": " bis ", "en": " to "}.get(code, f" {DASH} ")
    if code in OWN and first.year == last.year:
        same_month = first.month == last.month
        dot = "." if code == "de" else ""
        start = f"{first.day}{dot}" if same_month else day_month(first, language)
        return f"{start}{to}{date_words(last, language)}"
    return f"{date_words(first, language)}{to}{date_words(last, language)}"


@dataclass(frozen=True)
class When:
    """What is known of a time: a day at least, perhaps begin, end, last day."""

    starts_on: date
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    ends_on: date | None = None


def when_words(when: When, language: str, *, zone: tzinfo | None = None) -> str:
    """Return all that is known of a time as people say it; no time of day is invented."""
    localize: Callable[[datetime], datetime] = (
        (lambda moment: moment.astimezone(zone)) if zone else (lambda moment: moment)
    )
    if when.starts_at is None:
        return period_words(when.starts_on, when.ends_on or when.starts_on, language)
    start = localize(when.starts_at)
    if when.ends_at is None or when.ends_at <= when.starts_at:
        return moment_words(start, language)
    end = localize(when.ends_at)
    until_midnight = end.time() == time.min and (end.date() - start.date()).days == 1
    if end.date() == start.date() or until_midnight:
        return (
            f"{day_words(start.date(), language)}, {span_words(start.time(), end.time(), language)}"
        )
    to = {"de": "bis", "en": "to"}.get(language.partition("-")[0], DASH)
    return f"{moment_words(start, language)}, {to} {moment_words(end, language)}"


def file_size(size: int, language: str) -> str:
    """Return a size in bytes as people read it: 96 kB. One kB is 1000 bytes, the least shown."""
    figure, unit = max(size, 1) / 1000, SIZES[0]
    for larger in SIZES[1:]:
        if figure < 999.5:  # noqa: PLR2004  (what would be rounded up to 1000)
            break
        figure, unit = figure / 1000, larger
    whole = unit == SIZES[0] or figure >= 10  # noqa: PLR2004  (two figures are enough)
    rounded = max(round(figure), 1) if whole else round(figure, 1)
    return f"{format_decimal(rounded, locale=locale_of(language))}{NBSP}{unit}"


def number_words(number: int, language: str) -> str:
    """Return a whole number with the separators of the language: 2.115."""
    return format_decimal(number, locale=locale_of(language))
