"""What does privacy do by night? It lets go what is due."""

from django.utils import timezone
from django_tasks import task

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.privacy.commands.run_retention import run_retention


@task()
def keep_periods() -> int:
    """Remove what is older than it may be kept; return how many rows went."""
    reports = run_retention(by=system_user(), now=timezone.now())
    return sum(report.removed for report in reports)
