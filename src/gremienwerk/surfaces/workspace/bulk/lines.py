"""How does a line of a list read before it is entered?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.queries.entering import Planned
from gremienwerk.foundation.wording import date_words


def line_of(planned: Planned, source: Sequence[str]) -> Mapping[str, Any]:
    """Return what a line says, what becomes of it, and why; `source` are the lines of the text."""
    entry, number = planned.entry, planned.entry.number
    return {
        "number": number,
        "name": entry.name,
        "email": entry.email,
        "affiliation": entry.affiliation,
        "consents": [str(purpose.label) for purpose in planned.agrees],
        "evidence": _proof(planned) if planned.agrees else "",
        "agreement": _agreement(planned),
        "what": _what(planned),
        "doubts": entry.doubts,
        "reasons": planned.reasons,
        "source": source[number - 1] if number <= len(source) else "",
    }


def _proof(planned: Planned) -> str:
    entry = planned.entry
    return ", ".join(
        filter(None, [entry.evidence, _day(_("signed on %(day)s"), entry.declared_on)])
    )


def _agreement(planned: Planned) -> str:
    """Return in words why a line brings no consent."""
    if planned.agreed_before and planned.entry.declines:
        return _("agreed before, a list takes nothing away; untick it under “Consents”")
    if planned.agreed_before:
        return _("nothing new")
    return _("does not agree") if planned.entry.declines else _("says nothing")


def _what(planned: Planned) -> list[str]:
    """Return in words what would be written."""
    if planned.reasons:
        return []
    if planned.membership is not None:
        return [
            _difference(field, value) for field, value in planned.differences if field != "agrees"
        ]
    entry = planned.entry
    found = [MembershipKind(planned.kind).label if planned.kind else ""]
    if planned.seat is not None:
        found.append(_("seat %(number)s") % {"number": planned.seat.number})
    if entry.role is not None:
        found.append(Role(entry.role).label)
    found += [_day(_("from %(day)s"), entry.starts_on), _day(_("until %(day)s"), entry.last_day)]
    found.append(_("record found") if planned.person else _("new record"))
    return [str(word) for word in found if word]


def _day(words: str, day: date | None) -> str:
    return words % {"day": date_words(day, get_language() or "de")} if day else ""


def _difference(field: str, value: str) -> str:
    if field == "kind":
        return _("as %(word)s") % {"word": MembershipKind(value).label}
    if field == "role":
        return _("role: %(word)s") % {"word": Role(value).label}
    if field == "starts_on":
        return _day(_("from %(day)s"), date.fromisoformat(value))
    if field == "last_day":
        return _day(_("until %(day)s"), date.fromisoformat(value))
    return _("e-mail address: %(word)s") % {"word": value}
