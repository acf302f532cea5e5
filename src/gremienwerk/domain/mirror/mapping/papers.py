"""How do papers come over?"""

from typing import Final

from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.mapped import Links, Mapped, link, stamps
from gremienwerk.domain.mirror.mapping.values import OURS, Reader
from gremienwerk.domain.papers.choices import (
    OriginatorKind,
    PaperFileRole,
    PaperRelationKind,
    PaperType,
)
from gremienwerk.domain.papers.models import Originator, PaperFile, PaperLocation, PaperRelation

TYPE_WORDS: Final = (
    ("beschlussvorlage", PaperType.SUBMISSION_FOR_DECISION),
    ("vorlage zur beschlussfassung", PaperType.SUBMISSION_FOR_DECISION),
    ("mitteilung", PaperType.FOR_INFORMATION),
    ("vorlage zur kenntnisnahme", PaperType.FOR_INFORMATION),
    ("tischvorlage", PaperType.TABLED_PAPER),
    ("ergänzungsvorlage", PaperType.SUPPLEMENTARY_PAPER),
    ("kleine anfrage", PaperType.INQUIRY_MINOR),
    ("große anfrage", PaperType.INQUIRY_MAJOR),
    ("mündliche anfrage", PaperType.INQUIRY_ORAL),
    ("zwischenbericht", PaperType.INTERIM_REPORT),
    ("schlussbericht", PaperType.FINAL_REPORT),
    ("stellungnahme", PaperType.STATEMENT),
    ("haushaltsplan", PaperType.BUDGET_PLAN),
    ("antrag", PaperType.MOTION),
)
FILES: Final = {"mainFile": PaperFileRole.MAIN, "auxiliaryFile": PaperFileRole.AUXILIARY}
RELATIONS: Final = {
    "relatedPaper": PaperRelationKind.RELATED,
    "superordinatedPaper": PaperRelationKind.SUPERORDINATED,
    "subordinatedPaper": PaperRelationKind.SUBORDINATED,
}
SUBMITTED: Final = OriginatorKind.ORIGINATOR
ORIGINATORS: Final = {
    "originatorPerson": ("person", SUBMITTED),
    "originatorOrganization": ("organization", SUBMITTED),
    "underDirectionOf": ("organization", OriginatorKind.UNDER_DIRECTION_OF),
}


def paper(reader: Reader, entry: Entry) -> Mapped:
    """Map a paper; it counts as released by its source."""
    label = reader.text("paperType", 200)
    lowered = label.lower()
    stamped = stamps(reader)
    values = {
        "name": reader.text("name"),
        "reference": reader.text("reference", 200),
        "date": reader.day("date"),
        "paper_type": next((found for word, found in TYPE_WORDS if word in lowered), ""),
        "paper_type_label": label,
        "summary": reader.lines(f"{OURS}summary"),
        "answer_due_on": reader.day(f"{OURS}answerDue"),
        "web": reader.url("web"),
        "published_at": stamped.get("created_at", entry.fetched_at),
        **stamped,
    }
    return Mapped(values, {}, (), _links(reader))


def _links(reader: Reader) -> list[Links]:
    links: list[Links] = []
    for attribute, role in FILES.items():
        shape = Links(PaperFile, "paper", "file", {"role": role}, [])
        links += link(reader, attribute, shape, counted=True)
        if role == PaperFileRole.MAIN:
            shape.rows = shape.rows[:1]
    for attribute, kind in RELATIONS.items():
        links += link(reader, attribute, Links(PaperRelation, "paper", "other", {"kind": kind}, []))
    for attribute, (target, word) in ORIGINATORS.items():
        shape = Links(Originator, "paper", target, {"kind": word}, [])
        links += link(reader, attribute, shape, counted=True)
    shape = Links(PaperLocation, "paper", "location", {}, [])
    return links + link(reader, "location", shape)
