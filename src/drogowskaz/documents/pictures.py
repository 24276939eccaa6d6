"""Pictures: opened, turned upright and stored again, so that no position, camera or hidden thumbnail stays in them."""

import io

from PIL import Image, ImageCms, ImageOps

from .suspicion import Suspicion

MAX_PIXELS = 50_000_000
FORMATS = {
    "png": ("PNG",),
    "jpg": ("JPEG", "MPO"),
}  # MPO: two pictures of a phone in one JPEG; the first is kept
QUALITY = 88


def bare(content: bytes, kind: str) -> bytes:
    """The picture alone, stored again in the same kind.

    Raises:
        Suspicion: it is damaged, of another kind, or has too many pixels.
    """
    try:
        with Image.open(io.BytesIO(content), formats=["PNG", "JPEG"]) as picture:
            if picture.format not in FORMATS[kind]:
                raise Suspicion("other")
            if picture.width * picture.height > MAX_PIXELS:
                raise Suspicion("pixels")
            picture.load()
            upright = _in_common_colours(ImageOps.exif_transpose(picture))
            upright.info.clear()
            stored = io.BytesIO()
            if kind == "png":
                upright.save(stored, "PNG", optimize=False)
            else:
                upright.save(stored, "JPEG", quality=QUALITY, exif=b"")
            return stored.getvalue()
    except Suspicion:
        raise
    except Image.DecompressionBombError:
        raise Suspicion("pixels") from None
    except Exception:
        raise Suspicion("damaged") from None


def _in_common_colours(picture: Image.Image) -> Image.Image:
    """The colours as a screen without the picture's own profile shows them."""
    profile = picture.info.get("icc_profile")
    if not profile or picture.mode != "RGB":
        return picture
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        common = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except ImageCms.PyCMSError:
        return picture
    return common or picture
