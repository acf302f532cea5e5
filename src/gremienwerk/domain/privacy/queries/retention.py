"""How long is what kept today, and what was removed last?"""

from dataclasses import dataclass
from datetime import date, timedelta

from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.choices import DEFAULT_DAYS, RetentionKind
from gremienwerk.domain.privacy.models import LegalHold, RetentionReport, RetentionRule


@dataclass(frozen=True)
class Period:
    """How long a kind of data is kept, and why; `is_default`: nobody decided otherwise."""

    kind: RetentionKind
    days: int
    source: str
    is_default: bool

    @property
    def label(self) -> str:
        """The kind in words."""
        return str(self.kind.label)

    def before(self, today: date) -> date:
        """Return the day before which data of this kind are due."""
        return today - timedelta(days=self.days)


def periods(on: date) -> list[Period]:
    """Return the period of every kind on day `on`. One query."""
    rules = {rule.kind: rule for rule in RetentionRule.objects.on(on)}
    found = []
    for kind, (days, source) in DEFAULT_DAYS.items():
        rule = rules.get(kind)
        if rule is None:
            found.append(Period(kind, days, source, is_default=True))
        else:
            found.append(Period(kind, rule.days, rule.source, is_default=False))
    return found


def period_of(kind: RetentionKind, on: date) -> Period:
    """Return the period of one kind on day `on`. One query."""
    return next(period for period in periods(on) if period.kind == kind)


def last_reports() -> dict[str, RetentionReport]:
    """Return the newest report of every kind."""
    newest: dict[str, RetentionReport] = {}
    for report in RetentionReport.objects.order_by("-ran_at", "-pk")[: 10 * len(DEFAULT_DAYS)]:
        newest.setdefault(report.kind, report)
    return newest


def held_people() -> set[int]:
    """Return the keys of the people whose data have to stay."""
    rows = LegalHold.objects.in_force().exclude(person=None).values_list("person", flat=True)
    return {key for key in rows if key is not None}


def held_kinds() -> set[RetentionKind]:
    """Return the kinds of which everything has to stay."""
    rows = LegalHold.objects.in_force().exclude(kind="").values_list("kind", flat=True)
    return {RetentionKind(kind) for kind in rows}


def hold_on(person: Person) -> LegalHold | None:
    """Return the hold under which the data of `person` stand, if any."""
    return LegalHold.objects.in_force().filter(person=person).first()
