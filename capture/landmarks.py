"""Where landmarks come from: one small protocol, and MediaPipe's face mesh behind it."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import logging
import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.errors import LivenessError

from .face import LANDMARKS

MODEL_FILE = "modules/face_landmark/face_landmark_with_attention.tflite"
"""The network behind ``FaceMesh(refine_landmarks=True)``, inside the mediapipe package."""

_NOISE = re.compile(
    rb"^(INFO: Created TensorFlow Lite|WARNING: All log messages before absl"
    rb"|[IW]\d{4} .*\.cc:\d+\]|libpng (error|warning): )"
)
"""Lines that absl and TFLite print at start, and libpng at a damaged picture, which our own
error names; none of their switches silences them."""

_ROW_TAGS = np.array([0x0A, 15, 0x0D, 0x15, 0x1D], np.uint8)
"""Protobuf: field 1, 15 bytes long, holding the 4-byte fields 1, 2 and 3."""

_descriptor = threading.Lock()


class ModelId(NamedTuple):
    """Which landmark model: its name, version and SHA-256, for the header of a take."""

    name: str
    version: str
    sha256: str

    def __str__(self) -> str:
        """Return one line: ``name version sha256:...``."""
        return f"{self.name} {self.version} sha256:{self.sha256}"


class Detection(NamedTuple):
    """A face found by a detector; ``x, y, width, height`` in pixels of the picture given."""

    x: float
    y: float
    width: float
    height: float
    score: float

    @property
    def size(self) -> float:
        """Square root of the area, pixels."""
        return float(np.sqrt(max(self.width, 0.0) * max(self.height, 0.0)))

    @property
    def centre(self) -> tuple[float, float]:
        """Centre in pixels."""
        return self.x + self.width / 2, self.y + self.height / 2


class LandmarkBackend(Protocol):
    """Finds faces and their 478 landmarks; used by one thread only.

    Pictures are ``(H, W, 3)`` uint8 **RGB**, contiguous. Models are loaded at the first use,
    not when the object is made.
    """

    @property
    def model_id(self) -> ModelId:
        """The model whose landmarks these are."""

    def detect(self, rgb: NDArray[np.uint8], *, far: bool) -> list[Detection]:
        """Return every face; ``far`` looks for small ones, else for large ones."""

    def mesh(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """Follow one face: shape ``(478, 3)``, x by width, y by height, z by width; or none."""

    def restart(self) -> None:
        """Forget the face that ``mesh`` follows."""

    def close(self) -> None:
        """Free the models; the next use loads them again."""


class MediapipeBackend:
    """MediaPipe's legacy solutions (0.10.21): face mesh with irises, two face detectors.

    Raises
    ------
    LivenessError
        ``E-MOD-01`` at the first use, when mediapipe is missing or has no face mesh.
    """

    def __init__(self) -> None:
        self._mesh: Any = None
        self._detectors: dict[bool, Any] = {}
        self._warm: set[str] = set()
        self._restart = False

    @property
    def model_id(self) -> ModelId:
        """Name, version and SHA-256 of the attention mesh; mediapipe is not imported for it."""
        return _mediapipe_id()

    def detect(self, rgb: NDArray[np.uint8], *, far: bool) -> list[Detection]:
        """Return every face; the full-range model where ``far``, else the short-range one."""
        with self._quiet("far" if far else "near"):
            if far not in self._detectors:
                self._detectors[far] = _solutions().face_detection.FaceDetection(
                    model_selection=int(far), min_detection_confidence=0.5
                )
            found = self._detectors[far].process(rgb).detections or []
        height, width = rgb.shape[:2]
        boxes = [(d.location_data.relative_bounding_box, float(d.score[0])) for d in found]
        self._warm.add("far" if far else "near")
        return [
            Detection(b.xmin * width, b.ymin * height, b.width * width, b.height * height, s)
            for b, s in boxes
        ]

    def mesh(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """Follow one face from picture to picture; find one where none is followed."""
        with self._quiet("mesh"):
            if self._restart and self._mesh is not None:
                self._mesh.reset()
            self._restart = False
            if self._mesh is None:
                self._mesh = _solutions().face_mesh.FaceMesh(
                    static_image_mode=False, max_num_faces=1, refine_landmarks=True
                )
            found = self._mesh.process(rgb).multi_face_landmarks
        if not found:
            return None
        # one more warning comes with the first face, so the mesh is warm only now
        self._warm.add("mesh")
        points = _points(found[0])
        usable = points.shape == (LANDMARKS, 3) and bool(np.isfinite(points).all())
        return points if usable else None

    def restart(self) -> None:
        """Forget the face that is followed."""
        # done by the next ``mesh``: the graph chatters from its own thread as it starts, and
        # only the end of a ``process`` says that it has started
        self._restart = True
        self._warm.discard("mesh")

    def close(self) -> None:
        """Free the graphs."""
        for graph in (self._mesh, *self._detectors.values()):
            if graph is not None:
                with suppress(RuntimeError, ValueError):  # a graph that failed closes badly
                    graph.close()
        self._mesh = None
        self._detectors = {}
        self._warm = set()
        self._restart = False

    @contextmanager
    def _quiet(self, part: str) -> Iterator[None]:
        if part in self._warm:
            yield
            return
        with quiet_stderr():
            yield


def _points(message: Any) -> NDArray[np.float32]:
    """Return the landmarks of a protobuf message, shape ``(n, 3)``.

    A message with x, y and z alone is a plain run of 17 bytes a point, and reading it as such
    takes 0.02 ms where 1434 attribute look-ups take 0.25 ms, a twelfth of the face mesh.
    """
    data = np.frombuffer(message.SerializeToString(), np.uint8)
    if data.size % 17 == 0:
        rows = data.reshape(-1, 17)
        if (rows[:, (0, 1, 2, 7, 12)] == _ROW_TAGS).all():
            packed = rows[:, (3, 4, 5, 6, 8, 9, 10, 11, 13, 14, 15, 16)]
            return np.ascontiguousarray(packed).view("<f4").astype(np.float32)
    return np.array([(p.x, p.y, p.z) for p in message.landmark], np.float32)


def _solutions() -> Any:  # mediapipe has no types
    # mediapipe draws with it, we do not: its trouble with an unwritable home is nobody's
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        import mediapipe

        return mediapipe.solutions
    except (ImportError, AttributeError) as error:
        raise LivenessError(
            "E-MOD-01",
            "MediaPipe has no face mesh",
            str(error),
            "install mediapipe==0.10.21",
        ) from error


@lru_cache(maxsize=1)
def _mediapipe_id() -> ModelId:
    spec = importlib.util.find_spec("mediapipe")
    folders = (spec.submodule_search_locations or []) if spec else []
    digest = "unknown"
    for folder in folders:
        file = Path(folder) / MODEL_FILE
        if file.is_file():
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
    with suppress(importlib.metadata.PackageNotFoundError):
        return ModelId("mediapipe-face-mesh", importlib.metadata.version("mediapipe"), digest)
    return ModelId("mediapipe-face-mesh", "none", digest)


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Keep the start-up chatter of absl and TFLite from standard error, and nothing else.

    It is written by C++ to file descriptor 2 and obeys no switch, so the descriptor leads
    through a pipe meanwhile; every line that is not chatter, from whatever thread or child
    process, is passed on.
    """
    with _descriptor:
        try:
            kept = os.dup(2)
        except OSError:  # no standard error at all, as under pythonw
            yield
            return
        source, sink = os.pipe()
        _flush()
        os.dup2(sink, 2)
        os.close(sink)
        # the thread owns both descriptors: a child process may hold the pipe open after us
        relay = threading.Thread(target=_relay, args=(source, os.dup(kept)), daemon=True)
        relay.start()
        try:
            yield
        finally:
            _flush()
            os.dup2(kept, 2)
            os.close(kept)
            relay.join(1.0)


def _flush() -> None:
    if sys.stderr is not None:
        with suppress(OSError, ValueError):
            sys.stderr.flush()


def _relay(source: int, target: int) -> None:
    with os.fdopen(source, "rb") as lines, os.fdopen(target, "wb", buffering=0) as out:
        for line in lines:
            if not _NOISE.match(line):
                with suppress(OSError):
                    out.write(line)
