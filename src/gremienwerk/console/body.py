"""How does a body come into being from a file, and which bodies are there?"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from gremienwerk.console import DONE, REFUSED
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.bodies.commands.set_up_installation import set_up_installation
from gremienwerk.domain.meetings.models import Meeting
from gremienwerk.domain.organizations.choices import Sphere, Status
from gremienwerk.domain.organizations.models import Organization, StatusPeriod
from gremienwerk.network_file import BodyFile, BodyFileRefused, load, read
from gremienwerk.network_file.district import read_district

HELP = gettext_lazy("Make a body from a file, list the bodies, or print an example file")


def arguments(parser: ArgumentParser) -> None:
    """Take what is to be done and, for two of them, files."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    add = actions.add_parser("add", help=_("make the bodies of these files; all of them or none"))
    add.add_argument("files", nargs="+", type=Path, metavar="FILE")
    actions.add_parser("list", help=_("list the bodies with status and address"))
    example = actions.add_parser("example", help=_("print an example file with explanations"))
    example.add_argument(
        "--district", action="store_true", help=_("the example for “body district”")
    )
    district = actions.add_parser(
        "district", help=_("begin an empty installation: district and office from a file")
    )
    district.add_argument("files", nargs=1, type=Path, metavar="FILE")


def run(options: Namespace) -> int:
    """Do it; say in plain words what was done."""
    return {"add": _add, "list": _list, "example": _example, "district": _district}[options.action](
        options
    )


def _add(options: Namespace) -> int:
    plans, wrong = _read(options.files)
    if wrong:
        print("\n".join(wrong), file=sys.stderr)
        print(_("Nothing was made."), file=sys.stderr)
        return REFUSED
    try:
        made = load(plans, by=system_user(), now=timezone.now())
    except BodyFileRefused as refusal:
        print(refusal, file=sys.stderr)
        print(_("Nothing was made."), file=sys.stderr)
        return REFUSED
    for body in made:
        print(_described(body))
    return DONE


def _read(paths: Sequence[Path]) -> tuple[list[BodyFile], list[str]]:
    """Return what the files say, and the mistakes of all of them."""
    plans, wrong = [], []
    for path in paths:
        try:
            plans.append(read(path))
        except BodyFileRefused as refusal:
            wrong.append(str(refusal))
    return plans, wrong


def _described(body: Organization) -> str:
    number = Meeting.objects.filter(organizations=body, cancelled=False).count()
    dates = ngettext("%(number)s date is planned", "%(number)s dates are planned", number)
    facts = {"name": body.name, "address": _address(body), "dates": dates % {"number": number}}
    if body.published_at is None:
        return _("Made, not yet public: “%(name)s”; %(dates)s.") % facts
    if not body.is_listed:
        return _("Made, without a page of its own: “%(name)s”; %(dates)s.") % facts
    return _("Made: “%(name)s”; %(dates)s. Its page: %(address)s") % facts


def _address(body: Organization) -> str:
    return f"{settings.PUBLIC_ORIGIN}/de/gremien/{body.slug}/"


def _list(_options: Namespace) -> int:
    bodies = list(
        Organization.objects.alive()
        .filter(is_listed=True, body__is_own=True)
        .order_by("sphere", "position", "name")
    )
    if not bodies:
        print(_("There are no bodies yet. Try: gremienwerk body example > body.toml"))
        return DONE
    today = timezone.localdate()
    periods = StatusPeriod.objects.on(today).filter(organization__in=bodies)
    status = dict(periods.values_list("organization_id", "status"))
    for body in bodies:
        sphere = Sphere(body.sphere).label if body.sphere else "-"
        word = Status(status.get(body.pk, Status.ACTIVE)).label
        public = _address(body) if body.published_at else _("not public")
        print(f"{body.slug:<28} {sphere} · {word} · {body.name} · {public}")
    return DONE


def _example(options: Namespace) -> int:
    name = "example-district.toml" if options.district else "example.toml"
    print(files("gremienwerk.network_file").joinpath(name).read_text("utf-8"), end="")
    return DONE


def _district(options: Namespace) -> int:
    body, office = read_district(options.files[0])
    here = set_up_installation(body, office, by=system_user(), now=timezone.now())
    facts = {"name": here.body.name, "address": settings.PUBLIC_ORIGIN}
    print(_("“%(name)s” is set up: %(address)s. Add bodies: gremienwerk body add FILE") % facts)
    return DONE
