"""How many findings of the nightly look are open?"""

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gremienwerk.domain.organizations.models import Organization
from gremienwerk.foundation.texts.models import LintAcceptance, LintFinding
from gremienwerk.surfaces.workspace.desk.items import Desk, DeskItem
from gremienwerk.surfaces.workspace.frame import address


def desk_items(desk: Desk) -> Iterable[DeskItem]:
    """Return one entry for all findings that nobody mended or accepted. One query."""
    if not desk.is_office:
        return
    accepted = LintAcceptance.objects.filter(
        content_type=OuterRef("content_type"),
        object_id=OuterRef("object_id"),
        field=OuterRef("field"),
        key=OuterRef("key"),
    )
    kind = ContentType.objects.get_for_model(Organization)
    number = LintFinding.objects.filter(~Exists(accepted), content_type=kind).count()
    if number:
        yield DeskItem(
            title=ngettext(
                "%(number)s finding of the editorial check",
                "%(number)s findings of the editorial check",
                number,
            )
            % {"number": number},
            url=address("lint"),
            action=_("Look through them"),
            why=_("Hints only; mend the text or leave it so with a reason."),
            is_new=True,
        )
