"""What a signal keeps of the frames: whether a face is there, and whose turn it is."""

from __future__ import annotations

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext

NOMINAL_FPS = 30.0
"""Frame rate of a source that does not tell its own."""


class Presence:
    """Whether a face is there, and whether it may be another one than before.

    Parameters
    ----------
    lost_s
        After this time without a face it may be another one, s.
    """

    def __init__(self, lost_s: float) -> None:
        self._lost_ns = lost_s * 1e9
        self.clear()

    def clear(self) -> None:
        """Forget everything, as before the first frame."""
        self.now_ns = 0
        """Time of the last frame."""
        self.face: Face | None = None
        """The face in it."""
        self._seen_ns: int | None = None

    def update(self, frame: Frame, face: Face | None) -> bool:
        """Take in the next frame; return whether all that was seen of the face is void.

        It is when the source began again, or when the face comes back after a long time.
        """
        now = int(frame.time_ns)
        void = now < self.now_ns or (face is not None and self._away_ns(now) > self._lost_ns)
        if void:
            self._seen_ns = None
        self.now_ns, self.face = now, face
        if face is not None:
            self._seen_ns = now
        return void

    def _away_ns(self, now: int) -> int:
        return now - self._seen_ns if self._seen_ns is not None else 0

    def missing(self) -> str:
        """Return that there is no face, in words, or nothing: a short gap is bridged."""
        if self.face is not None:
            return ""
        away = self._away_ns(self.now_ns)
        if self._seen_ns is not None and away <= self._lost_ns:
            return ""
        return "no face" + (f" for {away / 1e9:.1f} s" if away else "")


class Turns:
    """One frame in a few is analysed, by the source's nominal rate.

    Parameters
    ----------
    rate_hz
        Analyses per second.
    context
        Holds the nominal frame rate.
    """

    def __init__(self, rate_hz: float, context: SignalContext) -> None:
        self._every = max(1, round((context.fps or NOMINAL_FPS) / rate_hz))
        self.clear()

    def clear(self) -> None:
        """Let the next frame be the first one."""
        self._frames = 0

    def due(self) -> bool:
        """Count a frame, and return whether it is to be analysed."""
        self._frames += 1
        return (self._frames - 1) % self._every == 0
