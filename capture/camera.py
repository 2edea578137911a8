"""Cameras and network streams, through OpenCV."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import urlsplit

from pydantic import Field

from liveness.datasets.errors import LivenessError, SourceError
from liveness.datasets.model import Model
from liveness.datasets.take import CaptureInfo, Setting

from .devices import DEV, CameraDevice, Obstacle, linux_obstacle, list_cameras
from .frame import Frame
from .live import LiveSource
from .opencv import Capture, CaptureFactory, cv2, fourcc, jpeg_bytes, open_capture, rate
from .reachable import unreachable

Probe = Callable[[int], tuple[Obstacle | None, str]]
"""Says what keeps a camera from being opened, and the fact that shows it."""

_READ_BACK: Final[Mapping[str, int]] = {
    "width": cv2.CAP_PROP_FRAME_WIDTH,
    "height": cv2.CAP_PROP_FRAME_HEIGHT,
    "fps": cv2.CAP_PROP_FPS,
    "auto_exposure": cv2.CAP_PROP_AUTO_EXPOSURE,
    "exposure": cv2.CAP_PROP_EXPOSURE,
    "auto_white_balance": cv2.CAP_PROP_AUTO_WB,
    "white_balance_k": cv2.CAP_PROP_WB_TEMPERATURE,
    "gain": cv2.CAP_PROP_GAIN,
    "autofocus": cv2.CAP_PROP_AUTOFOCUS,
    "focus": cv2.CAP_PROP_FOCUS,
}

VANISHED_AFTER: Final = 30
"""Failed reads in a row, 10 ms apart at least, after which a camera counts as gone."""

_OBSTACLES: Final[Mapping[Obstacle, tuple[str, str, str]]] = {
    "absent": ("E-CAM-01", "is not there", "plug it in; `sources` lists the cameras"),
    "metadata": ("E-CAM-01", "is no camera", "`sources` lists the cameras"),
    "busy": ("E-CAM-02", "is in use", "close the program that uses it"),
    "forbidden": (
        "E-CAM-03",
        "may not be opened",
        "add yourself to the group `video` and log in again",
    ),
}


class CameraSettings(Model):
    """What to ask of a camera; ``None`` leaves it as it is.

    Units are the driver's: exposure is 100 µs on Linux and a power of two of seconds on
    Windows. A manual value turns the matching automatic off.
    """

    width: int | None = Field(default=1280, ge=1)
    height: int | None = Field(default=720, ge=1)
    fps: float | None = Field(default=30.0, gt=0)
    exposure: float | None = None
    white_balance_k: float | None = None
    gain: float | None = None
    focus: float | None = None


def backends(platform: str = sys.platform) -> list[int]:
    """Return OpenCV's back-ends for an operating system, the one to try first first."""
    if platform == "linux":
        return [cv2.CAP_V4L2]
    if platform == "win32":
        # Media Foundation takes 4 to 20 s to open, and again for each setting
        return [cv2.CAP_DSHOW, cv2.CAP_MSMF]
    if platform == "darwin":
        return [cv2.CAP_AVFOUNDATION]
    return [cv2.CAP_ANY]


