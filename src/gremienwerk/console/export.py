"""How does one body leave as an archive?"""

import os
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.portable.choices import Mode
from gremienwerk.portable.commands.export_body import export_body
from gremienwerk.portable.manifest import Manifest

HELP = gettext_lazy("Write one body with all that belongs to it into an archive")
PERMISSION: Final = 0o600  # a whole archive holds internal data of people


def arguments(parser: ArgumentParser) -> None:
    """Take the body, where to write, and for whom."""
    parser.add_argument("body", metavar="BODY", help=_("its slug, see “gremienwerk body list”"))
    parser.add_argument(
        "-o", "--output", type=Path, metavar="FILE", help=_("default: BODY.tar in this folder")
    )
    parser.add_argument(
        "--public", action="store_true", help=_("only what is public; else internal data too")
    )


def run(options: Namespace) -> int:
    """Write it beside its place first, so that no half archive is left."""
    body = Organization.objects.alive().filter(slug=options.body, body__is_own=True).first()
    if body is None:
        print(_("There is no body “%(slug)s”.") % {"slug": options.body}, file=sys.stderr)
        return REFUSED
    mode = Mode.PUBLIC if options.public else Mode.WHOLE
    path: Path = options.output or Path(f"{body.slug}.tar")
    try:
        manifest = _write(body, path, mode)
    except OSError as error:
        facts = {"file": path, "reason": error.strerror}
        print(_("%(file)s cannot be written: %(reason)s.") % facts, file=sys.stderr)
        return REFUSED
    print(_said(body, path, manifest))
    return DONE


def _write(body: Organization, path: Path, mode: Mode) -> Manifest:
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as written:
        beside = Path(written.name)
        try:
            beside.chmod(PERMISSION)
            manifest = export_body(body, written, mode=mode, by=system_user(), now=timezone.now())
            written.flush()
            os.fsync(written.fileno())
            beside.replace(path)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return manifest


def _said(body: Organization, path: Path, manifest: Manifest) -> str:
    facts = {
        "name": body.name,
        "file": path,
        "rows": manifest.rows(),
        "files": sum(part.rows < 0 for part in manifest.parts.values()),
    }
    if manifest.mode == Mode.PUBLIC:
        return (
            _("“%(name)s” written to %(file)s, public data only: %(rows)s rows, %(files)s files.")
            % facts
        )
    return (
        _("“%(name)s” written to %(file)s: %(rows)s rows, %(files)s files. It holds internal data.")
        % facts
    )
