"""How is the kind of a paper called?"""

from gremienwerk.design.parts import Text
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE


def type_words(paper: Paper) -> Text:
    """Return our word for the kind of a paper, else the one of its source."""
    if paper.paper_type:
        return str(paper.get_paper_type_display())
    return (paper.paper_type_label, SOURCE_LANGUAGE) if paper.paper_type_label else ""
