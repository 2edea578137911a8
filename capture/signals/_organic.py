"""From frame triples to a likelihood ratio: organic motion, synthesis jitter or one plane."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ._flow import REGIONS, Triple
from ._form import Shape

Floats = NDArray[np.float64]

ORGANIC = (1.5, 2.0)
"""Residual over the flow noise from which a face begins to, and surely does, move by itself: a
rigid mask that turns reaches 1.5."""

UNIFORM_LIMIT = -1.0
"""Lowest llr of a face that moves as one plane: a calm person nearly does."""

LEAST_TRAVEL = 0.003
"""Least global motion that makes a plane's stillness telling, IOD per frame."""


LEAST_LLR = 0.1
"""Nearer to 0 than this a verdict is none."""

RIGID_SPREAD = (0.1, 0.33)
"""Mean and standard deviation of the logarithm of the change of shape over the median of rigid
faces: 72 clips of 12 real portraits, turned flat or as a relief, gave .13 and .27."""

LIVE_FORM = (1.5, 0.6)
"""The same of people: 26 real clips of people who speak or sign gave 1.5 and .4. Wider, for
people who keep calm; a blink alone is at .9."""

BLINK_LLR = 1.6
"""What a blink says: about every second person blinks within two seconds; none of 72 rigid
clips showed one, and a tenth of rigid attacks may have eye holes. No blink says nothing."""


class Verdict(NamedTuple):
    """All triples of the window taken together; quality 0 abstains."""

    llr: float
    quality: float
    reason: str

    def worth(self, share: float) -> Verdict:
        """Return the verdict at a share of its quality."""
        return self._replace(quality=self.quality * share)


class History:
    """The last triples as columns, in no order; the oldest make room for new ones."""

    def __init__(self, room: int) -> None:
        self._rows: Floats = np.empty((room, 5 + len(REGIONS)))
        self._count = 0

    def __len__(self) -> int:
        return min(self._count, len(self._rows))

    def add(self, triple: Triple) -> None:
        """Take in a triple."""
        t = triple
        self._rows[self._count % len(self._rows)] = (
            *(t.size, t.coherence, t.travel, t.floor, t.sheet),
            *(t.parts.get(name, np.nan) for name in REGIONS),
        )
        self._count += 1

    @property
    def columns(self) -> Floats:
        """Size, coherence, travel, floor and sheet; shape ``(5, n)``."""
        return self._rows[: len(self), :5].T

    def raw(self) -> dict[str, float]:
        """Return what the signal reports of them; empty without any."""
        if not self._count:
            return {}
        size, coherence, _, floor, _ = self.columns
        middle = _medians(self._rows[: len(self)])
        raw = dict(
            zip(
                ("residual", "coherence_median", "travel", "noise_floor", "sheet_residual"),
                middle[:5].tolist(),
                strict=True,
            )
        )
        raw["over_floor"] = over_floor(size, floor)
        raw["coherence"] = pooled(size, coherence)
        return raw | dict(zip(REGIONS, middle[5:].tolist(), strict=True))


def _medians(rows: Floats) -> Floats:
    """Median of each column without its NaN; NaN where nothing else is."""
    ordered = np.sort(rows, 0)
    known = np.isfinite(rows).sum(0)
    which = np.arange(rows.shape[1])
    below, above = np.maximum(known - 1, 0) // 2, np.minimum(known // 2, len(rows) - 1)
    return np.asarray((ordered[below, which] + ordered[above, which]) / 2, np.float64)


