"""How does a file read in OParl (3.14)?"""

from typing import Final

from gremienwerk.domain.files.models import File
from gremienwerk.surfaces.oparl.addresses import object_url, page_url
from gremienwerk.surfaces.oparl.choices import Kind
from gremienwerk.surfaces.oparl.licences import licence_url
from gremienwerk.surfaces.oparl.objects.content import Content, Contents
from gremienwerk.surfaces.oparl.selection import Hosts, Keys, Selection
from gremienwerk.surfaces.oparl.values import Object, day, head, told, web_address

DOWNLOAD: Final = "?download=1"


def file_object(row: File) -> Object:
    """Return a file without what shows it.

    Ours lie with us, and both addresses lead to us; those of a source stay there.
    """
    if row.stored_as:
        access_url = page_url("files:file", row.pk, row.file_name)
        download_url = access_url + DOWNLOAD
    else:
        access_url, download_url = web_address(row.access_url), web_address(row.download_url)
    license_url = licence_url(row.license)
    return head(Kind.FILE, object_url(Kind.FILE, row.pk)) | told(
        {
            "name": row.name,
            "fileName": row.file_name,
            "mimeType": row.mime_type,
            "date": day(row.date),
            "size": row.size,
            "sha512Checksum": row.sha512,
            "text": row.text,
            "accessUrl": access_url,
            "downloadUrl": download_url,
            "fileLicense": license_url,
            "Gremienwerk:license": row.license if not license_url else "",
            "web": web_address(row.web),
        }
    )


def is_reachable(row: File) -> bool:
    """Test whether the file has an address, which OParl demands."""
    return bool(row.stored_as or web_address(row.access_url))


def _back(hosts: Hosts) -> Object:
    found = {
        "meeting": (Kind.MEETING, hosts.meetings),
        "agendaItem": (Kind.AGENDA_ITEM, hosts.agenda_items),
        "paper": (Kind.PAPER, hosts.papers),
    }
    return told(
        {
            name: [object_url(kind, key) for key in sorted(keys)]
            for name, (kind, keys) in found.items()
        }
    )


def contents(selection: Selection, keys: Keys) -> Contents:
    """Return the files that are out, with what shows them."""
    known = selection.files(keys)
    rows = File.objects.public().filter(pk__in=known)
    return {
        row.pk: Content(row.body_id, file_object(row), _back(known[row.pk]))
        for row in rows
        if is_reachable(row)
    }
