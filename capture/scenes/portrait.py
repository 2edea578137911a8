"""The portrait behind every scene, at canvas size, in the tones of a demo subject."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from .cv import cv2
from .optics import Points
from .subjects import Subject, Tone

IRIS_MM = 11.7
_IRIS_PX = 8.59
"""Mean horizontal iris diameter in the portrait, pixels."""
MM_PER_PX = IRIS_MM / _IRIS_PX
"""Scale of the portrait in the plane of the eyes."""
_ROWS = 300
"""Rows of the picture that any scene can show."""
_FRINGE_ROW = 60
_NECK = ((180, 140), (266, 138), (266, 196), (180, 196))
_BROWS_TO_CHEEKS = (46, 53, 105, 66, 107, 336, 296, 334, 283, 276, 50, 280)
_NECK_MIDDLE = 225.0


@dataclass(frozen=True, slots=True, eq=False)
class Portrait:
    """The portrait of a subject, enlarged.

    Parameters
    ----------
    colour
        Shape ``(h, w, 3)``, uint8, BGR.
    alpha
        Shape ``(h, w)``, float32, 0 to 1: where the person is.
    skin
        Shape ``(h, w)``, float32, 0 to 1: where bare skin is.
    landmarks
        Shape ``(478, 3)``, float32: pixels of the canvas; z in the same unit.
    scale
        Canvas pixels per portrait pixel.
    """

    colour: NDArray[np.uint8]
    alpha: NDArray[np.float32]
    skin: NDArray[np.float32]
    landmarks: NDArray[np.float32]
    scale: float

    def canvas(self, points: NDArray[np.float32] | tuple[float, ...]) -> Points:
        """Return canvas pixels of points of the (perhaps mirrored) portrait."""
        return np.asarray((np.asarray(points, np.float32) + 0.5) * self.scale - 0.5, np.float32)


@cache
def _stored() -> tuple[NDArray[np.uint8], NDArray[np.float32], NDArray[np.float32]]:
    """Return the picture (BGRA) and its landmarks, straight and mirrored."""
    folder = files(__package__ or "")
    raw = np.frombuffer(folder.joinpath("portrait.png").read_bytes(), np.uint8)
    picture = np.asarray(cv2.imdecode(raw, cv2.IMREAD_UNCHANGED), np.uint8)
    with folder.joinpath("portrait.npz").open("rb") as stream, np.load(stream) as data:
        return picture, data["landmarks"], data["mirrored"]


def _soft(mask: NDArray[np.bool_], sigma: float) -> NDArray[np.float32]:
    return np.asarray(cv2.GaussianBlur(mask.astype(np.float32), (0, 0), sigma), np.float32)


def _skin_mask(colour: NDArray[np.uint8], landmarks: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Return where skin is in the portrait, by colour inside the outline of face and neck.

    Two classes, skin and hair, each a Gaussian in Lab, learnt from the picture itself.
    """
    lab = cv2.cvtColor(colour, cv2.COLOR_BGR2LAB).astype(np.float32)
    height, width = colour.shape[:2]
    region = np.zeros((height, width), np.uint8)
    hull = cv2.convexHull(landmarks[:468, :2].astype(np.float32))
    cv2.fillConvexPoly(region, np.rint(hull).astype(np.int32), 1)
    inner = np.zeros_like(region)
    core = landmarks[[50, 280, 4, 152, 205, 425], :2]
    cv2.fillConvexPoly(inner, np.rint(cv2.convexHull(core)).astype(np.int32), 1)
    middle = float(landmarks[[33, 263], 0].mean())
    hair_rows = lab[25:60, int(middle) - 50 : int(middle) + 50].reshape(-1, 3)
    likelihood = []
    for cells in (lab[inner > 0], hair_rows):
        spread = np.cov(cells.T) + 9 * np.eye(3)
        offset = lab - cells.mean(0)
        cost = np.einsum("hwi,ij,hwj->hw", offset, np.linalg.inv(spread), offset)
        likelihood.append(-cost - np.log(np.linalg.det(spread)))
    likely = cv2.GaussianBlur(likelihood[0] - likelihood[1], (0, 0), 1.2) > 0
    skin = (region > 0) & likely
    # hair reaches into the outline only from above; shaded cheeks look like hair
    eyes = int(landmarks[[33, 263], 1].mean()) + 4
    skin[eyes:] = region[eyes:] > 0
    beside = cv2.dilate(region, np.ones((5, 19), np.uint8)) > 0
    skin[eyes:] |= beside[eyes:] & likely[eyes:]
    browed = np.zeros_like(region)
    around = landmarks[list(_BROWS_TO_CHEEKS), :2]
    cv2.fillConvexPoly(browed, np.rint(cv2.convexHull(around)).astype(np.int32), 1)
    skin |= browed > 0
    neck = np.array(_NECK, np.float32) - (_NECK_MIDDLE, 0.0) + (middle, 0.0)
    below = np.zeros_like(region)
    cv2.fillConvexPoly(below, np.rint(neck).astype(np.int32), 1)
    skin |= (below > 0) & (lab[..., 0] > 62) & (lab[..., 1] > 128)
    skin[:_FRINGE_ROW] = False
    return np.asarray(skin, np.bool_)


