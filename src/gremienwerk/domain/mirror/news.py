"""What came new with a run, in the words of those who wait for it?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db.models import OuterRef, Subquery
from django.utils.translation import ngettext

from gremienwerk.domain.mirror.choices import ObjectType, RunState
from gremienwerk.domain.mirror.models import MirrorRun, MirrorSource

TOLD: Final = (  # type and count of a run, in the order of telling
    (ObjectType.PAPER, "new"),
    (ObjectType.MEETING, "new"),
    (ObjectType.MEETING, "moved"),
    (ObjectType.MEETING, "called_off"),
)
TIMES: Final = {"starts_on", "starts_at"}


def changes_of_meeting(differing: Mapping[str, Any]) -> Counter[str]:
    """Return what a change of columns means: a meeting is moved, or called off."""
    found: Counter[str] = Counter()
    if differing.keys() & TIMES and differing.get("deleted_at") is None:
        found["moved"] += 1
    if differing.get("cancelled") is True:
        found["called_off"] += 1
    return found


def news_of(run: MirrorRun) -> list[dict[str, Any]]:
    """Return what is new since the run before, as it is kept; nothing of the first run."""
    earlier = MirrorRun.objects.filter(source=run.source_id, state=RunState.DONE, pk__lt=run.pk)
    if not earlier.exists():
        return []
    counted = ((kind, word, run.counts.get(kind, {}).get(word, 0)) for kind, word in TOLD)
    return [{"type": kind.value, "word": word, "number": n} for kind, word, n in counted if n]


def words_of(news: Iterable[Mapping[str, Any]]) -> str:
    """Return news as words, for example "7 new papers, 1 meeting moved"."""
    return ", ".join(filter(None, (_word(one) for one in news)))


def _word(one: Mapping[str, Any]) -> str:
    number = int(one.get("number", 0))
    words = {
        ("Paper", "new"): ngettext("%(number)s new paper", "%(number)s new papers", number),
        ("Meeting", "new"): ngettext("%(number)s new meeting", "%(number)s new meetings", number),
        ("Meeting", "moved"): ngettext(
            "%(number)s meeting moved", "%(number)s meetings moved", number
        ),
        ("Meeting", "called_off"): ngettext(
            "%(number)s meeting called off", "%(number)s meetings called off", number
        ),
    }
    found = words.get((str(one.get("type")), str(one.get("word"))), "")
    return found % {"number": number} if found else ""


def sources_at_work(*, since: datetime) -> list[MirrorSource]:
    """Return the sources that were not removed; `fresh_news` is their newest news since a moment.

    It is None where nothing came. One query.
    """
    runs = MirrorRun.objects.filter(
        source=OuterRef("pk"), state=RunState.DONE, finished_at__gte=since
    )
    newest = runs.exclude(news=[]).order_by("-pk").values("news")[:1]
    rows = MirrorSource.objects.filter(removed_at=None).order_by("label", "name")
    return list(rows.annotate(fresh_news=Subquery(newest)))
