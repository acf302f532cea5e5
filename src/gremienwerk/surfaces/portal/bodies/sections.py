"""Of which parts is a body's page made? What does not exist is not offered."""

import re
from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.design.parts import Fact, PaperEntry, Picture, Relation, Row, State, Text
from gremienwerk.domain.files.choices import ImagePurpose
from gremienwerk.domain.meetings.choices import MeetingFileRole
from gremienwerk.domain.meetings.models import MeetingFile
from gremienwerk.domain.meetings.queries import rhythm_sentence
from gremienwerk.domain.organizations import queries
from gremienwerk.domain.organizations.choices import Classification
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.choices import PaperType
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.portal.bodies import answers
from gremienwerk.surfaces.portal.bodies.known import venue
from gremienwerk.surfaces.portal.bodies.page import BodyPage
from gremienwerk.surfaces.portal.bodies.words import verb

FIRST_THINGS = 4
# What every agenda begins and ends with tells nobody what a meeting is about.
FORMALITIES = re.compile(
    r"begrüßung|eröffnung|beschlussfähig|tagesordnung|^niederschrift|verschiedenes|nicht öffentlich"
    r"|welcome|opening|quorum|^agenda|^minutes|any other business|closed part",
    re.IGNORECASE,
)
KINDS = {"application/pdf": "PDF", "text/plain": "TXT", "text/html": "HTML"}


def badges(page: BodyPage) -> list[State]:
    """Return kind, independence and who may come, in words with shapes."""
    body, known = page.body, page.known
    found = []
    if body.classification:
        found.append(State("", str(Classification(body.classification).label)))
    elif body.classification_label:
        found.append(State("", (body.classification_label, SOURCE_LANGUAGE)))
    if known.abilities.get("elections") == "on":
        found.append(State("", _("elected")))
    if body.is_independent:
        found.append(State("", _("independent")))
    if known.access and not known.has_ended:
        found.append(State(known.access))
    if known.is_external and body.body.is_own:
        found.append(State("external", _("external event: others invite")))
    elif known.is_external:
        found.append(State("external"))
    if known.is_suspended:
        found.append(State("suspended"))
    return [*found, *([State("ended")] if known.has_ended else [])]


def facts(page: BodyPage) -> list[Fact]:
    """Return when, where, since when, on what basis, and whom to ask."""
    body, language = page.body, page.texts.language
    found = []
    if body.body.is_own and not page.known.has_ended:
        rhythm = rhythm_sentence(page.known.rhythm, page.texts)
        found.append(Fact(_("Meets"), rhythm[:1].upper() + rhythm[1:]))
    if venue(body, page.texts) and body.location:
        place = page.texts.of(body.location, "name")
        url = reverse("portal:place", args=[body.location.pk])
        found.append(Fact(_("Where"), (place.text, place.language), url=url))
    if queries.term_of(body):
        found.append(Fact(_("Term of office"), _term(body, language)))
    if body.founded_year:
        found.append(Fact(_("Founded"), _age(body.founded_year, page.today.year)))
    if page.text("legal_basis")[0]:
        found.append(Fact(_("Legal basis"), page.text("legal_basis"), is_rich=True))
    if body.starts_on and not body.body.is_own:
        found.append(Fact(_("Since"), date_words(body.starts_on, language)))
    return [*found, *_contact(page)]


def _term(body: Organization, language: str) -> list[Text]:
    """Return the name of the term and its days; the last is the one before its end."""
    starts_on, ends_on = queries.term_days_of(body)
    first = date_words(starts_on, language) if starts_on else ""
    last = date_words(ends_on - date.resolution, language) if ends_on else ""
    words = _("since %(day)s") % {"day": first} if first else ""
    if first and last:
        words = _("%(first)s to %(last)s") % {"first": first, "last": last}
    return [(queries.term_of(body), SOURCE_LANGUAGE), *([words] if words else [])]


def _age(founded: int, year: int) -> str:
    """Say founding year and age; the age is derived, never typed (N2.8)."""
    age = year - founded
    if age < 1:
        return str(founded)
    return _("%(year)s, %(age)s years ago") % {"year": founded, "age": age}


def _contact(page: BodyPage) -> list[Fact]:
    body, found = page.body, []
    label, email = page.text("contact_label"), body.contact_email
    if email:
        words = f"{label[0]}, {email}" if label[0] else email
        found.append(Fact(_("Questions to"), (words, label[1]), url=f"mailto:{email}"))
    elif label[0]:
        found.append(Fact(_("Questions to"), label))
    site = page.text("website_label")
    if body.website or site[0]:
        shown: Text = site if site[0] else body.website
        found.append(Fact(_("Own page"), shown, url=body.website))
    return found


