"""What is held of a person, how is it corrected or erased, and what goes when?"""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED, WRONG_USE
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.people.commands.edit_person import edit_person
from gremienwerk.domain.people.models import Person
from gremienwerk.domain.privacy.commands.erase_person import erase_person
from gremienwerk.domain.privacy.commands.lift_hold import lift_hold
from gremienwerk.domain.privacy.commands.place_hold import place_hold
from gremienwerk.domain.privacy.commands.renew_keys import renew_keys
from gremienwerk.domain.privacy.commands.run_retention import run_retention
from gremienwerk.domain.privacy.commands.show_person import show_person
from gremienwerk.domain.privacy.queries.people import found_by
from gremienwerk.domain.privacy.queries.readable import as_json, as_text
from gremienwerk.domain.privacy.queries.retention import hold_on, periods
from gremienwerk.foundation.errors import Refusal

HELP = gettext_lazy("Show, correct or erase what is held of a person; run the periods")


def arguments(parser: ArgumentParser) -> None:
    """Take what is to be done, and of whom."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    show = actions.add_parser("show", help=_("say everything that is held (Art. 15 DSGVO)"))
    show.add_argument("--json", action="store_true", help=_("as JSON instead of text"))
    show.add_argument("--to", type=Path, metavar="FOLDER", help=_("write both as files"))
    correct = actions.add_parser("correct", help=_("correct fields (Art. 16 DSGVO)"))
    erase = actions.add_parser("erase", help=_("erase what need not be kept (Art. 17 DSGVO)"))
    erase.add_argument("--yes", action="store_true", help=_("do it; without this only say what"))
    hold = actions.add_parser("hold", help=_("place a legal hold: the data have to stay"))
    hold.add_argument("--reason", required=True, help=_("why, and who asks for it"))
    lift = actions.add_parser("lift", help=_("lift the legal hold"))
    for one in (show, correct, erase, hold, lift):
        one.add_argument("person", metavar="PERSON", help=_("number, e-mail address or name"))
    correct.add_argument("values", nargs="+", metavar="FIELD=VALUE")
    actions.add_parser("periods", help=_("say how long what is kept"))
    actions.add_parser("run", help=_("remove now what is due"))
    actions.add_parser("renew-keys", help=_("encrypt everything with a new key"))


def run(options: Namespace) -> int:
    """Do it; say in plain words what was done."""
    alone = {"periods": _periods, "run": _run, "renew-keys": _renew_keys}
    try:
        if options.action in alone:
            return alone[options.action]()
        people = found_by(options.person)
        if len(people) != 1:
            return _ambiguous(options.person, people)
        return OF_A_PERSON[options.action](people[0], options)
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED


def _ambiguous(wanted: str, people: list[Person]) -> int:
    if not people:
        print(_("Nobody is known as “%(wanted)s”.") % {"wanted": wanted}, file=sys.stderr)
        return REFUSED
    print(_("Several people are meant; give the number:"), file=sys.stderr)
    for person in people:
        print(f"  {person.pk}  {person.name}", file=sys.stderr)
    return REFUSED


def _show(person: Person, options: Namespace) -> int:
    report = show_person(person, by=system_user(), now=timezone.now())
    if options.to is None:
        print(as_json(report) if options.json else as_text(report), end="")
        return DONE
    options.to.mkdir(mode=0o700, parents=True, exist_ok=True)
    for name, text in (("json", as_json(report)), ("txt", as_text(report))):
        path = options.to / f"person-{person.pk}.{name}"
        path.touch(mode=0o600)
        path.write_text(text, encoding="utf-8")
        print(path)
    return DONE


def _correct(person: Person, options: Namespace) -> int:
    pairs = [value.partition("=") for value in options.values]
    if not all(sign for _name, sign, _value in pairs):
        print(_("Write FIELD=VALUE, such as function=Vorsitz."), file=sys.stderr)
        return WRONG_USE
    values = {name: value for name, _sign, value in pairs}
    edit_person(person, values, by=system_user(), now=timezone.now())
    print(_("Corrected: %(fields)s.") % {"fields": ", ".join(sorted(values))})
    return DONE


def _erase(person: Person, options: Namespace) -> int:
    if not options.yes:
        print(_("This would erase “%(name)s”. Do it: --yes") % {"name": person.name})
        return DONE
    erased = erase_person(person, by=system_user(), now=timezone.now())
    print(_("Erased. What is left is called “%(name)s”.") % {"name": erased.name})
    return DONE


def _hold(person: Person, options: Namespace) -> int:
    place_hold(person, reason=options.reason, by=system_user(), now=timezone.now())
    print(_("These data stay until the hold is lifted."))
    return DONE


def _lift(person: Person, _options: Namespace) -> int:
    hold = hold_on(person)
    if hold is None:
        print(_("There is no hold on these data."), file=sys.stderr)
        return REFUSED
    lift_hold(hold, by=system_user(), now=timezone.now())
    print(_("The hold is lifted."))
    return DONE


def _periods() -> int:
    for period in periods(timezone.localdate()):
        facts = {"what": period.label, "days": period.days, "source": period.source}
        print(_("%(what)s: %(days)s days (%(source)s)") % facts)
    return DONE


def _run() -> int:
    for report in run_retention(by=system_user(), now=timezone.now()):
        facts = {
            "what": report.get_kind_display(),
            "removed": report.removed,
            "held": report.held,
        }
        print(_("%(what)s: %(removed)s removed, %(held)s kept by a hold") % facts)
    return DONE


def _renew_keys() -> int:
    number = renew_keys(by=system_user(), now=timezone.now())
    print(
        _("%(number)s values encrypted with a new key; the old key is gone.") % {"number": number}
    )
    return DONE


OF_A_PERSON: dict[str, Callable[[Person, Namespace], int]] = {
    "show": _show,
    "correct": _correct,
    "erase": _erase,
    "hold": _hold,
    "lift": _lift,
}
