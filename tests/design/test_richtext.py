"""Is written text shown as meant, and can nothing in it run?"""

import re

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from gremienwerk.design.richtext import breakable, mail_words, safe_html


def test_markdown_becomes_html_below_the_headings_of_the_page():
    assert safe_html("# Zweck\n\nEin **Wort**\nund mehr\n\n- eins") == (
        "<h3>Zweck</h3>\n<p>Ein <strong>Wort</strong><br>\nund mehr</p>\n"
        "<ul>\n<li>eins</li>\n</ul>\n"
    )
    assert safe_html("##### tief") == "<h6>tief</h6>\n"


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "![x](https://elsewhere.example/pixel.png)",
        '<p style="position:fixed">x</p>',
        "[x](data:text/html,x)",
    ],
)
def test_nothing_runs_styles_or_loads(text):
    html = safe_html(text)

    for part in ("<script", "<img", "<p style", 'href="javascript', 'href="data'):
        assert part not in html


def test_links_lead_out_without_a_trace():
    assert safe_html("[Seite](https://example.org/)") == (
        '<p><a href="https://example.org/" rel="noopener noreferrer">Seite</a></p>\n'
    )


def test_only_very_long_words_break():
    assert breakable("Beirat & Ausschuss") == "Beirat &amp; Ausschuss"
    assert breakable("Willkommensbündnis-Treffen").replace("\N{SOFT HYPHEN}", "|") == (
        "Willkommens|bündnis-Treffen"
    )


@given(st.text())
def test_breaking_changes_no_letter(text):
    plain = text.replace("\N{SOFT HYPHEN}", "")

    read = breakable(plain).replace("\N{SOFT HYPHEN}", "").replace("<wbr>", "")
    assert re.sub("(§)\N{NO-BREAK SPACE}", r"\1 ", read).split() == escape(plain).split()


def test_a_section_and_its_number_stay_on_one_line():
    assert (
        breakable("Das Gesetz sagt es in § 19 genau")
        == "Das Gesetz sagt es in §\N{NO-BREAK SPACE}19 genau"
    )
    assert "§§&nbsp;9" in safe_html("Nach §§ 9 und 32")


def test_an_address_in_a_sentence_breaks_at_its_parts():
    assert breakable("an integrationsbuero@bezirk.example") == (
        "an integrationsbuero@<wbr>bezirk<wbr>.example"
    )


def test_an_address_breaks_at_its_parts_and_stays_text():
    assert mail_words("a.b@c.example") == "a<wbr>.b@<wbr>c<wbr>.example"
    assert mail_words("<x>@y") == "&lt;x&gt;@<wbr>y"
