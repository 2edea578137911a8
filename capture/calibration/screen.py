"""Where the screen stands that the camera cannot see, by a plane mirror held before it.

The screen shows a ChArUco board; a hand mirror shows it to the camera at three or more tilts.
Each view gives the pose of the mirrored board, ``A = H R`` and ``b = H t + 2 d n`` with
``H = I - 2 n n'`` for a mirror of normal ``n`` at distance ``d``. ``A_i A_j' = H_i H_j`` turns
about the line that both mirrors have in common, which is at right angles to both normals; so
three views give the normals, these ``R``, and a linear system ``t`` and the distances (Kumar et
al., CVPR 2008; Rodrigues et al., ECCV 2010; Takahashi et al., CVPR 2012). Everything is then
refined over the reprojection error.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import ClassVar, Final

import cv2
import numpy as np
import scipy.optimize
import scipy.stats
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Z95, Estimate, LensResult, ScreenResult
from liveness.datasets.errors import DataError

from .board import Board, BoardView
from .card import Lens
from .task import Hint, Progress, Seen, size_of

VIEWS: Final = 8
LEAST_VIEWS: Final = 4
"""Three mirrors have one solution; a fourth shows whether it holds."""

MOST_VIEWS: Final = 20
LEAST_CORNERS: Final = 12
STILL_PX: Final = 1.5
NEW_DEG: Final = 4.0
"""Least turn of the mirrored board that makes a new view."""

LEAST_SINE: Final = 0.05
"""Smallest singular value of the mirrors' common lines: below it they tilt about one axis."""

MOST_RMS_PX: Final = 2.0
MOST_ANGLE_SD_DEG: Final = 3.0

METHOD: Final = (
    "ChArUco on the screen seen in a plane mirror; Rodrigues et al. 2010, refined over the "
    "reprojection error; uncertainty by the jackknife over mirrors"
)

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class MirrorView:
    """One mirror: the corners, and the pose of the mirrored board.

    Parameters
    ----------
    view
        Corners in the picture.
    turn
        Shape ``(3, 3)``, determinant -1: board to camera by way of the mirror.
    place
        Shape ``(3,)``: the same for the board's middle, millimetres.
    """

    view: BoardView
    turn: Array
    place: Array


