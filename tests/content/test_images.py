from io import BytesIO

import pytest
from PIL import Image

from courses.content.images import MAX_BYTES, EncodedImage, ImageRefused, encode_image


def file_of(image: Image.Image, kind: str, **options: object) -> bytes:
    output = BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()


def decoded(encoded: EncodedImage) -> Image.Image:
    return Image.open(BytesIO(encoded.data))


def reason(data: bytes) -> str:
    with pytest.raises(ImageRefused) as refused:
        encode_image(data)
    return str(refused.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_each_accepted_format_becomes_webp(kind: str) -> None:
    encoded = encode_image(file_of(Image.new("RGB", (40, 30), "red"), kind))
    assert (decoded(encoded).format, encoded.width, encoded.height) == ("WEBP", 40, 30)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_pixels_is_read(mode: str) -> None:
    encoded = encode_image(file_of(Image.new(mode, (40, 30)), "PNG"))
    assert decoded(encoded).size == (40, 30)


def test_a_large_image_is_reduced_to_its_longest_side() -> None:
    encoded = encode_image(file_of(Image.new("RGB", (1000, 4000)), "JPEG"))
    assert (encoded.width, encoded.height) == (400, 1600)
    assert decoded(encoded).size == (400, 1600)


def test_a_small_image_is_not_enlarged() -> None:
    assert encode_image(file_of(Image.new("RGB", (3, 2)), "PNG")).width == 3


def test_a_drawing_keeps_every_pixel() -> None:
    drawing = Image.new("RGB", (20, 20), "white")
    drawing.putpixel((3, 4), (18, 52, 86))
    assert decoded(encode_image(file_of(drawing, "PNG"))).convert("RGB").tobytes() == (
        drawing.tobytes()
    )


def test_transparency_is_kept() -> None:
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    assert decoded(encode_image(file_of(image, "PNG"))).getpixel((0, 0))[3] == 0


def test_sixteen_bit_grey_is_scaled_not_clipped() -> None:
    grey = Image.new("I;16", (4, 4), 0x8000)
    assert decoded(encode_image(file_of(grey, "PNG"))).convert("L").getpixel((0, 0)) == 128


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_orientation_is_applied_and_what_the_camera_noted_is_dropped(kind: str) -> None:
    notes = Image.Exif()
    notes[0x0112] = 6  # turn a quarter to the right
    notes[0x010E] = "Dakar, chez Awa"
    photo = Image.new("RGB", (40, 30), "white")
    photo.paste("red", (0, 0, 10, 30))  # a red band at the left, at the top once turned
    encoded = encode_image(file_of(photo, kind, exif=notes))
    shown = decoded(encoded).convert("RGB")
    assert shown.size == (30, 40)
    assert shown.getpixel((15, 2))[1] < 60 < 200 < shown.getpixel((15, 38))[1]
    assert b"Awa" not in encoded.data
    assert dict(decoded(encoded).getexif()) == {}


def test_svg_is_refused_with_the_reason() -> None:
    svg = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>'
    assert "SVG" in reason(svg)


@pytest.mark.parametrize(
    "data",
    [b"", b"<!DOCTYPE html><script>alert(1)</script>", b"%PDF-1.7", b"\xff\xd8\xff"],
)
def test_what_is_no_image_is_refused_whatever_its_name(data: bytes) -> None:
    assert "PNG" in reason(data)


def test_other_image_formats_are_refused() -> None:
    picture = Image.new("RGB", (4, 4))
    assert reason(file_of(picture, "GIF")) == reason(file_of(picture, "BMP")) == reason(b"")


def test_a_truncated_image_is_refused() -> None:
    whole = file_of(Image.effect_noise((200, 200), 80), "PNG")
    assert reason(whole[: len(whole) // 2]) != reason(b"")


def test_too_many_bytes_are_refused_before_they_are_read() -> None:
    assert "10" in reason(b"\x89PNG" + bytes(MAX_BYTES))


@pytest.mark.slow
@pytest.mark.parametrize("side", [6400, 10_000, 20_000])
def test_a_bomb_is_refused_before_it_is_decoded(side: int) -> None:
    bomb = file_of(Image.new("1", (side, side)), "PNG")
    assert len(bomb) < 60_000
    assert "40" in reason(bomb)


def test_pixels_without_their_palette_are_refused() -> None:
    whole = file_of(Image.new("P", (8, 8)), "PNG")
    palette = whole.index(b"PLTE") - 4  # its length, its name, one colour, a sum
    assert reason(whole[:palette] + whole[palette + 4 + 4 + 3 + 4 :]) == reason(whole[:60])
