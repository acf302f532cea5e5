"""What keeps the table of links small? A periodic job."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from gremienwerk.foundation.signed_links.links import forget_ended

KEPT = timedelta(days=90)  # so long an old link still says why it does not work


@task()
def forget_old_links() -> int:
    """Remove links that ended long ago; return how many that were."""
    return forget_ended(now=timezone.now() - KEPT)
