"""What do the smaller tables of a body file say?"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from gremienwerk.domain.bodies.commands.add_location import LocationDraft
from gremienwerk.domain.meetings.choices import ExceptionKind, HolidayPolicy, RhythmKind
from gremienwerk.domain.meetings.commands.decide_date import DateDecision
from gremienwerk.domain.meetings.commands.set_rhythm import RhythmDraft
from gremienwerk.domain.organizations.choices import (
    CountingMode,
    Mark,
    MembershipKind,
    OrganizationType,
    RelationKind,
    SeatHolder,
    Status,
)
from gremienwerk.domain.organizations.commands.add_commissioner import (
    CommissionerDraft,
    check_commissioner_draft,
)
from gremienwerk.domain.organizations.commands.add_rule import RuleDraft, check_rule
from gremienwerk.domain.organizations.commands.add_seats import SeatsDraft, check_seats
from gremienwerk.domain.organizations.commands.end_organization import Ending
from gremienwerk.domain.organizations.commands.suspend import Suspension
from gremienwerk.foundation.texts.write import Rendering
from gremienwerk.network_file.plan import Party, Relation, Rhythm
from gremienwerk.network_file.problems import one_of
from gremienwerk.network_file.table import Table, is_language

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_DAY = 24 * 60
MOST_MONTHS = 60
MOST_SEATS = 500
OFFICES = OrganizationType.DEPARTMENT.value


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether a body works, pauses or has ended."""

    active_since: date | None = None
    suspension: Suspension | None = None
    ending: Ending | None = None


def status(table: Table) -> Standing:
    """Return what the table [status] says; a body without one is active."""
    word = table.choice("status", Status, Status.ACTIVE.value)
    since = table.day("since")
    is_known = table.flag("since_is_known", default=since is not None)
    facts = Suspension(
        since=since if is_known else None,
        reason=table.text("reason", limit=2000),
        internal_reason=table.text("internal_reason", limit=2000),
        decided_by=table.text("decided_by"),
        review_on=table.day("review_on"),
        contact_label=table.text("contact_label"),
        contact_email=table.email("contact_email"),
        renderings=table.renderings(
            reason="reason", decided_by="decided_by", contact_label="contact_label"
        ),
    )
    table.close()
    if word == Status.SUSPENDED:
        return Standing(suspension=facts)
    if word == Status.ENDED:
        if since is None:
            table.note("since", _("Say since when the body exists no longer."))
            return Standing()
        return Standing(ending=Ending(since, facts.reason, facts.decided_by))
    return Standing(active_since=facts.since)


def venue(table: Table) -> LocationDraft | None:
    """Return the place of the table [venue]."""
    if not table:
        return None
    draft = LocationDraft(
        name=table.text("name", required=True),
        room=table.text("room", limit=200),
        street_address=table.text("street_address"),
        postal_code=table.text("postal_code", limit=20),
        locality=table.text("locality", limit=200),
        access=table.text("access", limit=2000),
        is_step_free=None
        if table.raw("step_free") is None
        else table.flag("step_free", default=False),
        renderings=table.renderings(name="name", room="room", access="access"),
    )
    table.close()
    return draft


def rhythm(table: Table) -> Rhythm | None:
    """Return the rhythm of the table [rhythm] with its exceptions."""
    if not table:
        return None
    draft = RhythmDraft(
        kind=RhythmKind(table.choice("kind", RhythmKind, RhythmKind.NONE.value)),
        rule=table.text("rule", limit=200),
        first_on=table.day("first_on"),
        interval_months=table.number("interval_months", 1, MOST_MONTHS),
        is_approximate=table.flag("approximate", default=False),
        words=table.text("words"),
        weekday=_weekday(table),
        time=table.clock("time"),
        duration_minutes=table.number("duration_minutes", 1, LONGEST_DAY),
        holidays=HolidayPolicy(table.choice("holidays", HolidayPolicy, HolidayPolicy.SHOW.value)),
    )
    renderings = table.renderings(words="words")
    decisions = [_decision(one) for one in table.tables("exceptions")]
    table.close()
    return Rhythm(draft, renderings, [one for one in decisions if one is not None])


