"""Cameras, through OpenCV."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from liveness.datasets.errors import LivenessError, SourceError
from liveness.datasets.take import CaptureInfo, Setting

from .camera_settings import CameraSettings
from .control_board import ControlBoard, ControlState
from .controlled import ControlledSource
from .devices import (
    DEV,
    CameraDevice,
    Obstacle,
    linux_obstacle,
    list_cameras,
    same_camera,
    usb_id,
)
from .frame import Frame
from .opencv import Capture, CaptureFactory, cv2, fourcc, jpeg_bytes, open_capture
from .opencv_controls import exposure_switch, read_all, set_control, set_format, states_of

Probe = Callable[[int], tuple[Obstacle | None, str]]
"""Says what keeps a camera from being opened, and the fact that shows it."""

_BACKEND_NAMES: Final[Mapping[int, str]] = {
    cv2.CAP_V4L2: "V4L2",
    cv2.CAP_DSHOW: "DSHOW",
    cv2.CAP_MSMF: "MSMF",
    cv2.CAP_AVFOUNDATION: "AVFOUNDATION",
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


class CameraSource(ControlledSource[Capture]):
    """A camera; its own JPEG packets pass through where the back-end hands them out.

    Parameters
    ----------
    number
        N of ``camera:N``: ``/dev/videoN`` on Linux.
    settings
        What to ask at first; what the driver answered stands in ``info.got``.
    timeout_s
        Limit for one frame, and for opening unless ``open_s`` is given, seconds.
    open_s
        Limit for opening, seconds.
    factory, probe, devices, platform
        What stands between us and the operating system; for tests.
    board
        What is asked, shared with the source before it; in place of ``settings``.
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
        board: ControlBoard | None = None,
    ) -> None:
        if open_s is None:  # Windows may take 20 s for a camera that is all right
            open_s = max(timeout_s, 25.0) if platform == "win32" else timeout_s
        super().__init__(
            f"camera {number}",
            open_s=open_s,
            frame_s=timeout_s,
            board=board or ControlBoard(settings),
        )
        self._number = number
        self._factory, self._devices, self._platform = factory, devices, platform
        if probe is None:
            probe = linux_obstacle if platform == "linux" else _unknown_obstacle
        self._probe = probe
        self._format, self._backend = "", cv2.CAP_ANY
        self._got: Mapping[str, float] = {}

    def identify(self) -> None:
        """Find out what the camera is known by, whatever its number; asks the system."""
        listed = next((d for d in self._devices() if d.number == self._number), None)
        known = listed.id if listed is not None else ""
        # where the system knows it by nothing else, its number must do
        self._board.device_id = known or self._board.device_id or f"camera:{self._number}"

    def _fresh(self) -> CameraSource:
        # a camera that was plugged in again may have another number
        found = same_camera(self._board.device_id, self._devices())
        return CameraSource(
            self._number if found is None else found.number,
            timeout_s=self._frame_s,
            open_s=self._open_s,
            factory=self._factory,
            probe=self._probe,
            devices=self._devices,
            platform=self._platform,
            board=self._board,
        )

    def _connect(self) -> Capture:
        obstacle, fact = self._probe(self._number)
        if obstacle is not None:
            raise self._refused(obstacle, fact)
        for backend in backends(self._platform):
            capture = self._factory(self._number, backend, ())
            if not capture.isOpened():
                capture.release()
                continue
            self._backend = backend
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
        """Ask for the settings, and read back what came of it."""
        ask = self._board.begin()
        # the format first: it decides which sizes and rates there are
        capture.set(cv2.CAP_PROP_FOURCC, cv2.VideoWriter.fourcc(*"MJPG"))
        set_format(capture, ask)
        capture.set(cv2.CAP_PROP_BUFFERSIZE, 1.0)
        self._board.before(read_all(capture))
        for name, value in ask.locked.items():
            set_control(capture, backend, name, value)
        self._format = fourcc(capture)
        self._got = read_all(capture)
        self._board.show(states_of(self._got, backend, ask))

    def _apply(self, capture: Capture, wishes: Mapping[str, float | None]) -> None:
        for name, value in wishes.items():
            set_control(capture, self._backend, name, value)

    def _states(self, capture: Capture) -> Sequence[ControlState]:
        self._got = read_all(capture)
        return states_of(self._got, self._backend, self._board.settings)

    def _settle(self, capture: Capture) -> None:
        """Switch conversion off for the packets themselves, on again when no JPEG comes."""
        usual = self._backend in (cv2.CAP_V4L2, cv2.CAP_DSHOW)
        if not usual or self._format.upper() != "MJPG":
            return
        capture.set(cv2.CAP_PROP_CONVERT_RGB, 0)
        ok, picture = capture.read()
        if not ok or jpeg_bytes(picture) is None:
            capture.set(cv2.CAP_PROP_CONVERT_RGB, 1)

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
        if listed is not None and listed.id:
            self._board.device_id = listed.id  # it may not have been asked for before
        fps = self._got.get("fps")
        node = f"{DEV / f'video{self._number}'}" if self._platform == "linux" else ""
        return CaptureInfo(
            source=f"camera:{self._number}",
            kind="camera",
            # by its name alone: its number is another one when it is plugged in again
            device=listed.name if listed else node,
            usb_id=usb_id(self._number) if self._platform == "linux" else "",
            driver=f"opencv {_BACKEND_NAMES.get(self._backend, '')}".strip(),
            pixel_format=self._format,
            width=first.width,
            height=first.height,
            fps=fps if fps is not None and 0 < fps < 1000 else None,
            clock="monotonic",
            virtual=listed.virtual if listed else False,
            exposure_locked=self._exposure_locked(),
            lossy_origin=first.encoded is not None or self._format.upper() == "MJPG",
            got={"passthrough": first.encoded is not None} | ({"node": node} if node else {}),
        )

    def _exposure_locked(self) -> bool | None:
        """Return whether the driver says that the exposure is manual; ``None`` if unsaid."""
        automatic = self._got.get("auto_exposure")
        return None if automatic is None else automatic == exposure_switch(self._backend)[0]

    def _always_asked(self) -> Mapping[str, Setting]:
        return {"fourcc": "MJPG"}

    def _got_now(self) -> Mapping[str, Setting]:
        return self._got


def _unknown_obstacle(number: int) -> tuple[Obstacle | None, str]:
    """Where the operating system is not asked, nothing is known."""
    return None, ""
