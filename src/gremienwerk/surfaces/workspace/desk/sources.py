"""What has the network itself to remind of? Reviews, dates, pictures, statements."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.design.parts import State
from gremienwerk.domain.meetings.queries.work import meetings_to_prepare
from gremienwerk.domain.organizations.choices import ImageDecision, Status, Stewardship
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.queries import status_of
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.naming import name_of

AHEAD = timedelta(days=30)
STATEMENT_HOLDS = timedelta(days=365)
BEFORE_EXPIRY = timedelta(days=30)


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return what bodies, dates and the installation ask for; one query."""
    bodies = [body for body in desk.known.values() if desk.prepares(body.pk)]
    for body in bodies:
        yield from _review(body, desk)
        yield from _picture(body, desk)
        yield from _unpublished(body, desk)
    yield from _dates(bodies, desk)
    if desk.is_office:
        yield from _statement(desk)


def _review(body: Organization, desk: Desk) -> Iterable[DeskItem]:
    """Rule: on the review date the contact gets a task: resume, extend, end (N2.3)."""
    status = status_of(body)
    if status is None or status.status != Status.SUSPENDED or status.review_on is None:
        return
    yield DeskItem(
        title=_("Review the suspension"),
        url=address("body_status", body.slug),
        action=_("Resume, extend or end"),
        due=status.review_on,
        why=_("Suspended since %(day)s. Extending needs a new day of review.")
        % {"day": date_words(status.starts_on, _language()) if status.starts_on else "?"},
        body=body.slug,
        body_name=name_of(body),
        states=[State("suspended")],
        is_mine=_is_mine(body, desk),
    )


def _picture(body: Organization, desk: Desk) -> Iterable[DeskItem]:
    image = body.image
    if image is not None and image.expires_on and image.expires_on - BEFORE_EXPIRY <= desk.today:
        yield DeskItem(
            title=_("The right to show the picture ends"),
            url=address("images", body.slug) or address("body", body.slug),
            action=_("Choose another picture"),
            due=image.expires_on - timedelta(days=1),
            why=_("From %(day)s on the page shows none.")
            % {"day": date_words(image.expires_on, _language())},
            body=body.slug,
            body_name=name_of(body),
            is_mine=_is_mine(body, desk),
        )
    elif body.image_decision == ImageDecision.OPEN and body.published_at:
        yield DeskItem(
            title=_("Nobody has decided about the picture yet"),
            url=address("images", body.slug) or address("body", body.slug),
            action=_("Decide"),
            body=body.slug,
            body_name=name_of(body),
            is_mine=_is_mine(body, desk),
        )


def _unpublished(body: Organization, desk: Desk) -> Iterable[DeskItem]:
    if body.published_at is None and body.is_listed:
        yield DeskItem(
            title=_("This body is not public yet"),
            url=address("body_publish", body.slug),
            action=_("Check and publish"),
            body=body.slug,
            body_name=name_of(body),
            is_mine=_is_mine(body, desk),
            is_new=True,
        )


def _dates(bodies: Iterable[Organization], desk: Desk) -> Iterable[DeskItem]:
    known = {body.pk: body for body in bodies}
    for link in meetings_to_prepare(known, desk.today, until=desk.today + AHEAD):
        meeting, body = link.meeting, known[link.organization_id]
        facts = {"day": date_words(meeting.starts_on, _language())}
        shared = {
            "body": body.slug,
            "body_name": name_of(body),
            "is_mine": _is_mine(body, desk),
        }
        if not meeting.is_confirmed:
            yield DeskItem(
                title=_("Have the date of %(day)s confirmed") % facts,
                url=f"{address('body_dates', body.slug)}#dates",
                action=_("Confirm, move or take out"),
                due=meeting.starts_on - timedelta(days=5),
                why=_("It follows from the rhythm; nobody has confirmed it."),
                states=[State("unconfirmed"), *_external(body)],
                **shared,  # type: ignore[arg-type]
            )
        elif not getattr(link, "has_agenda", True):
            yield DeskItem(
                title=_("The meeting of %(day)s has no agenda yet") % facts,
                url=address("body_meeting", body.slug, meeting.pk),
                action=_("Look at the meeting"),
                due=meeting.starts_on - timedelta(days=14),
                **shared,  # type: ignore[arg-type]
            )


def _external(body: Organization) -> list[State]:
    is_external = body.stewardship == Stewardship.EXTERNAL_MIRRORED
    return [State("external")] if is_external else []


def _statement(desk: Desk) -> Iterable[DeskItem]:
    """Rule: the statement is looked at once a year (source: BITV 2.0 § 7; L10)."""
    written = getattr(desk.here, "statement_at", None)
    if written is None:
        due, why = desk.today, _("The law asks for one.")
    else:
        day = timezone.localtime(written).date()
        due = day + STATEMENT_HOLDS
        why = _("Last changed on %(day)s; it is looked at every year.") % {
            "day": date_words(day, _language())
        }
    if due <= desk.today + AHEAD:
        yield DeskItem(
            title=_("Accessibility statement"),
            url=address("installation_texts") or address("office"),
            action=_("Look through it"),
            due=due,
            why=why,
        )


def _is_mine(body: Organization, desk: Desk) -> bool:
    return body.pk in desk.bodies


def _language() -> str:
    return get_language() or SOURCE_LANGUAGE
