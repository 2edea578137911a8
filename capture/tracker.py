"""Follow the largest face of a source from frame to frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple, Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from . import pose
from .face import Face
from .frame import Frame
from .landmarks import Detection, LandmarkBackend, MediapipeBackend, ModelId
from .signal import SignalContext

MIN_SIDE_PX = 32
"""Smallest picture side that can hold a face with eyes."""

MAX_SIDE_PX = 4096
"""A larger picture is halved (or more) for the networks, which see 192 pixels of it."""

SEARCH_EVERY = 10
"""Frames between two searches of the whole picture while one face is followed."""

WATCH_EVERY = 3
"""The same while no face is followed, or a second one is watched."""

SWITCH_RATIO = 1.25
"""How much larger another face must be to be followed instead; below it two faces of one size
would take turns."""

SECOND_RATIO = 0.5
SECOND_SECONDS = 0.5
"""A second face of at least this size relative to the first, for longer than this, is a
conflict."""

OTHER_SCORE = 0.6
"""Score from which a detection beside the face that is followed counts as another face."""

CLOSE_FRACTION = 1 / 4
CLOSE_SCORE = 0.8
"""What the detector for large faces must say to be believed beside a small one: hands and
clothes of a person at 1 m give it 0.5 to 0.7 at a sixth of the picture's width."""

FAR_FRACTION = 1 / 6
"""Faces narrower than this part of the picture are counted by the detector for small ones."""


class Window(NamedTuple):
    """The part of the picture that the mesh is shown, in pixels."""

    x: int
    y: int
    width: int
    height: int


@dataclass
class _State:
    """What the tracker remembers of the frames so far."""

    shape: tuple[int, ...] | None = None
    time_ns: int = -(2**63)
    window: Window | None = None
    """What the mesh sees; ``None`` is the whole picture."""
    count: int = 0
    lost: int = 0
    """Frames since a face was followed."""
    held: bool = False
    larger: int = 0
    """Searches in a row that saw a larger face."""
    faces: int = 0
    others: int = 0
    ratio: float = 0.0
    second_since: int | None = None
    conflict: str | None = None


class Tracker(Protocol):
    """Where the analysis has faces from; used by one thread, frame after frame."""

    @property
    def model_id(self) -> ModelId:
        """The model whose landmarks these are."""

    @property
    def faces(self) -> int:
        """Number of faces that are known of."""

    @property
    def conflict(self) -> str | None:
        """Why the scene is not one person's, or ``None``."""

    def update(self, frame: Frame) -> Face | None:
        """Return the face in the next frame, or ``None``."""

    def reset(self) -> None:
        """Forget everything, as before the first frame."""

    def close(self) -> None:
        """Free what it holds; a later ``update`` starts afresh."""


