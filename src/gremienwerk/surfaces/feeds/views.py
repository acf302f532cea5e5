"""What does a calendar program or a news reader get? Feeds of all, of one body, of one meeting.

`?sprache=en` chooses the language; nothing depends on cookies or on who asks. Whoever has the
newest version already gets none (304): by ETag, which the middleware compares, or by the day
and moment of the last change.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseBase,
    HttpResponsePermanentRedirect,
)
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gremienwerk.domain.bodies.queries import installation
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.meetings.queries import known_today
from gremienwerk.domain.meetings.queries.feeds import has_public_feed, last_change, of_feed
from gremienwerk.domain.meetings.queries.series import status_on
from gremienwerk.domain.organizations.choices import Status
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries.standing import slug_of_alias
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.surfaces.feeds.addresses import absolute, page
from gremienwerk.surfaces.feeds.atom import Frame, atom_of
from gremienwerk.surfaces.feeds.calendars import Cover, calendar_of
from gremienwerk.surfaces.feeds.news import latest
from gremienwerk.surfaces.feeds.notices import NoticeBook

CALENDAR = "text/calendar; charset=utf-8"
ATOM = "application/atom+xml; charset=utf-8"
FRESH_SECONDS = 15 * 60


@require_safe
def calendar_of_all(request: HttpRequest) -> HttpResponse:
    """Answer with the public meetings of all bodies that have a public feed."""
    language, today = _language(request), timezone.localdate()
    with translation.override(language):
        meetings, here = list(of_feed(today)), installation()
        cover = Cover(
            name=here.portal_name if here else _("Bodies and networks"),
            description=_("Meetings of all bodies, as far as they are public."),
            url=page("calendar", language=language),
            language=language,
        )
        return _calendar(meetings, cover, today)


@require_safe
def calendar_of_body(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Answer with the public meetings of one body; a further name leads to its one address."""
    language, today = _language(request), timezone.localdate()
    bodies = Organization.objects.public().select_related("body")
    body = bodies.filter(slug=slug).first()
    if body is None and (real := slug_of_alias(slug)):
        query = f"?{request.META['QUERY_STRING']}" if request.META.get("QUERY_STRING") else ""
        return HttpResponsePermanentRedirect(reverse("feeds:body", args=[real]) + query)
    if body is None or not has_public_feed(body, today):
        raise Http404
    with translation.override(language):
        cover = _cover_of(body, language, today)
        return _calendar(list(of_feed(today, body)), cover, today)


@require_safe
def calendar_of_meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer with one public meeting, to be put into one's own calendar."""
    language, today = _language(request), timezone.localdate()
    meeting = get_object_or_404(known_today(today).with_organizations(), pk=pk)
    with translation.override(language):
        book = NoticeBook([meeting], language=language, today=today)
        notice = book.notice(meeting)
        cover = Cover(notice.title, notice.when, notice.url, language)
        response = _answer(calendar_of([notice], cover), CALENDAR, today)
    response.headers["Content-Disposition"] = f'attachment; filename="termin-{pk}.ics"'
    return response


@require_safe
def atom_of_all(request: HttpRequest) -> HttpResponse:
    """Answer with the latest news: meetings, released minutes, papers."""
    language, today = _language(request), timezone.localdate()
    with translation.override(language):
        here = installation()
        portal = here.portal_name if here else _("Bodies and networks")
        frame = Frame(
            address=absolute(request.path) + _query_of(language),
            page=page("start", language=language),
            title=_("News: %(portal)s") % {"portal": portal},
            subtitle=_("New and changed dates, released minutes and papers."),
            author=here.office_name if here else portal,
            language=language,
        )
        return _answer(atom_of(latest(today, language), frame), ATOM, today)


def _calendar(meetings: Sequence[Meeting], cover: Cover, today: date) -> HttpResponse:
    book = NoticeBook(meetings, language=cover.language, today=today)
    return _answer(calendar_of(book.notices(meetings), cover), CALENDAR, today)


def _cover_of(body: Organization, language: str, today: date) -> Cover:
    """Name the calendar; of a body that pauses or has ended the name says so (N2.2)."""
    texts = Texts([body], language)
    name, purpose = str(texts.of(body, "name")), str(texts.of(body, "purpose"))
    status = status_on(body, today)
    if status != Status.ACTIVE:
        word = str(Status(status).label)
        name = _("%(name)s (%(status)s)") % {"name": name, "status": word}
        purpose = _("This body does not meet at present. %(purpose)s") % {"purpose": purpose}
    url = page("body", body.slug, language=language)
    return Cover(name, purpose, url, language)


def _language(request: HttpRequest) -> str:
    """Return the language that is asked for; one that does not exist is not found."""
    asked = request.GET.get("sprache", settings.LANGUAGE_CODE)
    if asked not in dict(settings.LANGUAGES):
        raise Http404
    return asked


def _query_of(language: str) -> str:
    return "" if language == settings.LANGUAGE_CODE else f"?sprache={language}"


def _answer(content: bytes, content_type: str, today: date) -> HttpResponse:
    """Answer with what may be kept for a while; at midnight every feed is another one."""
    response = HttpResponse(content, content_type=content_type)
    midnight = timezone.make_aware(datetime.combine(today, time.min))
    changed = max(midnight, last_change() or midnight)
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    response.headers["Content-Language"] = translation.get_language() or ""
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    return response
