"""What is done about bodies again and again?"""

from django.utils import timezone
from django_tasks import task

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.commands.look_over_texts import look_over_texts


@task()
def look_over_all_texts() -> int:
    """Run the editorial check over all bodies; return how much was found."""
    return look_over_texts(by=system_user(), now=timezone.now())