class FaceTracker:
    """Follow the largest face; the others are counted.

    The mesh normally sees the whole picture and follows its face without searching. Every few
    frames a detector looks at the whole picture. Where the mesh found no face (it starts from a
    detector for large ones) or holds a smaller one, it is started again on a window around the
    largest. All schedules count frames, so the result depends on the frames alone.

    Models are loaded by the first ``update``, in the thread that calls it; all further calls
    must come from that thread.

    Parameters
    ----------
    context
        Field of view for pose and distance.
    backend
        Where landmarks come from; MediaPipe's face mesh by default.
    """

    def __init__(
        self, context: SignalContext | None = None, backend: LandmarkBackend | None = None
    ) -> None:
        self._context = context or SignalContext()
        self._backend: LandmarkBackend = backend or MediapipeBackend()
        self._state = _State()
        self._whole: NDArray[np.uint8] | None = None

    @property
    def model_id(self) -> ModelId:
        """Name, version and SHA-256 of the landmark model."""
        return self._backend.model_id

    @property
    def faces(self) -> int:
        """Number of faces in the last search."""
        return self._state.faces

    @property
    def conflict(self) -> str | None:
        """Why the scene is not one person's, or ``None``."""
        return self._state.conflict

    def reset(self) -> None:
        """Forget everything, as before the first frame."""
        # freshly built graphs, for one that was restarted must not differ in the last digit
        self._backend.close()
        self._state = _State()

    def close(self) -> None:
        """Free the models; a later ``update`` starts afresh."""
        self.reset()

    def update(self, frame: Frame) -> Face | None:
        """Return the face in the next frame, or ``None``; never raises on a strange picture.

        Raises
        ------
        LivenessError
            ``E-MOD-01`` when the landmark model is missing.
        """
        shape = frame.image.shape[:2]
        if shape != self._state.shape or frame.time_ns < self._state.time_ns:
            # another source, or the same one from its start
            if self._state.shape is not None:
                self.reset()
            self._state.shape = shape
        self._state.time_ns = frame.time_ns
        if min(shape) < MIN_SIDE_PX:
            return None
        try:
            points = self._follow(frame.image)
        except (RuntimeError, ValueError):  # mediapipe's graph failed; it cannot go on
            self.reset()
            return None
        finally:
            self._whole = None
        self._judge_second(frame.time_ns, points is not None)
        if points is None:
            return None
        return pose.face_of(
            points, shape, self._context, others=self._state.others, ratio=self._state.ratio
        )

    def _follow(self, image: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """One step of the mesh, and of the search when it is due."""
        points = self._mesh(image)
        self._state.lost = 0 if points is not None else self._state.lost + 1
        if self._due(points is not None):
            points = self._search(image, points)
        elif points is None:
            self._state.larger = 0
        if points is not None:
            self._keep_inside(image, points)
        self._state.held = points is not None
        self._state.count += 1
        return points

    def _due(self, found: bool) -> bool:
        if not found:
            return self._state.lost % WATCH_EVERY == 1
        watching = self._state.second_since is not None or self._state.larger > 0
        return (
            not self._state.held
            or self._state.count % (WATCH_EVERY if watching else SEARCH_EVERY) == 0
        )

    def _mesh(self, image: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        """Landmarks in pixels of the picture, shape ``(478, 3)``."""
        window = self._state.window or Window(0, 0, image.shape[1], image.shape[0])
        part = image[window.y : window.y + window.height, window.x : window.x + window.width]
        rgb = _rgb(part)
        self._whole = rgb if self._state.window is None else None
        points = self._backend.mesh(rgb)
        if points is None:
            return None
        scale = np.array([window.width, window.height, window.width], np.float32)
        return points * scale + np.array([window.x, window.y, 0], np.float32)

    def _search(
        self, image: NDArray[np.uint8], points: NDArray[np.float32] | None
    ) -> NDArray[np.float32] | None:
        """Look at the whole picture; start the mesh again where the largest face is another."""
        found = self._detect(image, points)
        own = None if points is None else _own(found, points)
        largest = max(found, key=lambda d: d.size, default=None)
        if points is None:
            points = self._start(image, largest, 3.0)
            own = largest if points is not None else None
        elif largest is not None and largest is not own:
            size = own.size if own else _size(points)
            self._state.larger = (
                self._state.larger + 1 if largest.size > SWITCH_RATIO * size else 0
            )
            # a face just found may be the wrong one of two; one that is held gets a second look
            if self._state.larger > (1 if self._state.held else 0):
                switched = self._start(image, largest, 2.0)
                if switched is not None:
                    points, own, self._state.larger = switched, largest, 0
        else:
            self._state.larger = 0
        self._count_faces(found, own, points)
        return points

    def _detect(
        self, image: NDArray[np.uint8], points: NDArray[np.float32] | None
    ) -> list[Detection]:
        rgb = _rgb(image) if self._whole is None else self._whole
        unit = image.shape[1] / rgb.shape[1]
        limit = FAR_FRACTION * rgb.shape[1]
        near = self._backend.detect(rgb, far=False)
        if points is None:
            # each of the two misses faces that the other sees
            found = near or self._backend.detect(rgb, far=True)
        elif float(np.ptp(points[:, 0])) >= limit * unit:
            found = near
        else:
            found = self._backend.detect(rgb, far=True)
            found += [d for d in near if _is_close(d, rgb.shape[1]) and not _covered(d, found)]
        return [
            Detection(d.x * unit, d.y * unit, d.width * unit, d.height * unit, d.score)
            for d in found
        ]

    def _start(
        self, image: NDArray[np.uint8], target: Detection | None, margin: float
    ) -> NDArray[np.float32] | None:
        """Start the mesh on a window around a detection, or on the whole picture."""
        before = self._state.window
        self._state.window = None if target is None else _window(target, margin, image.shape)
        if target is None:
            if before is not None:
                self._backend.restart()
            return None
        self._backend.restart()
        points = self._mesh(image)
        if points is None and before is None:
            self._state.window = None
            self._backend.restart()
        return points

    def _keep_inside(self, image: NDArray[np.uint8], points: NDArray[np.float32]) -> None:
        """Move the window along when the face comes near its border."""
        if self._state.window is None:
            return
        low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
        room = 0.15 * (high - low)
        x, y, width, height = self._state.window
        rows, columns = image.shape[:2]
        inside = (
            (x == 0 or low[0] - room[0] >= x)
            and (y == 0 or low[1] - room[1] >= y)
            and (x + width == columns or high[0] + room[0] <= x + width)
            and (y + height == rows or high[1] + room[1] <= y + height)
        )
        if not inside:
            wide, tall = (float(v) for v in high - low)
            box = Detection(float(low[0]), float(low[1]), wide, tall, 1.0)
            self._state.window = _window(box, 3.0, image.shape)
            self._backend.restart()

    def _count_faces(
        self,
        found: list[Detection],
        own: Detection | None,
        points: NDArray[np.float32] | None,
    ) -> None:
        if points is None:
            self._state.faces = len(found)
            self._state.others, self._state.ratio = 0, 0.0
            return
        others = [d for d in found if d is not own and d.score >= OTHER_SCORE]
        size = own.size if own else _size(points)
        self._state.others = len(others)
        self._state.faces = 1 + self._state.others
        self._state.ratio = (
            max((d.size / size for d in others), default=0.0) if size > 0 else 0.0
        )

    def _judge_second(self, time_ns: int, found: bool) -> None:
        state = self._state
        if not found or state.ratio < SECOND_RATIO:
            state.second_since = state.conflict = None
            return
        if state.second_since is None:
            state.second_since = time_ns
        seconds = (time_ns - state.second_since) / 1e9
        if seconds > SECOND_SECONDS:
            state.conflict = (
                f"a second face of {state.ratio:.2f} of the size stays for {seconds:.1f} s, "
                f"limits {SECOND_RATIO:g} and {SECOND_SECONDS:g} s"
            )


def _rgb(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    side = max(image.shape[:2])
    if side > MAX_SIDE_PX:
        by = MAX_SIDE_PX / side
        size = (max(1, round(image.shape[1] * by)), max(1, round(image.shape[0] * by)))
        image = np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_AREA), np.uint8)
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)


