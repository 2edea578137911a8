"""Focal length, distortion and field of view from views of a ChArUco board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

import cv2
import numpy as np
import scipy.stats
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Z95, Estimate, LensResult
from liveness.datasets.errors import DataError

from .board import Board, BoardView
from .task import Hint, Progress, Seen, size_of

VIEWS: Final = 12
"""Views that the window asks for."""

LEAST_VIEWS: Final = 8
"""Fewest views; Zhang's method needs three, the jackknife more."""

MOST_VIEWS: Final = 40

LEAST_CORNERS: Final = 12

GRID: Final = (5, 8)
"""Rows and columns of the parts of the picture that should each show a corner."""

LEAST_COVERAGE: Final = 0.6

STILL_PX: Final = 1.5
"""A board that moved more between two pictures is blurred or sheared."""

NEW_SHARE: Final = 0.04
"""Mean move of the corners, in the board's own size in the picture, that makes a new view."""

LEAST_TILT_DEG: Final = 15.0
"""Fewest degrees between two boards of which the focal length can be told."""

MOST_RMS_PX: Final = 1.5
MOST_SPREAD: Final = 0.03
"""Largest relative uncertainty of the focal length that is worth keeping."""

METHOD: Final = (
    "ChArUco views, Zhang 2000 by cv2.calibrateCamera, k1 k2 p1 p2; uncertainty by the "
    "jackknife over views"
)


