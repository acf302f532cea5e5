"""How do the vendored assets get into the tree, and what is left out of them?

Run it with a version to take another one: ``python tools/update_assets.py 2.7.2``. It asks the npm
client for the package of the KERN design system, keeps the parts that our pages use, turns physical
sides into logical ones (one sheet for both writing directions) and writes ``kern.css``.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

PACKAGE = "@kern-ux/native"
VERSION = "2.7.2"
STATIC = Path(__file__).resolve().parent.parent / "src/gremienwerk/design/static/design"
# The classes of KERN that our templates use. A rule is kept when it names no other class.
KEPT = {
    "kern-btn",
    "kern-btn--block",
    "kern-btn--primary",
    "kern-btn--secondary",
    "kern-form-input",
    "kern-form-input__input",
    "kern-form-input__select",
    "kern-form-input__select-wrapper",
    "kern-label",
}
# States of controls that no public page has; they come back with the first form that needs them.
LEFT_OUT = re.compile(r"disabled|readonly|:has\(|\[type=file\]|textarea|__optional|:active")
NOTICE = """/*! Parts of KERN UX native {version}, (c) KERN team, EUPL-1.2: tokens, button, form.
  Shortened, and sides made logical, by tools/update_assets.py; nothing else was changed. */
"""
# Where the package sets the colours of its ground level; we have no other level.
GROUND = (
    ":is(body, .kern-light, .kern-dark, [data-kern-theme=light], [data-kern-theme=dark])"
    ":not([class*=kern-level-])"
)
LEVELS = {GROUND: "body"}
SIDES = (
    (r"\b(margin|padding|border)-left\b", r"\1-inline-start"),
    (r"\b(margin|padding|border)-right\b", r"\1-inline-end"),
    (r"(?<![-\w])left:", "inset-inline-start:"),
    (r"(?<![-\w])right:", "inset-inline-end:"),
    (r"\btext-align:left\b", "text-align:start"),
    (r"\btext-align:right\b", "text-align:end"),
)


@dataclass
class Rule:
    """One rule of a style sheet, or an at-rule that holds rules."""

    head: str
    lines: list[str] = field(default_factory=list)
    rules: list["Rule"] = field(default_factory=list)


def main() -> int:
    """Fetch, shorten, write; say how large the result is."""
    version = sys.argv[1] if len(sys.argv) > 1 else VERSION
    with tempfile.TemporaryDirectory() as folder:
        source = fetch(version, Path(folder))
    text = NOTICE.format(version=version) + shortened(source) + "\n"
    (STATIC / "kern.css").write_text(text)
    sys.stdout.write(f"kern.css: {len(source)} -> {len(text)} characters\n")
    return 0


def fetch(version: str, folder: Path) -> str:
    """Let the npm client fetch the package and return its style sheet."""
    # Fixed words and a version; the client knows its registry.
    command = ["npm", "pack", "--silent", f"{PACKAGE}@{version}"]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
    with tarfile.open(folder / done.stdout.strip()) as archive:
        member = archive.extractfile("package/dist/kern.css")
        if member is None:
            message = "The package holds no dist/kern.css."
            raise SystemExit(message)
        return member.read().decode()


def shortened(source: str) -> str:
    """Return the sheet with only the kept classes and the tokens that they reach."""
    rules = parse(
        re.sub(r"/\*.*?\*/", "", source, flags=re.DOTALL).removeprefix('@charset "UTF-8";')
    )
    kept = [slim for rule in rules if (slim := slimmed(rule))]
    own = "".join(
        sheet.read_text() for sheet in sorted(STATIC.rglob("*.css")) if sheet.name != "kern.css"
    )
    wanted = reached(kept, set(re.findall(r"var\((--kern-[\w-]+)", own)))
    text = "\n".join(filter(None, (written(rule, wanted) for rule in kept)))
    for physical, logical in SIDES:
        text = re.sub(physical, logical, text)
    return text


def parse(text: str) -> list[Rule]:
    """Split a sheet into rules; strings of the package hold no braces."""
    rules, position = [], 0
    while (brace := text.find("{", position)) >= 0:
        end, depth = brace + 1, 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        body = text[brace + 1 : end - 1]
        rule = Rule(" ".join(text[position:brace].split()))
        if "{" in body:
            rule.rules = parse(body)
        else:
            rule.lines = list(declarations(body))
        rules.append(rule)
        position = end
    return rules


def declarations(body: str) -> Iterator[str]:
    """Yield ``name:value``; a data address may hold a semicolon within quotes."""
    for part in re.findall(r'(?:[^;"]|"[^"]*")+', body):
        name, colon, value = " ".join(part.split()).partition(":")
        # The content security policy forbids pictures within the sheet; filter.css draws the arrow.
        if colon and "url(data:" not in value.replace('"', ""):
            yield f"{name.strip()}:{value.strip()}"


def slimmed(rule: Rule) -> Rule | None:
    """Return what is kept of a rule, or None."""
    if rule.rules:
        if not rule.head.startswith("@media") or "print" in rule.head:
            return None
        inner = [slim for part in rule.rules if (slim := slimmed(part))]
        return Rule(rule.head, rules=inner) if inner else None
    if rule.head.startswith("@"):
        return None
    heads = [
        LEVELS.get(head, head) for head in re.split(r",\s*(?![^(]*\))", rule.head) if is_kept(head)
    ]
    lines = [re.sub(r"(var\(--[\w-]+),\s*[^()]+\)", r"\1)", line) for line in rule.lines]
    return Rule(",".join(heads), lines) if heads else None


def is_kept(head: str) -> bool:
    """Tell whether a selector speaks of kept classes, or is the root that holds the tokens."""
    classes = set(re.findall(r"\.([\w-]+)", head))
    return head in {":root", GROUND} or (
        bool(classes) and classes <= KEPT and not LEFT_OUT.search(head)
    )


def reached(rules: list[Rule], used: set[str]) -> set[str]:
    """Return the names of all tokens that rules or our own sheets use, also through others."""
    tokens: dict[str, set[str]] = {}
    for line in every_line(rules):
        names = set(re.findall(r"var\((--[\w-]+)", line))
        if line.startswith("--"):
            tokens.setdefault(line.partition(":")[0], set()).update(names)
        else:
            used |= names
    wanted: set[str] = set()
    while used:
        wanted |= used
        used = set().union(*(tokens.get(name, set()) for name in used)) - wanted
    return wanted


def every_line(rules: list[Rule]) -> Iterator[str]:
    """Yield all declarations, also those within media queries."""
    for rule in rules:
        yield from rule.lines
        yield from every_line(rule.rules)


def written(rule: Rule, wanted: set[str]) -> str:
    """Write one rule without the tokens that nothing reaches; empty when nothing is left."""
    if rule.rules:
        inner = "".join(written(part, wanted) for part in rule.rules)
        return f"{rule.head}{{{inner}}}" if inner else ""
    lines = [
        line for line in rule.lines if not line.startswith("--") or line.partition(":")[0] in wanted
    ]
    return f"{rule.head}{{{';'.join(lines)}}}" if lines else ""


if __name__ == "__main__":
    raise SystemExit(main())
