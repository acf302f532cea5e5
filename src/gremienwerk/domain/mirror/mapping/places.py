"""How do Körperschaften, terms, places and files come over?"""

import re
from typing import Any, Final
from urllib.parse import unquote, urlsplit

from gremienwerk.domain.mirror.mapping.entry import Entry
from gremienwerk.domain.mirror.mapping.mapped import Mapped, stamps
from gremienwerk.domain.mirror.mapping.values import OURS, Reader

AGS_LENGTH: Final = 8
GERMANY: Final = ((47.0, 56.0), (5.0, 16.0))  # latitude, longitude
LARGEST_FILE: Final = 1 << 50
MIME_TYPES: Final = {
    "pdf": "application/pdf",
    "doc": "application/msword",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xls": "application/vnd.ms-excel",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "png": "image/png",
    "tif": "image/tiff",
    "tiff": "image/tiff",
    "txt": "text/plain",
    "zip": "application/zip",
}


def body(reader: Reader, _entry: Entry) -> Mapped:
    """Map a Körperschaft; whether it is shown is no business of the source."""
    return Mapped(
        {
            "name": reader.text("name", 300),
            "short_name": reader.text("shortName", 100),
            "classification": reader.text("classification", 200),
            "ags": _ags(reader),
            "rgs": _digits(reader, "rgs"),
            "website": reader.url("website"),
            "web": reader.url("web"),
            "license": reader.text("license", 500) or reader.text(f"{OURS}license", 500),
            "contact_name": reader.text("contactName", 200),
            "contact_email": reader.email("contactEmail"),
            **stamps(reader),
        }
    )


def _digits(reader: Reader, name: str) -> str:
    return re.sub(r"\s", "", reader.text(name, 20))


def _ags(reader: Reader) -> str:
    """Return the key of the municipality.

    Rule: seven digits lost their leading zero; other lengths stay as they are (source:
    vendor table, row 23).
    """
    found = _digits(reader, "ags")
    if found.isdecimal() and len(found) == AGS_LENGTH - 1:
        reader.note("ags", "leading_zero")
        return f"0{found}"
    return found


def legislative_term(reader: Reader, _entry: Entry) -> Mapped:
    """Map a Wahlperiode."""
    starts_on, ends_on = reader.period()
    values = {"starts_on": starts_on, "ends_on": ends_on, **stamps(reader)}
    return Mapped({"name": reader.text("name", 200), "web": reader.url("web"), **values})


def location(reader: Reader, _entry: Entry) -> Mapped:
    """Map a place; its name is the first that says where it is."""
    room, street = reader.text("room", 200), reader.text("streetAddress", 300)
    description, locality = reader.lines("description"), reader.text("locality", 200)
    latitude, longitude = _point(reader)
    first_line = " ".join(description.split())[:300]
    return Mapped(
        {
            "name": reader.text(f"{OURS}name", 300) or first_line or room or street or locality,
            "room": room,
            "street_address": street,
            "postal_code": reader.text("postalCode", 20),
            "sub_locality": reader.text("subLocality", 200),
            "locality": locality,
            "description": description,
            "access": reader.lines(f"{OURS}access"),
            "is_step_free": reader.flag(f"{OURS}stepFree")
            if reader.has(f"{OURS}stepFree")
            else None,
            "latitude": latitude,
            "longitude": longitude,
            "web": reader.url("web"),
            **stamps(reader),
        }
    )


def _point(reader: Reader) -> tuple[float | None, float | None]:
    """Return latitude and longitude of a point.

    Rule: swapped if outside of Germany, and inside once exchanged (source: vendor table,
    row 24).
    """
    geojson = reader.data.get("geojson")
    if geojson is None:
        return None, None
    found = _coordinates(geojson)
    if found is None:
        reader.note("geojson", "no_point")
        return None, None
    longitude, latitude = found
    if not _in_germany(latitude, longitude) and _in_germany(longitude, latitude):
        reader.note("geojson", "swapped")
        latitude, longitude = longitude, latitude
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004 -- the globe
        reader.note("geojson", "not_on_earth")
        return None, None
    return latitude, longitude


def _coordinates(geojson: Any) -> tuple[float, float] | None:  # noqa: ANN401 -- what a server sends
    geometry = geojson.get("geometry", geojson) if isinstance(geojson, dict) else None
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    match geometry.get("coordinates"):
        case [int() | float() as first, int() | float() as second, *_height]:
            return float(first), float(second)
    return None


def _in_germany(latitude: float, longitude: float) -> bool:
    (south, north), (west, east) = GERMANY
    return south <= latitude <= north and west <= longitude <= east


def file(reader: Reader, entry: Entry) -> Mapped:
    """Map a file; it stays with its source, and counts as released by it."""
    access_url = reader.url("accessUrl", 1000)
    download_url = reader.url("downloadUrl", 1000)
    if not access_url and download_url:
        reader.note("accessUrl", "from_download")
        access_url = download_url
    stamped = stamps(reader)
    return Mapped(
        {
            "name": reader.text("name", 500),
            "file_name": reader.text("fileName", 300) or _file_name(access_url),
            "mime_type": _mime_type(reader),
            "date": reader.day("date"),
            "size": reader.number("size", LARGEST_FILE) or None,
            "sha512": reader.text("sha512Checksum", 128),
            "text": reader.lines("text"),
            "license": reader.text("fileLicense", 500)
            or reader.text("license", 500)
            or reader.text(f"{OURS}license", 500),
            "access_url": access_url,
            "download_url": download_url,
            "web": reader.url("web", 1000),
            "published_at": stamped.get("created_at", entry.fetched_at),
            **stamped,
        }
    )


def _file_name(url: str) -> str:
    """Return the name at the end of an address if it looks like one."""
    if not url:
        return ""
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    return name[-300:] if "." in name and name.isprintable() else ""


def _mime_type(reader: Reader) -> str:
    """Return the media type; some sources give the ending instead (vendor table, row 4)."""
    found = reader.text("mimeType", 200).lower()
    if found and "/" not in found:
        reader.note("mimeType", "ending")
        return MIME_TYPES.get(found.lstrip("."), "")
    return found
