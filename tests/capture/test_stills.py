from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from capture_fakes import moving, save_picture, with_exif
from numpy.typing import NDArray

from liveness.capture.frame import Frame
from liveness.capture.media import ImageSource
from liveness.datasets.errors import SourceError

Image = NDArray[np.uint8]


def one(path: Path) -> tuple[Frame, dict[str, object]]:
    with ImageSource(path) as source:
        frame = source.read()
        assert frame is not None
        assert source.read() is None
        assert source.frame_count == 1
        assert (source.info.width, source.info.height) == (frame.width, frame.height)
        return frame, dict(source.info.got)


@pytest.mark.parametrize("suffix", [".png", ".bmp", ".tiff", ".ppm"])
def test_lossless_pictures_come_as_they_are(tmp_path: Path, suffix: str) -> None:
    image = moving(1)[0]
    frame, got = one(save_picture(tmp_path / f"a{suffix}", image))
    np.testing.assert_array_equal(frame.image, image)
    assert got == {}
    with ImageSource(tmp_path / f"a{suffix}") as source:
        assert not source.info.lossy_origin


@pytest.mark.parametrize("suffix", [".jpg", ".webp"])
def test_a_lossy_picture_never_passes_its_bytes_through(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    key = cv2.IMWRITE_JPEG_QUALITY if suffix == ".jpg" else cv2.IMWRITE_WEBP_QUALITY
    quality = [key, 80]
    path.write_bytes(cv2.imencode(suffix, moving(1)[0], quality)[1].tobytes())
    with ImageSource(path) as source:
        frame = source.read()
        assert source.info.lossy_origin
    assert frame is not None
    assert frame.encoded is None
    np.testing.assert_array_equal(frame.image, cv2.imread(str(path)))


def test_grey_is_repeated(tmp_path: Path) -> None:
    grey = moving(1)[0][:, :, 0]
    frame, got = one(save_picture(tmp_path / "a.png", grey))
    np.testing.assert_array_equal(frame.image, np.dstack([grey] * 3))
    assert got["conversion"] == "grey repeated in three channels"


def test_16_bit_is_divided_by_257(tmp_path: Path) -> None:
    deep = np.array([[[0, 257, 65535], [128, 129, 65406]]], np.uint16)
    frame, got = one(save_picture(tmp_path / "a.png", deep))
    assert frame.image.tolist() == [[[0, 1, 255], [0, 1, 254]]]
    assert got["conversion"] == "16-bit to 8-bit by /257"


def test_16_bit_grey_with_both_notes(tmp_path: Path) -> None:
    frame, got = one(save_picture(tmp_path / "a.tiff", np.full((4, 5), 25700, np.uint16)))
    assert np.all(frame.image == 100)
    assert got["conversion"] == "grey repeated in three channels, 16-bit to 8-bit by /257"


def test_floating_point_is_clipped(tmp_path: Path) -> None:
    deep = np.array([[[0.0, 0.5, 2.0], [np.nan, -1.0, 1.0]]], np.float32)
    plain = [cv2.IMWRITE_TIFF_COMPRESSION, 1]  # the default squeezes floating point with loss
    (tmp_path / "a.tiff").write_bytes(cv2.imencode(".tiff", deep, plain)[1].tobytes())
    frame, got = one(tmp_path / "a.tiff")
    assert frame.image.tolist() == [[[0, 128, 255], [0, 0, 255]]]
    assert str(got["conversion"]).startswith("float32 to 8-bit")


def test_alpha_is_dropped_and_its_share_told(tmp_path: Path) -> None:
    image = moving(1, 10, 10)[0]
    alpha = np.full((10, 10), 255, np.uint8)
    alpha[:, :1] = 7
    frame, got = one(save_picture(tmp_path / "a.png", np.dstack([image, alpha])))
    np.testing.assert_array_equal(frame.image, image)
    assert got["conversion"] == "alpha dropped, 10 % of the pixels were not opaque"


def test_one_pixel_is_a_picture(tmp_path: Path) -> None:
    frame, _ = one(save_picture(tmp_path / "a.png", np.full((1, 1, 3), 9, np.uint8)))
    assert frame.image.tolist() == [[[9, 9, 9]]]


def test_exif_orientation_is_respected(tmp_path: Path) -> None:
    image = np.zeros((16, 48, 3), np.uint8)
    image[:, :16] = 255  # white at the left
    jpeg = cv2.imencode(".jpg", image)[1].tobytes()
    path = tmp_path / "a.jpg"
    path.write_bytes(with_exif(jpeg, 6))  # to be turned clockwise
    frame, _ = one(path)
    assert frame.image.shape == (48, 16, 3)
    assert frame.image[:8].mean() > 240  # left has become top
    assert frame.image[24:].mean() < 15


def test_a_picture_cut_short_is_refused(tmp_path: Path) -> None:
    for suffix in (".jpg", ".png"):
        path = save_picture(tmp_path / f"a{suffix}", moving(1, 320, 240)[0])
        data = path.read_bytes()[:1500]
        path.write_bytes(data)
        with pytest.raises(SourceError) as caught, ImageSource(path):
            pass
        assert caught.value.code == "E-CAM-07"
        assert caught.value.measured == "1500 bytes, 0 frames decoded"


def test_further_pages_do_not_vanish_unseen(tmp_path: Path) -> None:
    path = tmp_path / "a.tiff"
    cv2.imwritemulti(str(path), moving(3))
    _, got = one(path)
    assert got["pages"] == "first of 3"
