"""What keeps the counts of tries small? A periodic job."""

from django.utils import timezone
from django_tasks import task

from gremienwerk.foundation.limits.take import forget


@task()
def forget_counts() -> int:
    """Remove the counts whose span is over; return how many that were."""
    return forget(now=timezone.now())
