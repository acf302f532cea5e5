"""How do forms of the workspace look and read? Plain Django forms, drawn by `field.html`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.foundation.errors import Refusal

NOTHING = ("", gettext_lazy("not chosen"))
PLAIN = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple, forms.HiddenInput)


class WorkspaceForm(forms.Form):
    """A form whose fields carry the class of the design; `revision` is drawn by the template."""

    use_required_attribute = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  (Django's signature)
        """Draw fields in our classes, labels without a colon."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, PLAIN):
                field.widget.attrs.setdefault("class", "f")

    def texts(self) -> dict[str, str]:
        """Return the cleaned values as text, for comparing with what stands there."""
        return {name: as_text(value) for name, value in self.cleaned_data.items()}


def as_text(value: object) -> str:
    """Return a value as a form shows it: days in ISO, nothing as nothing, several with commas."""
    if value is None or value is False:
        return ""
    if isinstance(value, list | tuple):
        return ",".join(map(as_text, value))
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(getattr(value, "pk", value))


class DayField(forms.DateField):
    """A day; 24.11.2026 is understood as well as what the browser's calendar sends."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401  (Django's signature)
        """Take what `DateField` takes."""
        kwargs.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        formats = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%y"]
        super().__init__(input_formats=formats, localize=False, **kwargs)


class NotFilledIn(Refusal):
    """A form lacks something; each field says what."""


def incomplete(form: forms.BaseForm) -> Refusal:
    """Return the sentence above a form whose fields say what is missing."""
    words = [str(form.fields[name].label) for name in form.errors if name in form.fields]
    return NotFilledIn(_("Please look again at: %(fields)s.") % {"fields": ", ".join(words)})


def initial_of(row: object, names: Mapping[str, str] | tuple[str, ...]) -> dict[str, str]:
    """Return the values of a row by field, as a form shows them."""
    return {name: as_text(getattr(row, name)) for name in names}
