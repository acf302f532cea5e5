"""Contents of files, whole and broken."""

import zipfile
from io import BytesIO

from PIL import Image


def raster(kind, size=(4, 3), **options):
    """A picture of this kind in bytes."""
    written = BytesIO()
    Image.new("RGB", size, "#004b73").save(written, kind, **options)
    return written.getvalue()


def moving():
    """A WebP with two pictures."""
    written = BytesIO()
    frames = [Image.new("RGB", (4, 3), colour) for colour in ("#000", "#fff")]
    frames[0].save(written, "WEBP", save_all=True, append_images=frames[1:], duration=100)
    return written.getvalue()


def docx(*members, mimetype=None):
    """A ZIP with these members."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        if mimetype:
            packed.writestr("mimetype", mimetype)
        for member in members:
            packed.writestr(member, "x")
    return written.getvalue()


def svg(inner="", attributes='viewBox="0 0 400 300"'):
    """A drawing with `inner` in it."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>{inner}</svg>'.encode()


PNG = raster("PNG")
