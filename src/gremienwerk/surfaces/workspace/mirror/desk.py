"""Which sources brought something new, and which do not answer?"""

from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from gremienwerk.domain.mirror.choices import Shown
from gremienwerk.domain.mirror.models import MirrorSource
from gremienwerk.domain.mirror.news import sources_at_work, words_of
from gremienwerk.domain.mirror.queries import view_of
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address

FRESH = timedelta(days=2)


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return what is new at each source since two days, and who is silent. One query."""
    if not desk.is_office:
        return
    since = datetime.combine(desk.today - FRESH, time(), timezone.get_default_timezone())
    for source in sources_at_work(since=since):
        if news := getattr(source, "fresh_news", None):
            yield DeskItem(
                title=words_of(news),
                url=address("marks"),
                action=_("Look whether it touches us"),
                why=_("From %(source)s") % {"source": source.label or source.name},
                is_new=True,
            )
        if source.shown == Shown.PUBLIC:
            yield from _silence(source)


def _silence(source: MirrorSource) -> Iterable[DeskItem]:
    seen = view_of(source)
    if seen.is_stale and seen.stale_since:
        yield DeskItem(
            title=_("The source “%(name)s” does not answer") % {"name": seen.label},
            url=address("mirror") or reverse("portal:start"),
            action=_("Look at it"),
            due=seen.stale_since.date(),
            why=_("What the portal shows of it is older than a week."),
        )
