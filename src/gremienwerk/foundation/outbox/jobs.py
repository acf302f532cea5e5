"""What is done later? Sending, by the timetable."""

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from gremienwerk.foundation.outbox.deliver import deliver_due


@task()
def deliver_letters() -> int:
    """Send what is due; return how many letters went out.

    Without a mail server letters wait where they are.
    """
    if not settings.MAIL_IS_SET_UP:
        return 0
    return deliver_due(now=timezone.now())