class CameraSource(LiveSource):
    """A camera; its own JPEG packets pass through where the back-end hands them out.

    Parameters
    ----------
    number
        N of ``camera:N``: ``/dev/videoN`` on Linux.
    settings
        What to ask; what the driver answered stands in ``info.got``.
    timeout_s
        Limit for one frame, and for opening unless ``open_s`` is given, seconds.
    open_s
        Limit for opening, seconds.
    factory, probe, devices, platform
        What stands between us and the operating system; for tests.
    """

    def __init__(
        self,
        number: int,
        settings: CameraSettings | None = None,
        *,
        timeout_s: float = 5.0,
        open_s: float | None = None,
        factory: CaptureFactory = open_capture,
        probe: Probe | None = None,
        devices: Callable[[], list[CameraDevice]] = list_cameras,
        platform: str = sys.platform,
    ) -> None:
        if open_s is None:  # Windows may take 20 s for a camera that is all right
            open_s = max(timeout_s, 25.0) if platform == "win32" else timeout_s
        super().__init__(f"camera {number}", open_s=open_s, frame_s=timeout_s)
        self._number = number
        self._settings = settings or CameraSettings()
        self._factory, self._devices, self._platform = factory, devices, platform
        if probe is None:
            probe = linux_obstacle if platform == "linux" else _unknown_obstacle
        self._probe = probe
        self._format, self._driver = "", ""
        self._got: dict[str, Setting] = {}

    def _connect(self) -> Capture:
        obstacle, fact = self._probe(self._number)
        if obstacle is not None:
            raise self._refused(obstacle, fact)
        for backend in backends(self._platform):
            capture = self._factory(self._number, backend, ())
            if not capture.isOpened():
                capture.release()
                continue
            self._driver = cv2.videoio_registry.getBackendName(backend)
            try:
                self._set_up(capture, backend)
            except BaseException:
                capture.release()
                raise
            return capture
        # the answer may have changed while OpenCV tried
        obstacle, fact = self._probe(self._number)
        raise self._refused(obstacle or "absent", fact or "OpenCV cannot open it")

    def _refused(self, obstacle: Obstacle, fact: str) -> SourceError:
        code, what, remedy = _OBSTACLES[obstacle]
        return SourceError(code, f"{self._title} {what}", fact, remedy)

    def _set_up(self, capture: Capture, backend: int) -> None:
        """Ask for the settings, read back what came of it, and try for JPEG packets."""
        ask = self._settings
        # the format first: it decides which sizes and rates there are
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        manual = 1.0 if backend == cv2.CAP_V4L2 else 0.25
        wishes = [
            (cv2.CAP_PROP_FRAME_WIDTH, ask.width),
            (cv2.CAP_PROP_FRAME_HEIGHT, ask.height),
            (cv2.CAP_PROP_FPS, ask.fps),
            (cv2.CAP_PROP_BUFFERSIZE, 1.0),
            # a driver ignores a manual value while its automatic is on
            (cv2.CAP_PROP_AUTO_EXPOSURE, None if ask.exposure is None else manual),
            (cv2.CAP_PROP_EXPOSURE, ask.exposure),
            (cv2.CAP_PROP_AUTO_WB, None if ask.white_balance_k is None else 0.0),
            (cv2.CAP_PROP_WB_TEMPERATURE, ask.white_balance_k),
            (cv2.CAP_PROP_GAIN, ask.gain),
            (cv2.CAP_PROP_AUTOFOCUS, None if ask.focus is None else 0.0),
            (cv2.CAP_PROP_FOCUS, ask.focus),
        ]
        for name, value in wishes:
            if value is not None:
                capture.set(name, float(value))
        self._format = fourcc(capture)
        self._got = {
            name: value
            for name, key in _READ_BACK.items()
            # -1 is how OpenCV says that the device has no such control
            if (value := float(capture.get(key))) != -1 and value == value
        }
        self._got["passthrough"] = self._try_packets(capture, backend)

    def _try_packets(self, capture: Capture, backend: int) -> bool:
        """Switch conversion off, and on again when no JPEG comes."""
        if backend not in (cv2.CAP_V4L2, cv2.CAP_DSHOW) or self._format.upper() != "MJPG":
            return False
        capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
        ok, picture = capture.read()
        if ok and jpeg_bytes(picture) is not None:
            return True
        capture.set(cv2.CAP_PROP_CONVERT_RGB, 1)
        return False

    def _lost(self, failures: int, frames: int, waited_s: float) -> LivenessError | None:
        if failures < VANISHED_AFTER and waited_s < self._frame_s:
            return None
        obstacle, fact = self._probe(self._number)
        return SourceError(
            "E-CAM-09",
            f"{self._title} vanished" if obstacle == "absent" else f"{self._title} stopped",
            fact or f"{failures} reads failed after {frames} frames",
            "check the cable, then open it again",
        )

    def _describe(self, first: Frame) -> CaptureInfo:
        listed = next((d for d in self._devices() if d.number == self._number), None)
        fps = self._got.get("fps")
        asked = {k: v for k, v in self._settings.model_dump().items() if v is not None}
        node = f"{DEV / f'video{self._number}'}" if self._platform == "linux" else ""
        return CaptureInfo(
            source=f"camera:{self._number}",
            kind="camera",
            device=" ".join(filter(None, (listed.name if listed else "", node))),
            driver=f"opencv {self._driver}",
            pixel_format=self._format,
            width=first.width,
            height=first.height,
            fps=float(fps) if isinstance(fps, float) and 0 < fps < 1000 else None,
            clock="monotonic",
            virtual=listed.virtual if listed else False,
            lossy_origin=first.encoded is not None or self._format.upper() == "MJPG",
            asked={"fourcc": "MJPG", **asked},
            got=self._got,
        )


