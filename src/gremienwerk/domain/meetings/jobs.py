"""What is done about meetings later, and again and again?"""

from django.utils import timezone
from django_tasks import task

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.meetings.commands._meeting import day_of
from gremienwerk.domain.meetings.commands.extend_series import extend_series, horizon
from gremienwerk.domain.meetings.commands.tell_convenors import tell_convenors
from gremienwerk.domain.meetings.queries.shared_changes import shared_bodies
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.records import whole_second


@task()
def extend_all_series() -> int:
    """Plan the dates of every body that has or had a rhythm; return how many series changed."""
    now, system = whole_second(timezone.now()), system_user()
    until = horizon(day_of(now))
    bodies = Organization.objects.alive().filter(recurrences__isnull=False).distinct()
    changed = [extend_series(body, until=until, by=system, now=now) for body in bodies]
    return sum(one is not None for one in changed)


@task()
def tell_all_convenors() -> int:
    """Write to convenors what the others changed, once they pause; return how many letters."""
    now, system = timezone.now(), system_user()
    bodies = [shared.organization for shared in shared_bodies(None, on=day_of(now))]
    return sum(tell_convenors(body, by=system, now=now) for body in bodies)
