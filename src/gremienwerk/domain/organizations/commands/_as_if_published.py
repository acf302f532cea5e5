"""How would the public see a body that is not public yet? Exactly as its pages will be drawn.

Within the block the body is public, for this one connection; at its end all is taken back, so
that nobody else ever sees it.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import transaction

from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.records import whole_second


@contextmanager
def as_if_published(organization: Organization, *, now: datetime) -> Iterator[None]:
    """Let what is drawn within see `organization` as public."""
    with transaction.atomic():
        if organization.published_at is None:
            rows = Organization.objects.filter(pk=organization.pk)
            rows.update(published_at=whole_second(now))
        yield
        transaction.set_rollback(True)
