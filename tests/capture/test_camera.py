from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from capture_fakes import bar, bar_jpeg, read_frames

from liveness.capture import live
from liveness.capture.calibration import kept
from liveness.capture.camera import (
    CameraSettings,
    CameraSource,
    backends,
)
from liveness.capture.devices import CameraDevice, Obstacle
from liveness.capture.frame import Frame
from liveness.capture.opencv import Capture
from liveness.datasets.camera_profile import FlickerResult
from liveness.datasets.errors import SourceError

FREE: tuple[Obstacle | None, str] = (None, "")


class FakeCamera:
    """A ``cv2.VideoCapture`` of a webcam that may hand out its JPEG packets."""

    def __init__(
        self,
        *,
        packets: bool = True,
        openable: bool = True,
        frames: int = 10**9,
        fail: Callable[[], tuple[bool, Any]] = lambda: (False, None),
        mangle: Callable[[int, bytes], bytes] = lambda n, data: data,
    ) -> None:
        self.values: dict[int, float] = {
            cv2.CAP_PROP_FOURCC: float(cv2.VideoWriter.fourcc(*"YUYV")),
            cv2.CAP_PROP_CONVERT_RGB: 1,
            cv2.CAP_PROP_EXPOSURE: 156,
            cv2.CAP_PROP_AUTO_EXPOSURE: 3,
        }
        self.asked: list[tuple[int, float]] = []
        self.released = threading.Event()
        self.packets, self.openable, self.frames = packets, openable, frames
        self.fail, self.mangle = fail, mangle
        self.count = 0
        self.returned_ns: list[int] = []

    def isOpened(self) -> bool:
        return self.openable

    def read(self) -> tuple[bool, Any]:
        assert not self.released.is_set(), "read after release"
        if self.count >= self.frames:
            return self.fail()
        time.sleep(0.002)
        number, self.count = self.count, self.count + 1
        self.returned_ns.append(time.monotonic_ns())
        if self.packets and not self.values[cv2.CAP_PROP_CONVERT_RGB]:
            data = self.mangle(number, bar_jpeg(number))
            return True, np.frombuffer(data, np.uint8).reshape(1, -1)
        return True, bar(number)

    def get(self, name: int, /) -> float:
        return self.values.get(name, -1.0)

    def set(self, name: int, value: float, /) -> bool:
        self.asked.append((name, value))
        self.values[name] = value
        return True

    def release(self) -> None:
        self.released.set()


def camera(fake: Capture, **options: Any) -> CameraSource:
    options = {
        "timeout_s": 5.0,
        "probe": lambda number: FREE,
        "devices": lambda: [],
        "platform": "linux",
        "factory": lambda name, backend, parameters: fake,
    } | options
    return CameraSource(0, **options)


def test_packets_pass_through_and_decode_to_the_picture() -> None:
    fake = FakeCamera()
    with camera(fake) as source:
        frames = read_frames(source, 5)
        info = source.info
    for frame in frames:
        assert frame.encoded is not None
        decoded = cv2.imdecode(np.frombuffer(frame.encoded, np.uint8), cv2.IMREAD_COLOR)
        np.testing.assert_array_equal(frame.image, decoded)
    # packet 0 was the probe
    assert [f.encoded for f in frames] == [bar_jpeg(n) for n in range(1, 6)]
    assert fake.released.wait(1.0)
    assert (info.kind, info.source, info.pixel_format) == ("camera", "camera:0", "MJPG")
    assert (info.width, info.height, info.clock) == (64, 48, "monotonic")
    assert info.lossy_origin
    assert info.got["passthrough"] is True


def test_the_stamp_is_taken_as_the_driver_returns(monkeypatch: pytest.MonkeyPatch) -> None:
    real = live.decode_jpeg

    begun_ns: list[int] = []

    def noted(data: bytes) -> Any:
        begun_ns.append(time.monotonic_ns())
        return real(data)

    monkeypatch.setattr(live, "decode_jpeg", noted)
    fake = FakeCamera()
    with camera(fake) as source:
        frames = read_frames(source, 3)
    for frame, decoding_ns in zip(frames, begun_ns, strict=True):
        returned_ns = fake.returned_ns[frame.index + 1]  # 0 was the probe
        assert returned_ns <= frame.time_ns <= decoding_ns
        assert frame.arrival_ns == frame.time_ns


