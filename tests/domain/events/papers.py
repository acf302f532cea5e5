"""What the commands about papers publish."""

from gremienwerk.domain.papers.choices import PaperFileRole, PaperRelationKind
from gremienwerk.domain.papers.commands.add_file_to_paper import add_file_to_paper
from gremienwerk.domain.papers.commands.enter_paper import PaperDraft, enter_paper
from gremienwerk.domain.papers.commands.publish_paper import publish_paper
from gremienwerk.domain.papers.commands.relate_papers import relate_papers
from gremienwerk.domain.papers.commands.withdraw_paper import withdraw_paper
from tests.domain.events.call import call
from tests.factories.bodies import BodyFactory
from tests.factories.files import FileFactory
from tests.factories.papers import PaperFactory

KIND = PaperRelationKind.values[0]

CASES = {
    enter_paper: (
        lambda: call(BodyFactory(), draft=PaperDraft("Stellungnahme")),
        ["papers.entered"],
    ),
    publish_paper: (lambda: call(PaperFactory()), ["papers.published"]),
    withdraw_paper: (lambda: call(PaperFactory(released=True)), ["papers.withdrawn"]),
    relate_papers: (
        lambda: call(PaperFactory(), other=PaperFactory(), kind=PaperRelationKind(KIND)),
        ["papers.related"],
    ),
    add_file_to_paper: (
        lambda: call(PaperFactory(), file=FileFactory(), role=PaperFileRole.MAIN),
        ["papers.file_added"],
    ),
}
