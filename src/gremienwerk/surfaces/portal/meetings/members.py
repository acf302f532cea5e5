"""Who belonged to the bodies of a mirrored meeting on its day, as their source publishes it?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from gremienwerk.design.parts import Name, Text
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.models import Membership
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE


@dataclass(frozen=True)
class Then:
    """The members of one body on the day of a meeting."""

    body: Text
    names: Sequence[Name]


def members_then(meeting: Meeting) -> list[Then]:
    """Return the members on the day of `meeting`; of our own bodies nothing, see their pages.

    Rule: people of a mirrored council as their source publishes them (source: decision 11).
    One query for each body.
    """
    if meeting.body.is_own:
        return []
    found = []
    for link in meeting.links.all():
        held = queries.members_of(link.organization, meeting.starts_on)
        people = [one for one in held if one.person is not None and queries.may_name(one)]
        names = sorted((_name(one) for one in people), key=lambda one: str(one.name))
        if names:
            found.append(Then((link.organization.name, SOURCE_LANGUAGE), names))
    return found


def _name(member: Membership) -> Name:
    person = member.person
    assert person is not None  # noqa: S101 -- asked before
    role = member.role_label or (member.get_role_display() if member.role else "")
    note = (role, SOURCE_LANGUAGE) if role else ""
    return Name(person.name, note=note, url=reverse("portal:person", args=[person.pk]))
