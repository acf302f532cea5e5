"""Is every text of the interface translated? `messages.py [--missing]`.

Reads all marked strings of the sources with Django's own extraction, in a copy, and
compares them with the German catalogue. `--missing` prints entries ready to be appended.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polib

SOURCE = Path(__file__).parent.parent / "src" / "gremienwerk"
CATALOGUE = "locale/de/LC_MESSAGES/django.po"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def key(entry: polib.POEntry) -> tuple[str, str]:
    """Return what makes an entry the same text: its context and its words."""
    return entry.msgctxt or "", entry.msgid


def marked_texts(source: Path) -> polib.POFile:
    """Extract every text that is marked for translation below `source`."""
    if not shutil.which("xgettext"):
        sys.exit("xgettext is missing; on Debian: apt install gettext")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "gremienwerk"
        shutil.copytree(
            source, copy, ignore=shutil.ignore_patterns("locale", "static", "__pycache__")
        )
        (copy / CATALOGUE).parent.mkdir(parents=True)
        subprocess.run(
            [sys.executable, "-m", "django", "makemessages", "-l", "de", "-e", "html,txt,py,xml"],
            cwd=copy,
            check=True,
            capture_output=True,
            env={"PATH": "/usr/bin:/bin:/usr/local/bin", "LANG": "C.UTF-8"},
        )
        return polib.pofile(str(copy / CATALOGUE))


def translations(entry: polib.POEntry) -> list[str]:
    """Return the translated sentence, or each of its plural forms."""
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def placeholders_differ(entry: polib.POEntry) -> bool:
    """Tell whether a form of the translation names other placeholders than the source."""
    allowed = {*PLACEHOLDER.findall(entry.msgid), *PLACEHOLDER.findall(entry.msgid_plural)}
    used = [set(PLACEHOLDER.findall(form)) for form in translations(entry)]
    wanted = set(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
    return any(form - allowed for form in used) or used[-1] != wanted


def findings(marked: polib.POFile, known: polib.POFile) -> list[str]:
    """Name everything that is wrong with the catalogue."""
    texts = {key(entry): entry for entry in marked}
    counts = Counter(key(entry) for entry in known if not entry.obsolete)
    complete = {
        key(entry): entry for entry in known if all(translations(entry)) and not entry.fuzzy
    }
    missing = [
        f"not translated: {entry.msgid!r} ({entry.occurrences[0][0]})"
        for k, entry in texts.items()
        if k not in complete
    ]
    plural = [
        f"needs plural forms: {entry.msgid!r}"
        for k, entry in texts.items()
        if k in complete and bool(entry.msgid_plural) != bool(complete[k].msgid_plural)
    ]
    stale = [f"no longer used: {k[1]!r}" for k in counts if k not in texts]
    twice = [f"stands there {number} times: {k[1]!r}" for k, number in counts.items() if number > 1]
    other = [
        f"other placeholders: {entry.msgid!r}"
        for entry in complete.values()
        if placeholders_differ(entry)
    ]
    return [*missing, *plural, *stale, *twice, *other]


def main(arguments: list[str]) -> int:
    """Print the findings, or the missing entries; return 1 if there are any."""
    marked, known = marked_texts(SOURCE), polib.pofile(str(SOURCE / CATALOGUE))
    if arguments == ["--missing"]:
        complete = {key(entry) for entry in known if all(translations(entry))}
        for entry in marked:
            if key(entry) not in complete:
                entry.occurrences = []
                print(entry)
        return 0
    found = findings(marked, known)
    print("\n".join(found) or f"All {len(marked)} texts are translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
