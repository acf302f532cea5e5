"""Which sources brought something new?"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.mirror.news import latest_news, words_of
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address

FRESH = timedelta(days=2)


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return the newest news of each source of the last two days. One query."""
    if not desk.is_office:
        return
    seen: set[int] = set()
    since = datetime.combine(desk.today - FRESH, time(), timezone.get_default_timezone())
    for run in latest_news(since=since):
        if run.source_id in seen:
            continue
        seen.add(run.source_id)
        yield DeskItem(
            title=words_of(run.news),
            url=address("marks"),
            action=_("Look whether it touches us"),
            why=_("From %(source)s") % {"source": run.source.label or run.source.name},
            is_new=True,
        )
