"""How is the style page drawn in a test?"""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from tests.design import sample


@pytest.fixture
def style_page(settings, rf):
    """Draw the style page: style_page("de")."""
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]

    def drawn(language="de", **changes):
        with translation.override(language):
            request = rf.get("/", {"page": "7", "body": "b"})
            context = {**sample.context(language), **changes}
            return render_to_string("style.html", context, request=request)

    return drawn
