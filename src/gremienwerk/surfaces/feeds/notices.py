"""How does a meeting read in a feed: its title, what to know of it, and where it is?"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import holiday_name
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.meetings.queries.feeds import fronts_of
from gremienwerk.domain.organizations.choices import Stewardship
from gremienwerk.domain.organizations.models import Convenor, Organization
from gremienwerk.domain.organizations.queries.standing import convenor_rows
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.wording import When, date_words, when_words
from gremienwerk.surfaces.feeds.addresses import page

CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")

SHORT_WORD = 3  # "und", "für": such words name nothing


@dataclass(frozen=True, slots=True)
class Notice:
    """A meeting in words; `lines` are the sentences of its description."""

    meeting: Meeting
    title: str
    when: str
    place: str
    url: str
    lines: Sequence[str]


def plain(text: str) -> str:
    """Return a text without the characters that neither iCalendar nor XML can carry."""
    return CONTROLS.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def one_line(text: str) -> str:
    """Return a text as a title: plain, without breaks."""
    return re.sub("[ \n]+", " ", plain(text))


def _tells_all(title: str, names: str) -> bool:
    """Test whether a title names the bodies already, in whichever case: "des Ausschusses"."""
    words = [word for word in re.findall(r"\w+", names.casefold()) if len(word) > SHORT_WORD]
    told = re.findall(r"\w+", title.casefold())
    return bool(words) and all(any(w.startswith(word) for w in told) for word in words)


class NoticeBook:
    """All that feeds say about some meetings; three queries however many there are."""

    def __init__(
        self,
        meetings: Sequence[Meeting],
        *,
        language: str,
        today: date,
        also: Sequence[Model] = (),
    ) -> None:
        """Load names, convenors and translations; meetings come from `with_organizations()`.

        `also`: further rows whose `texts` the feed shows.
        """
        self.language, self.today = language, today
        links = [link for meeting in meetings for link in meeting.links.all()]
        known = {link.organization_id: link.organization for link in links}
        fronts = list(fronts_of(known.values()))
        self._front = {front.mirrors_id: front for front in fronts}
        bodies = [*known.values(), *fronts]
        self._convenors: dict[int, list[Convenor]] = defaultdict(list)
        for convenor in convenor_rows(bodies):
            if convenor.holds_on(today):
                self._convenors[convenor.organization_id].append(convenor)
        parties = [one.party for found in self._convenors.values() for one in found]
        places = [meeting.location for meeting in meetings if meeting.location]
        self.texts = Texts([*bodies, *parties, *places, *meetings, *also], language)

    def notices(self, meetings: Iterable[Meeting]) -> list[Notice]:
        """Return each meeting in words, in the order given."""
        return [self.notice(meeting) for meeting in meetings]

    def notice(self, meeting: Meeting) -> Notice:
        """Return one meeting in words."""
        bodies = [self.front(link.organization) for link in meeting.links.all()]
        url = page("meeting", meeting.pk, language=self.language)
        return Notice(
            meeting=meeting,
            title=self._title(meeting, bodies),
            when=self._when(meeting),
            place=self._place(meeting),
            url=url,
            lines=[plain(line) for line in self._lines(meeting, bodies, url) if line],
        )

    def front(self, organization: Organization) -> Organization:
        """Return the body of the network that shows what a source's body does, else itself."""
        return self._front.get(organization.pk, organization)

    def name(self, organization: Organization, field: str = "name") -> str:
        """Return a body's name, or its short name where it has one, in the feed's language."""
        return str(self.texts.of(organization, field) or self.texts.of(organization, "name"))

    def _title(self, meeting: Meeting, bodies: Sequence[Organization]) -> str:
        names = " / ".join(self.name(body, "short_name") for body in bodies)
        own = str(self.texts.of(meeting, "name"))
        if own and _tells_all(own, names):
            title = own
        else:
            title = f"{names}: {own}" if own and own not in names else names
        if meeting.cancelled:
            title = _("Cancelled: %(title)s") % {"title": title}
        elif self._is_open(meeting):
            title = _("%(title)s (unconfirmed)") % {"title": title}
        return one_line(without_access_data(title))

    def _is_open(self, meeting: Meeting) -> bool:
        return not meeting.is_confirmed and meeting.starts_on >= self.today

    def _when(self, meeting: Meeting) -> str:
        known = When(meeting.starts_on, meeting.starts_at, meeting.ends_at)
        return when_words(known, self.language, zone=timezone.get_current_timezone())

    def _place(self, meeting: Meeting) -> str:
        location = meeting.location
        if location is None or not location.is_public or location.is_deleted:
            return plain(without_access_data(meeting.room))
        town = f"{location.postal_code} {location.locality}".strip()
        name = str(self.texts.of(location, "name"))
        parts = [name, meeting.room or location.room, location.street_address, town]
        return plain(without_access_data(", ".join(part for part in parts if part)))

    def _lines(self, meeting: Meeting, bodies: Sequence[Organization], url: str) -> Iterable[str]:
        if meeting.cancelled:
            yield _("Reason: %(reason)s") % {"reason": self.texts.of(meeting, "cancel_reason")}
        if meeting.moved_from and meeting.moved_from != meeting.starts_on:
            day = date_words(meeting.moved_from, self.language)
            yield _("Moved from %(day)s.") % {"day": day}
        if meeting.focus_topic:
            topic = without_access_data(str(self.texts.of(meeting, "focus_topic")))
            yield _("Topic: %(topic)s") % {"topic": topic}
        if not meeting.cancelled and meeting.starts_on >= self.today:
            yield from self._of_a_date_to_come(meeting)
        if self._is_external(meeting, bodies):
            yield from self._of_others(meeting, bodies)
        yield _("Details: %(url)s") % {"url": url}

    def _of_a_date_to_come(self, meeting: Meeting) -> Iterable[str]:
        holiday = holiday_name(meeting.starts_on, self.language)
        if holiday:
            yield _("Public holiday: %(name)s") % {"name": holiday}
        if not meeting.is_confirmed:
            yield _("Unconfirmed: nobody has said yet that the meeting takes place.")
        elif meeting.confirmed_on and meeting.rule_date:
            day = date_words(meeting.confirmed_on, self.language)
            yield _("Last confirmed on %(day)s.") % {"day": day}
        yield without_access_data(str(self.texts.of(meeting, "attendance_note")))

    def _is_external(self, meeting: Meeting, bodies: Sequence[Organization]) -> bool:
        lead = bodies[0] if bodies else None
        is_others = lead is not None and lead.stewardship == Stewardship.EXTERNAL_MIRRORED
        return not meeting.body.is_own or is_others

    def _of_others(self, meeting: Meeting, bodies: Sequence[Organization]) -> Iterable[str]:
        """Say who is to be asked: we only pass on what others plan (N8.3, N8.6)."""
        yield _("Without guarantee; please ask the organiser.")
        names = [self.name(one.party) for body in bodies for one in self._convenors[body.pk]]
        organiser = ", ".join(names) or ("" if meeting.body.is_own else meeting.body.name)
        if organiser:
            yield _("Organiser: %(name)s") % {"name": organiser}
        yield from dict.fromkeys(body.website for body in bodies if body.website)
