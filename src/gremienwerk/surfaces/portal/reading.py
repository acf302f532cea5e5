"""How does a file or a paper stand in a list of things to read: kind, size, and where it lies?"""

from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext as _

from gremienwerk.design.parts import PaperEntry, Text
from gremienwerk.domain.files.models import File
from gremienwerk.domain.meetings.queries.access_data import without_access_data
from gremienwerk.domain.papers.models import Paper
from gremienwerk.foundation.texts.models import SOURCE_LANGUAGE
from gremienwerk.foundation.texts.queries import Texts

KINDS = {
    "application/pdf": "PDF",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.oasis.opendocument.text": "OpenDocument",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
    "application/vnd.oasis.opendocument.spreadsheet": "OpenDocument",
    "application/vnd.ms-powerpoint": "PowerPoint",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": "PowerPoint",
    "application/rtf": "RTF",
    "application/zip": "ZIP",
    "text/csv": "CSV",
}


def file_kind(file: File) -> str:
    """Return the kind of a file as people call it; empty where nobody knows."""
    mime = file.mime_type.partition(";")[0].strip().lower()
    if mime in KINDS:
        return KINDS[mime]
    if mime.startswith("image/"):
        return _("picture")
    if mime.startswith("text/html"):
        return _("web page")
    if mime.startswith("text/"):
        return _("text")
    return ""


def file_entry(file: File, title: Text = "", *, texts: Texts | None = None) -> PaperEntry:
    """Return a file to read; one that lies at its source leads out of the portal."""
    named = worded(texts, file, "name") or original(file.file_name) or _("File")
    return PaperEntry(
        title=title or named,
        url=file_url(file),
        kind=file_kind(file),
        size=file.size,
        is_external=not file.stored_as,
    )


def file_url(file: File) -> str:
    """Return where a file can be read: here, or at its source; empty where nowhere."""
    if file.stored_as:
        name = (file.file_name or "datei").replace("/", "-")
        return reverse("files:file", args=[file.pk, name])
    return web_address(file.access_url or file.download_url)


def paper_entry(paper: Paper, *, texts: Texts | None = None) -> PaperEntry:
    """Return a paper to read, with its reference."""
    return PaperEntry(
        title=worded(texts, paper, "name"), url=paper_url(paper.pk), note=paper.reference
    )


def paper_url(paper_id: int) -> str:
    """Return the address of a paper's page."""
    return reverse("portal:paper", args=[paper_id])


def original(text: str) -> Text:
    """Return a text as it was written, marked with its language, without dial-in data."""
    return (without_access_data(text), SOURCE_LANGUAGE) if text else ""


def worded(texts: Texts | None, row: Model, field: str) -> Text:
    """Return a text of a row in the language of `texts`, else as it was written."""
    if texts is None:
        return original(getattr(row, field))
    found = texts.of(row, field)
    return (without_access_data(found.text), found.language) if found else ""


def web_address(url: str) -> str:
    """Return an address that a browser may open, else nothing; sources write what they like."""
    return url if url.startswith(("https://", "http://")) else ""
