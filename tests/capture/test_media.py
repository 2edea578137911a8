from __future__ import annotations

import struct
from pathlib import Path

import cv2
import numpy as np
import pytest
from capture_fakes import moving, read_all, save_picture, with_exif
from numpy.typing import NDArray

from liveness.capture.frame import Source
from liveness.capture.media import (
    FolderSource,
    ImageSource,
    VideoSource,
    natural_key,
)
from liveness.datasets.errors import SourceError

Image = NDArray[np.uint8]


def write_video(path: Path, code: str, images: list[Image], fps: float = 25.0) -> Path:
    height, width = images[0].shape[:2]
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*code), fps, (width, height))
    assert writer.isOpened()
    for image in images:
        writer.write(image)
    writer.release()
    return path


def plain_loop(path: Path) -> list[Image]:
    capture = cv2.VideoCapture(str(path))
    images = []
    while True:
        ok, image = capture.read()
        if not ok:
            return images
        images.append(image)


def jpegs_in(data: bytes) -> list[bytes]:
    """Split concatenated JPEGs at their marks."""
    starts = []
    at = data.find(b"\xff\xd8\xff")
    while at >= 0:
        starts.append(at)
        at = data.find(b"\xff\xd8\xff", at + 3)
    return [data[a:b] for a, b in zip(starts, [*starts[1:], len(data)], strict=True)]


def turn_track(path: Path) -> None:
    """Give an MP4's track the matrix of a quarter turn, as a phone held upright does."""
    data = bytearray(path.read_bytes())
    at = data.index(b"tkhd") + 4 + 4 + 20 + 8 + 8
    data[at : at + 36] = struct.pack(
        ">9i", 0, 0x10000, 0, -0x10000, 0, 0, 48 << 16, 0, 0x40000000
    )
    path.write_bytes(data)


