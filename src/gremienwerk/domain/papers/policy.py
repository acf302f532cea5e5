"""Who may do what with papers? Read the table.

Rule: a paper of an independent body is released by its board; the office prepares (source:
network.md N7.8). The leading originator says whose paper it is.
"""

from typing import Final

from gremienwerk.domain.accounts.models import User
from gremienwerk.domain.accounts.policy import (
    is_public,
    is_system,
    is_there,
    office,
    reads_everything,
)
from gremienwerk.domain.files.models import File
from gremienwerk.domain.files.policy import Can as CanFiles
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.organizations.rights import inside, of_body, prepares, runs
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.access import Rule, allow, widen


def _bodies(paper: Paper) -> list[Organization]:
    links = paper.originators.exclude(organization=None).select_related("organization__body")
    return [link.organization for link in links.order_by("position") if link.organization]


def _leading(paper: Paper) -> Organization | None:
    return next(iter(_bodies(paper)), None)


def papers_of(file: File) -> list[Paper]:
    """Return the papers that `file` belongs to."""
    return [link.paper for link in file.paper_links.select_related("paper__body")]


no_bodys: Final[Rule[User, Paper]] = Rule(
    "no body handed it in", lambda _actor, paper: paper.body.is_own and _leading(paper) is None
)
theirs: Final[Rule[User, Paper]] = Rule(
    "inside a body that handed it in",
    lambda actor, paper: any(inside(actor, body) for body in _bodies(paper)),
)
edits: Final[Rule[User, Paper]] = (
    is_system | (office & no_bodys) | of_body(prepares, _leading, "its leading originator")
).called("who prepares the paper")
releases: Final[Rule[User, Paper]] = (
    is_system | (office & no_bodys) | of_body(runs, _leading, "its leading originator")
).called("who releases the paper")
is_draft: Final[Rule[User, Paper]] = Rule(
    "not yet published", lambda _actor, paper: paper.published_at is None
)


class Can:
    """The permission table of papers."""

    VIEW = allow("papers.view", is_there & (is_public | reads_everything | theirs))
    ENTER = allow("papers.enter", is_system | office)  # on a Body
    EDIT = allow("papers.edit", (edits & is_draft) | releases)
    PUBLISH = allow("papers.publish", releases)
    WITHDRAW = allow("papers.withdraw", releases)


reads_paper: Final[Rule[User, File]] = Rule(
    "inside a body whose paper it belongs to",
    lambda actor, file: any(
        theirs(actor, paper) for paper in papers_of(file) if not paper.is_deleted
    ),
)
widen(CanFiles.VIEW, is_there & reads_paper)
