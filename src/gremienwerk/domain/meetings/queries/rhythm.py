"""In which rhythm does a body meet, said in one sentence that is made from data?"""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.domain.meetings.choices import RhythmKind
from gremienwerk.domain.meetings.models import Recurrence
from gremienwerk.domain.meetings.queries.rule_words import HABITS, number_word, rule_words
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.texts.queries import Texts
from gremienwerk.foundation.wording import time_words

MONTHS_OF_A_YEAR = 12


def current_recurrences(
    organizations: Iterable[Organization], today: date
) -> dict[int, Recurrence]:
    """Return the rhythm that holds `today`, by the body's id; one query."""
    ids = [one.pk for one in organizations]
    found = Recurrence.objects.on(today).filter(organization__in=ids).order_by("pk")
    return {one.organization_id: one for one in found}


def rhythm_sentence(recurrence: Recurrence | None, texts: Texts | None = None) -> str:
    """Return the rhythm in the active language, fit for the middle of a sentence.

    Rule: exactly one rhythm sentence per body, generated, never typed (source: network.md
    N5.5, P.4). `texts` holds the translations of free words, where the page loaded them.
    """
    if recurrence is None:
        return _("no fixed interval")
    if recurrence.kind == RhythmKind.NONE:
        words = str(texts.of(recurrence, "words")) if texts else recurrence.words
        return words or _("no fixed interval")
    if recurrence.kind == RhythmKind.INTERVAL:
        return _with_habit(_interval(recurrence), recurrence)
    return _with_time(rule_words(recurrence.rule, recurrence.first_on), recurrence)


def _interval(recurrence: Recurrence) -> str:
    months = recurrence.interval_months or 1
    if months == MONTHS_OF_A_YEAR:
        exact, about = _("once a year"), _("about once a year")
    elif months == 1:
        exact, about = _("once a month"), _("about once a month")
    else:
        known = {"number": number_word(months)}
        exact = _("every %(number)s months") % known
        about = _("about every %(number)s months") % known
    return about if recurrence.is_approximate else exact


def _with_habit(sentence: str, recurrence: Recurrence) -> str:
    """Add the usual weekday and time, where they are known."""
    if recurrence.weekday is None:
        return _with_time(sentence, recurrence)
    known = {"rhythm": sentence, "weekdays": str(HABITS[recurrence.weekday])}
    return _with_time(_("%(rhythm)s, mostly %(weekdays)s") % known, recurrence)


def _with_time(sentence: str, recurrence: Recurrence) -> str:
    if recurrence.time is None:
        return sentence
    clock = time_words(recurrence.time, get_language() or "de")
    return _("%(rhythm)s at %(time)s") % {"rhythm": sentence, "time": clock}
