"""What the tests of the capture put in the place of cameras, trackers and signals.

``conftest.py`` beside it makes it importable, for the tests are no package.
"""

from __future__ import annotations

import struct
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any, ClassVar, Self

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.analysis import Analyser
from liveness.capture.face import Face
from liveness.capture.frame import Frame, Source
from liveness.capture.fusion import Fusion, FusionWeights
from liveness.capture.geometry import FACE_OVAL
from liveness.capture.landmarks import ModelId
from liveness.capture.model import ModelScorer
from liveness.capture.recorder import Recorder
from liveness.capture.signal import SignalContext, SignalFamily
from liveness.capture.tracker import FaceTracker
from liveness.datasets.codec import Codec, decode, encode
from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence, SignalMap
from liveness.datasets.journal import JournalWriter
from liveness.datasets.journal_reading import read_journal
from liveness.datasets.model_file import ModelBytes, read_model
from liveness.datasets.records import EventRecord, FrameRecord, Record, TakeEnd
from liveness.datasets.take import CaptureInfo

FRAME_NS = 33_333_333
EYE = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]
"""Weights of a network with two classes: mean of the first channel, mean of the last."""
INFO = CaptureInfo(source="fake", kind="demo", width=64, height=48, fps=100.0, virtual=True)

Box = tuple[float, float, float, float]
MakeRecorder = Callable[..., Recorder]


def wait_for(condition: Callable[[], Any], limit_s: float = 20.0) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def frame(index: int, blue: int = 120, red: int = 120) -> Frame:
    """A frame of one colour, 160 by 90."""
    image = np.zeros((90, 160, 3), np.uint8)
    image[:] = (blue, 120, red)
    return Frame(image, index * FRAME_NS, index, arrival_ns=time.monotonic_ns())


def face(box: Box = (40, 20, 60, 60)) -> Face:
    return Face(np.zeros((478, 3), np.float32), box, 1, 2, 3, 30, 6, 500)


def oval_face(x: float = 500, y: float = 200, width: float = 300, height: float = 360) -> Face:
    """A face whose outline is an ellipse in its box; all other points are its middle."""
    landmarks = np.zeros((478, 3), np.float32)
    landmarks[:, :2] = (x + width / 2, y + height / 2)
    turn = np.linspace(0, 2 * np.pi, len(FACE_OVAL), endpoint=False)
    landmarks[list(FACE_OVAL), 0] += width / 2 * np.sin(turn)
    landmarks[list(FACE_OVAL), 1] -= height / 2 * np.cos(turn)
    return Face(landmarks, (x, y, width, height), 0, 0, 0, 120, 14, 500)


class FixedTracker(FaceTracker):
    """A face in every frame."""

    def update(self, frame: Frame) -> Face | None:
        self.threads = {*getattr(self, "threads", ()), threading.get_ident()}
        return face()

    def close(self) -> None:
        self.closed_by = threading.get_ident()

    @property
    def model_id(self) -> ModelId:
        return ModelId("fixed", "1", "ab" * 32)


class Counting:
    """A signal whose llr is a tenth of the number of frames with a face since the start."""

    name: ClassVar[str] = "counting"
    family: ClassVar[SignalFamily] = "geometry"
    title: ClassVar[str] = "Counting"
    version: ClassVar[str] = "3"
    units: ClassVar[Mapping[str, str]] = {"frames": "1"}
    cap: ClassVar[tuple[float, float]] = (-4.0, 4.0)

    def __init__(self, parameters: Any = None, context: SignalContext | None = None) -> None:
        self.parameters, self.context = parameters, context
        self.count = 0

    def update(self, frame: Frame, face: Face | None) -> None:
        self.count += face is not None

    def evidence(self, *, with_map: bool = False) -> Evidence:
        return Evidence(
            self.name,
            self.count / 10,
            True,
            1.0,
            raw={"frames": float(self.count)},
            units=self.units,
            map=self.own_map() if with_map else None,
        )

    def own_map(self) -> SignalMap:
        return SignalMap(np.zeros((2, 2), np.float32), "peak", "dB", 0, 1, (0, 0, 9, 9))

    def reset(self) -> None:
        self.count = 0


