"""What is asked about a picture?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from gremienwerk.domain.files.choices import UsageRestriction
from gremienwerk.domain.files.pictures import LONGEST_ALT
from gremienwerk.surfaces.workspace.forms import DayField, WorkspaceForm


class DetailsForm(WorkspaceForm):
    """Words, author, licence, limits."""

    alt_text = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        required=False,
        max_length=LONGEST_ALT,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("For everyone who does not see it; at most 200 characters."),
    )
    is_decorative = forms.BooleanField(
        label=gettext_lazy("It is for decoration only and says nothing"), required=False
    )
    author = forms.CharField(label=gettext_lazy("Who made it"), max_length=200)
    license = forms.CharField(
        label=gettext_lazy("Licence"),
        max_length=200,
        help_text=gettext_lazy("For instance “CC BY 4.0” or “with permission of ...”."),
    )
    source = forms.CharField(label=gettext_lazy("Where it is from"), max_length=500, required=False)
    usage_restriction = forms.ChoiceField(
        label=gettext_lazy("Where it may appear"), choices=UsageRestriction.choices
    )
    expires_on = DayField(
        label=gettext_lazy("First day on which it may no longer be shown"),
        required=False,
        help_text=gettext_lazy("From then on the page shows no picture, and you are reminded."),
    )

    def __init__(self, *args: Any, with_file: bool = False, **kwargs: Any) -> None:  # noqa: ANN401
        """Ask for the picture too, `with_file`, as the first thing."""
        super().__init__(*args, **kwargs)
        if with_file:
            self.fields["file"] = forms.FileField(
                label=gettext_lazy("Picture"),
                help_text=gettext_lazy(
                    "PNG, JPEG, WebP or SVG, at most 5 MB. Place and camera are removed."
                ),
                widget=forms.FileInput(
                    attrs={"accept": ".png,.jpg,.jpeg,.webp,.svg", "class": "f"}
                ),
            )
            self.order_fields(["file"])

    @property
    def details(self) -> dict[str, Any]:
        """The cleaned values as the commands take them."""
        given = dict(self.cleaned_data)
        given.pop("file", None)
        restriction = UsageRestriction(given.pop("usage_restriction"))
        return {**given, "usage_restriction": restriction}


class ChooseForm(WorkspaceForm):
    """One of the pictures that are there."""

    image = forms.ChoiceField(label=gettext_lazy("Picture"))

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:  # noqa: ANN401
        """Offer `choices`."""
        super().__init__(*args, **kwargs)
        field = self.fields["image"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 -- for the types
        field.choices = choices


class NoneForm(WorkspaceForm):
    """No picture, on purpose: nothing to fill in."""