class ScreenTask:
    """Collects mirrors, and solves for the screen.

    Parameters
    ----------
    board
        The board on the screen, its squares in millimetres as the screen shows them.
    lens
        The camera's lens; it must have been calibrated.
    width_mm, height_mm
        Of the whole screen; its middle is the board's.
    still
        Whether a view must stand still first.

    Raises
    ------
    DataError
        ``E-CAL-32`` without a lens: an assumed one would tilt the screen.
    """

    name: ClassVar[str] = "screen"

    def __init__(
        self,
        board: Board,
        lens: LensResult | None,
        width_mm: float,
        height_mm: float,
        *,
        still: bool = True,
    ) -> None:
        if lens is None:
            raise DataError(
                "E-CAL-32",
                "the screen cannot be placed without the lens",
                "this camera's lens is not calibrated at this picture size",
                "calibrate the lens first",
            )
        self._board, self._width_mm, self._height_mm = board, width_mm, height_mm
        self._lens = Lens.of(lens, lens.width, lens.height)
        self._size = (lens.width, lens.height)
        self._detector = board.detector()
        self._still = still
        self._views: list[MirrorView] = []
        self._last: BoardView | None = None

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take the mirrored board where it stands still at a new tilt."""
        if size_of(frame) != self._size:
            return Seen("wrong-size")
        view = self._detector.find(frame.image, mirrored=True)
        before, self._last = self._last, view
        if view is None or len(view.ids) < LEAST_CORNERS:
            return Seen("show-screen", None if view is None else view.points)
        if self._still and not _stood(view, before):
            return Seen("hold-still", view.points)
        if len(self._views) >= MOST_VIEWS:
            return Seen("enough", view.points)
        pose = self._pose(view)
        if pose is None:
            return Seen("show-screen", view.points)
        if any(_angle_deg(pose.turn, other.turn) < NEW_DEG for other in self._views):
            return Seen("tilt-mirror", view.points)
        self._views.append(pose)
        hint: Hint = "enough" if len(self._views) >= VIEWS else "taken"
        return Seen(hint, view.points, taken=True)

    def _pose(self, view: BoardView) -> MirrorView | None:
        """Return the pose of the mirrored board: that of one printed the wrong way round."""
        lens = self._lens
        flip = np.diag([-1.0, 1.0, 1.0])
        points = (view.board_mm - self._middle()) @ flip
        found, rvec, tvec = cv2.solvePnP(
            points, view.points, lens.camera, lens.distortion, flags=cv2.SOLVEPNP_IPPE
        )
        if not found:
            return None
        rvec, tvec = cv2.solvePnPRefineLM(
            points, view.points, lens.camera, lens.distortion, rvec, tvec
        )
        turn = np.asarray(cv2.Rodrigues(rvec)[0], np.float64) @ flip
        return MirrorView(view, turn, np.asarray(tvec, np.float64).ravel())

    def _middle(self) -> NDArray[np.float32]:
        return np.array([self._board.width_mm / 2, self._board.height_mm / 2, 0], np.float32)

    def progress(self) -> Progress:
        """Return how many mirrors there are."""
        count = len(self._views)
        return Progress(min(count, VIEWS), VIEWS, count >= LEAST_VIEWS)

    def solve(self) -> ScreenResult:
        """Return the screen's place.

        Raises
        ------
        DataError
            ``E-CAL-32`` for too few mirrors, mirrors that tilt about one axis only, or views
            that do not fit a screen.
        """
        count = len(self._views)
        if count < LEAST_VIEWS:
            raise DataError(
                "E-CAL-32",
                "too few mirrors were seen",
                f"{count} of {LEAST_VIEWS}",
                "hold the mirror so that the screen's pattern shows in it, at other tilts",
            )
        turn, place, rms = self._fit(self._views)
        if rms > MOST_RMS_PX:
            raise DataError(
                "E-CAL-32",
                "the mirrors do not fit one screen",
                f"corners lie {rms:.1f} px off, {MOST_RMS_PX:g} at most",
                "use a flat glass mirror, move neither camera nor screen, and begin again",
            )
        angles, places = [], []
        for i in range(count):
            other_turn, other_place, _ = self._fit(self._views[:i] + self._views[i + 1 :])
            angles.append(np.asarray(cv2.Rodrigues(other_turn @ turn.T)[0]).ravel())
            places.append(other_place)
        turned, moved = _jackknife(np.array(angles)), _jackknife(np.array(places))
        # an error of the focal length stretches what lies behind the mirror
        stretched = self._lens.camera @ np.diag([1 + self._lens.spread] * 2 + [1.0])
        other_turn, other_place, _ = self._fit(self._views, stretched)
        moved = np.hypot(moved, other_place - place)
        turned = np.hypot(turned, np.asarray(cv2.Rodrigues(other_turn @ turn.T)[0]).ravel())
        angle = float(np.degrees(np.linalg.norm(turned)))
        if angle > MOST_ANGLE_SD_DEG:
            raise DataError(
                "E-CAL-32",
                "the screen's direction cannot be told from these mirrors",
                f"uncertain by {angle:.1f} degrees",
                "add mirrors with more tilt, up and down as well as to the sides",
            )
        return self._result(turn, place, rms, moved, angle)

    def _result(
        self, turn: Array, place: Array, rms: float, moved: Array, angle: float
    ) -> ScreenResult:
        x, y, z = (
            Estimate(value=float(value), sd=float(sd), unit="mm")
            for value, sd in zip(place, moved, strict=True)
        )
        a, b, c = (float(part) for part in np.asarray(cv2.Rodrigues(turn)[0]).ravel())
        return ScreenResult(
            method=METHOD,
            n=len(self._views),
            width=self._size[0],
            height=self._size[1],
            centre_mm=(x, y, z),
            rotation=(a, b, c),
            angle_sd_deg=angle,
            width_mm=self._width_mm,
            height_mm=self._height_mm,
            rms_px=rms,
        )

    def _fit(
        self, views: list[MirrorView], camera: Array | None = None
    ) -> tuple[Array, Array, float]:
        """Return the screen's turn and place, and the error in pixels."""
        normals = _normals(views)
        mirrors = [np.eye(3) - 2 * np.outer(n, n) for n in normals]
        mean = sum(mirror @ view.turn for mirror, view in zip(mirrors, views, strict=True))
        u, _, vt = np.linalg.svd(np.asarray(mean))
        turn = u @ np.diag([1, 1, np.linalg.det(u @ vt)]) @ vt
        place, distances = _places(views, mirrors, normals)
        begin = np.concatenate(
            [np.asarray(cv2.Rodrigues(turn)[0]).ravel(), place]
            + [2 * d * n for d, n in zip(distances, normals, strict=True)]
        )
        found = scipy.optimize.least_squares(
            self._errors,
            begin,
            args=(views, self._lens.camera if camera is None else camera),
            x_scale="jac",
        )
        turn = np.asarray(cv2.Rodrigues(found.x[:3])[0], np.float64)
        rms = float(np.sqrt(2 * np.mean(found.fun**2)))
        return turn, np.asarray(found.x[3:6], np.float64), rms

    def _errors(self, values: Array, views: list[MirrorView], camera: Array) -> Array:
        """Return where the corners lie off, pixels.

        A mirror is given by the vector from a point to its image in it, ``2 d n``, for the
        camera's own place: three numbers without a constraint.
        """
        turn = np.asarray(cv2.Rodrigues(values[:3])[0], np.float64)
        errors = []
        for view, mirror in zip(views, values[6:].reshape(-1, 3), strict=True):
            screen = (view.view.board_mm - self._middle()) @ turn.T + values[3:6]
            length = max(float(mirror @ mirror), 1e-9)
            image = screen - 2 * (screen @ mirror / length)[:, None] * mirror + mirror
            seen, _ = cv2.projectPoints(
                image, np.zeros(3), np.zeros(3), camera, self._lens.distortion
            )
            errors.append((np.asarray(seen).reshape(-1, 2) - view.view.points).ravel())
        return np.concatenate(errors)


