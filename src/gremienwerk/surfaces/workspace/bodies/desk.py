"""What did the others change who convene a body together with me?"""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from gremienwerk.domain.meetings.queries.shared_changes import (
    areas_in,
    facts_since,
    shared_bodies,
)
from gremienwerk.domain.organizations.choices import BodyRole
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.wording import moment_words
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address
from gremienwerk.surfaces.workspace.naming import name_of

SHOWN = timedelta(days=7)


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return one entry per body that others changed within a week (N3.1)."""
    mine = [pk for pk, roles in desk.bodies.items() if BodyRole.CONVENOR in roles]
    shared = shared_bodies(mine, on=desk.today) if mine else []
    if not shared:
        return
    keys = [one.organization.pk for one in shared]
    found = facts_since(keys, since=timezone.now() - SHOWN)
    for one in shared:
        theirs = [
            fact
            for fact in found[one.organization.pk]
            if fact.actor_id in one.accounts and one.is_other(fact.actor_id, desk.user)
        ]
        if not theirs:
            continue
        names = dict.fromkeys(getattr(fact.actor, "name", "") or _("somebody") for fact in theirs)
        moment = moment_words(theirs[-1].recorded_at, get_language() or SOURCE_LANGUAGE)
        yield DeskItem(
            title=_("Changed by %(who)s: %(what)s")
            % {
                "who": ", ".join(names),
                "what": ", ".join(area for area, _number in areas_in(theirs)),
            },
            url=address("body_history", one.organization.slug),
            action=_("See what was changed"),
            why=_("Last: %(when)s. You convene this body together.") % {"when": moment},
            body=one.organization.slug,
            body_name=name_of(one.organization),
            is_mine=True,
            is_new=True,
        )
