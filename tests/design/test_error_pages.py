"""Do error pages help, in the look of the portal, even when nothing else works?"""

import pytest
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation


@pytest.mark.parametrize(
    ("page", "language", "heading"),
    [
        ("404.html", "de", "Unter dieser Adresse haben wir keine Seite"),
        ("404.html", "en", "We have no page at this address"),
        ("410.html", "de", "Das wurde entfernt"),
        ("410.html", "en", "This was removed"),
    ],
)
def test_a_missing_page_says_what_to_do_without_any_context(page, language, heading):
    with translation.override(language):
        html = render_to_string(page)

    assert f"<h1>{heading}</h1>" in html
    assert f'<html lang="{language}" dir="ltr">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert 'href="/"' in html


def test_a_failure_needs_neither_context_nor_database():
    html = get_template("500.html").template.render(Context())

    assert "Der Fehler liegt bei uns" in html
    assert "The mistake is ours" in html


def test_nothing_empty_is_drawn():
    with translation.override("de"):
        html = render_to_string("404.html")

    for empty in ('class="nav"', 'class="lang"', 'class="demo"', "<ul></ul>", 'href=""', "None"):
        assert empty not in html
