"""How does the first account come into being? An invitation, printed as a link."""

import sys
from argparse import ArgumentParser, Namespace

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gremienwerk.console import DONE, REFUSED
from gremienwerk.domain.accounts.choices import OfficeRole
from gremienwerk.domain.accounts.commands.invite import DAYS, Terms, invite
from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.foundation.errors import Refusal

HELP = gettext_lazy("Invite somebody to open an account, and print the link")
ROLES = {
    "administrator": OfficeRole.OFFICE_ADMINISTRATOR,
    "clerk": OfficeRole.CLERK,
    "auditor": OfficeRole.AUDITOR,
    "none": None,
}


def arguments(parser: ArgumentParser) -> None:
    """Take the address, the office, and whether a letter goes out."""
    parser.add_argument("email", metavar="EMAIL", help=_("whom to invite"))
    parser.add_argument("--role", choices=ROLES, default="none", help=_("office to be held"))
    parser.add_argument("--letter", action="store_true", help=_("send the link by e-mail, too"))


def run(options: Namespace) -> int:
    """Invite; print the link, which is told this once only."""
    terms = Terms(options.email, ROLES[options.role], is_by_letter=options.letter)
    try:
        sent = invite(terms, by=system_user(), now=timezone.now())
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return REFUSED
    facts = {"email": sent.invitation.email, "days": DAYS}
    print(_("%(email)s may open an account with this link, once, for %(days)s days:") % facts)
    print(sent.url)
    return DONE
