"""What keeps OParl right when nothing happens? A look at everything, every night."""

from django_tasks import task

from gremienwerk.surfaces.oparl.commands.project import project_all


@task()
def look_at_everything() -> int:
    """Bring out or take back what the calendar decides; return how many objects differ."""
    return project_all()
