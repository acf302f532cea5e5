"""What keeps the demo in the present? At night it moves to the new day."""

from django.utils import timezone
from django_tasks import task

from gremienwerk.demo.commands.shift import shift
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.models import Installation

MORNING = 5  # until this hour it is night


@task()
def follow_the_day() -> int:
    """Shift the demo network to today if it is night; return by how many days it moved."""
    now = timezone.now()
    here = timezone.localtime(now)
    is_demo = Installation.objects.filter(demo_reference_on__isnull=False).exists()
    if here.hour >= MORNING or not is_demo:
        return 0
    return shift(here.date(), by=system_user(), now=now)
