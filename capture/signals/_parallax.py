"""From the pairs of a take to a likelihood ratio: sheet or relief of a face."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ._corners import Pair
from ._relief import FLOOR_PX, Parallax

UNDECIDED = 0.25
"""An llr nearer to zero than this is no evidence."""

LEAST_CHANGE = 0.003
"""Least change of perspective, RMS in IOD, that a plane may be asked to explain."""

CORRELATED = 15.0
"""How many residual components count as one: neighbours in space and time err alike."""


class Measure(NamedTuple):
    """What is kept of one pair."""

    time_ns: int
    pair: Pair
    sums: Parallax
    weight: float
    """How far the pair lies above the gate for turn or approach: 1 at it."""

    @property
    def approach(self) -> float:
        """Relative change of size."""
        return abs(self.pair.scale_change - 1)


class Verdict(NamedTuple):
    """The pairs of a take taken together; what was not measured is ``None``."""

    llr: float
    quality: float
    turned: Turned | None
    tilted: Tilted | None


class Turned(NamedTuple):
    """What a known turn or approach left, against what it leaves of a face."""

    llr: float
    quality: float
    plane_ratio: float
    """Residual from a plane over the one that a face would leave; noise adds to it."""
    sheet_ratio: float
    """The same after any smooth bend was taken out, too."""
    parallax: float
    """Share of the expected parallax that was found in its own shape, bends taken out."""
    parallax_sd: float
    rotation: float
    """Largest turn, degrees."""
    scale: float
    """Largest relative change of size."""


class Tilted(NamedTuple):
    """How well a plane explains the change of perspective that the picture itself shows."""

    llr: float
    """Never above zero: noise is badly explained, too."""
    quality: float
    gain: float
    """Residual of a similarity over that of a homography."""
    change: float
    """Upper decile of the former, IOD."""


def judge(pairs: list[Measure], unit_deg: float, cap: tuple[float, float]) -> Verdict | None:
    """Take all pairs of a take together.

    Parameters
    ----------
    pairs
        All pairs.
    unit_deg
        Turn that a weight of 1 is worth, degrees.
    cap
        Lowest and highest llr.

    Returns
    -------
    Verdict or None
        ``None`` when no measurement had enough motion.
    """
    turned = judge_turn([m for m in pairs if m.weight >= 1], unit_deg)
    tilted = judge_tilt(pairs)
    parts = [part for part in (turned, tilted) if part is not None]
    if not parts:
        return None
    size = sum(abs(part.llr) for part in parts)
    share = sum(part.quality * abs(part.llr) for part in parts)
    llr = float(np.clip(sum(part.llr for part in parts), *cap))
    return Verdict(llr, share / size if size > 0 else 0.0, turned, tilted)


def judge_turn(pairs: list[Measure], unit_deg: float) -> Turned | None:
    """Compare what pairs above the gate left with what the same motion leaves of a face.

    Notes
    -----
    Two readings of one residual, that from a smoothly bent sheet. Its *size* over that of the
    face's own mesh under the same motion can only be too large, by noise, codecs or a talking
    mouth, so a small one rejects. Its *projection* on the mesh's field is free of that bias, so
    it alone accepts, with its standard error widening the likelihoods. Weights are the inverse
    variances of what is left.
    """
    if len(pairs) < 2:
        return None
    measured, expected, common = np.array([m.sums.sheet for m in pairs], np.float64).T
    flat = np.array([m.sums.plane for m in pairs], np.float64)
    tracks = np.array([m.sums.tracks for m in pairs], np.float64)
    turn = unit_deg * np.array([m.weight for m in pairs])
    floor = FLOOR_PX**2
    ratio = np.sqrt(measured / np.maximum(expected, 2 * tracks * floor))
    plane_ratio = np.sqrt(flat[:, 0] / np.maximum(flat[:, 1], 2 * tracks * floor))
    amount = 0.0
    weight = np.ones(len(pairs))
    for _ in range(3):
        left = measured - 2 * amount * common + amount**2 * expected
        weight = 1 / (np.maximum(left, 0) / (2 * tracks) + floor)
        amount = float((weight * common).sum() / max((weight * expected).sum(), 1e-12))
    spread = float(np.sqrt(CORRELATED / max((weight * expected).sum(), 1e-12)))
    large = turn >= 0.5 * float(turn.max())
    sheet_ratio = float(np.median(ratio[large]))
    quality = float(np.clip((np.quantile(turn, 0.9) - 1) / 4, 0, 1))
    quality *= min(1.0, float(np.median(tracks)) / 80) * min(1.0, int(large.sum()) / 5)
    llr = likelihood_ratio(sheet_ratio, 0.0)
    if llr > 0:
        llr = max(0.0, min(llr, likelihood_ratio(amount, spread)))
    return Turned(
        llr=llr,
        quality=quality,
        plane_ratio=float(np.median(plane_ratio[large])),
        sheet_ratio=sheet_ratio,
        parallax=amount,
        parallax_sd=spread,
        rotation=float(max(m.pair.turn_deg for m in pairs)),
        scale=float(max(m.approach for m in pairs)),
    )


def judge_tilt(pairs: list[Measure]) -> Tilted | None:
    """Ask how much better a homography explains the motion than a similarity does.

    Needs no pose and no focal length. A plane that tilts changes perspective, and a homography
    explains all of it; a head that turns changes it by parallax, which a homography explains
    badly (measured: live 1.1 to 1.9, bent prints 1.7 to 2.9, flat ones 3 to 20).
    """
    seen = [m for m in pairs if m.pair.similarity_residual >= LEAST_CHANGE]
    if len(seen) < 5:
        return None
    change = np.array([m.pair.similarity_residual for m in seen])
    left = np.array([max(m.pair.plane_residual, 1e-6) for m in seen])
    tracks = float(np.median([m.sums.tracks for m in seen]))
    gain = float(np.median(change / left))
    log = float(np.log(np.clip(gain, 1.25, 8)))

    def density(mean: float, sd: float) -> float:
        return float(np.exp(-0.5 * ((log - mean) / sd) ** 2) / sd)

    live = density(np.log(1.25), 0.22)
    sheet = 0.7 * density(np.log(8), 0.6) + 0.3 * density(np.log(2.5), 0.2)
    upper = float(np.quantile(change, 0.9))
    quality = float(np.clip((upper - LEAST_CHANGE) / LEAST_CHANGE, 0, 1))
    quality *= min(1.0, tracks / 80) * min(1.0, len(seen) / 10)
    llr = min(0.0, float(np.log(live + 1e-12) - np.log(sheet + 1e-12)))
    return Tilted(llr, quality, gain, upper)


def reading(verdict: Verdict) -> str:
    """Return the verdict as a sentence without full stop."""
    turned, tilted = verdict.turned, verdict.tilted
    moved, share, ratio = "", "", ""
    if turned is not None:
        moved = f" over {turned.rotation:.1f} degrees"
        if turned.scale > 0.08:
            moved += f" and {100 * turned.scale:.0f} % of size"
        share = f"{turned.parallax:.2f} +- {turned.parallax_sd:.2f}"
        ratio = f"{turned.sheet_ratio:.2f} of a face's parallax{moved}"
    if verdict.llr <= -UNDECIDED:
        if turned is not None and turned.llr < 0:
            kind = "plane" if turned.plane_ratio < 0.25 else "bent sheet"
            return f"moves like a {kind}: {ratio}"
        gain = tilted.gain if tilted is not None else 1.0
        return (
            f"moves like a sheet: it explains the perspective {gain:.1f} x, a head 1.1 to 1.9"
        )
    if verdict.llr >= UNDECIDED:
        return f"relief of a face: {share} of the expected parallax{moved}"
    if turned is None:
        return "hardly any parallax and hardly any tilt of a plane"
    return f"neither sheet nor face: {share} in its shape, with noise and expression {ratio}"


def likelihood_ratio(share: float, spread: float) -> float:
    """Return the prior llr of a share of the expected parallax, known to ``spread``.

    log N(r; 1, .35) - log(.8 N(r; .1, .1) + .2 N(r; .4, .15)): live, flat, bent; placeholders
    until data calibrate them. Below .05 and above 1.2 the share says no more than there.
    """
    share = min(max(share, 0.05), 1.2)

    def density(mean: float, sd: float) -> float:
        sd = float(np.hypot(sd, spread))
        return float(np.exp(-0.5 * ((share - mean) / sd) ** 2) / sd)

    live = density(1.0, 0.35)
    flat = 0.8 * density(0.1, 0.1) + 0.2 * density(0.4, 0.15)
    return float(np.log(live + 1e-12) - np.log(flat + 1e-12))
