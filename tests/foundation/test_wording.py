"""Are dates, times and sizes said as people say them?"""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from gremienwerk.foundation import wording
from gremienwerk.foundation.wording import When, when_words

DAY = date(2026, 9, 15)
BERLIN = ZoneInfo("Europe/Berlin")


def said(text):
    """The text with its no-break spaces shown."""
    return text.replace("\N{NO-BREAK SPACE}", "~")


def at(hour, minute=0, day=15):
    return datetime(2026, 9, day, hour, minute, tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("when", "german", "english"),
    [
        (When(DAY), "Dienstag, 15.~September 2026", "Tuesday, 15~September 2026"),
        (
            When(DAY, at(17), at(19)),
            "Dienstag, 15.~September 2026, 17 bis 19~Uhr",
            "Tuesday, 15~September 2026, 5 to 7~pm",
        ),
        (
            When(DAY, at(17, 30)),
            "Dienstag, 15.~September 2026, 17.30~Uhr",
            "Tuesday, 15~September 2026, 5:30~pm",
        ),
        (
            When(DAY, at(9, 5), at(13)),
            "Dienstag, 15.~September 2026, 9.05 bis 13~Uhr",
            "Tuesday, 15~September 2026, 9:05~am to 1~pm",
        ),
        (
            When(DAY, at(12), at(14)),
            "Dienstag, 15.~September 2026, 12 bis 14~Uhr",
            "Tuesday, 15~September 2026, noon to 2~pm",
        ),
        (
            When(DAY, at(22), at(0, day=16)),
            "Dienstag, 15.~September 2026, 22 bis 24~Uhr",
            "Tuesday, 15~September 2026, 10~pm to midnight",
        ),
        (
            When(DAY, at(22), at(1, day=16)),
            "Dienstag, 15.~September 2026, 22~Uhr, bis Mittwoch, 16.~September 2026, 1~Uhr",
            "Tuesday, 15~September 2026, 10~pm, to Wednesday, 16~September 2026, 1~am",
        ),
        (
            When(DAY, ends_on=date(2026, 9, 17)),
            "15. bis 17.~September 2026",
            "15 to 17~September 2026",
        ),
        (
            When(DAY, ends_on=date(2026, 10, 2)),
            "15.~September bis 2.~Oktober 2026",
            "15~September to 2~October 2026",
        ),
        (
            When(DAY, ends_on=date(2027, 1, 1)),
            "15.~September 2026 bis 1.~Januar 2027",
            "15~September 2026 to 1~January 2027",
        ),
    ],
)
def test_says_all_that_is_known_of_a_time_and_no_more(when, german, english):
    assert said(when_words(when, "de", zone=BERLIN)) == german
    assert said(when_words(when, "en", zone=BERLIN)) == english


def test_an_end_that_is_not_after_the_begin_is_not_said():
    assert (
        said(when_words(When(DAY, at(17), at(17)), "de")) == "Dienstag, 15.~September 2026, 17~Uhr"
    )


def test_moments_are_said_where_the_office_is():
    winter = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)

    assert (
        said(wording.moment_words(winter, "de", zone=BERLIN)) == "Freitag, 1.~Januar 2027, 0.30~Uhr"
    )


def test_a_date_block_has_short_names():
    assert [wording.month_short(date(2026, month, 1), "de") for month in (3, 5, 9, 12)] == [
        "März", "Mai", "Sept", "Dez",
    ]  # fmt: skip
    assert [wording.weekday_short(DAY, code) for code in ("de", "en")] == ["Di", "Tue"]


@pytest.mark.parametrize("language", ["ar", "tr", "uk", "ku", "pt-br", "xx"])
def test_says_something_in_every_language(language):
    spoken = when_words(When(DAY, at(17), at(19)), language)

    assert "15" in spoken
    assert "2026" in spoken
    assert wording.period_words(DAY, date(2026, 9, 17), language)
    assert wording.day_month(DAY, language)


@pytest.mark.parametrize(
    ("size", "german"),
    [
        (0, "1~kB"), (999, "1~kB"), (96_000, "96~kB"), (999_400, "999~kB"), (999_600, "1~MB"),
        (6_240_000, "6,2~MB"), (14_200_000, "14~MB"), (2_500_000_000, "2,5~GB"),
    ],
)  # fmt: skip
def test_says_sizes_with_two_figures(size, german):
    assert said(wording.file_size(size, "de")) == german


def test_numbers_have_the_separators_of_the_language():
    assert [wording.number_words(2115, code) for code in ("de", "en")] == ["2.115", "2,115"]


@pytest.mark.parametrize(
    ("clock", "english"),
    [(time(0), "midnight"), (time(0, 5), "12:05~am"), (time(12, 30), "12:30~pm")],
)
def test_english_has_two_halves_of_the_day(clock, english):
    assert said(wording.time_words(clock, "en")) == english