def judge(
    triples: History,
    shape: Shape | None,
    blinks: int,
    *,
    full: int,
    max_floor: float,
    cap: tuple[float, float],
) -> Verdict:
    """Compare what was seen with what a person, synthesis jitter and a rigid thing would leave.

    Parameters
    ----------
    triples
        At least one.
    shape
        How mouth, brows and lids changed; ``None`` where the face is too small to tell.
    blinks
        Blinks of both eyes so far.
    full
        Number of triples from which the quality is full.
    max_floor
        Flow noise, IOD, at which a plane can no longer be told from a calm face.
    cap
        Lowest and highest llr.

    Notes
    -----
    The flow is judged by normal densities in coherence and in the logarithm of the residual
    over the flow noise; their means are the null values (jitter -0.5 less the noise's share, a
    plane 0 at the noise) and prior guesses for a person. Neighbouring triples are correlated:
    they are pooled and not multiplied. From one frame to the next a calm face hardly leaves
    more than noise, so a flow without residual says nothing against the change of shape over
    the whole window, which is judged by `shape_llr`.
    """
    flow = read_flow(triples)
    quality = min(1.0, len(triples) / full)
    if flow.llr < 0 and flow.jitters:
        text = f"residual motion takes itself back: coherence {flow.coherence:.2f}"
        return Verdict(
            max(flow.llr, cap[0]), quality, f"{text}, jitter has -0.50, {flow.shown}"
        )
    visible = min(max(2 - 2 * flow.noise / max_floor, 0.0), 1.0)
    if shape is not None:
        return _by_shape(flow, visible, shape, blinks, quality, cap)
    if flow.llr < 0:
        return _uniform(flow, quality * visible)
    if flow.organic < LEAST_LLR:
        text = f"too little moves by itself: {flow.shown}, {ORGANIC[0]:.1f} are needed"
        return Verdict(0.0, 0.0, text)
    text = f"the face moves by itself: coherence {flow.coherence:.2f}, {flow.shown}"
    return Verdict(min(flow.organic, cap[1]), quality, text)


class Flow(NamedTuple):
    """What the triples say of motion from one frame to the next."""

    llr: float
    """A person's motion against synthesis jitter and a plane's."""
    jitters: bool
    """Whether jitter explains it better than a plane does."""
    coherence: float
    over: float
    """Residual over the flow noise."""
    bent: float
    """The same, without the motion of a plane alone."""
    moved: float
    """Global motion, IOD per frame."""
    noise: float
    """What noise alone would leave, IOD."""

    @property
    def share(self) -> float:
        """How surely the residual is more than that of a rigid thing, 0..1."""
        low, high = ORGANIC
        return min(max((self.over - low) / (high - low), 0.0), 1.0)

    @property
    def organic(self) -> float:
        """What speaks for a person, 0 or more."""
        return max(self.llr, 0.0) * self.share

    @property
    def still(self) -> float:
        """What speaks against one, 0 or less: global motion above the noise, and no other."""
        if self.moved < max(6 * self.noise, LEAST_TRAVEL):
            return 0.0
        return min(max(self.llr, UNIFORM_LIMIT), 0.0)

    @property
    def shown(self) -> str:
        """The residual in words."""
        return f"residual {self.over:.1f} x the flow noise"


def read_flow(triples: History) -> Flow:
    """Pool the triples, of which there is at least one, and judge them."""
    size, coherence, travel, floor, sheet = triples.columns
    common, over = pooled(size, coherence), over_floor(size, floor)
    live = _normal(common, 0.75, 0.22) + _normal(math.log(over), math.log(4), 0.7)
    jitter = _normal(common, -0.4, 0.15) + _normal(math.log(over), math.log(4), 0.8)
    uniform = _normal(common, 0.0, 0.35) + _normal(math.log(over), 0.0, 0.3)
    return Flow(
        float(live - np.logaddexp(jitter, uniform) + np.log(2)),
        jitter >= uniform,
        common,
        over,
        over_floor(sheet, floor),
        upper_quartile(travel),
        float(np.median(floor)),
    )


