"""What may a feed hand out, and since when is it as it is?"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, F, Manager, Max, OuterRef, Prefetch, Q, QuerySet, Value

from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.models import Meeting, MeetingFile, MeetingOrganization
from gremienwerk.domain.meetings.models.meeting import MeetingQuerySet
from gremienwerk.domain.meetings.queries.calendar import in_order, known_today, linked_to
from gremienwerk.domain.meetings.queries.records import MINUTES
from gremienwerk.domain.organizations.models import Ability, Organization, StatusPeriod
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.periods import covering
from gremienwerk.foundation.texts.models import Translation

KEPT_MONTHS = 12  # how long a meeting stays in the feeds after its day


def has_public_feed(organization: Organization, today: date) -> bool:
    """Test whether a body's meetings go into public feeds.

    Rule: an own body says so by its ability `feed` (source: network.md section 1); a body of
    a mirrored council is as public as its source made it (decision 2).
    """
    opened = Ability.objects.on(today).filter(key="feed", value="public")
    return not organization.body.is_own or opened.filter(organization=organization).exists()


def in_feeds(today: date) -> MeetingQuerySet:
    """Return the public meetings of which no body keeps its feed to itself."""
    opened = Ability.objects.filter(
        covering(today), organization=OuterRef("organization"), key="feed", value="public"
    )
    kept = MeetingOrganization.objects.filter(
        ~Exists(opened), meeting=OuterRef("pk"), organization__body__is_own=True
    )
    return known_today(today).exclude(Exists(kept))


def of_feed(today: date, organization: Organization | None = None) -> MeetingQuerySet:
    """Return what stands in the calendar feed, of one body or of all, in order.

    Cancelled meetings stay in it, so that calendars that know them learn of it (N8.6); past
    ones stay for a year.
    """
    found = in_feeds(today).filter(starts_on__gte=today - relativedelta(months=KEPT_MONTHS))
    if organization is not None:
        found = found.filter(pk__in=linked_to([organization]))
    return found.with_organizations().order_by(*in_order())


def fronts_of(organizations: Iterable[Organization]) -> QuerySet[Organization]:
    """Return the bodies of the network that show what these bodies of a source do."""
    return Organization.objects.listed().filter(mirrors__in=[one.pk for one in organizations])


def news(today: date, limit: int) -> tuple[list[Meeting], list[MeetingFile], list[Paper]]:
    """Return the latest meetings, released minutes and papers, each newest first.

    A date that only a rule gives is no news before somebody decided about it.
    """
    by_rule = Q(rule_date__isnull=False, is_confirmed=False, cancelled=False)
    open_ones = in_feeds(today)
    meetings = open_ones.exclude(by_rule).with_organizations().order_by("-modified_at", "-pk")
    minutes = (
        MeetingFile.objects.filter(
            role__in=MINUTES, file__in=File.objects.public(), meeting__in=open_ones.values("pk")
        )
        .select_related("file")
        .prefetch_related(Prefetch("meeting", Meeting.objects.public().with_organizations()))
        .order_by(F("file__published_at").desc(), "-pk")
    )
    papers = Paper.objects.public().order_by("-modified_at", "-pk")
    return list(meetings[:limit]), list(minutes[:limit]), list(papers[:limit])


def last_change() -> datetime | None:
    """Return the last moment at which anything changed that feeds tell of; one query."""
    first, *others = (
        _latest(manager, field)
        for manager, field in (
            (Meeting.objects, "modified_at"),
            (Organization.objects, "modified_at"),
            (StatusPeriod.objects, "recorded_at"),
            (File.objects, "modified_at"),
            (Paper.objects, "modified_at"),
            (Translation.objects, "modified_at"),
        )
    )
    moments = first.union(*others, all=True)
    return max((moment for moment in moments if moment), default=None)


def _latest(rows: Manager[Any], field: str) -> Any:  # noqa: ANN401 -- of several tables
    whole = rows.order_by().annotate(whole=Value(1)).values("whole")
    return whole.annotate(latest=Max(field)).values_list("latest", flat=True)