def test_a_back_end_without_packets_gives_pictures() -> None:
    fake = FakeCamera(packets=False)
    with camera(fake) as source:
        (frame,) = read_frames(source, 1)
        assert source.info.got["passthrough"] is False
    assert frame.encoded is None
    np.testing.assert_array_equal(frame.image, bar(1))
    assert fake.values[cv2.CAP_PROP_CONVERT_RGB] == 1


def test_settings_asked_and_got_are_told_apart() -> None:
    class Stubborn(FakeCamera):
        def set(self, name: int, value: float, /) -> bool:
            if name == cv2.CAP_PROP_FRAME_WIDTH:
                value = 640.0  # says yes and does another
            return super().set(name, value)

    fake = Stubborn()
    settings = CameraSettings(width=1920, height=None, exposure=200.0, white_balance_k=4600.0)
    with camera(fake, settings=settings) as source:
        info = source.info
    assert info.asked == {
        "fourcc": "MJPG",
        "width": 1920,
        "fps": 30.0,
        "exposure": 200.0,
        "white_balance_k": 4600.0,
    }
    assert info.got["width"] == 640.0
    assert info.got["exposure"] == 200.0
    assert info.got["auto_exposure"] == 1.0  # manual, as Video4Linux counts
    assert info.exposure_locked is True
    assert info.got["auto_white_balance"] == 0.0
    assert info.fps == 30.0
    assert "gain" not in info.got  # the device has none
    asked = [name for name, _ in fake.asked]
    assert asked[0] == cv2.CAP_PROP_FOURCC
    assert (cv2.CAP_PROP_BUFFERSIZE, 1.0) in fake.asked
    assert asked.index(cv2.CAP_PROP_AUTO_EXPOSURE) < asked.index(cv2.CAP_PROP_EXPOSURE)
    assert cv2.CAP_PROP_FRAME_HEIGHT not in asked


@pytest.mark.parametrize(
    ("obstacle", "code"),
    [
        ("absent", "E-CAM-01"),
        ("metadata", "E-CAM-01"),
        ("busy", "E-CAM-02"),
        ("forbidden", "E-CAM-03"),
    ],
)
def test_reasons_are_told_apart(obstacle: Obstacle, code: str) -> None:
    never: list[object] = []
    source = camera(
        FakeCamera(),
        probe=lambda number: (obstacle, "/dev/video0: the fact"),
        factory=lambda *arguments: never.append(arguments),
    )
    with pytest.raises(SourceError, match="the fact") as caught, source:
        pass
    assert caught.value.code == code
    assert never == []


def test_a_camera_that_opencv_cannot_open_is_absent() -> None:
    fake = FakeCamera(openable=False)
    with pytest.raises(SourceError, match=r"E-CAM-01.*OpenCV cannot open it"), camera(fake):
        pass
    assert fake.released.is_set()


def test_a_camera_that_became_busy_is_told_as_busy() -> None:
    answers = [FREE, ("busy", "/dev/video0: open in zoom (7)")]
    source = camera(FakeCamera(openable=False), probe=lambda number: answers.pop(0))
    with pytest.raises(SourceError, match=r"E-CAM-02.*zoom"), source:
        pass


def test_a_slow_camera_does_not_hang_its_caller() -> None:
    go_on = threading.Event()
    fake = FakeCamera()

    def slow(name: str | int, backend: int, parameters: Sequence[int]) -> Capture:
        go_on.wait(10.0)
        return fake

    source = camera(fake, factory=slow, open_s=0.05)
    begun = time.monotonic()
    with pytest.raises(SourceError) as caught, source:
        pass
    assert time.monotonic() - begun < 1.0
    assert caught.value.code == "E-CAM-04"
    assert "0.05 s" in caught.value.measured
    go_on.set()
    assert fake.released.wait(2.0)  # it is not left open when it opens after all


def test_a_camera_that_gives_no_picture() -> None:
    hang = threading.Event()

    def fail() -> tuple[bool, Any]:
        hang.wait(5.0)
        return False, None

    fake = FakeCamera(frames=0, fail=fail)
    with (
        pytest.raises(SourceError, match=r"E-CAM-05.*within 0\.1 s"),
        camera(fake, timeout_s=0.1, open_s=2.0),
    ):
        pass
    hang.set()
    assert fake.released.wait(2.0)


def test_a_camera_that_stalls_later() -> None:
    hang = threading.Event()

    def fail() -> tuple[bool, Any]:
        hang.wait(5.0)
        return False, None

    with camera(FakeCamera(frames=3, fail=fail), timeout_s=0.1, open_s=2.0) as source:
        read_frames(source, 2)
        with pytest.raises(SourceError, match="E-CAM-05"):
            source.read()
        hang.set()


