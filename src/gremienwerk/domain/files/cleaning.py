"""What else does a picture carry along? Place, camera and names of people are left out.

A photograph says where and when it was taken and who edited it. None of that belongs on a public
page (Art. 5 (1) c DSGVO), so it is written anew without. A drawing is read by `drawings`, which
lets nothing through but shapes and text.
"""

from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageOps

KEPT = {"icc_profile", "transparency", "gamma", "dpi", "srgb", "jfif", "jfif_version"}
KEPT |= {"jfif_unit", "jfif_density", "progressive", "progression", "interlace", "background"}
KEPT |= {"loop", "timestamp", "duration", "aspect"}
KINDS = ["PNG", "JPEG", "WEBP"]


def without_metadata(content: bytes) -> bytes:
    """Return the raster picture `content` without what it tells beside its pixels.

    A picture that lies on its side is turned first. What carries nothing stays byte for byte;
    what is no raster picture of ours is given back, for `pictures.measure` has the say.
    """
    try:
        with Pillow.open(BytesIO(content), formats=KINDS) as opened:
            if not carries_more(opened):
                return content
            kind, colours = opened.format, opened.info.get("icc_profile")
            upright = ImageOps.exif_transpose(opened)
            written = BytesIO()
            quality = {} if kind == "PNG" else {"quality": 92}
            bare = Pillow.new(upright.mode, upright.size)
            bare.paste(upright)
            if upright.mode == "P" and upright.palette is not None:
                bare.putpalette(upright.palette)
            bare.save(written, kind, icc_profile=colours, **quality)
            return written.getvalue()
    except (OSError, SyntaxError, ValueError, Pillow.DecompressionBombError):
        return content


def carries_more(opened: Pillow.Image) -> bool:
    """Test whether a picture carries EXIF, XMP, comments or any other words."""
    return bool(opened.getexif()) or bool(set(opened.info) - KEPT)
