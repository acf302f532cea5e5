"""What do people at work write down for themselves, on mirrored things above all?

Own tables on the stable rows of other nouns: no import touches them (decision 12).
"""

from gremienwerk.domain.notes.models.mark import Mark
from gremienwerk.domain.notes.models.note import SUBJECTS, Note
from gremienwerk.domain.notes.models.report import Report

__all__ = ["SUBJECTS", "Mark", "Note", "Report"]
