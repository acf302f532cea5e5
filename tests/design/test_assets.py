"""Do the style sheets come in one small request, with nothing physical and nothing undefined?"""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.templatetags.static import static

from gremienwerk import design
from gremienwerk.design.accent import UnreadableAccent, accent_sheet, contrast
from gremienwerk.design.storage import inlined
from tools import update_assets

STATIC = Path(design.__file__).parent / "static/design"
SHEETS = sorted(STATIC.rglob("*.css"))
# Sides of a paragraph of text, which another direction of writing would turn round.
PHYSICAL = re.compile(r"(?<![-\w])(?:left|right)\s*:|-(?:left|right)\s*:|:\s*(?:left|right)\b")


def test_all_sheets_are_one_small_file_once_collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "gremienwerk.design.storage.OneSheet"},
    }

    call_command("collectstatic", verbosity=0, interactive=False)

    sheet = (tmp_path / static("design/portal.css").removeprefix("/static/")).read_text()
    assert "@import" not in sheet
    assert sheet.startswith("/*! Gremienwerk")
    assert sheet.count("@layer components{") == len(list((STATIC / "components").iterdir()))
    assert len(gzip.compress(sheet.encode())) < 12_000
    for font in re.findall(r'url\("([^"]+)"\)', sheet):
        assert (tmp_path / "design" / font).is_file()
    assert staticfiles_storage.exists("design/portal.css")


def test_every_sheet_is_listed_and_every_listed_sheet_is_there():
    listed = re.findall(r'@import url\("([^"]+)"\)', (STATIC / "portal.css").read_text())

    alone = ("portal.css", "workspace.css")  # pages link these two themselves
    there = [str(path.relative_to(STATIC)) for path in SHEETS if path.name not in alone]
    assert sorted(listed) == sorted(there)


def test_sheets_in_folders_name_no_other_file():
    """The bundle stands beside tokens.css, not beside them: their addresses would break."""
    assert [
        path.name for path in (STATIC / "components").iterdir() if "url(" in path.read_text()
    ] == []


def test_an_imported_sheet_takes_the_place_of_its_import():
    bundle = '/*! mine */\n/* why */\n@import url("a/b.css") layer(base);\n'

    assert inlined(bundle, lambda name: f"/* {name} */\n  p {{ color: red; }}") == (
        "/*! mine */\n@layer base{\np { color: red; }}\n"
    )


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_no_sheet_knows_left_from_right(sheet):
    assert PHYSICAL.findall(sheet.read_text()) == []


@pytest.mark.parametrize("rule", ["a { margin-left: 1px; }", "a { left:0 }", "a { float: right }"])
def test_a_planted_side_is_found(rule):
    assert PHYSICAL.search(rule)


def test_every_token_that_is_used_is_defined():
    text = "".join(sheet.read_text() for sheet in SHEETS)
    used, defined = (
        set(re.findall(r"var\((--[\w-]+)", text)),
        set(re.findall(r"(--[\w-]+)\s*:", text)),
    )

    assert used - defined == {
        "--accent-on-light",
        "--accent-on-dark",
    }  # an installation's own sheet


def test_every_class_of_kern_in_a_template_is_kept():
    templates = "".join(path.read_text() for path in STATIC.parents[1].rglob("*.html"))

    assert set(re.findall(r"kern-[\w-]+", templates)) <= update_assets.KEPT


def test_shortening_keeps_what_is_used_and_makes_sides_logical():
    source = """/* x */ :root { --kern-1: 1px; --kern-2: 2px; }
    @media (min-width: 1px) { .kern-btn { margin-left: var(--kern-1, 1px); } .kern-card { top: 0 } }
    .kern-btn, .kern-card { text-align: right; } .kern-btn:disabled { left: var(--kern-2); }"""

    assert "--kern-2" not in update_assets.shortened(source)
    assert update_assets.shortened(source) == (
        ":root{--kern-1:1px}\n"
        "@media (min-width: 1px){.kern-btn{margin-inline-start:var(--kern-1)}}\n"
        ".kern-btn{text-align:end}"
    )


def test_an_accent_is_readable_in_both_schemes_or_refused():
    assert accent_sheet("#00506b", on_dark="#9fd3e6") == (
        ":root { --accent-on-light: #00506b; --accent-on-dark: #9fd3e6; }\n"
    )
    mixed = re.findall("#[0-9a-f]{6}", accent_sheet("#8b0000"))[1]
    assert contrast(mixed, "#131525") >= 4.5
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    for wrong in ("red", "#ffff00", "#12345"):
        with pytest.raises(UnreadableAccent):
            accent_sheet(wrong)
    with pytest.raises(UnreadableAccent):
        accent_sheet("#00506b", on_dark="#000000")
