"""What does the log do by night? It notes its newest hash where it can be copied away."""

from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django_tasks import task

from gremienwerk.foundation.events.heads import note_head


@task()
def note_newest_hash() -> int:
    """Write number and hash of the newest entry to the data folder; return the number."""
    note = note_head(Path(settings.DATA), now=timezone.now())
    return note.number if note else 0
