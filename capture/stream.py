"""Network streams, through OpenCV's FFmpeg."""

from __future__ import annotations

import time
from urllib.parse import urlsplit

from liveness.datasets.errors import LivenessError, SourceError
from liveness.datasets.take import CaptureInfo

from .frame import Frame
from .live import LiveSource
from .opencv import Capture, CaptureFactory, cv2, fourcc, open_capture, rate
from .reachable import unreachable


class StreamSource(LiveSource[Capture]):
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

    def _fresh(self) -> StreamSource:
        return StreamSource(self._url, timeout_s=self._limit_s, factory=self._factory)

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
