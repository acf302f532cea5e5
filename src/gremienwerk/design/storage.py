"""How does the look reach the browser in one request?

``portal.css`` names its sheets by ``@import``, each in its layer. When static files are collected,
the sheets take the place of their imports: one file, one request, and nothing to build while
working on the look.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "design/portal.css"
IMPORT = re.compile(r'@import url\("(?P<name>[\w/-]+\.css)"\) layer\((?P<layer>\w+)\);')
COMMENT = re.compile(r"/\*(?!!).*?\*/", re.DOTALL)


class OneSheet(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # untyped package
    """Collected static files with the sheets of the look in one."""

    def post_process(
        self,
        paths: dict[str, Any],
        dry_run: bool = False,  # noqa: FBT001, FBT002 -- Django's signature
        **options: object,
    ) -> Iterator[Any]:
        """Put the sheets in the place of their imports, then name and compress all files."""
        if BUNDLE in paths and not dry_run:
            storage, path = paths[BUNDLE]
            with storage.open(path) as source:
                sheet = inlined(source.read().decode(), lambda name: self._sheet(paths, name))
            self.delete(BUNDLE)
            self._save(BUNDLE, ContentFile(sheet.encode()))
            paths[BUNDLE] = (self, BUNDLE)
        yield from super().post_process(paths, dry_run, **options)

    def _sheet(self, paths: dict[str, Any], name: str) -> str:
        storage, path = paths[f"design/{name}"]
        with storage.open(path) as source:
            return str(source.read().decode())


def inlined(bundle: str, read: Callable[[str], str]) -> str:
    """Return a sheet with its imports replaced by what they name, without comments and indentation.

    Addresses within the imported sheets stay as they are: a sheet that has any stands beside the
    bundle.
    """

    def layered(match: re.Match[str]) -> str:
        return f"@layer {match['layer']}{{\n{read(match['name'])}}}"

    text = COMMENT.sub("", IMPORT.sub(layered, bundle))
    return "\n".join(line.strip() for line in text.splitlines() if line.strip()) + "\n"