def test_frames_equal_those_of_a_plain_loop(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", "mp4v", moving(12))
    with VideoSource(path) as source:
        frames = read_all(source)
        info = source.info
        assert source.frame_count == 12
        assert not source.live
    expected = plain_loop(path)
    assert len(frames) == len(expected) == 12
    for frame, image in zip(frames, expected, strict=True):
        np.testing.assert_array_equal(frame.image, image)
        assert frame.encoded is None
    assert [f.index for f in frames] == list(range(12))
    assert [f.time_ns for f in frames] == [40_000_000 * i for i in range(12)]
    assert (info.width, info.height, info.fps) == (64, 48, 25.0)
    assert (info.kind, info.clock, info.source) == ("video", "media", "a.mp4")
    assert info.lossy_origin
    assert "truncated" not in info.got


def test_a_video_is_read_again_from_the_beginning(tmp_path: Path) -> None:
    source = VideoSource(write_video(tmp_path / "a.mp4", "mp4v", moving(3)))
    runs = []
    for _ in range(2):
        with source:
            runs.append([(f.index, f.time_ns, f.image.tobytes()) for f in read_all(source)])
        assert source.read() is None
    assert runs[0] == runs[1]


@pytest.mark.parametrize("name", ["a.avi", "a.mkv"])
def test_motion_jpeg_passes_its_packets_through(tmp_path: Path, name: str) -> None:
    path = write_video(tmp_path / name, "MJPG", moving(8))
    with VideoSource(path) as source:
        frames = read_all(source)
        assert source.info.pixel_format == "MJPG"
        assert source.info.lossy_origin
    assert len(frames) == 8
    packets = jpegs_in(path.read_bytes())
    for frame, packet in zip(frames, packets, strict=True):
        assert frame.encoded is not None
        assert frame.encoding == "jpeg"
        # the file may pad a packet, or put its own marks after it
        assert packet.startswith(frame.encoded)
        assert frame.encoded.rstrip(b"\0").endswith(b"\xff\xd9")
        decoded = cv2.imdecode(np.frombuffer(frame.encoded, np.uint8), cv2.IMREAD_COLOR)
        np.testing.assert_array_equal(frame.image, decoded)
    assert [f.time_ns for f in frames] == [40_000_000 * i for i in range(8)]


def test_a_bare_motion_jpeg_stream_without_times_counts_them(tmp_path: Path) -> None:
    avi = write_video(tmp_path / "a.avi", "MJPG", moving(6))
    bare = tmp_path / "a.mjpeg"
    bare.write_bytes(b"".join(jpegs_in(avi.read_bytes())))
    with VideoSource(bare) as source:
        assert source.frame_count is None
        frames = read_all(source)
        assert source.info.got["times"] == "6 of 6 by index and rate"
    assert len(frames) == 6
    assert all(f.encoded is not None for f in frames)
    assert [f.time_ns for f in frames] == [40_000_000 * i for i in range(6)]


def test_a_damaged_packet_is_a_gap_and_is_counted(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.avi", "MJPG", moving(6))
    data = bytearray(path.read_bytes())
    third = jpegs_in(bytes(data))[2]
    at = bytes(data).index(third)
    data[at + 4 : at + 40] = b"\xff" * 36
    path.write_bytes(data)
    with VideoSource(path) as source:
        frames = read_all(source)
        assert source.info.got["undecoded"] == 1
    assert [f.index for f in frames] == [0, 1, 3, 4, 5]
    assert frames[2].time_ns == 120_000_000


def test_packets_with_exif_are_not_passed_through(tmp_path: Path) -> None:
    avi = write_video(tmp_path / "a.avi", "MJPG", moving(3))
    bare = tmp_path / "phone.mjpeg"
    bare.write_bytes(b"".join(with_exif(j, 1) for j in jpegs_in(avi.read_bytes())))
    with VideoSource(bare) as source:
        frames = read_all(source)
    assert len(frames) == 3
    assert all(f.encoded is None for f in frames)


def test_a_turned_video_comes_upright(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", "mp4v", moving(3))
    expected = [cv2.rotate(i, cv2.ROTATE_90_CLOCKWISE) for i in plain_loop(path)]
    turn_track(path)
    with VideoSource(path) as source:
        frames = read_all(source)
        assert source.info.got["rotated_deg"] == 90
        assert (source.info.width, source.info.height) == (48, 64)
    for frame, image in zip(frames, expected, strict=True):
        np.testing.assert_array_equal(frame.image, image)


def test_lossless_video_is_not_called_lossy(tmp_path: Path) -> None:
    with VideoSource(write_video(tmp_path / "a.mkv", "FFV1", moving(3))) as source:
        assert not source.info.lossy_origin
        assert len(read_all(source)) == 3


def test_a_video_cut_short_yields_what_decodes_and_says_so(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.avi", "MJPG", moving(40))
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    with VideoSource(path) as source:
        assert source.frame_count == 40
        assert "truncated" not in source.info.got
        frames = read_all(source)
        assert 10 < len(frames) < 30
        assert source.info.got["truncated"] == f"{len(frames)} of 40 declared frames came"


@pytest.mark.parametrize("content", [b"", b"Once upon a time\n" * 100, bytes(5000)])
@pytest.mark.parametrize("suffix", [".mp4", ".avi", ".mkv", ".gif"])
def test_a_file_that_is_no_video_is_named_with_its_size(
    tmp_path: Path, content: bytes, suffix: str
) -> None:
    path = tmp_path / f"a{suffix}"
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught, VideoSource(path):
        pass
    assert caught.value.code == "E-CAM-07"
    assert caught.value.measured == f"{len(content)} bytes, 0 frames decoded"


def test_a_video_without_its_index_is_refused(tmp_path: Path) -> None:
    path = write_video(tmp_path / "a.mp4", "mp4v", moving(5))
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"moov") - 4])
    with pytest.raises(SourceError, match="E-CAM-07"), VideoSource(path):
        pass


def test_a_missing_file_is_named() -> None:
    for source in (VideoSource(Path("no.mp4")), ImageSource(Path("no.png"))):
        with pytest.raises(SourceError, match=r"E-CAM-06: no such file: no\."), source:
            pass


def test_info_before_opening_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="not open"):
        _ = VideoSource(tmp_path / "a.mp4").info


