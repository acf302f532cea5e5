"""How does a calendar feed name our time zone? A fixed VTIMEZONE for Europe/Berlin.

Calendar programs must not guess what "18:00 Europe/Berlin" means, so the feed carries the
rules (RFC 5545, section 3.6.5). Generators that expand the transitions of a time zone
database emit kilobytes of RDATE lists that end some day; two yearly rules say the same.

The rules are those of the European Union since 1996: summer time from the last Sunday in
March, 02:00 standard time, to the last Sunday in October, 03:00 summer time. Before 1996
summer time ended in September; feeds that reach back that far need more blocks. The day
the Union abolishes the change, this file and its test are the place to say so.
"""

from typing import Final

BERLIN: Final = "".join(
    line + "\r\n"
    for line in (
        "BEGIN:VTIMEZONE",
        "TZID:Europe/Berlin",
        "BEGIN:DAYLIGHT",
        "TZNAME:CEST",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "TZNAME:CET",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
    )
)
