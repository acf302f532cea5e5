"""Through which bodies did a paper go, with which result, and to what does it belong?"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gremienwerk.design.parts import PaperEntry, Row, State, Text
from gremienwerk.domain.meetings.models import Consultation
from gremienwerk.domain.mirror.queries import guesses
from gremienwerk.domain.papers.models import Paper, PaperRelation
from gremienwerk.foundation import wording
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.portal.hosts import joined
from gremienwerk.surfaces.portal.reading import original, paper_entry
from gremienwerk.surfaces.portal.rows import meeting_url


def station_rows(
    stations: Sequence[Consultation], texts: Texts, *, language: str, today: date
) -> list[Row]:
    """Return one row per station; where the meeting is not known yet, it has no day."""
    guessed = guesses(stations=[station.pk for station in stations if station.agenda_item_id])
    rows = []
    for station in stations:
        row = _row(station, texts, language, today)
        if row.note and (station.agenda_item_id, station.paper_id) in guessed:
            state = State("", _("agenda item presumed by its title"))
            row = replace(row, states=[*row.states, state])
        rows.append(row)
    return rows


def _row(station: Consultation, texts: Texts, language: str, today: date) -> Row:
    names = [texts.of(link.organization, "name") for link in station.links.all()]
    meeting = station.meeting
    role: Text = station.get_role_display() if station.role else original(station.role_label)
    states = [State("", role)] if role and role[0] else []
    if station.is_lead:
        states.append(State("", _("lead body")))
    result = _result(station)
    return Row(
        title=joined([(name.text, name.language) for name in names]) if names else _("Meeting"),
        url=meeting_url(meeting.pk) if meeting else "",
        day=meeting.starts_on if meeting else None,
        date_state=_date_state(station, today),
        when=wording.day_words(meeting.starts_on, language) if meeting else _("Date not known yet"),
        note=result,
        states=states,
    )


def _result(station: Consultation) -> Text:
    """Return how the item ended, if it stands in the meeting that is shown."""
    item = station.agenda_item
    if item is None or not item.is_public or item.is_deleted:
        return ""
    if station.meeting_id is None or item.meeting_id != station.meeting_id:
        return ""
    return str(item.get_result_display()) if item.result else original(item.result_label)


def _date_state(station: Consultation, today: date) -> str:
    meeting = station.meeting
    if meeting is None:
        return "unconfirmed"
    if meeting.cancelled:
        return "cancelled"
    return "past" if meeting.starts_on < today else ""


def related_papers(paper: Paper) -> list[PaperEntry]:
    """Return the public papers that stand in a relation with this one; one query."""
    to = PaperRelation.objects.filter(paper=paper).values("other")
    back = PaperRelation.objects.filter(other=paper).values("paper")
    found = Paper.objects.public().filter(Q(pk__in=to) | Q(pk__in=back)).exclude(pk=paper.pk)
    return [paper_entry(other) for other in found.order_by("date", "pk")]
