from __future__ import annotations

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness.datasets.codec import Codec, crc32, decode, encode
from liveness.datasets.errors import DataError

LOSSLESS = [Codec.JPEG_XL, Codec.PNG, Codec.RAW]


def _photo(height: int, width: int) -> np.ndarray:
    """A smooth picture with mild noise, as a camera gives it."""
    rng = np.random.default_rng(3)
    small = rng.integers(0, 256, (9, 16, 3), dtype=np.uint8)
    smooth = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    noise = rng.normal(0, 2, (height, width, 3))
    return np.clip(smooth + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize("codec", LOSSLESS)
@pytest.mark.parametrize(("height", "width"), [(1, 1), (3, 5), (17, 1), (1, 19), (64, 48)])
def test_lossless_is_bit_identical_on_noise(codec: Codec, height: int, width: int) -> None:
    rng = np.random.default_rng(height * 100 + width)
    image = rng.integers(0, 256, (height, width, 3), dtype=np.uint8)
    back = decode(encode(image, codec), codec, width=width, height=height)
    assert back.dtype == np.uint8
    assert np.array_equal(back, image)


@pytest.mark.parametrize("codec", LOSSLESS)
def test_lossless_is_bit_identical_on_a_photo(codec: Codec) -> None:
    image = _photo(181, 323)
    assert np.array_equal(decode(encode(image, codec), codec, width=323, height=181), image)


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 40), st.integers(1, 40), st.integers(0, 255), st.integers(0, 2**32 - 1))
def test_jpeg_xl_keeps_any_small_picture(height: int, width: int, base: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    image = (rng.integers(0, 3, (height, width, 3)) + base).astype(np.uint8)
    data = encode(image, Codec.JPEG_XL)
    assert np.array_equal(decode(data, Codec.JPEG_XL, width=width, height=height), image)


def test_lossless_does_not_care_for_strides() -> None:
    image = _photo(60, 80)[::2, ::-1]
    data = encode(image, Codec.JPEG_XL)
    assert np.array_equal(decode(data, Codec.JPEG_XL, width=80, height=30), image)
    assert np.array_equal(
        decode(encode(image, Codec.RAW), Codec.RAW, width=80, height=30), image
    )


def test_jpeg_is_near_and_keeps_full_colour_resolution() -> None:
    image = _photo(120, 160)
    # one-pixel stripes of colour would be gone with 4:2:0
    image[40:80, 40:80] = (200, 40, 40)
    image[40:80, 40:80:2] = (40, 40, 200)
    back = decode(encode(image, Codec.JPEG), Codec.JPEG, width=160, height=120)
    error = image.astype(float) - back
    assert 10 * np.log10(255**2 / np.mean(error**2)) > 40
    stripes = back[60, 40:80:2, 2].mean() - back[60, 41:80:2, 2].mean()
    assert stripes > 120


def test_camera_jpeg_ignores_the_orientation_tag() -> None:
    image = _photo(24, 40)
    plain = encode(image, Codec.JPEG)
    # APP1 with an Exif orientation of 6 (turn right), as phones write it
    tiff = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"
    body = b"Exif\0\0" + tiff
    tagged = plain[:2] + b"\xff\xe1" + (len(body) + 2).to_bytes(2, "big") + body + plain[2:]
    turned = cv2.imdecode(np.frombuffer(tagged, np.uint8), cv2.IMREAD_COLOR)
    assert turned.shape == (40, 24, 3)
    back = decode(tagged, Codec.CAMERA_JPEG, width=40, height=24)
    assert np.array_equal(back, decode(plain, Codec.JPEG, width=40, height=24))


@pytest.mark.parametrize("codec", [Codec.CAMERA_JPEG, *LOSSLESS, Codec.JPEG])
@pytest.mark.parametrize("data", [b"", b"no picture at all", b"\xff\xd8\xff\xe0" + bytes(40)])
def test_damaged_bytes_are_a_clean_error(codec: Codec, data: bytes) -> None:
    with pytest.raises(DataError) as caught:
        decode(data, codec, width=4, height=4)
    assert caught.value.code == "E-DAT-02"


@pytest.mark.parametrize("codec", [*LOSSLESS, Codec.JPEG])
def test_another_size_than_promised_is_an_error(codec: Codec) -> None:
    data = encode(_photo(20, 30), codec)
    with pytest.raises(DataError):
        decode(data, codec, width=20, height=20)


def test_a_camera_jpeg_is_never_made() -> None:
    with pytest.raises(ValueError, match="camera"):
        encode(_photo(4, 4), Codec.CAMERA_JPEG)


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 4), (0, 4, 3)])
def test_only_colour_pictures_are_encoded(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="picture"):
        encode(np.zeros(shape, np.uint8), Codec.RAW)


def test_crc_is_the_common_one() -> None:
    assert crc32(b"123456789") == 0xCBF43926
