"""Does this computer keep up? Seconds of the demo, recorded and analysed as in earnest."""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from liveness.datasets.codec import Codec, decode, encode
from liveness.datasets.consent import Consent
from liveness.datasets.errors import SourceError
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, CodecChoice, TakeHeader

from .analysis import Analyser
from .demo import DemoSource
from .engine import LiveEngine
from .frame import Frame
from .signal import SignalContext

SECONDS: Final = 4.0
"""How long it records."""

PICTURES: Final = 30
"""So many pictures are rendered before, and shown again and again."""

WARM_UP_S: Final = 20.0
"""The first picture loads the models."""

PREFIX: Final = ".speed-"
"""Of the folder that is recorded to and deleted."""

SLACK: Final = 0.95
"""A rate within this share of the one that is needed counts as reached."""


@dataclass(frozen=True, slots=True)
class SpeedReport:
    """How fast frames were written and analysed at the same time.

    Parameters
    ----------
    width, height, fps
        What was asked of the computer, pixels and frames per second.
    written_fps, analysed_fps
        What it did, frames per second.
    needed_fps
        What the analysis must do at least, frames per second.
    jpeg
        Whether frames came as a camera's JPEG, which is kept as it is.
    """

    width: int
    height: int
    fps: float
    written_fps: float
    analysed_fps: float
    needed_fps: float
    jpeg: bool

    @property
    def advice(self) -> tuple[str, ...]:
        """What falls short and what helps, one sentence each; empty where all keeps up."""
        found = []
        if self.written_fps < SLACK * self.fps:
            found.append(
                f"it writes {self.written_fps:.0f} of {self.fps:.0f} frames per second: choose"
                f" {'' if self.jpeg else 'the codec jpeg, '}a smaller picture or a faster disk"
            )
        if self.analysed_fps < SLACK * min(self.needed_fps, self.fps):
            found.append(
                f"it analyses {self.analysed_fps:.0f} frames per second,"
                f" {min(self.needed_fps, self.fps):.0f} are needed: close other programs, or"
                " choose a smaller picture"
            )
        return tuple(found)

    @property
    def keeps_up(self) -> bool:
        """Whether nothing falls short."""
        return not self.advice


def scratch_of(root: Path | None) -> Path:
    """Return a folder to measure in: on the disk of a dataset or folder, else the system's."""
    if root is None:
        return Path(tempfile.gettempdir())
    incoming = root / "incoming"  # nothing in it is looked at but journals
    return incoming if incoming.is_dir() else root


def measure_speed(
    folder: Path,
    *,
    width: int = 1280,
    height: int = 720,
    fps: float = 30.0,
    jpeg: bool = False,
    codec: CodecChoice = "auto",
    needed_fps: float = 20.0,
    seconds: float = SECONDS,
    analyser_factory: Callable[[SignalContext], Analyser] = Analyser,
    stop: threading.Event | None = None,
) -> SpeedReport:
    """Record and analyse the demo for some seconds, on the disk of a folder.

    What is recorded is a rendered head, and is deleted.

    Parameters
    ----------
    folder
        Exists; on the disk that takes will be recorded to.
    width, height, fps
        As the camera has them.
    jpeg
        Whether the camera sends JPEG.
    codec
        How takes keep their frames.
    needed_fps
        What the analysis must do at least.
    seconds
        Length of the recording.
    analyser_factory
        Makes the analyser.
    stop
        Breaks it off.

    Raises
    ------
    SourceError
        ``E-CAM-21``, when it was broken off or no picture was analysed.
    StorageError
        When the disk takes nothing.
    """
    stop = stop or threading.Event()
    for left in folder.glob(f"{PREFIX}*"):  # of a program that was killed meanwhile
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=folder) as place:
        root = DatasetRoot.create(Path(place) / "root")
        source = _Screen(_pictures(width, height, jpeg, stop), fps)
        with LiveEngine(source, analyser_factory=analyser_factory, preroll_s=0.0) as engine:
            _wait(lambda: engine.snapshots.peek()[1] is not None, WARM_UP_S, stop, engine)
            engine.start_recording(root, _header(root, source.info, codec))
            began, written = time.monotonic(), 0
            # a disk that is far too slow ends the take by itself: what it wrote still counts
            while time.monotonic() - began < seconds and engine.finished is None:
                written = max(written, _on_disk(engine))
                if stop.wait(0.02):
                    raise _broken_off("it was stopped")
            took_s = time.monotonic() - began
            analysed = engine.health().analysis_fps
    return SpeedReport(width, height, fps, written / took_s, analysed, needed_fps, jpeg)


def _on_disk(engine: LiveEngine) -> int:
    return engine.recording.frames_on_disk if engine.recording is not None else 0


def _wait(
    holds: Callable[[], bool], limit_s: float, stop: threading.Event, engine: LiveEngine
) -> None:
    limit = time.monotonic() + limit_s
    while not holds():
        if engine.error is not None:
            raise engine.error
        if stop.wait(0.02):
            raise _broken_off("it was stopped")
        if time.monotonic() > limit:
            raise _broken_off(f"no picture was analysed within {limit_s:g} s")


def _broken_off(why: str) -> SourceError:
    return SourceError("E-CAM-21", "the speed was not measured", why, "measure it again")


def _header(root: DatasetRoot, info: CaptureInfo, codec: CodecChoice) -> TakeHeader:
    return TakeHeader(
        id=root.new_take_id(),
        session="speed",
        presentation=Presentation(subject="demo"),
        consent=Consent(id="speed", subject="demo"),
        capture=info,
        codec=codec,
        schedule="live",
    )


def _pictures(width: int, height: int, jpeg: bool, stop: threading.Event) -> list[Frame]:
    """Return rendered frames of a size, as the camera would send them."""
    found: list[Frame] = []
    with DemoSource(width=width, height=height) as demo:
        while len(found) < PICTURES and (frame := demo.read()) is not None:
            if stop.is_set():
                raise _broken_off("it was stopped")
            if jpeg:
                data = encode(frame.image, Codec.JPEG)
                shown = decode(data, Codec.CAMERA_JPEG, width=width, height=height)
                frame = Frame(shown, frame.time_ns, frame.index, data, "jpeg")
            found.append(frame)
    return found


class _Screen:
    """Pictures again and again at a camera's pace.

    Parameters
    ----------
    pictures
        At least one.
    fps
        Frames per second.
    """

    live = True
    frame_count = None

    def __init__(self, pictures: list[Frame], fps: float) -> None:
        self._pictures, self._fps = pictures, fps
        self._closed = threading.Event()
        self._began, self._index = 0.0, 0
        self.info = CaptureInfo(
            source="demo:bona-fide",
            kind="demo",
            width=pictures[0].width,
            height=pictures[0].height,
            fps=fps,
            virtual=True,
        )

    def __enter__(self) -> Self:
        self._began = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def read(self) -> Frame | None:
        """Wait until the next frame is due; what is late is skipped, as a camera does."""
        passed = (time.monotonic() - self._began) * self._fps
        self._index = max(self._index + 1, int(passed))
        if self._closed.wait(max(0.0, (self._index - passed) / self._fps)):
            return None
        shown = self._pictures[self._index % len(self._pictures)]
        now = time.monotonic_ns()
        return Frame(shown.image, now, self._index, shown.encoded, shown.encoding, now)

    def close(self) -> None:
        """End it."""
        self._closed.set()