def relations(page: BodyPage) -> list[Relation]:
    """Return how the body stands to others, from both sides, each once."""
    found: dict[tuple[str, str], Relation] = {}
    roles = {"convenor": _("is convened by"), "supporter": _("is supported by")}
    for one in page.neighbours:
        if one.role in {"alias", "child"}:
            continue
        words = roles.get(one.role) or verb(one.role)
        note: Text = (one.label, SOURCE_LANGUAGE) if one.role == "supporter" else ""
        name = page.name_of(one.organization) if one.organization else (one.label, SOURCE_LANGUAGE)
        url = answers.body_url(one.organization.slug) if one.organization and one.has_page else ""
        found.setdefault((words, name[0]), Relation(words, name, url, note))
    return sorted(found.values(), key=lambda relation: not relation.url)


def substitutes(page: BodyPage) -> list[Relation]:
    """Return who steps in while the body pauses."""
    return [
        Relation("", page.name_of(n.organization), answers.body_url(n.organization.slug))
        for n in page.around("from:substitutes_for")
        if n.organization and n.has_page
    ]


def children(page: BodyPage) -> list[tuple[Text, Text]]:
    """Return name and purpose of the rounds that belong to the body (N4.1)."""
    found: list[tuple[Text, Text]] = []
    for one in page.around("child"):
        if one.organization:
            purpose = page.texts.of(one.organization, "purpose")
            found.append((page.name_of(one.organization), (purpose.text, purpose.language)))
    return found


def other_names(page: BodyPage) -> list[Fact]:
    """Return further names, and former ones with their period (N1.7, N8.7)."""
    found = []
    for one in page.around("alias"):
        name = (one.label, SOURCE_LANGUAGE)
        if not one.is_former:
            found.append(Fact(_("Also known as"), name))
        else:
            found.append(Fact(_period(one, page.texts.language), name))
    return found


def _period(one: queries.Neighbour, language: str) -> str:
    first = date_words(one.starts_on, language) if one.starts_on else ""
    last = date_words(one.ends_on, language) if one.ends_on else ""
    if first and last:
        return _("Former name, from %(first)s until before %(last)s") % {
            "first": first,
            "last": last,
        }
    if last:
        return _("Former name, until before %(last)s") % {"last": last}
    if first:
        return _("Former name, since %(first)s") % {"first": first}
    return _("Former name")


def topics(page: BodyPage) -> list[Row]:
    """Return past topics with their day, and nothing else of such meetings (N2.7)."""
    return [
        Row(
            title=(topic, SOURCE_LANGUAGE),
            day=day,
            date_state="past",
            when=date_words(day, page.texts.language),
        )
        for day, topic in page.topics
    ]


def records(page: BodyPage) -> list[PaperEntry]:
    """Return released minutes and documentations of meetings that stand in no list here."""
    listed = {meeting.pk for meeting in page.past}
    return [record(page, link) for link in page.records if link.meeting_id not in listed]


def record(page: BodyPage, link: MeetingFile) -> PaperEntry:
    """Return one released file of a meeting."""
    file, day = link.file, date_words(link.meeting.starts_on, page.texts.language)
    url = file.access_url or reverse("files:file", args=[file.pk, file.file_name or "datei"])
    word = str(MeetingFileRole(link.role).label)
    title = _("%(record)s of %(day)s") % {"record": word[:1].upper() + word[1:], "day": day}
    kind = KINDS.get(file.mime_type.partition(";")[0], "")
    return PaperEntry(title, url, kind=kind, size=file.size)


def papers(page: BodyPage) -> list[Row]:
    """Return the latest papers of the body."""
    return [_paper(page, paper) for paper in page.papers]


def _paper(page: BodyPage, paper: Paper) -> Row:
    name = page.texts.of(paper, "name")
    kind: Text = str(PaperType(paper.paper_type).label) if paper.paper_type else ""
    kind = kind or ((paper.paper_type_label, SOURCE_LANGUAGE) if paper.paper_type_label else "")
    states = [State("", kind)] if kind else []
    if paper.reference:
        states.append(State("", paper.reference))
    return Row(
        title=(name.text, name.language),
        url=reverse("portal:paper", args=[paper.pk]),
        day=paper.date,
        date_state="past",
        when=date_words(paper.date, page.texts.language) if paper.date else _("without date"),
        states=states,
    )


def picture(page: BodyPage) -> Picture | None:
    """Return the picture of the body, unless its licence forbids that today (P.2)."""
    image = page.body.image
    if image is None or not image.may_be_used(ImagePurpose.PAGE, page.today):
        return None
    alt = page.texts.of(image, "alt_text")
    return Picture(
        url=reverse("files:image", args=[image.name]),
        alt=(alt.text, alt.language) if alt else "",
        width=image.width,
        height=image.height,
        author=image.author,
        licence=image.license,
    )


def first_things(page: BodyPage) -> Sequence[Text]:
    """Return the titles of the first items of the next meeting."""
    named = [page.texts.of(item, "name") for item in page.items]
    named = [found for found in named if not FORMALITIES.search(found.text)]
    return [(found.text, found.language) for found in named[:FIRST_THINGS]]


def more_things(page: BodyPage) -> str:
    """Say how many items are not named."""
    more = len(page.items) - len(first_things(page))
    if more < 1 or more == len(page.items):
        return ""
    return ngettext("and one more", "and %(number)s more", more) % {"number": more}