def test_sources_satisfy_the_protocol(tmp_path: Path) -> None:
    cv2.imwrite(str(tmp_path / "a.png"), moving(1)[0])
    with ImageSource(tmp_path / "a.png") as image, FolderSource(tmp_path) as folder:
        assert isinstance(image, Source)
        assert isinstance(folder, Source)


@pytest.mark.media
def test_real_gif_has_its_times(shared_media: Path) -> None:
    path = shared_media / "bona_fide" / "head-pose-face-detection-male.gif"
    with VideoSource(path) as source:
        frames = read_all(source)
        assert source.info.fps == 12.0
        assert source.frame_count == len(frames) == 62
        assert "truncated" not in source.info.got
    steps = np.diff([f.time_ns for f in frames])
    # GIF counts in hundredths of a second
    assert set(steps) == {80_000_000, 90_000_000}


@pytest.mark.media
def test_real_gif_cut_short_says_so(shared_media: Path, tmp_path: Path) -> None:
    data = (shared_media / "bona_fide" / "head-pose-face-detection-male.gif").read_bytes()
    path = tmp_path / "cut.gif"
    path.write_bytes(data[: len(data) // 4])
    with VideoSource(path) as source:
        count = len(read_all(source))
        assert source.info.got["truncated"] == f"{count} frames came, the file has no end mark"
    assert 5 < count < 30


@pytest.mark.media
def test_real_clip_equals_a_plain_loop(shared_media: Path) -> None:
    path = shared_media / "bona_fide" / "asl_yes.mkv"
    expected = plain_loop(path)
    with VideoSource(path) as source:
        frames = read_all(source)
        assert "truncated" not in source.info.got
    assert len(frames) == len(expected)
    for frame, image in zip(frames, expected, strict=True):
        np.testing.assert_array_equal(frame.image, image)
    assert np.all(np.diff([f.time_ns for f in frames]) > 0)


def test_a_folder_is_sorted_naturally_and_counts_the_rest(tmp_path: Path) -> None:
    for number in (10, 2, 1):
        save_picture(tmp_path / f"f{number}.png", np.full((4 + number, 6, 3), number, np.uint8))
    (tmp_path / "notes.txt").write_text("hello")
    (tmp_path / ".hidden.png").write_bytes(b"x")
    (tmp_path / "more").mkdir()
    with FolderSource(tmp_path, fps=10.0) as source:
        frames = read_all(source)
        assert source.frame_count == 3
        assert source.info.kind == "folder"
        assert source.info.source == tmp_path.name
        assert source.info.got["ignored"] == 3
    assert [int(f.image[0, 0, 0]) for f in frames] == [1, 2, 10]
    assert [f.image.shape for f in frames] == [(5, 6, 3), (6, 6, 3), (14, 6, 3)]
    assert [f.time_ns for f in frames] == [0, 100_000_000, 200_000_000]


def test_a_picture_that_is_none_leaves_a_gap(tmp_path: Path) -> None:
    for number in (1, 3):
        save_picture(tmp_path / f"f{number}.png", np.full((4, 6, 3), number, np.uint8))
    (tmp_path / "f0.png").write_bytes(b"")
    (tmp_path / "f2.png").write_text("no picture")
    with FolderSource(tmp_path) as source:
        assert source.info.got["undecoded"] == 1
        frames = read_all(source)
        assert source.info.got["undecoded"] == 2
    assert [f.index for f in frames] == [1, 3]


def test_a_folder_without_a_picture_is_refused_with_counts(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="0 pictures, 0 other"), FolderSource(tmp_path):
        pass
    (tmp_path / "a.png").write_bytes(b"no")
    (tmp_path / "a.txt").write_bytes(b"no")
    with pytest.raises(SourceError, match="1 pictures, 1 other") as caught:
        FolderSource(tmp_path).__enter__()
    assert caught.value.code == "E-CAM-07"


def test_natural_order_of_mixed_names() -> None:
    names = ["b", "a10", "a2", "A1", "10", "9", "a"]
    got = sorted(map(Path, names), key=natural_key)
    assert [p.name for p in got] == ["9", "10", "a", "A1", "a2", "a10", "b"]