def _weekday(table: Table) -> int | None:
    value = table.raw("weekday")
    if value is None or value == "":
        return None
    if isinstance(value, str) and value in WEEKDAYS:
        return WEEKDAYS.index(value)
    if type(value) is int and 0 <= value < len(WEEKDAYS):
        return value
    table.note("weekday", one_of(value, WEEKDAYS))
    return None


def _decision(table: Table) -> DateDecision | None:
    day = table.day("date")
    kind = table.choice("kind", ExceptionKind)
    moved_to, reason = table.day("moved_to"), table.text("reason")
    table.close()
    if day is None or not kind:
        table.note("", _("An exception needs date = 2026-12-31 and a kind."))
        return None
    return DateDecision(day, ExceptionKind(kind), moved_to, reason)


def party(table: Table, *, helps: bool = False) -> Party:
    """Return a convenor, supporter or guest: an organization's slug, or a new office."""
    names = tuple(Rendering(code, table.text(code)) for code in table.data if is_language(code))
    renderings = table.renderings(name="name")
    if names:
        renderings["name"] = [*renderings.get("name", []), *names]
    helping = table.renderings(contribution="contribution") if helps else {}
    found = Party(
        slug=table.slug("slug"),
        name=table.text("name"),
        organization_type=table.choice("organization_type", OrganizationType, OFFICES),
        renderings=renderings,
        contribution=table.text("contribution") if helps else "",
        contribution_renderings=tuple(helping.get("contribution", ())),
    )
    table.close()
    if bool(found.slug) == bool(found.name):
        table.note("slug", _("Give the slug of an organization, or the name of a new office."))
    return found


def seats(table: Table) -> SeatsDraft:
    """Return the seats of one table [[seats]]."""
    draft = SeatsDraft(
        count=table.number("count", 1, MOST_SEATS) or 1,
        kind=table.choice("kind", MembershipKind, MembershipKind.MEMBER.value),
        holder=table.choice("holder", SeatHolder, SeatHolder.PERSON.value),
    )
    table.close()
    if "count" not in table.data:
        table.note("count", _("Say how many seats there are: count = 15."))
    with table.problems.at(table.name):
        check_seats(draft)
    return draft


def relation(table: Table) -> Relation:
    """Return the connection of one table [[relations]]."""
    kind = table.choice("kind", RelationKind)
    if not kind:
        table.note("kind", _("Say how: one of %(all)s.") % {"all": ", ".join(RelationKind.values)})
    found = Relation(
        kind=RelationKind(kind or RelationKind.ADVISES),
        to=table.slug("to"),
        label=table.text("label"),
        renderings=tuple(table.renderings(label="label").get("label", ())),
    )
    table.close()
    if bool(found.to) == bool(found.label):
        table.note("to", _("Give the slug of the other body, or its name as label."))
    return found


def rule(table: Table) -> RuleDraft:
    """Return the rule of one table [[rules]]."""
    draft = RuleDraft(
        key=table.text("key", limit=50),
        value=table.text("value", limit=100),
        unit=table.text("unit", limit=30),
        counting=table.choice("counting", CountingMode),
        source=table.text("source"),
        mark=table.choice("mark", Mark, Mark.DEFAULT.value),
        starts_on=table.day("starts_on"),
        note=table.text("note", limit=2000),
    )
    table.close()
    with table.problems.at(table.name):
        check_rule(draft)
    return draft


def commissioner(table: Table) -> CommissionerDraft:
    """Return the entry of one table [[commissioners]]."""
    is_vacant = table.flag("vacant", default=False)
    draft = CommissionerDraft(
        district_key=table.text("district_key", limit=2),
        district_name=table.text("district_name", limit=100),
        title=table.text("title"),
        name=table.text("name", limit=200),
        email=table.email("email"),
        url=table.web("url"),
        checked_on=table.day("checked_on"),
        starts_on=table.day("starts_on"),
    )
    table.close()
    if is_vacant == bool(draft.name):
        table.note("name", _("Give the name, or vacant = true; one of the two."))
    with table.problems.at(table.name):
        check_commissioner_draft(draft)
    return draft