class Faulty(Counting):
    """A signal that raises in every second frame."""

    name: ClassVar[str] = "faulty"
    family: ClassVar[SignalFamily] = "temporal"

    def update(self, frame: Frame, face: Face | None) -> None:
        if frame.index % 2:
            raise ZeroDivisionError("no\nmotion")


def analyser(*classes: type[Counting], tracker: FaceTracker | None = None) -> Analyser:
    """An analyser of such signals, each of weight 1."""
    weights = FusionWeights(weights={made.name: 1.0 for made in classes})
    return Analyser(
        SignalContext(fps=30),
        signals=classes,
        fusion=Fusion(weights, signals=classes),
        tracker=tracker or FixedTracker(),
    )


def bare_analyser(context: SignalContext) -> Analyser:
    """An analyser without signals, for an engine."""
    return Analyser(context, signals=(), tracker=FixedTracker(context))


class Steady(Counting):
    """A signal that says what it is told and counts its frames."""

    name: ClassVar[str] = "steady"
    family: ClassVar[SignalFamily] = "texture"
    title: ClassVar[str] = "Steady"
    cap: ClassVar[tuple[float, float]] = (-4.0, 0.5)

    def __init__(self, parameters: Any = None, context: SignalContext | None = None) -> None:
        super().__init__(parameters, context)
        self.llr: float | None = None
        self.quality = 1.0

    def update(self, frame: Frame, face: Face | None) -> None:
        self.count += 1

    def evidence(self, *, with_map: bool = False) -> Evidence:
        raw = {"frames": float(self.count)}
        own = self.own_map() if with_map else None
        if self.llr is None:
            return Evidence.abstain(self.name, "no pattern", raw=raw, units=self.units, map=own)
        return Evidence(
            self.name, self.llr, True, self.quality, ("a pattern",), raw, self.units, own
        )


class Other(Steady):
    """A second signal beside it."""

    name: ClassVar[str] = "other"
    family: ClassVar[SignalFamily] = "temporal"

    def evidence(self, *, with_map: bool = False) -> Evidence:
        raw = {"frames": float(self.count)}
        return Evidence(self.name, self.count / 100, True, 1.0, (), raw)


def slot_analyser(model: ModelBytes | None = None) -> Analyser:
    """An analyser of both, with a model in the first."""
    classes = (Steady, Other)
    weights = FusionWeights(weights={"steady": 1.0, "other": 1.0})
    return Analyser(
        signals=classes,
        fusion=Fusion(weights, signals=classes),
        tracker=FixedTracker(),
        models={"steady": model} if model else None,
    )


def eye_scorer(folder: Path, tiny_onnx: ModuleType, **changes: Any) -> ModelScorer:
    """The scorer of a network with the weights ``EYE``."""
    data = tiny_onnx.brightness(4, EYE, [0, 0])
    return ModelScorer(read_model(tiny_onnx.write_model(folder, data, **changes)))


def nothing() -> Mapping[str, float]:
    raise AssertionError("a model of pictures asks for no raw quantities")


class Camera:
    """A live source that gives a frame every 20 ms until the test says otherwise.

    The recorder's queue is then worth more than a second, for disks that are busy elsewhere.
    """

    live = True
    frame_count = None
    info = INFO

    def __init__(self, count: int = 10_000, *, failure: Exception | None = None) -> None:
        self.count, self.failure = count, failure
        self.opening: threading.Event | None = None
        self.refusal: LivenessError | None = None
        self.paused = threading.Event()
        self.ended = threading.Event()
        self.closed = threading.Event()
        self.index = 0

    def __enter__(self) -> Self:
        if self.opening is not None:
            self.opening.wait(2)
        if self.refusal is not None:
            raise self.refusal
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self) -> Frame | None:
        self.closed.wait(0.02)
        while self.paused.is_set() and not self.closed.wait(0.005):
            pass
        if self.closed.is_set() or self.ended.is_set() or self.index >= self.count:
            if self.failure is not None and not self.closed.is_set():
                raise self.failure
            return None
        image = np.full((48, 64, 3), self.index % 200, np.uint8)
        now = time.monotonic_ns()
        frame = Frame(image, now, self.index, arrival_ns=now)
        self.index += 1
        return frame

    def close(self) -> None:
        self.closed.set()


