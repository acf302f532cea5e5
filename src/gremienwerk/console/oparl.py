"""How is what goes out through OParl made anew?"""

from argparse import ArgumentParser, Namespace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.surfaces.oparl.commands.project import project_all
from gremienwerk.surfaces.oparl.dumps.edition import renew

HELP = gettext_lazy("Bring the open data (OParl) up to date")
REBUILD, DUMP = "rebuild", "dump"


def arguments(parser: ArgumentParser) -> None:
    """Take what is to be made anew."""
    words = _("rebuild: look at every object again; dump: make the files to take away")
    parser.add_argument("word", choices=[REBUILD, DUMP], help=words)


def run(options: Namespace) -> int:
    """Make it anew; say how much was different, or where the files are."""
    return _dump() if options.word == DUMP else _rebuild()


def _rebuild() -> int:
    print(_("%(number)s objects were brought up to date.") % {"number": project_all()})
    return DONE


def _dump() -> int:
    edition = renew(now=timezone.now())
    if edition is None:
        print(_("Nothing is public yet, so there is nothing to take away."))
        return REFUSED
    sizes = sum(part.bytes for part in edition.parts)
    print(
        _("%(number)s files, %(size)s bytes, as of %(moment)s: %(folder)s")
        % {
            "number": len(edition.parts),
            "size": sizes,
            "moment": edition.created.isoformat(),
            "folder": edition.folder,
        }
    )
    return DONE