def test_a_vanished_camera_hands_out_what_it_had_and_then_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("liveness.capture.camera.VANISHED_AFTER", 3)
    answers = [FREE]

    def probe(number: int) -> tuple[Obstacle | None, str]:
        return answers.pop() if answers else ("absent", "/dev/video0: No such file")

    with camera(FakeCamera(frames=5), probe=probe) as source:
        assert [f.index for f in read_frames(source, 4)] == [0, 1, 2, 3]
        with pytest.raises(SourceError, match="vanished") as caught:
            source.read()
    assert caught.value.code == "E-CAM-09"
    assert caught.value.measured == "/dev/video0: No such file"


def test_a_failed_read_now_and_then_is_forgiven() -> None:
    class Flaky(FakeCamera):
        def read(self) -> tuple[bool, Any]:
            ok, data = super().read()
            return (False, None) if self.count % 3 == 0 else (ok, data)

    with camera(Flaky()) as source:
        assert [f.index for f in read_frames(source, 6)] == list(range(6))


def test_a_packet_cut_short_is_a_gap() -> None:
    def mangle(number: int, data: bytes) -> bytes:
        return data[: len(data) // 2] if number == 2 else data

    with camera(FakeCamera(mangle=mangle)) as source:
        assert [f.index for f in read_frames(source, 3)] == [0, 2, 3]


def test_a_slow_reader_loses_the_oldest_and_sees_the_gap() -> None:
    fake = FakeCamera()
    with camera(fake) as source:
        read_frames(source, 1)
        while fake.count < 3 * live.BUFFER:
            time.sleep(0.001)
        (late,) = read_frames(source, 1)
    assert late.index >= 2 * live.BUFFER - 2


def test_close_unblocks_a_read() -> None:
    hang = threading.Event()

    def fail() -> tuple[bool, Any]:
        hang.wait(5.0)
        return False, None

    got: list[Frame | None] = []
    source = camera(FakeCamera(frames=2, fail=fail))
    with source:
        read_frames(source, 1)
        thread = threading.Thread(target=lambda: got.append(source.read()))
        thread.start()
        threading.Timer(0.05, hang.set).start()
        source.close()
        thread.join(1.0)
    assert got == [None]


def test_a_driver_that_raises_is_one_line() -> None:
    def broken(name: str | int, backend: int, parameters: Sequence[int]) -> Capture:
        raise cv2.error("an assertion of OpenCV\nin many lines")

    with (
        pytest.raises(SourceError, match=r"E-CAM-09.*error") as caught,
        camera(FakeCamera(), factory=broken),
    ):
        pass
    assert "\n" not in str(caught.value)


def test_windows_tries_the_quick_back_end_first() -> None:
    tried = []

    def factory(name: str | int, backend: int, parameters: Sequence[int]) -> Capture:
        tried.append(backend)
        return FakeCamera(openable=backend == cv2.CAP_MSMF)

    with camera(FakeCamera(), factory=factory, platform="win32") as source:
        assert source.info.driver == "opencv MSMF"
        assert source.info.device == ""
        assert source.info.got["passthrough"] is False
    assert tried == backends("win32") == [cv2.CAP_DSHOW, cv2.CAP_MSMF]


def test_a_camera_that_is_a_program_is_called_virtual() -> None:
    for name, virtual in (("OBS Virtual Camera", True), ("HD Webcam C920", False)):
        with camera(FakeCamera(), devices=lambda n=name: [CameraDevice(0, n)]) as source:
            assert source.info.virtual is virtual
            assert source.info.device == name
            assert source.info.got["node"] == "/dev/video0"


def test_a_missing_camera_of_this_machine_is_told() -> None:
    with pytest.raises(SourceError, match=r"E-CAM-01.*camera 9876"), CameraSource(9876):
        pass


def test_an_open_camera_has_its_profile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVENESS_CAMERAS", str(tmp_path))
    flicker = FlickerResult(
        method="rows", n=150, width=64, height=48, verdict="100", fps=30.0, seconds=5.0
    )
    with camera(FakeCamera()) as source:
        assert source.info.camera_profile is None
        made, _ = kept.keep("flicker", flicker, kept.name_of(source.info))
    with camera(FakeCamera()) as source:
        assert source.info.camera_profile == made
