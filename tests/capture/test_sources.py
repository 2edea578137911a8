from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness.capture import devices
from liveness.capture.camera import CameraSource
from liveness.capture.demo import DEMO_SCENES, DemoSource
from liveness.capture.devices import CameraDevice
from liveness.capture.media import FolderSource, ImageSource, VideoSource
from liveness.capture.pacing import Paced
from liveness.capture.replay import TakeSource
from liveness.capture.sources import describe_sources, is_media, open_source
from liveness.capture.stream import StreamSource
from liveness.datasets.errors import LivenessError, SourceError, UsageError


@pytest.fixture
def files(tmp_path: Path) -> Path:
    image = np.full((24, 32, 3), 90, np.uint8)
    cv2.imwrite(str(tmp_path / "a.png"), image)
    cv2.imwrite(str(tmp_path / "a.jpg"), image)
    writer = cv2.VideoWriter(
        str(tmp_path / "a.avi"), cv2.VideoWriter.fourcc(*"MJPG"), 25.0, (32, 24)
    )
    for _ in range(3):
        writer.write(image)
    writer.release()
    (tmp_path / "a.h5").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("hello " * 100)
    return tmp_path


@pytest.mark.parametrize("spec", ["camera:3", "3", " 3 ", "Camera:3"])
def test_a_camera_by_number(spec: str) -> None:
    source = open_source(spec)
    assert isinstance(source, CameraSource)
    assert source._number == 3


@pytest.mark.parametrize("spec", ["rtsp://host/a", "http://host/a.mjpg", "HTTPS://host/"])
def test_an_address_is_a_stream(spec: str) -> None:
    assert isinstance(open_source(spec, paced=True), StreamSource)


def test_files_by_what_they_are(files: Path) -> None:
    assert isinstance(open_source(str(files / "a.png")), ImageSource)
    assert isinstance(open_source(str(files / "a.avi")), VideoSource)
    assert isinstance(open_source(str(files)), FolderSource)
    assert isinstance(open_source(str(files / "a.h5")), TakeSource)


def test_the_content_counts_more_than_the_name(files: Path) -> None:
    (files / "a.avi").rename(files / "video.jpg")
    (files / "a.png").rename(files / "picture.mp4")
    with open_source(str(files / "video.jpg")) as source:
        assert isinstance(source, VideoSource)
    with open_source(str(files / "picture.mp4")) as source:
        assert isinstance(source, ImageSource)


def test_a_path_from_home_is_found(files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(files))
    monkeypatch.setenv("USERPROFILE", str(files))
    assert isinstance(open_source("~/a.png"), ImageSource)


@pytest.mark.parametrize("loop", [False, True])
def test_paced_files_play_like_a_camera(files: Path, loop: bool) -> None:
    with open_source(str(files / "a.avi"), paced=True, loop=loop) as source:
        assert isinstance(source, Paced)
        assert source.live
        assert source.frame_count == (None if loop else 3)


def test_demo_scenes_with_their_options() -> None:
    source = open_source("demo:print-matte?subject=2&seed=5", seed=9)
    assert isinstance(source, DemoSource)
    assert (source.scene, source.subject, source.seed) == ("print-matte", 2, 5)
    assert not source.live
    plain = open_source("demo:", seed=9, paced=True)
    assert isinstance(plain, DemoSource)
    assert (plain.scene, plain.subject, plain.seed) == ("bona-fide", 0, 9)
    assert plain.live


@pytest.mark.parametrize(
    ("spec", "why"),
    [
        ("", "empty"),
        ("webcam", "no such file or folder"),
        ("camera:", "number"),
        ("camera:front", "number"),
        ("camera:-1", "number"),
        ("gopher://host/a", "gopher"),
        ("demo:paper", "print-matte"),
        ("demo:bona-fide?colour=red", "subject=NUMBER"),
        ("demo:bona-fide?subject=x", "subject=NUMBER"),
    ],
)
def test_a_specification_that_is_none_lists_the_forms(spec: str, why: str) -> None:
    with pytest.raises(UsageError) as caught:
        open_source(spec)
    assert caught.value.code == "E-CAM-10"
    assert why in str(caught.value)
    for form in ("camera:N", "demo:SCENE", "rtsp://", "folder"):
        assert form in caught.value.remedy


@pytest.mark.parametrize("spec", ["no/such/clip.mp4", "clip.mp4", "./clip", "no.h5"])
def test_a_path_that_leads_nowhere_is_no_such_file(
    spec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SourceError, match="no such file") as caught:
        open_source(spec)
    assert caught.value.code == "E-CAM-06"


@pytest.mark.parametrize("name", ["a.mp4", "a.jpg", "a.mkv", "a", "a.tiff"])
@pytest.mark.parametrize("content", [b"", b"hello " * 100])
def test_a_file_that_is_no_medium_is_told_with_its_size(
    tmp_path: Path, name: str, content: bytes, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(SourceError) as caught, open_source(str(path)):
        pass
    assert caught.value.code == "E-CAM-07"
    assert caught.value.measured == f"{len(content)} bytes, 0 frames decoded"
    assert capfd.readouterr().err == ""


def test_is_media_asks_the_name(files: Path) -> None:
    media = sorted(p.name for p in files.iterdir() if is_media(p))
    assert media == ["a.avi", "a.h5", "a.jpg", "a.png"]
    assert not is_media(files / "missing.mp4")
    (files / ".hidden.mp4").write_bytes(b"")
    assert not is_media(files / ".hidden.mp4")
    (files / "folder.mp4").mkdir()
    assert not is_media(files / "folder.mp4")


def test_sources_are_described(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [
        CameraDevice(2, "Webcam C920"),
        CameraDevice(4, "Other", False, "/dev/video4: Permission denied"),
    ]
    monkeypatch.setattr(devices, "list_cameras", lambda: found)
    described = {d.spec: d for d in describe_sources()}
    assert described["camera:2"].title == "Webcam C920"
    assert described["camera:2"].available
    assert not described["camera:4"].available
    assert "Permission denied" in described["camera:4"].note
    assert {s for s in described if s.startswith("demo:")} == {
        f"demo:{scene}" for scene in DEMO_SCENES
    }
    assert {d.kind for d in described.values()} == {"camera", "demo", "file", "stream"}


def test_no_camera_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "list_cameras", list)
    cameras = [d for d in describe_sources() if d.kind == "camera"]
    assert len(cameras) == 1
    assert not cameras[0].available
    assert "no camera found" in cameras[0].note


@pytest.mark.media
def test_every_real_file_opens_or_says_why(shared_media: Path) -> None:
    paths = sorted(p for p in shared_media.rglob("*") if p.is_file())
    assert len(paths) > 40
    refused = []
    for path in paths:
        try:
            with open_source(str(path)) as source:
                frames = [source.read() for _ in range(3)]
                info = source.info
        except LivenessError as error:
            refused.append(str(error))
            continue
        first = frames[0]
        assert first is not None
        assert (info.width, info.height) == (first.width, first.height)
        times = [f.time_ns for f in frames if f is not None]
        assert times == sorted(set(times))
        assert is_media(path)
        if info.kind == "video":
            assert len(times) == 3
            assert info.fps is not None
    assert refused == []
