"""How does a rule of RFC 5545 read, said as people say it?"""

from datetime import date, timedelta

from django.utils.translation import get_language, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from gremienwerk.foundation.wording import month_name, weekday_name

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MONDAY = date(2001, 1, 1)  # some Monday
HALF_A_YEAR = 6

NUMBERS = {
    2: pgettext_lazy("number", "two"),
    3: pgettext_lazy("number", "three"),
    4: pgettext_lazy("number", "four"),
    5: pgettext_lazy("number", "five"),
    6: pgettext_lazy("number", "six"),
    7: pgettext_lazy("number", "seven"),
    8: pgettext_lazy("number", "eight"),
    9: pgettext_lazy("number", "nine"),
    10: pgettext_lazy("number", "ten"),
    11: pgettext_lazy("number", "eleven"),
    12: pgettext_lazy("number", "twelve"),
}
ORDINALS = {
    1: pgettext_lazy("weekday of the month", "first"),
    2: pgettext_lazy("weekday of the month", "second"),
    3: pgettext_lazy("weekday of the month", "third"),
    4: pgettext_lazy("weekday of the month", "fourth"),
    5: pgettext_lazy("weekday of the month", "fifth"),
    -1: pgettext_lazy("weekday of the month", "last"),
    -2: pgettext_lazy("weekday of the month", "last but one"),
}
HABITS = (
    gettext_lazy("on Mondays"),
    gettext_lazy("on Tuesdays"),
    gettext_lazy("on Wednesdays"),
    gettext_lazy("on Thursdays"),
    gettext_lazy("on Fridays"),
    gettext_lazy("on Saturdays"),
    gettext_lazy("on Sundays"),
)


def number_word(number: int) -> str:
    """Return a small number as a word of the active language, a larger one in digits."""
    return str(NUMBERS.get(number, number))


def rule_words(rule: str, first_on: date | None) -> str:
    """Return an RRULE value in the active language: every first Wednesday of the month.

    What the rule leaves to its first date is taken from `first_on`. A rule for which there
    are no words is called a fixed rule.
    """
    parts = dict(part.split("=", 1) for part in rule.upper().split(";") if "=" in part)
    words = {"MONTHLY": _monthly, "WEEKLY": _weekly, "YEARLY": _yearly, "DAILY": _daily}
    sentence = words.get(parts.get("FREQ", ""), _unsaid)(parts, first_on)
    return _in_months(sentence, parts) if sentence else _("by a fixed rule")


def _unsaid(_parts: dict[str, str], _first_on: date | None) -> str:
    return ""


def _interval(parts: dict[str, str]) -> int:
    return int(parts.get("INTERVAL", "1"))


def _monthly(parts: dict[str, str], first_on: date | None) -> str:
    if "BYDAY" in parts:
        return _monthly_by_weekday(_interval(parts), _numbered_days(parts))
    day = parts.get("BYMONTHDAY") or (str(first_on.day) if first_on else "")
    if not day.lstrip("-").isdecimal() or int(day) < -1:
        return ""
    known = {"day": int(day), "number": number_word(_interval(parts))}
    if _interval(parts) == 1:
        if int(day) == -1:
            return _("on the last day of every month")
        return _("on day %(day)s of every month") % known
    if int(day) == -1:
        return _("every %(number)s months on the last day") % known
    return _("every %(number)s months on day %(day)s") % known


def _numbered_days(parts: dict[str, str]) -> list[tuple[int, int]]:
    """Return (which one of the month, weekday) of each day; empty if one is not numbered."""
    found = []
    positions = [int(number) for number in parts.get("BYSETPOS", "").split(",") if number]
    names = parts["BYDAY"].split(",")
    if positions and len(names) != 1:
        return []
    for name in names:
        for number in positions or [int(name[:-2] or 0)]:
            if number not in ORDINALS or (positions and name[:-2]):
                return []
            found.append((number, WEEKDAYS.index(name[-2:])))
    return found


def _monthly_by_weekday(interval: int, days: list[tuple[int, int]]) -> str:
    if not days:
        return ""
    if len({weekday for _number, weekday in days}) == 1:
        numbers = joined([str(ORDINALS[number]) for number, _weekday in days])
        said = _named(numbers, days[0][1])
    else:
        said = joined([_named(str(ORDINALS[number]), weekday) for number, weekday in days])
    if interval == 1:
        return _("every %(days)s of the month") % {"days": said}
    known = {"number": number_word(interval), "days": said}
    return _("every %(number)s months on the %(days)s") % known


def _named(numbers: str, weekday: int) -> str:
    return f"{numbers} {_weekday(weekday)}"


def _weekly(parts: dict[str, str], first_on: date | None) -> str:
    names = parts.get("BYDAY", "")
    days = [WEEKDAYS.index(name) for name in names.split(",") if name in WEEKDAYS]
    if not days and first_on is not None:
        days = [first_on.weekday()]
    said = joined([_weekday(day) for day in days])
    if _interval(parts) == 1:
        return _("every %(days)s") % {"days": said}
    known = {"number": number_word(_interval(parts)), "days": said}
    return _("every %(number)s weeks on %(days)s") % known


def _yearly(parts: dict[str, str], _first_on: date | None) -> str:
    if _interval(parts) == 1:
        return _("once a year")
    return _("every %(number)s years") % {"number": number_word(_interval(parts))}


def _daily(parts: dict[str, str], _first_on: date | None) -> str:
    if _interval(parts) == 1:
        return _("every day")
    return _("every %(number)s days") % {"number": number_word(_interval(parts))}


def _in_months(sentence: str, parts: dict[str, str]) -> str:
    """Add the months that a rule keeps to; if they are most, those that it leaves out."""
    if parts.get("FREQ") == "YEARLY" or "BYMONTH" not in parts:
        return sentence
    kept = {int(month) for month in parts["BYMONTH"].split(",")}
    left_out = set(range(1, 13)) - kept
    if len(kept) > HALF_A_YEAR:
        return _("%(rhythm)s, except in %(months)s") % _known(sentence, left_out)
    return _("%(rhythm)s, only in %(months)s") % _known(sentence, kept)


def _known(sentence: str, months: set[int]) -> dict[str, str]:
    names = [month_name(date(2001, month, 1), get_language() or "de") for month in sorted(months)]
    return {"rhythm": sentence, "months": joined(names)}


def _weekday(number: int) -> str:
    return weekday_name(MONDAY + timedelta(days=number), get_language() or "de")


def joined(words: list[str]) -> str:
    """Return words as a list in a sentence: first, second and third."""
    if len(words) == 1:
        return words[0]
    *firsts, last = words
    return _("%(list)s and %(last)s") % {"list": ", ".join(firsts), "last": last}