def _normals(views: list[MirrorView]) -> list[Array]:
    """Return the mirrors' normals, from the camera to the mirror.

    Raises
    ------
    DataError
        ``E-CAL-32`` when the mirrors tilt about one axis: the screen may then lie anywhere.
    """
    lines: list[list[Array]] = [[] for _ in views]
    for i, j in combinations(range(len(views)), 2):
        product = views[i].turn @ views[j].turn.T
        axis = np.asarray(cv2.Rodrigues(product)[0], np.float64).ravel()
        # its length is twice the angle between the mirrors: small ones say little
        for k in (i, j):
            lines[k].append(axis)
    found = []
    for view, axes in zip(views, lines, strict=True):
        _, sizes, vt = np.linalg.svd(np.array(axes))
        if sizes[1] < LEAST_SINE:
            raise DataError(
                "E-CAL-32",
                "the mirrors tilt about one axis only",
                f"{np.degrees(sizes[1]):.1f} degrees about the other",
                "tilt the mirror up and down as well as to the sides",
            )
        normal = np.asarray(vt[2], np.float64)
        found.append(normal if normal @ view.place > 0 else -normal)
    return found


def _places(
    views: list[MirrorView], mirrors: list[Array], normals: list[Array]
) -> tuple[Array, list[float]]:
    """Return the screen's middle and the mirrors' distances, by linear least squares."""
    count = len(views)
    left = np.zeros((3 * count, 3 + count))
    right = np.zeros(3 * count)
    for i, (view, mirror, normal) in enumerate(zip(views, mirrors, normals, strict=True)):
        left[3 * i : 3 * i + 3, :3] = mirror
        left[3 * i : 3 * i + 3, 3 + i] = 2 * normal
        right[3 * i : 3 * i + 3] = view.place
    solution = np.linalg.lstsq(left, right, rcond=None)[0]
    return solution[:3], [float(d) for d in solution[3:]]


def _jackknife(values: Array) -> Array:
    """Return the standard uncertainty of a full fit from those that leave one view out."""
    count = len(values)
    spread = np.sqrt((count - 1) / count * ((values - values.mean(axis=0)) ** 2).sum(axis=0))
    widened: Array = spread * float(scipy.stats.t.ppf(0.975, count - 1)) / Z95
    return widened


def _stood(view: BoardView, before: BoardView | None) -> bool:
    if before is None:
        return False
    _, here, there = np.intersect1d(view.ids, before.ids, return_indices=True)
    if not len(here):
        return False
    moved = np.linalg.norm(view.points[here] - before.points[there], axis=1).mean()
    return float(moved) <= STILL_PX


def _angle_deg(one: Array, other: Array) -> float:
    return float(np.degrees(np.linalg.norm(np.asarray(cv2.Rodrigues(one @ other.T)[0]))))
