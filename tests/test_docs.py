"""Do the texts around the code keep up with it? Each rule has a plant that it must reject."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

from tools import permissions

ROOT = Path(__file__).parent.parent
SRC = ROOT / "src" / "gremienwerk"
DOCS = ROOT / "docs"
INLINE = re.compile(r"""\sstyle=|<style[ >]|\son[a-z]+=["']|<script(?![^>]*\ssrc=)|javascript:""")
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def read(path):
    return path.read_text()


def templates():
    found = {str(p.relative_to(SRC)): read(p) for p in SRC.rglob("templates/**/*.*")}
    assert found
    return found


def long_templates(found):
    return [name for name, text in found.items() if len(text.splitlines()) > 150]


def inline_styles_and_scripts(found):
    return [name for name, text in found.items() if INLINE.search(text)]


def settings_named(source):
    """Return every environment variable that the settings read."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    return {
        call.args[0].value for call in calls if re.fullmatch(r"env\.\w+", ast.unparse(call.func))
    }


def words_of_choices(sources):
    """Return every value that a class of choices stores."""
    classes = [
        node
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.ClassDef) and "TextChoices" in map(_last, node.bases)
    ]
    texts = [
        (a.value.elts[0] if isinstance(a.value, ast.Tuple) else a.value)
        for node in classes
        for a in node.body
        if isinstance(a, ast.Assign)
    ]
    return {text.value for text in texts if isinstance(text, ast.Constant)}


def _last(base):
    return getattr(base, "attr", getattr(base, "id", ""))


def words_listed(text):
    """Return every word that stands in backticks."""
    return {w for span in re.findall(r"`([^`]+)`", text) for w in re.split(r"[=,;:\s]+", span)}


def lines_with_a_host(text):
    return [line for line in text.splitlines() if "://" in line or "index-url" in line]


def broken_links(path, text):
    return [link for link in LINK.findall(text) if not (path.parent / link).exists()]


def test_templates_are_short():
    assert long_templates(templates()) == []
    assert long_templates({"x.html": "x\n" * 151})


def test_templates_have_nothing_inline():
    assert inline_styles_and_scripts(templates()) == []


@pytest.mark.parametrize(
    "plant",
    [
        '<p style="color: red">',
        "<style>",
        '<a onclick="x()">',
        "<script>x</script>",
        '<a href="javascript:x">',
    ],
)
def test_something_inline_is_found(plant):
    assert inline_styles_and_scripts({"x.html": plant})


def test_every_setting_is_documented():
    named = settings_named(read(SRC / "settings.py"))

    assert len(named) > 5
    assert named - words_listed(read(DOCS / "operations.md")) == set()
    assert settings_named('X = env.str("GREMIENWERK_X")') == {"GREMIENWERK_X"}


def test_every_stored_word_is_in_the_vocabulary():
    words = words_of_choices(read(path) for path in SRC.rglob("choices.py"))

    assert len(words) > 50
    assert sorted(words - words_listed(read(DOCS / "vocabulary.md"))) == []
    assert words_of_choices(["class A(models.TextChoices):\n    B = 'b', _('B')"]) == {"b"}


def test_locks_are_pinned_by_hash_and_name_no_host():
    locks = [read(path) for path in sorted((ROOT / "requirements").iterdir())]

    assert [lines_with_a_host(lock) for lock in locks] == [[]] * 6
    for path in (ROOT / "requirements").glob("*.txt"):
        pins = re.findall(r"^\S+==\S+( \\\n    --hash=sha256:)?", read(path), re.MULTILINE)
        assert all(pins)
    assert lines_with_a_host("--index-url https://registry.example/simple")


def test_the_package_asks_for_what_the_lock_pins():
    project = tomllib.loads(read(ROOT / "pyproject.toml"))["project"]
    asked = re.findall(r"^[A-Za-z].*$", read(ROOT / "requirements" / "base.in"), re.MULTILINE)

    build = {name for name in asked if name.startswith(("hatchling", "editables"))}
    assert set(project["dependencies"]) == set(asked) - build


def test_links_between_the_documents_lead_somewhere():
    files = [ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")]

    assert {str(p): broken_links(p, read(p)) for p in files if broken_links(p, read(p))} == {}
    assert broken_links(ROOT / "README.md", "[x](docs/no-such-file.md)")


def test_decisions_are_numbered_once_and_short():
    files = sorted((DOCS / "decisions").glob("*.md"))

    assert len({int(path.name[:4]) for path in files}) == len(files)
    assert [p.name for p in files if not 6 <= len(read(p).splitlines()) <= 25] == []


def names_of_bodies():
    """Return the names of the demo's bodies that are no general words, in both languages."""
    files = [tomllib.loads(read(path)) for path in (SRC / "demo" / "bodies").glob("*.toml")]
    tables = [table for file in files for table in (file, file.get("texts", {}).get("en", {}))]
    names = {table.get(key, "") for table in tables for key in ("name", "short_name")}
    return {name for name in names if len(name.split()) > 2}


def names_in(text, names):
    return sorted(name for name in names if name in text)


def test_no_name_of_a_body_stands_in_the_source_outside_the_demo():
    names, kinds = names_of_bodies(), {".py", ".html", ".txt", ".po", ".css", ".js", ".toml"}
    files = [p for p in SRC.rglob("*.*") if p.suffix in kinds and "demo" not in p.parts]

    assert len(names) >= 14
    assert {str(p): names_in(read(p), names) for p in files if names_in(read(p), names)} == {}
    assert names_in(f'if body.name == "{min(names)}":', names)


def test_the_table_of_permissions_is_up_to_date():
    """If not: `python tools/permissions.py > docs/permissions.md`."""
    assert read(DOCS / "permissions.md") == permissions.table()