def _size(points: NDArray[np.float32]) -> float:
    return float(np.sqrt(np.prod(np.ptp(points[:, :2], axis=0))))


def _own(found: list[Detection], points: NDArray[np.float32]) -> Detection | None:
    """Return the detection of the face that is followed: the nearest with its centre in it."""
    low, high = points[:, :2].min(axis=0), points[:, :2].max(axis=0)
    middle = (low + high) / 2
    inside = [d for d in found if (low <= d.centre).all() and (d.centre <= high).all()]
    return min(inside, key=lambda d: float(np.linalg.norm(d.centre - middle)), default=None)


def _is_close(one: Detection, width: int) -> bool:
    """Whether a detection is surely a face near the camera, which the far model may miss."""
    return one.width >= CLOSE_FRACTION * width and one.score >= CLOSE_SCORE


def _covered(one: Detection, others: list[Detection]) -> bool:
    """Whether a detection is the same face as one of the others."""
    return any(
        abs(one.centre[0] - d.centre[0]) < (one.width + d.width) / 4
        and abs(one.centre[1] - d.centre[1]) < (one.height + d.height) / 4
        for d in others
    )


def _window(box: Detection, margin: float, shape: tuple[int, ...]) -> Window:
    """Return the square of ``margin`` times a box around its centre, cut at the border."""
    half = margin * max(box.width, box.height) / 2
    x, y = box.centre
    left, top = max(0, int(x - half)), max(0, int(y - half))
    right, bottom = min(shape[1], int(x + half) + 1), min(shape[0], int(y + half) + 1)
    return Window(left, top, max(1, right - left), max(1, bottom - top))
