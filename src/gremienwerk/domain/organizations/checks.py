"""Which rules do several commands of this noun share?"""

import re
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from gremienwerk.domain.organizations.models import Organization, OrganizationAlias
from gremienwerk.foundation.errors import Refusal

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


class PeriodEmpty(Refusal):
    """A period ends after it starts."""


class SlugNotUsable(Refusal):
    """A slug is the one address of one body, its aliases included."""


class GoneAlready(Refusal):
    """Nothing is done to a body that was deleted."""


def check_period(starts_on: date | None, ends_on: date | None) -> None:
    """Check that a period has a day. Raises `PeriodEmpty`."""
    if starts_on is not None and ends_on is not None and ends_on <= starts_on:
        raise PeriodEmpty(
            _("The end (%(end)s) has to come after the beginning (%(start)s).")
            % {"end": ends_on.isoformat(), "start": starts_on.isoformat()}
        )


def overlapping(starts_on: date | None, ends_on: date | None) -> Q:
    """Return the condition that a row's period has a day in common with this one."""
    begun = Q() if ends_on is None else Q(starts_on=None) | Q(starts_on__lt=ends_on)
    unended = Q() if starts_on is None else Q(ends_on=None) | Q(ends_on__gt=starts_on)
    return begun & unended


def check_slug(slug: str) -> None:
    """Check that `slug` can be an address and is not one yet. Raises `SlugNotUsable`."""
    if not SLUG.fullmatch(slug):
        raise SlugNotUsable(
            _("“%(slug)s” is no address: use small letters a to z, digits and single dashes.")
            % {"slug": slug}
        )
    taken = Organization.objects.filter(slug=slug).exists()
    if taken or OrganizationAlias.objects.filter(slug=slug).exists():
        raise SlugNotUsable(
            _("The address “%(slug)s” belongs to another body; choose another.") % {"slug": slug}
        )


def locked(organization: Organization) -> Organization:
    """Return the row of `organization` as it is now, kept from others until the commit.

    Raises `GoneAlready`.
    """
    row = Organization.objects.select_for_update(of=("self",)).get(pk=organization.pk)
    if row.is_deleted:
        raise GoneAlready(_("This body was deleted; nothing can be changed any more."))
    return row
