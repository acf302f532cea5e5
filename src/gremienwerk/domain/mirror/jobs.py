"""What is done later? Every source is synced, by the timetable."""

import logging
import time

from django.utils import timezone
from django_tasks import task

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.mirror.fetching.client import Surroundings
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.syncing import Options, sync
from gremienwerk.foundation.errors import Refusal

log = logging.getLogger(__name__)


@task()
def sync_sources() -> int:
    """Sync every source that has an address; return how many were read to their end.

    A source that runs already, or fails, does not stop the others.
    """
    options, complete = Options(Surroundings(timezone.now, time.sleep)), 0
    for source in MirrorSource.objects.exclude(url="").order_by("pk"):
        try:
            run = sync(source, options, by=system_user())
        except Refusal as refusal:
            log.info("%s: %s", source.name, refusal)
        except Exception:
            log.exception("%s could not be synced", source.name)
        else:
            complete += bool(run.is_complete)
    return complete
