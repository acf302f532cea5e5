"""Who may do what? Prints all permission tables: `permissions.py > docs/permissions.md`."""

import os
from importlib import import_module
from pathlib import Path

import django

DOMAIN = Path(__file__).parent.parent / "src" / "gremienwerk" / "domain"
HEAD = """# Who may do what

Made by `tools/permissions.py` from the tables in `domain/<noun>/policy.py` and
`portable/policy.py`; a test keeps it up to date. No rule holds for someone who is not signed in,
but "it is public". Roles follow from dated rows: appointments, memberships, who convenes and who
supports a body; when the row's time ends, the right ends. What a permission is asked about stands
in the table of its noun.

| Permission | Held by |
|---|---|
"""
WORDS = """
## Words of the table

| Word | Means |
|---|---|
"""


def table() -> str:
    """Return all permissions with their rules, as a Markdown page."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gremienwerk.settings")
    django.setup()
    for path in sorted(DOMAIN.glob("*/policy.py")):
        import_module(f"gremienwerk.domain.{path.parent.name}.policy")
    import_module("gremienwerk.portable.policy")
    access = import_module("gremienwerk.foundation.access")
    rows = [f"| `{name}` | {access.TABLE[name].rule.name} |\n" for name in sorted(access.TABLE)]
    words = [f"| {word} | {access.WORDS[word]} |\n" for word in sorted(access.WORDS)]
    return HEAD + "".join(rows) + WORDS + "".join(words)


if __name__ == "__main__":
    print(table(), end="")
