"""Add a rule of one body: a number or word with its source, from a day on."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.organizations.checks import locked
from gremienwerk.domain.organizations.choices import CountingMode, Mark
from gremienwerk.domain.organizations.models import Organization, Rule
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import require
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.events.bus import Event, publish
from gremienwerk.foundation.events.revisions import record_added, record_changes

KEY = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class RuleAdded(Event):
    """A rule holds for a body from a day on."""

    kind = "organizations.rule_added"
    organization_id: int
    rule_id: int


class RuleNotUsable(Refusal):
    """A rule has a key, a value, a source, and a day that no later rule overtakes."""


@dataclass(frozen=True, slots=True)
class RuleDraft:
    """A rule; fields as in the model `Rule`. `starts_on` empty: it always was so."""

    key: str
    value: str
    source: str
    mark: str = Mark.DEFAULT.value
    unit: str = ""
    counting: str = ""
    starts_on: date | None = None
    note: str = ""


@transaction.atomic
def add_rule(organization: Organization, draft: RuleDraft, *, by: User, now: datetime) -> Rule:
    """Let the rule of `draft` hold; the one before it ends on that day and is kept.

    Rule: a rule applies as valid on the day of the meeting; changing one never rewrites
    past meetings (source: law-and-practice.md section 1).
    Raises `NotAllowed`, `RuleNotUsable`.
    """
    row = locked(organization)
    require(by, Can.ADD_RULE, row)
    check_rule(draft)
    changes: tuple[str, ...] = ()
    before = Rule.objects.filter(organization=row, key=draft.key, ends_on=None).first()
    if before is not None:
        begun = before.starts_on
        if draft.starts_on is None or (begun is not None and draft.starts_on <= begun):
            raise RuleNotUsable(
                _("“%(key)s” has a rule already; say from which later day the new one holds.")
                % {"key": draft.key}
            )
        before.ends_on = draft.starts_on
        changes = record_changes(before, ["ends_on"], by=by, now=now)
        before.save(update_fields=["ends_on"])
    fields = {name: getattr(draft, name) for name in RuleDraft.__slots__}
    rule = Rule.objects.create(organization=row, **fields)
    changes += record_added(rule, by=by, now=now)
    event = RuleAdded(organization_id=row.pk, rule_id=rule.pk, changes=changes)
    publish(event, by=by, at=now)
    return rule


def check_rule(draft: RuleDraft) -> None:
    """Check what needs no database. Raises `RuleNotUsable`."""
    if not KEY.fullmatch(draft.key):
        raise RuleNotUsable(
            _("“%(key)s” is no key of a rule: use small letters and underscores.")
            % {"key": draft.key}
        )
    if not draft.value.strip() or not draft.source.strip():
        raise RuleNotUsable(
            _("Give “%(key)s” a value and its source: law and section, or who decided.")
            % {"key": draft.key}
        )
    if (draft.unit == "days" or draft.counting) and not draft.value.isdecimal():
        raise RuleNotUsable(
            _("“%(key)s” counts days: its value is a whole number.") % {"key": draft.key}
        )
    if draft.counting and draft.counting not in CountingMode.values:
        raise RuleNotUsable(
            _("Days are counted as one of: %(all)s.") % {"all": ", ".join(CountingMode.values)}
        )
    if draft.mark not in Mark.values:
        raise RuleNotUsable(_("The mark is one of: %(all)s.") % {"all": ", ".join(Mark.values)})
