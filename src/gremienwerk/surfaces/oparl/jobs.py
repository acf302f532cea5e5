"""What keeps OParl right when nothing happens? A look at everything, every night.

And what keeps the files to take away up to date? A look at whether anything changed.
"""

from django.utils import timezone
from django_tasks import task

from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.dumps.edition import renew


@task()
def look_at_everything() -> int:
    """Bring out or take back what the calendar decides; return how many objects differ."""
    return project_all()


@task()
def renew_dumps() -> str:
    """Make the files anew if anything changed; return since when the present ones are."""
    edition = renew(now=timezone.now())
    return edition.created.isoformat() if edition else ""
