"""What is still being written in the demo: a page full of mistakes, and a text that waits?"""

from gremienwerk.demo.commands._accounts import DOMAIN
from gremienwerk.demo.reading import ENGLISH, Stage, read
from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.organizations.commands.add_organization import (
    OrganizationDraft,
    add_organization,
)
from gremienwerk.domain.organizations.commands.add_seats import SeatsDraft, add_seats
from gremienwerk.domain.organizations.commands.ask_release import ask_release
from gremienwerk.domain.organizations.commands.edit_texts import FIELDS, edit_texts
from gremienwerk.domain.organizations.commands.look_over_texts import look_over_texts
from gremienwerk.domain.organizations.commands.save_draft import Writing, save_draft
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.policy import Can
from gremienwerk.foundation.access import may
from gremienwerk.foundation.texts.drafts import Place
from gremienwerk.foundation.texts.models import revision
from gremienwerk.foundation.texts.write import Rendering


def write_drafts(own: Body, stage: Stage) -> None:
    """Add the draft page, hand over a text to a board, and let the editorial check look."""
    content = read("draft.toml")
    draft = OrganizationDraft(
        slug=content["slug"],
        name=content["name"],
        short_name=content["short_name"],
        stewardship=content["stewardship"],
        is_listed=True,
    )
    body = add_organization(own, draft, by=stage.by, now=stage.opening)
    add_seats(body, SeatsDraft(content["seats"]), by=stage.by, now=stage.opening)
    found = content["texts"]
    texts = {field: found[field] for field in FIELDS if field in found}
    english = {field: [Rendering("en", found[f"{field}{ENGLISH}"].strip())] for field in texts}
    edit_texts(body, texts, renderings=english, by=stage.by, now=stage.opening)
    _hand_over(content["waiting"], stage)
    look_over_texts(by=stage.by, now=stage.opening)


def _hand_over(waiting: dict[str, str], stage: Stage) -> None:
    clerk = User.objects.get(email=f"{waiting['account']}@{DOMAIN}")
    body = Organization.objects.get(slug=waiting["body"])
    text = getattr(body, waiting["field"])
    more = f"{text.strip()}\n\n{waiting['adds']}"
    writing = Writing(Place(waiting["field"]), more, revision(text))
    by = clerk if may(clerk, Can.PREPARE_TEXTS, body) else stage.by  # R may lie in the future
    save_draft(body, writing, by=by, now=stage.opening)
    ask_release(body, note=waiting["note"], by=by, now=stage.opening)
