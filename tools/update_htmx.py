"""How does htmx get into the tree? `python tools/update_htmx.py [VERSION]`, 2.x only.

It asks the npm client for the package and writes the minified file as it is, below one line
that says version and licence. Version 4 changes how attributes are inherited: stay below it.
"""

import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "htmx.org"
VERSION = "2.0.11"
TARGET = Path(__file__).resolve().parent.parent / "src/gremienwerk/design/static/design/htmx.js"
NOTICE = (
    "/*! htmx {version}, (c) Big Sky Software, Zero-Clause BSD, unchanged: dist/htmx.min.js."
    " Taken by tools/update_htmx.py. */\n"
)


def main() -> int:
    """Fetch, write, say how large it is."""
    version = sys.argv[1] if len(sys.argv) > 1 else VERSION
    if not version.startswith("2."):
        sys.stderr.write("Only versions 2.x are meant for these templates.\n")
        return 1
    with tempfile.TemporaryDirectory() as folder:
        # Fixed words and a version; the client knows its registry.
        command = ["npm", "pack", "--silent", f"{PACKAGE}@{version}"]
        done = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
        with tarfile.open(Path(folder) / done.stdout.strip()) as archive:
            member = archive.extractfile("package/dist/htmx.min.js")
            if member is None:
                sys.stderr.write("The package holds no dist/htmx.min.js.\n")
                return 1
            text = member.read().decode()
    TARGET.write_text(NOTICE.format(version=version) + text)
    sys.stdout.write(f"htmx.js: {len(text)} characters\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