def journal_records(path: Path) -> list[Record]:
    """Everything that a journal without damage holds."""
    with read_journal(path) as reading:
        records = list(reading.records())
        assert reading.notes == []
    return records


def journal_frames(path: Path) -> list[FrameRecord]:
    return [record for record in journal_records(path) if isinstance(record, FrameRecord)]


def journal_events(path: Path) -> list[tuple[str, str]]:
    """Kind and text of each event."""
    found = journal_records(path)
    return [(record.kind, record.text) for record in found if isinstance(record, EventRecord)]


def journal_end(path: Path) -> TakeEnd:
    end = journal_records(path)[-1]
    assert isinstance(end, TakeEnd)
    return end


class JournalGate:
    """Holds the journal's writes until it is opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.open = threading.Event()
        write = JournalWriter.frame

        def held(writer: JournalWriter, record: FrameRecord) -> None:
            assert self.open.wait(5)
            write(writer, record)

        monkeypatch.setattr(JournalWriter, "frame", held)


def noise_frame(i: int, *, size: tuple[int, int] = (20, 30), jpeg: bool = False) -> Frame:
    """A frame of noise, as a camera's JPEG where that is asked for."""
    rng = np.random.default_rng(i)
    image = rng.integers(0, 256, (*size, 3), dtype=np.uint8)
    if not jpeg:
        return Frame(image, 1000 + i * 33_000_000, i, arrival_ns=i)
    data = encode(image, Codec.JPEG)
    shown = decode(data, Codec.CAMERA_JPEG, width=size[1], height=size[0])
    return Frame(shown, 1000 + i * 33_000_000, i, data, "jpeg", i)


def bar(number: int, height: int = 48, width: int = 64) -> NDArray[np.uint8]:
    """A picture with a bright bar as wide as its number."""
    image = np.zeros((height, width, 3), np.uint8)
    image[:, : 1 + number % width] = 200
    return image


def bar_jpeg(number: int) -> bytes:
    return cv2.imencode(".jpg", bar(number))[1].tobytes()


def read_frames(source: Source, count: int) -> list[Frame]:
    frames = []
    for _ in range(count):
        frame = source.read()
        assert frame is not None
        frames.append(frame)
    return frames


def read_all(source: Source) -> list[Frame]:
    frames = []
    while (frame := source.read()) is not None:
        frames.append(frame)
    return frames


def save_picture(path: Path, image: NDArray[np.generic]) -> Path:
    ok, data = cv2.imencode(path.suffix, image)
    assert ok
    path.write_bytes(data.tobytes())
    return path


def with_exif(jpeg: bytes, orientation: int) -> bytes:
    """Insert an Exif segment that holds nothing but an orientation."""
    tiff = b"MM\x00\x2a\x00\x00\x00\x08" + struct.pack(
        ">HHHIHHI", 1, 0x0112, 3, 1, orientation, 0, 0
    )
    body = b"Exif\x00\x00" + tiff
    return jpeg[:2] + b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body + jpeg[2:]


def moving(count: int, width: int = 64, height: int = 48) -> list[NDArray[np.uint8]]:
    """Smooth pictures that differ from one another."""
    y, x = np.mgrid[0:height, 0:width]
    return [
        np.dstack(
            [(x * 3 + 9 * i) % 256, (y * 4 + 5 * i) % 256, (x + y + 20 * i) % 256]
        ).astype(np.uint8)
        for i in range(count)
    ]
