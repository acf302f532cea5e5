"""How do forms ask what a person agrees to and since when, and how do histories tell it?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from gremienwerk.domain.accounts.presence import today
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.domain.people.declaring import Proof
from gremienwerk.domain.people.models import Consent
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import date_words
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm

CONSENTS = ("people.consents_set", "people.consent_given", "people.consent_withdrawn")
ROLE_STANDS = gettext_lazy("The role in the body (such as chair) always stands with the name.")


class DeclaredField(DayField):
    """The day on which somebody signed or said it; left empty it is today."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (Django's signature)
        """Take what `DayField` takes."""
        kwargs.setdefault("label", gettext_lazy("Signed on"))
        super().__init__(required=False, initial=today, **kwargs)


class ConsentsForm(WorkspaceForm):
    """What a person agrees to, how that is known, and since when."""

    agreed = forms.MultipleChoiceField(
        label=gettext_lazy("Agrees to"),
        choices=ConsentPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=ROLE_STANDS,
    )
    evidence = forms.CharField(
        label=gettext_lazy("How and where they agreed"),
        max_length=500,
        required=False,
        help_text=gettext_lazy("Needed for what is new. Taking away needs nothing."),
    )
    declared_on = DeclaredField(
        help_text=gettext_lazy("Of what you tick or take away now: the day on the paper.")
    )


class ProofForm(WorkspaceForm):
    """How and when all agreed whose ticks are set at once."""

    evidence = forms.CharField(
        label=gettext_lazy("Evidence for what you change now"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "For all that is new, for instance: signed forms of 3 March, in the files. "
            "Taking a tick away needs nothing."
        ),
    )
    declared_on = DeclaredField(
        label=gettext_lazy("Signed on, for what you change now"),
        help_text=gettext_lazy(
            "Of all that you tick or take away now: the day on the paper. Save forms of "
            "different days one after the other."
        ),
    )


def short_words() -> dict[ConsentPurpose, str]:
    """Return one or two words for each purpose, for the head of a table."""
    return {
        ConsentPurpose.NAME: _("Name public"),
        ConsentPurpose.FUNCTION: _("Function public"),
        ConsentPurpose.AFFILIATION: _("Organisation public"),
        ConsentPurpose.PHOTO: _("Photo public"),
        ConsentPurpose.CONTACT: _("E-mail public"),
        ConsentPurpose.PARTICIPANT_LIST: _("List for members"),
        ConsentPurpose.INVITATIONS: _("Invitations later"),
    }


def kept_words(held: Sequence[Consent]) -> list[str]:
    """Return how and since when somebody agrees; which to what, where the evidence differs."""
    found: dict[tuple[str, date], list[str]] = {}
    for consent in held:
        found.setdefault((consent.evidence, consent.given_on), []).append(consent.purpose)
    language = get_language() or SOURCE_LANGUAGE
    said = []
    for (evidence, day), purposes in found.items():
        signed = _("signed on %(day)s") % {"day": date_words(day, language)}
        proof = ", ".join(filter(None, [evidence, signed]))
        words = ", ".join(word for one, word in short_words().items() if one in purposes)
        said.append(f"{words}: {proof}" if len(found) > 1 else proof)
    return said


def proof_of(given: Mapping[str, Any]) -> Proof:
    """Return how and since when somebody agrees, of the cleaned values of a form."""
    return Proof(given["evidence"], given["declared_on"])


def say_agreement(payload: Mapping[str, Any]) -> str:
    """Return on which day what a fact tells was declared; empty in facts of former days."""
    if not payload.get("declared_on"):
        return ""
    day = date.fromisoformat(payload["declared_on"])
    return _("declared on %(day)s") % {"day": date_words(day, get_language() or SOURCE_LANGUAGE)}
