"""What happens to every source at night? It is probed once a month, and synced."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.mirror.commands.let_rest import refuse_resting
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.probing import probe
from gremienwerk.domain.mirror.syncing import Options, sync
from gremienwerk.foundation.errors import Refusal

log = logging.getLogger(__name__)
PROBED_EVERY: Final = timedelta(days=30)


def sync_all(options: Options, *, by: User) -> int:
    """Sync every source that is in use; return how many were read to their end.

    A source that runs already, or fails, does not stop the others.
    """
    complete = 0
    heeding = replace(options, heeds_rest=True)
    for source in MirrorSource.objects.in_use().order_by("pk"):
        try:
            refuse_resting(source, now=options.around.now())
            if _is_probe_due(source, options.around.now()):
                probe(source, options, by=by)
            run = sync(source, heeding, by=by)
        except Refusal as refusal:
            log.info("%s: %s", source.name, refusal)
        except Exception:
            log.exception("%s could not be synced", source.name)
        else:
            complete += bool(run.is_complete)
    return complete


def _is_probe_due(source: MirrorSource, now: datetime) -> bool:
    """Test for first contact, a month gone by, or something that was odd the last time."""
    if source.probed_at is None or source.probed_at < now - PROBED_EVERY:
        return True
    last = source.runs.order_by("-pk").first()
    is_odd = last is not None and last.is_complete is False
    return is_odd and source.probed_at < now - timedelta(days=1)