def _by_shape(
    flow: Flow,
    visible: float,
    shape: Shape,
    blinks: int,
    quality: float,
    cap: tuple[float, float],
) -> Verdict:
    """Judge by the change of shape over the window, blinks, and the flow."""
    form = shape_llr(shape)
    # where the picture moves by itself, a mesh that does not is no evidence
    llr = max(form, 0.0) + min(form, 0.0) * (1 - flow.share)
    llr += flow.organic + flow.still * visible + BLINK_LLR * (blinks > 0)
    if llr < LEAST_LLR:
        return _still(max(llr, cap[0]), quality, shape, flow)
    told = []
    if blinks:
        told.append(f"{blinks} blink{'s' if blinks > 1 else ''}")
    if form >= LEAST_LLR:
        told.append(_change(shape))
    if flow.organic >= LEAST_LLR:
        told.append(f"coherence {flow.coherence:.2f}, {flow.shown}")
    return Verdict(min(llr, cap[1]), quality, f"the face moves by itself: {', '.join(told)}")


def shape_llr(shape: Shape) -> float:
    """Return how much better a person explains a change of shape than a rigid face.

    Normal densities in the logarithm of the largest change over what a rigid face shows; less
    than that is no less rigid.
    """
    over = max(math.log(max(shape.over, 1e-3)), RIGID_SPREAD[0])
    return _normal(over, *LIVE_FORM) - _normal(over, *RIGID_SPREAD)


def _change(shape: Shape) -> str:
    return f"{shape.most} changed by {shape.over:.1f} x a rigid face's usual"


def _still(llr: float, quality: float, shape: Shape, flow: Flow) -> Verdict:
    """Judge a shape that hardly changed: a rigid face's, or too close to tell."""
    change = f"{_change(shape)}, {flow.shown}"
    if llr > -LEAST_LLR:
        return Verdict(0.0, 0.0, f"neither surely rigid nor surely moving: {change}")
    if flow.moved < LEAST_TRAVEL:
        return Verdict(0.0, 0.0, f"{change}, and {_kept(flow)}")
    text = f"moves like one rigid thing: {change}, while the head turned"
    return Verdict(llr, quality, f"{text} {shape.turn_deg:.0f} degrees")


def _kept(flow: Flow) -> str:
    return f"the head moved only {100 * flow.moved:.2f} % of IOD per frame"


def _uniform(flow: Flow, quality: float) -> Verdict:
    """Judge a residual that is that of noise: a plane, or a face that keeps still."""
    if flow.bent > 2:
        text = f"nothing moves by itself ({flow.shown}), but the head turned as a relief"
        return Verdict(0.0, 0.0, text)
    if flow.moved < LEAST_TRAVEL:
        return Verdict(0.0, 0.0, f"{flow.shown}, and {_kept(flow)}")
    if quality <= 0 or flow.still == 0:
        text = f"flow noise of {100 * flow.noise:.2f} % of IOD hides expression"
        return Verdict(0.0, 0.0, text)
    moved = f"the head moved {100 * flow.moved:.1f} % of IOD"
    return Verdict(flow.still, quality, f"moves as one plane: {flow.shown} while {moved}")


def pooled(size: Floats, coherence: Floats) -> float:
    """Coherence over all triples by energy; no triple counts for more than four usual ones."""
    weight = np.minimum(size, 4 * np.median(size)) ** 2
    total = float(weight.sum())
    return float((weight * coherence).sum() / total) if total > 0 else 0.0


def over_floor(size: Floats, floor: Floats) -> float:
    """Upper quartile of the residual over the noise: a face need not move all the time."""
    return min(max(upper_quartile(size / np.maximum(floor, 1e-6)), 0.05), 100.0)


def upper_quartile(values: Floats) -> float:
    """Return the linear 0.75 quantile, a tenth of numpy's cost."""
    ordered = np.sort(values)
    at = 0.75 * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (at - low) * (ordered[high] - ordered[low]))


def _normal(value: float, mean: float, sd: float) -> float:
    """Log of the normal density, less a constant."""
    return -0.5 * ((value - mean) / sd) ** 2 - math.log(sd)
