"""Images from outside, made again from their pixels: never the bytes that were sent."""

from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
LONGEST_SIDE = 1600
FORMATS = ("PNG", "JPEG", "WEBP")
# A photo has many more colours than this, a drawing or a screenshot of text fewer.
DRAWING_COLOURS = 1024


class ImageRefused(Exception):
    """Says what is wrong with the file and what to do, in the reader's language."""


@dataclass(frozen=True)
class EncodedImage:
    """A WebP file: at most 1600 px a side, upright, without metadata."""

    data: bytes
    width: int
    height: int


def encode_image(data: bytes) -> EncodedImage:
    """Makes the image again. What it is, its content decides, whatever the name says.

    Drawings are kept without loss, photographs at a quality that does not show.
    """
    if len(data) > MAX_BYTES:
        raise ImageRefused(
            _("This image is over %(limit)d MB: make it smaller, then give it again.")
            % {"limit": MAX_BYTES // 1024 // 1024}
        )
    image = _upright_and_small(_open(data))
    is_drawing = image.getcolors(DRAWING_COLOURS) is not None
    output = BytesIO()
    image.save(output, "WEBP", lossless=is_drawing, quality=82, method=4)
    return EncodedImage(output.getvalue(), image.width, image.height)


def keep_or_encode(data: bytes) -> EncodedImage:
    """The image as it is if it was made here, so that it comes back to the letter; else made again.

    One that was made here is a WebP file of pixels alone, upright, and small enough.
    """
    if len(data) <= MAX_BYTES and _is_bare_webp(data):
        image = _open(data)
        if max(image.size) <= LONGEST_SIDE:
            return EncodedImage(data, image.width, image.height)
    return encode_image(data)


def _is_bare_webp(data: bytes) -> bool:
    """Whether the file is WebP whose chunks are pixels and nothing else, up to its very end."""
    if data[:4] != b"RIFF" or data[8:12] != b"WEBP" or _size(data, 4) + 8 != len(data):
        return False
    place = 12
    while place + 8 <= len(data):
        if data[place : place + 4] not in (b"VP8 ", b"VP8L", b"VP8X", b"ALPH"):
            return False
        size = _size(data, place + 4)
        place += 8 + size + size % 2
    return place == len(data)


def _size(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "little")


def _open(data: bytes) -> Image.Image:
    """The decoded image; its size is judged before its pixels are."""
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
        if image.width * image.height > MAX_PIXELS:
            raise _too_many_pixels()
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        image.load()
        if image.mode == "P" and image.palette is None:
            raise ValueError("pixels that name colours of no palette")
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except UnidentifiedImageError as error:
        raise _not_an_image(data) from error
    except (OSError, SyntaxError, ValueError) as error:
        raise ImageRefused(
            _("This image is damaged and cannot be read: save it again, then give it again.")
        ) from error
    return image


def _upright_and_small(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I"):  # 16 bits a pixel, which convert() would clip to white
        image = image.point(lambda value: value / 256).convert("L")
    pixels = image.convert("RGBA" if image.has_transparency_data else "RGB")
    pixels.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    ImageOps.exif_transpose(pixels, in_place=True)
    pixels.info = {}
    return pixels


def _too_many_pixels() -> ImageRefused:
    return ImageRefused(
        _("This image has over %(limit)d million pixels: make it smaller, then give it again.")
        % {"limit": MAX_PIXELS // 1_000_000}
    )


def _not_an_image(data: bytes) -> ImageRefused:
    if b"<svg" in data[:4096].lower():
        return ImageRefused(
            _(
                "SVG files are refused because they can carry programs: export the drawing"
                " as PNG, then give it again."
            )
        )
    return ImageRefused(
        _("This file is not a PNG, JPEG or WebP image, whatever its name says: give one of those.")
    )