def _toned(colour: NDArray[np.float32], tone: Tone) -> NDArray[np.float32]:
    gamma, *gains = tone
    curve = 255 * (np.arange(256) / 255) ** gamma
    table = np.stack([curve * gain for gain in gains], -1)
    index = np.clip(np.rint(colour), 0, 255).astype(np.intp)
    return np.asarray(
        np.stack([table[index[..., c], c] for c in range(3)], -1).astype(np.float32)
    )


def _with_suit(colour: NDArray[np.uint8], hue_deg: float, top: float) -> NDArray[np.uint8]:
    """Rotate the hue of the suit, which is whatever is vividly orange below the face."""
    hsv = cv2.cvtColor(colour, cv2.COLOR_BGR2HSV)
    hue, saturation = hsv[..., 0].astype(int), hsv[..., 1]
    suit = ((hue < 14) | (hue > 170)) & (saturation > 110)
    suit[: int(top)] = False
    hsv[..., 0] = np.where(suit, (hue + hue_deg / 2) % 180, hue)
    if hue_deg:
        hsv[..., 1] = np.where(suit, saturation * 0.62, saturation)
        hsv[..., 2] = np.where(suit, hsv[..., 2] * 0.72, hsv[..., 2])
    return np.asarray(cv2.cvtColor(hsv, cv2.COLOR_HSV2BGR), np.uint8)


def _skin_detail(shape: tuple[int, int], scale: float, seed: int) -> NDArray[np.float32]:
    """Return pores and fine spots that the small portrait has lost, as factors round 1."""
    rng = np.random.default_rng([seed, 11])
    grain = rng.standard_normal(shape, dtype=np.float32)
    fine = cv2.GaussianBlur(grain, (0, 0), 0.42 * scale) - cv2.GaussianBlur(
        grain, (0, 0), 1.1 * scale
    )
    detail = 0.034 * fine / fine.std()
    spots = np.zeros(shape, np.float32)
    for _ in range(420):
        at = (int(rng.integers(shape[1]) * 16), int(rng.integers(shape[0]) * 16))
        radius = int(16 * scale * rng.uniform(0.22, 0.6))
        cv2.circle(spots, at, radius, float(rng.uniform(0.04, 0.16)), -1, cv2.LINE_AA, 4)
    spots = cv2.GaussianBlur(spots, (0, 0), 0.22 * scale)
    return np.asarray(1 + detail - spots, np.float32)


def load_portrait(who: Subject, scale: float, seed: int = 0) -> Portrait:
    """Return the portrait of a subject, enlarged by ``scale``.

    Parameters
    ----------
    who
        The subject.
    scale
        Canvas pixels per portrait pixel.
    seed
        Of the skin's fine detail.
    """
    picture, straight, mirrored = _stored()
    picture = picture[:_ROWS]
    if who.mirrored:
        picture = np.ascontiguousarray(picture[:, ::-1])
    landmarks = (mirrored if who.mirrored else straight).copy()
    colour = _with_suit(picture[..., :3], who.suit_hue, landmarks[152, 1] + 30)
    alpha = picture[..., 3].astype(np.float32) / 255
    skin = _soft(_skin_mask(colour, landmarks), 1.3)
    head = np.zeros(alpha.shape, bool)
    head[: int(landmarks[152, 1] - 28)] = True
    hair = _soft(head & (skin < 0.5), 1.0) * (1 - skin)
    base = colour.astype(np.float32)
    base = base + skin[..., None] * (_toned(base, who.skin) - base)
    if who.hair != (1.0, 1.0, 1.0, 1.0):
        inside = hair * (alpha > 0.02)
        base = base + inside[..., None] * (_toned(base, who.hair) - base)
    size = (round(base.shape[1] * scale), round(base.shape[0] * scale))
    large = cv2.resize(base, size, interpolation=cv2.INTER_CUBIC)
    large += 0.7 * (large - cv2.GaussianBlur(large, (0, 0), 0.7 * scale))
    wide_skin = cv2.resize(skin, size, interpolation=cv2.INTER_LINEAR)
    detail = _skin_detail(wide_skin.shape, scale, seed)
    large *= (1 + (detail - 1) * (0.35 + 0.65 * wide_skin))[..., None]
    landmarks[:, :2] = (landmarks[:, :2] + 0.5) * scale - 0.5
    landmarks[:, 2] *= scale
    return Portrait(
        colour=np.clip(np.rint(large), 0, 255).astype(np.uint8),
        alpha=np.asarray(
            np.clip(cv2.resize(alpha, size, interpolation=cv2.INTER_CUBIC), 0, 1), np.float32
        ),
        skin=np.asarray(wide_skin, np.float32),
        landmarks=landmarks,
        scale=scale,
    )
