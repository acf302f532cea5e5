"""What was given as a list of members: which text, and what holds for all of its lines?"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django import forms
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.domain.organizations.choices import MembershipKind, Role
from gremienwerk.domain.organizations.member_list import (
    COLUMNS,
    PROPOSED,
    REQUIRED,
    Entry,
    ForAll,
    consent_words_proposed,
    entry_of,
    role_words,
)
from gremienwerk.domain.people.choices import ConsentPurpose
from gremienwerk.foundation.errors import Refusal
from gremienwerk.foundation.tables import NotATable, read_table, text_of
from gremienwerk.surfaces.workspace.agreement import ROLE_STANDS, DeclaredField
from gremienwerk.surfaces.workspace.bodies.opening import Opened
from gremienwerk.surfaces.workspace.forms import WorkspaceForm, incomplete
from gremienwerk.surfaces.workspace.frame import OFFICE

SHORT_SAMPLE = ("Ada Beispiel; Vorsitz", "Jo Muster; Mitglied")
SAMPLE = (
    "Ada Beispiel; Vorsitz; Verein Beispiel; Name, Beruf oder Amt; Formular vom 3.3.",
    "Jo Muster; Mitglied; ; keine",
)
BLANK = re.compile(r"\A(?:[\s;,\ufeff]*\n)+")  # leading lines without a word are not counted


class ListForm(WorkspaceForm):
    """Lines of a spreadsheet, pasted or as a file, and what all of them agree to."""

    lines = forms.CharField(
        label=gettext_lazy("The list, one person per line"),
        widget=forms.Textarea(
            attrs={"rows": 9, "spellcheck": "false", "placeholder": "\n".join(SHORT_SAMPLE)}
        ),
        required=False,
        strip=False,
        help_text=gettext_lazy(
            "Copied from a spreadsheet, or typed with a semicolon between the columns. "
            "Leave out what a person lacks at the end; the name alone is enough. "
            "At most 5,000 lines."
        ),
    )
    agreed = forms.MultipleChoiceField(
        label=gettext_lazy("Who says nothing else agrees to"),
        choices=ConsentPurpose.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=format_lazy(
            "{} {}",
            gettext_lazy("For each line that says nothing of its own about consents."),
            ROLE_STANDS,
        ),
    )
    evidence = forms.CharField(
        label=gettext_lazy("How and where they agreed"),
        max_length=500,
        required=False,
        help_text=gettext_lazy(
            "Needed for every consent, for instance: signed forms of 3 March, in the files."
        ),
    )
    declared_on = DeclaredField(
        help_text=gettext_lazy("For each line that names no day of its own: the day on the paper.")
    )
    file = forms.FileField(
        label=gettext_lazy("Or a file with the list"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv"}),
        help_text=gettext_lazy(
            "A CSV file: in the spreadsheet choose “save as”, then “CSV UTF-8”."
        ),
    )


@dataclass(frozen=True)
class Given:
    """A list as it was read; `columns` are those that were understood, in German."""

    text: str
    entries: Sequence[Entry]
    ignored: Sequence[str]
    has_heading: bool


def heading(most: int | None = None) -> str:
    """Return the line that names the columns, or the first of them."""
    return "; ".join(COLUMNS[key][0] for key in PROPOSED[:most])


def words() -> dict[str, str]:
    """Return the words that the cells of a list may hold: of roles and of consents."""
    roles = [str(one.label) for one in (*Role, *MembershipKind)]
    return {"roles": ", ".join(roles), "consents": ", ".join(consent_words_proposed())}


def for_whom(form: ListForm, opened: Opened) -> ListForm:
    """Return the form without what only the office may enter, for all others."""
    if not opened.roles & OFFICE:
        form.fields.pop("agreed", None)
        form.fields.pop("evidence", None)
        form.fields.pop("declared_on", None)
    return form


def text_given(request: HttpRequest) -> str:
    """Return what was pasted, or what the file holds; line ends as the browser sends them.

    Raises `NotATable`, `NotReadable`, `TooMany`.
    """
    upload = request.FILES.get("file")
    if upload is not None:
        upload.seek(0)  # it is read once more where a form goes back with what a file held
    pasted = request.POST.get("lines", "")
    if upload is not None and pasted.strip():
        raise NotATable(_("Paste lines or choose a file, not both."))
    text = text_of(upload.read()) if upload is not None else pasted
    text_of(text.encode())  # the size holds for pasted lines too
    return BLANK.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class ConsentsAreOfOffice(Refusal):
    """Who keeps no consents enters none."""


def read_given(request: HttpRequest, form: ListForm, opened: Opened) -> Given:
    """Return the lines of a list and what they mean; only pasted ones may lack their heading.

    Raises `NotATable`, `NotReadable`, `TooMany`, `NotFilledIn`, `ConsentsAreOfOffice`.
    """
    text = text_given(request)
    if "declared_on" in form.errors:
        raise incomplete(form)
    order = () if request.FILES.get("file") else PROPOSED
    table = read_table(text, COLUMNS, REQUIRED, order)
    known = role_words()
    data = form.cleaned_data
    for_all = ForAll(
        tuple(ConsentPurpose(value) for value in data.get("agreed", ())),
        data.get("evidence", ""),
        data.get("declared_on"),
    )
    entries = [entry_of(line, known, for_all) for line in table.lines]
    if not opened.roles & OFFICE and any(entry.consents for entry in entries):
        raise ConsentsAreOfOffice(
            _("Consents are entered by the office. Take the column of consents out of the list.")
        )
    return Given(text, entries, table.ignored, table.has_heading)
