"""Which papers does the demo hold, with which files?"""

from typing import Any

from gremienwerk.demo.reading import HERE, Stage, read
from gremienwerk.domain.bodies.models import Body
from gremienwerk.domain.files.commands.publish_file import publish_file
from gremienwerk.domain.files.commands.store_file import Upload, store_file
from gremienwerk.domain.files.models import File
from gremienwerk.domain.organizations.models import Organization
from gremienwerk.domain.papers.choices import PaperFileRole, PaperRelationKind
from gremienwerk.domain.papers.commands.add_file_to_paper import add_file_to_paper
from gremienwerk.domain.papers.commands.enter_paper import PaperDraft, enter_paper
from gremienwerk.domain.papers.commands.publish_paper import publish_paper
from gremienwerk.domain.papers.commands.relate_papers import relate_papers
from gremienwerk.domain.papers.models import Paper


def enter_papers(own: Body, mirrored: Body, stage: Stage) -> dict[str, Paper]:
    """Enter all papers; return them by their key in the file."""
    entries = read("papers.toml")["paper"]
    papers = {
        entry["key"]: _enter(mirrored if entry.get("mirrored") else own, entry, stage)
        for entry in entries
    }
    for entry in entries:
        if "answers" in entry:
            paper, other = papers[entry["key"]], papers[entry["answers"]]
            kind = PaperRelationKind.RELATED
            relate_papers(paper, other=other, kind=kind, by=stage.by, now=stage.opening)
    return papers


def store(body: Body, entry: dict[str, Any], on: str, stage: Stage) -> File:
    """Store the file that `entry` names; its date is the day `on`."""
    upload = Upload(
        file_name=entry["file"],
        content=(HERE / "files" / entry["file"]).read_bytes(),
        name=entry["name"],
        license="CC0 1.0",
        day=stage.day(on),
    )
    return store_file(body, upload, by=stage.by, now=stage.at(stage.day(on)))


def _enter(body: Body, entry: dict[str, Any], stage: Stage) -> Paper:
    due = entry.get("answer_due")
    slugs = entry.get("originators", [])
    draft = PaperDraft(
        name=entry["name"],
        reference=entry.get("reference", ""),
        day=stage.day(entry["date"]),
        paper_type=entry["type"],
        summary=entry.get("summary", ""),
        answer_due_on=stage.day(due) if due else None,
        originators=[Organization.objects.get(slug=slug) for slug in slugs],
    )
    now = stage.at(stage.day(entry["date"]))
    paper = enter_paper(body, draft=draft, by=stage.by, now=now)
    files = [(entry["main"], PaperFileRole.MAIN)]
    files += [(annex, PaperFileRole.AUXILIARY) for annex in entry.get("annexes", [])]
    for content, role in files:
        file = store(body, content, entry["date"], stage)
        add_file_to_paper(paper, file=file, role=role, by=stage.by, now=now)
        if not entry.get("internal"):
            publish_file(file, by=stage.by, now=now)
    if not entry.get("internal"):
        paper = publish_paper(paper, by=stage.by, now=now)
    return paper