class StreamSource(LiveSource):
    """A network stream; a Motion-JPEG stream's packets pass through.

    Only the address that the user typed is contacted. Name, password and query of the address
    appear nowhere but in the connection.

    Parameters
    ----------
    url
        ``rtsp://``, ``http://`` or ``https://`` address.
    timeout_s
        Limit for connecting and for one frame, seconds.
    factory
        Opens the capture; for tests.
    """

    def __init__(
        self, url: str, *, timeout_s: float = 5.0, factory: CaptureFactory = open_capture
    ) -> None:
        self._url = url
        self._shown = without_secrets(url)
        self._limit_s = timeout_s
        # FFmpeg's own limits come first, so that the outer one only meets what hangs in them
        super().__init__(self._shown, open_s=2 * timeout_s + 1.0, frame_s=timeout_s + 0.5)
        self._factory = factory
        self._format = ""
        self._fps: float | None = None
        self._declared = 0
        self._begun: float | None = None

    def _connect(self) -> Capture:
        capture = self._opened()
        self._format, self._fps = fourcc(capture), rate(capture)
        count = capture.get(cv2.CAP_PROP_FRAME_COUNT)
        self._declared = int(count) if 0 < count < 1e9 else 0
        if self._format.upper() == "MJPG" and not capture.set(cv2.CAP_PROP_FORMAT, -1):
            self._format += " decoded"
        return capture

    def _opened(self) -> Capture:
        limit_ms = max(int(self._limit_s * 1000), 1)
        parameters = [
            cv2.CAP_PROP_OPEN_TIMEOUT_MSEC,
            limit_ms,
            cv2.CAP_PROP_READ_TIMEOUT_MSEC,
            limit_ms,
        ]
        try:
            capture = self._factory(self._url, cv2.CAP_FFMPEG, parameters)
        except cv2.error:
            raise self._refused() from None  # its text holds the address
        if not capture.isOpened():
            capture.release()
            raise self._refused()
        return capture

    def _refused(self) -> SourceError:
        fact = unreachable(self._url, min(self._limit_s, 2.0))
        return SourceError(
            "E-CAM-08",
            f"{self._shown} cannot be opened",
            fact or f"the host answers, but no video came within {self._limit_s:g} s",
            "check the address, the password and the network",
        )

    def _ended(self, frames: int) -> bool:
        return 0 < self._declared <= frames + max(2, self._declared // 100)

    def _early_s(self, capture: Capture) -> float:
        """Hold back a file behind an address, which comes as fast as the network is."""
        if not self._declared:
            return 0.0
        now = time.monotonic()
        if self._begun is None:
            self._begun = now
        position_s = float(capture.get(cv2.CAP_PROP_POS_MSEC)) / 1000
        return min(self._begun + position_s - now, 1.0)

    def _lost(self, failures: int, frames: int, waited_s: float) -> LivenessError | None:
        if waited_s >= 0.9 * self._limit_s:
            return self._no_frame(self._limit_s)
        return SourceError(
            "E-CAM-09",
            f"{self._shown} broke off",
            f"after {frames} frames",
            "check the network and the camera, then open it again",
        )

    def _describe(self, first: Frame) -> CaptureInfo:
        return CaptureInfo(
            source=self._shown,
            kind="stream",
            driver="opencv ffmpeg",
            pixel_format=self._format,
            width=first.width,
            height=first.height,
            fps=self._fps,
            clock="monotonic",
            lossy_origin=True,
            asked={"timeout_s": self._limit_s},
            got={"passthrough": first.encoded is not None},
        )


def without_secrets(url: str) -> str:
    """Return an address without name, password, query and fragment."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return f"{parts.scheme}://{host}{parts.path}"


def _unknown_obstacle(number: int) -> tuple[Obstacle | None, str]:
    """Where the operating system is not asked, nothing is known."""
    return None, ""
