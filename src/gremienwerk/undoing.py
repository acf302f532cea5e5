"""What can be taken back with one click, and who may? All of it on this page.

A line reads `undoable(Organization, FIELDS, Can.EDIT_TEXTS, check)`. Everything else is
changed by hand: where a rule connects several rows, the old value alone may break it.
"""

from gremienwerk.domain.organizations.commands.edit_texts import FIELDS, RENDERED, check_text
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can as CanOrganizations
from gremienwerk.domain.people.commands.edit_person import FIELDS as PERSON_FIELDS
from gremienwerk.domain.people.commands.edit_person import check_value
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.people.policy import Can as CanPeople
from gremienwerk.foundation.undo import undoable

undoable(
    Organization,
    {*FIELDS, *RENDERED},
    CanOrganizations.EDIT_TEXTS,
    lambda _row, field, text: check_text(field, text, RENDERED),
)
undoable(
    Organization,
    ("contact_email", "website", "founded_year", "position"),
    CanOrganizations.EDIT_DETAILS,
)
undoable(Person, PERSON_FIELDS, CanPeople.EDIT, check_value)