class LensTask:
    """Collects views of the board that differ, and solves for the lens.

    Parameters
    ----------
    board
        The printed board.
    still
        Whether a view must stand still first, as before a live camera; separate pictures in
        a folder do not.
    """

    name: ClassVar[str] = "lens"

    def __init__(self, board: Board, *, still: bool = True) -> None:
        self._detector = board.detector()
        self._still = still
        self._views: list[BoardView] = []
        self._last: BoardView | None = None
        self._size: tuple[int, int] | None = None
        self._heat = np.zeros(GRID, np.int32)

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take the view where the board stands still and elsewhere than before."""
        if self._size not in (None, size_of(frame)):
            return Seen("wrong-size")
        view = self._detector.find(frame.image)
        before, self._last = self._last, view
        if view is None or len(view.ids) < LEAST_CORNERS:
            return Seen("show-board", None if view is None else view.points)
        hint = self._judge(view, before)
        if hint is not None:
            return Seen(hint, view.points)
        self._size = size_of(frame)
        self._views.append(view)
        np.add.at(self._heat, _cells(view), 1)
        ready = self.progress().ready and len(self._views) >= VIEWS
        return Seen("enough" if ready else "taken", view.points, taken=True)

    def _judge(self, view: BoardView, before: BoardView | None) -> Hint | None:
        """Return what speaks against a view, or ``None``."""
        if len(self._views) >= MOST_VIEWS:
            return "enough"
        if self._still and (before is None or _moved(view, before) > STILL_PX):
            return "hold-still"
        far = NEW_SHARE * float(np.ptp(view.points, axis=0).max())
        if any(_moved(view, other) < far for other in self._views):
            return "move-on"
        return None

    def progress(self) -> Progress:
        """Return how many views there are, and where in the picture."""
        many = len(self._views) >= LEAST_VIEWS
        ready = many and self.coverage >= LEAST_COVERAGE
        return Progress(len(self._views), VIEWS, ready, self._heat.copy())

    @property
    def coverage(self) -> float:
        """Part of the picture in which corners were seen."""
        return float((self._heat > 0).mean())

    def solve(self) -> LensResult:
        """Return the lens.

        The uncertainty is the jackknife's over views: the errors of the corners of one view
        are not independent, which the covariance of the fit takes them to be.

        Raises
        ------
        DataError
            ``E-CAL-32`` for too few views, too little of the picture, views without tilt, or
            a board that is not flat or not the one that was named.
        """
        self._check()
        assert self._size is not None
        fit = _fit(self._views, self._size)
        if fit.rms_px > MOST_RMS_PX:
            raise DataError(
                "E-CAL-32",
                "the views do not fit one lens",
                f"corners lie {fit.rms_px:.1f} px off, {MOST_RMS_PX:g} at most",
                "glue the board on something flat, hold it still, and begin again",
            )
        tilt = fit.tilt_deg()
        if tilt < LEAST_TILT_DEG:
            # boards that all face the camera leave open whether it is near or the lens wide
            raise _untilted(f"they are tilted by {tilt:.0f} degrees at most")
        fits = [
            _fit(self._views[:i] + self._views[i + 1 :], self._size, fit)
            for i in range(len(self._views))
        ]
        full = _quantities(fit, self._size)
        left_out = np.array([_quantities(other, self._size) for other in fits])
        count = len(fits)
        spread = np.sqrt((count - 1) / count * ((left_out - left_out.mean(0)) ** 2).sum(0))
        # few views know their own spread badly: Student's t makes 1.96 of it 95 % again
        spread *= float(scipy.stats.t.ppf(0.975, count - 1)) / Z95
        if spread[0] > MOST_SPREAD * full[0]:
            raise _untilted(f"{full[0]:.0f} px, uncertain by {100 * spread[0] / full[0]:.0f} %")
        return self._result(fit, full, spread)

    def _check(self) -> None:
        count = len(self._views)
        if count < LEAST_VIEWS:
            raise DataError(
                "E-CAL-32",
                "there are too few views of the board",
                f"{count} of {LEAST_VIEWS}",
                "show the board still, at other places and tilts",
            )
        if self.coverage < LEAST_COVERAGE:
            raise DataError(
                "E-CAL-32",
                "the board was seen in too little of the picture",
                f"{100 * self.coverage:.0f} % of it, {100 * LEAST_COVERAGE:.0f} % are needed",
                "bring the board into the corners of the picture, too",
            )

    def _result(
        self,
        fit: _Fit,
        full: NDArray[np.float64],
        spread: NDArray[np.float64],
    ) -> LensResult:
        assert self._size is not None
        values = [
            Estimate(value=float(v), sd=float(s), unit=unit)
            for v, s, unit in zip(full, spread, ("px", "px", "deg", "deg"), strict=True)
        ]
        k1, k2, p1, p2 = (float(part) for part in fit.distortion)
        return LensResult(
            method=METHOD,
            n=len(self._views),
            width=self._size[0],
            height=self._size[1],
            focal_x_px=values[0],
            focal_y_px=values[1],
            centre_px=(float(fit.camera[0, 2]), float(fit.camera[1, 2])),
            distortion=(k1, k2, p1, p2),
            horizontal_fov_deg=values[2],
            vertical_fov_deg=values[3],
            rms_px=fit.rms_px,
            coverage=self.coverage,
        )


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """A lens fitted to views, with the turn of the board in each."""

    rms_px: float
    camera: NDArray[np.float64]
    distortion: NDArray[np.float64]
    turns: tuple[NDArray[np.float64], ...]

    def tilt_deg(self) -> float:
        """Return the largest angle between two boards."""
        normals = np.array([cv2.Rodrigues(turn)[0][:, 2] for turn in self.turns])
        return float(np.degrees(np.arccos(np.clip(normals @ normals.T, -1, 1).min())))


def _fit(views: list[BoardView], size: tuple[int, int], guess: _Fit | None = None) -> _Fit:
    """Return the lens; a guess makes it quick."""
    camera, bent, flags = np.eye(3), np.zeros(5), cv2.CALIB_FIX_K3
    if guess is not None:
        camera, flags = guess.camera.copy(), flags | cv2.CALIB_USE_INTRINSIC_GUESS
        bent[:4] = guess.distortion
    try:
        rms, found, bends, turns, _ = cv2.calibrateCamera(
            [view.board_mm for view in views],
            [view.points for view in views],
            size,
            camera,
            bent,
            flags=flags,
        )
    except cv2.error as error:
        raise _untilted(f"{len(views)} views that give no lens") from error
    return _Fit(
        float(rms),
        np.asarray(found, np.float64),
        np.asarray(bends, np.float64).ravel()[:4],
        tuple(np.asarray(turn, np.float64) for turn in turns),
    )


def _untilted(measured: str) -> DataError:
    return DataError(
        "E-CAL-32",
        "the focal length cannot be told from these views",
        measured,
        "tilt the board by 20 to 40 degrees to each side, near and far",
    )


def _quantities(fit: _Fit, size: tuple[int, int]) -> NDArray[np.float64]:
    """Return fx and fy in pixels, horizontal and vertical field of view in degrees."""
    width, height = size
    x, y = (width - 1) / 2, (height - 1) / 2
    edges = np.array([[-0.5, y], [width - 0.5, y], [x, -0.5], [x, height - 0.5]])
    flat = cv2.undistortPoints(edges.reshape(-1, 1, 2), fit.camera, fit.distortion)
    left, right, top, bottom = np.degrees(
        np.arctan(np.asarray(flat, np.float64).reshape(-1, 2))
    )
    fx, fy = fit.camera[0, 0], fit.camera[1, 1]
    return np.array([fx, fy, right[0] - left[0], bottom[1] - top[1]])


def _cells(view: BoardView) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Return row and column of each part of the picture that shows a corner, once each."""
    height, width = view.shape
    rows = np.clip(view.points[:, 1] / height * GRID[0], 0, GRID[0] - 1).astype(np.intp)
    columns = np.clip(view.points[:, 0] / width * GRID[1], 0, GRID[1] - 1).astype(np.intp)
    found = np.unique(rows * GRID[1] + columns)
    return found // GRID[1], found % GRID[1]


def _moved(view: BoardView, other: BoardView) -> float:
    """Return the mean distance of the corners in both, pixels; infinite where none is."""
    _, here, there = np.intersect1d(view.ids, other.ids, return_indices=True)
    if not len(here):
        return float("inf")
    return float(np.linalg.norm(view.points[here] - other.points[there], axis=1).mean())
