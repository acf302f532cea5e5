"""What the commands about texts of bodies, their drafts and findings publish."""

from gremienwerk.domain.accounts.queries import system_user
from gremienwerk.domain.organizations.commands.accept_finding import Acceptance, accept_finding
from gremienwerk.domain.organizations.commands.ask_release import ask_release
from gremienwerk.domain.organizations.commands.discard_draft import discard_draft
from gremienwerk.domain.organizations.commands.edit_texts import edit_texts
from gremienwerk.domain.organizations.commands.look_over_texts import look_over_texts
from gremienwerk.domain.organizations.commands.release_texts import release_texts
from gremienwerk.domain.organizations.commands.save_draft import Writing, save_draft
from gremienwerk.foundation.lint.findings import Finding, Kind
from gremienwerk.foundation.texts.drafts import Place
from gremienwerk.foundation.texts.models import revision
from tests.domain.events.call import NOW, call
from tests.factories.organizations import OrganizationFactory

WORK = Place("work")
WRITING = Writing(WORK, "So wird es.", revision(""))


def _drafted():
    body = OrganizationFactory()
    return body, save_draft(body, WRITING, by=system_user(), now=NOW)


def _release():
    body, draft = _drafted()
    return call(body, {WORK: draft.revision})


def _look_over():
    OrganizationFactory(purpose="Hilft allen. Hilft allen.")
    return call()


CASES = {
    edit_texts: (
        lambda: call(OrganizationFactory(), {"purpose": "Hilft."}),
        ["organizations.texts_edited"],
    ),
    save_draft: (lambda: call(OrganizationFactory(), WRITING), ["organizations.text_drafted"]),
    discard_draft: (lambda: call(_drafted()[0], WORK), ["organizations.draft_discarded"]),
    ask_release: (lambda: call(_drafted()[0]), ["organizations.release_asked"]),
    release_texts: (_release, ["organizations.texts_edited", "organizations.texts_released"]),
    accept_finding: (
        lambda: call(
            OrganizationFactory(), Acceptance("purpose", Finding(Kind.SPELLING), "So heißt es.")
        ),
        ["organizations.finding_accepted"],
    ),
    look_over_texts: (_look_over, ["organizations.texts_looked_over"]),
}
