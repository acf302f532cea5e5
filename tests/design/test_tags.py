"""What do the words for templates write?"""

from datetime import UTC, date, datetime

import pytest
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.utils import translation

from gremienwerk.design import parts

DAY = date(2026, 12, 9)


@pytest.fixture
def written(rf):
    """Write a template: written("{{ x }}", x=1)."""

    def write(source, language="de", query="", **context):
        with translation.override(language):
            request = RequestContext(rf.get(f"/de/{query}"), context)
            return Template("{% load design %}" + source).render(request)

    return write


def test_a_date_block_shows_the_year_when_it_is_another(written):
    assert written("{% date_block day today=today %}", day=DAY, today=date(2026, 11, 9)) == (
        '<time class="date" datetime="2026-12-09" aria-hidden="true">'
        "<b>9</b><i>Dez</i><span>Mi</span></time>"
    )
    next_year = written("{% date_block day %}", day=DAY, now=datetime(2027, 1, 1, tzinfo=UTC))
    assert "<span>Mi 2026</span>" in next_year


def test_a_date_block_tells_how_sure_the_date_is(written):
    block = written("{% date_block day 'external' large=True %}", day=DAY, today=DAY)

    assert block.startswith('<time class="date date--large" datetime="2026-12-09" data-state="ext')
    assert written("{% date_block None 'suspended' %}") == (
        '<span class="date" data-state="suspended" aria-hidden="true"><b></b></span>'
    )


def test_days_are_those_of_the_office(written):
    late = datetime(2026, 12, 8, 23, 30, tzinfo=UTC)

    assert written("{{ at|date_words }}", at=late) == "9.\N{NO-BREAK SPACE}Dezember 2026"
    assert written("{{ at|time_words }}", at=late) == "0.30\N{NO-BREAK SPACE}Uhr"
    assert written("{% when day at %}", "en", day=DAY, at=late) == (
        "Wednesday, 9\N{NO-BREAK SPACE}December 2026, 12:30\N{NO-BREAK SPACE}am"
    )


def test_a_state_is_a_shape_and_a_word(written):
    public = '<span class="state" data-state="public">{}</span>'

    assert written("{% state 'public' %}") == public.format("öffentlich")
    assert written("{% state 'public' %}", "en") == public.format("public")
    assert written("{% state 'public' '<b>' %}") == public.format("&lt;b&gt;")
    assert written("{% state '' 'Beirat' %}") == "<span>Beirat</span>"


def test_a_text_in_another_language_says_so(written):
    assert written("{% lang_text x %}", x=("Rat & Tat", "de")) == "Rat &amp; Tat"
    assert written("{% lang_text x %}", "en", x=("Rat & Tat", "de")) == (
        '<span lang="de">Rat &amp; Tat</span>'
    )
    assert written("{% lang_text x %}", x=("نص", "ar")) == '<span lang="ar" dir="rtl">نص</span>'
    assert written("<p{% lang_of x %}>", x=("Text", "en")) == '<p lang="en">'
    assert written("{% lang_text x %}", x=None) == ""
    assert written("{{ x|plain }}", x=("Text", "en")) == "Text"


def test_an_answer_has_lines(written):
    source = "{% for line in x|lines %}{% lang_text line %};{% endfor %}"

    assert written(source, x=["a", ("b", "en")]) == 'a;<span lang="en">b</span>;'
    assert written(source, x=("a", "en")) == '<span lang="en">a</span>;'
    assert written(source, x="a") == "a;"
    assert written(source, x="") == ""


def test_an_address_changes_one_parameter_and_keeps_the_rest(written):
    source = "{% query_url page=3 year=None %}"

    assert written(source, query="?year=2026&body=b&q=&page=2") == "?body=b&amp;page=3"
    assert written("{% query_url page=None %}", query="?page=2") == "?"


def test_a_long_list_says_where_one_is_and_leads_on(written):
    page = Paginator(range(2115), 20).page(2)

    html = written("{% pager page years=years year=2025 %}", "en", "?page=2&body=b",
                   page=page, years=[2026, 2025])  # fmt: skip

    assert "21 to 40 of 2,115" in html
    assert '<a href="?body=b" rel="prev">Previous page</a>' in html
    assert '<a href="?body=b&amp;page=3" rel="next">Next page</a>' in html
    assert '<a href="?body=b&amp;page=106">' in html
    assert '<a href="?body=b&amp;year=2025" aria-current="true">2025</a>' in html
    assert html.count('<span class="gap">') == 1


def test_a_short_list_has_no_pages(written):
    assert written("{% pager page %}", page=Paginator([1], 20).page(1)).strip() == ""


def test_alternates_name_languages_by_their_own_name():
    assert parts.alternates("en", {"de": "/de/", "en": "/en/", "xx": "/xx/"}) == [
        parts.Alternate("de", "Deutsch", "/de/", "ltr", is_current=False),
        parts.Alternate("en", "English", "/en/", "ltr", is_current=True),
    ]


def test_a_size_and_a_number_are_words(written):
    assert written("{{ 96000|file_size }} {{ 2115|number }}") == "96\N{NO-BREAK SPACE}kB 2.115"
    assert written("{{ None|file_size }}{{ None|number }}{{ None|day_words }}") == ""


def test_context_without_request_is_enough_for_blocks():
    template = Template("{% load design %}{% count_block 34 'Tage' 'overdue' %}")

    assert template.render(Context()) == (
        '<span class="date date--count" data-state="overdue" aria-hidden="true">'
        "<b>34</b><i>Tage</i></span>"
    )
