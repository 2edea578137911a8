"""Texture: a print's halftone, a screen's pixels and their moire, as narrow spectral peaks.

Skin at native resolution is searched for peaks that white noise would hardly ever show
(`liveness.capture.spectrum`). Real skin, sharpening and codecs are not white noise, though: on
compressed video live skin shows peaks of 15 to 29 dB. So a peak counts only when it stands far
above what the same frame shows away from the face, or above this camera's own null from a
profile; without the latter, compressed input makes the signal abstain. The lack of a peak says
next to nothing: fine prints and dense screens show none.

Noise at equal brightness, detail along the rim of the face and bands that travel over it are
told where they are remarkable and weigh nothing: on real clips live people show them too.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np

from liveness.capture import skin
from liveness.capture.banding import Banding
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.grids import GridVote, Sighting, Trace, best_grid
from liveness.capture.patches import (
    OUTSIDE_MIN,
    OutsideSight,
    SkinSight,
    compare,
    outside_curve,
)
from liveness.capture.seam import Seam, rim_seam
from liveness.capture.signal import SignalContext, SignalFamily
from liveness.capture.spectrum import decibels, search_patches
from liveness.capture.tiles import noise_map, square, tile_map
from liveness.datasets.evidence import Evidence, Overlay, SignalMap

from ._limits import WINDOW, TextureParameters
from ._presence import Turns


@dataclass(frozen=True, slots=True, eq=False)
class _Sight:
    """What the last analysis looked at, for the map."""

    frame: Frame
    face: Face
    corners: tuple[skin.Corner, ...]
    size: int


class TextureSignal:
    """Spectral peaks of skin against a measured null.

    Parameters
    ----------
    parameters
        Limits and priors.
    context
        The camera's null, whether the input was compressed with loss, and the frame rate.
    """

    Parameters: ClassVar = TextureParameters
    name: ClassVar[str] = "texture"
    family: ClassVar[SignalFamily] = "texture"
    title: ClassVar[str] = "Texture"
    version: ClassVar[str] = "2"
    cap: ClassVar[tuple[float, float]] = (-4.0, 0.5)
    units: ClassVar[Mapping[str, str]] = {
        "peak_db": "dB",
        "grid_db": "dB",
        "null_db": "dB",
        "outside_db": "dB",
        "threshold_db": "dB",
        "peaks": "1",
        "votes": "1",
        "patches": "1",
        "readings": "1",
        "period_px": "px",
        "angle_deg": "deg",
        "drift": "1",
        "outside_share": "1",
        "iod_px": "px",
        "sharpness": "levels^2",
        "noise": "levels",
        "noise_ratio": "1",
        "smooth_db": "dB",
        "seam_db": "dB",
        "seam_share": "1",
        "banding_db": "dB",
        "banding_outside_db": "dB",
        "banding_px": "px",
        "banding_per_frame": "1/frame",
    }

    def __init__(
        self,
        parameters: TextureParameters | None = None,
        context: SignalContext | None = None,
    ) -> None:
        self.parameters = TextureParameters() if parameters is None else parameters
        self.context = SignalContext() if context is None else context
        self._turns = Turns(self.parameters.rate_hz, self.context)
        self.reset()

    def reset(self) -> None:
        """Forget everything seen."""
        self._turns.clear()
        self._analyses = 0
        self._faults: deque[str | None] = deque(maxlen=WINDOW)
        self._vote = GridVote()
        self._skin: deque[SkinSight] = deque(maxlen=WINDOW)
        self._outside: deque[OutsideSight] = deque(maxlen=3 * WINDOW)
        self._outside_next = 0
        self._measured: dict[str, float] = {}
        self._seam: Seam | None = None
        self._banding = Banding()
        self._sight: _Sight | None = None
        self._kept: Evidence | None = None

    def update(self, frame: Frame, face: Face | None) -> None:
        """Take in the next frame; one in a few is analysed."""
        if face is not None and not (np.isfinite(face.xy).all() and face.iod_px < np.inf):
            face = None
        if face is not None:
            self._banding.add(frame.image, face)
        if self._turns.due():
            self._kept = None
            self._faults.append(self._analyse(frame, face))

    def _analyse(self, frame: Frame, face: Face | None) -> str | None:
        """Measure one frame; return why it could not be, or None."""
        limits = self.parameters
        if face is None:
            self._sight = self._seam = None
            return "no face"
        size = skin.patch_size(face.iod_px)
        corners = skin.skin_corners(face, size, frame.width, frame.height)
        self._measured = {"iod_px": face.iod_px}
        self._sight = None
        if not face.iod_px >= limits.iod_min_px:
            return (
                f"the eyes are {face.iod_px:.0f} px apart, {limits.iod_min_px:.0f} are needed"
            )
        self._sight = _Sight(frame, face, tuple(corners), size)
        if len(corners) < 2:
            return f"only {len(corners)} of 3 skin patches lie in the picture, 2 are needed"
        eyes = skin.eye_region(face, frame.image)
        sharp = 0.0 if eyes is None else skin.sharpness(eyes)
        self._measured["sharpness"] = sharp
        if sharp < limits.sharpness_min:
            return f"sharpness of the eyes is {sharp:.1f}, {limits.sharpness_min:.1f} is needed"
        self._measure_skin(frame, face, corners, size)
        self._measure_outside(frame, face, size)
        # the rim stays what it is: every second analysis looks at it
        if self._seam is None or self._analyses % 2:
            self._seam = rim_seam(face, frame.image)
        if self._seam is not None:
            self._measured["seam_db"] = self._seam.level_db
            self._measured["seam_share"] = self._seam.share_below(limits.smooth_below_db)
        return None

    def _measure_skin(
        self, frame: Frame, face: Face, corners: list[skin.Corner], size: int
    ) -> None:
        patches = [skin.mixed(skin.cut(frame.image, c, size), skin.CHANNELS) for c in corners]
        level, peaks, threshold = search_patches(patches, self.parameters.pfa)
        grid, resolution = best_grid(peaks, 1.5 / size), 1.5 / size
        eyes = skin.eye_vector(face)
        self._vote.add(None if grid is None else Sighting(grid, resolution, eyes))
        read = tuple(skin.read_patch(np.ascontiguousarray(patch[..., 0])) for patch in patches)
        self._skin.append(SkinSight(level, sum(len(found) for found in peaks), read))
        self._measured["threshold_db"] = decibels(threshold)

    def _measure_outside(self, frame: Frame, face: Face, size: int) -> None:
        self._analyses += 1
        # once the null stands, every second analysis keeps it fresh
        if len(self._outside) >= 2 * OUTSIDE_MIN and self._analyses % 2:
            return
        corners = skin.outside_corners(face, size, frame.width, frame.height)
        if not corners:
            return
        corner = corners[self._outside_next % len(corners)]
        self._outside_next += 1
        mixed = skin.mixed(skin.cut(frame.image, corner, size), skin.CHANNELS)
        reading = skin.read_patch(np.ascontiguousarray(mixed[..., 0]))
        # a clipped or blank patch has no texture that could be compared with
        if reading.noise <= 0 or not 10 <= reading.luma <= 245:
            return
        level, peaks, _ = search_patches([mixed], self.parameters.pfa)
        self._outside.append(OutsideSight(level, reading, peaks[0]))

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return the current value; the tile map is computed only when asked for."""
        if self._kept is None:
            self._kept = self._weigh()
        if not with_map or self._sight is None:
            return self._kept
        tiles, overlay = self._draw(self._sight, self._kept.raw)
        return replace(self._kept, map=tiles, overlay=overlay)

    def _weigh(self) -> Evidence:
        trace = self._vote.winner()
        raw = self._raw(trace)
        llr, told = self._judge(trace, raw)
        told = (*told, *self._remarks(raw))
        if llr is None:
            return Evidence.abstain(self.name, *told, raw=raw, units=self.units)
        pixels = float(np.clip(raw["iod_px"] / 150, 0.5, 1))
        quality = pixels * raw["readings"] / WINDOW * raw["patches"] / len(skin.SKIN)
        return Evidence(
            name=self.name,
            llr=float(np.clip(llr, *self.cap)),
            valid=True,
            quality=quality,
            reasons=told,
            raw=raw,
            units=self.units,
            calibrated=self.context.texture_null is not None,
        )

    def _raw(self, trace: Trace | None) -> dict[str, float]:
        """Collect what is known; what is unknown stays out."""
        raw = dict(self._measured)
        raw["readings"] = float(sum(fault is None for fault in self._faults))
        if self._skin:
            raw["votes"] = float(0 if trace is None else trace.votes)
            raw |= compare(self._skin, self._outside, None if trace is None else trace.grid)
        if trace is not None:
            raw["grid_db"] = trace.grid.level_db
            raw["period_px"] = trace.grid.period_px
            raw["angle_deg"] = trace.grid.angle_deg
            raw["drift"] = trace.drift
        null = self.context.texture_null
        if null is not None:
            raw["null_db"] = null.peak_db_mean
        elif "outside_db" in raw:
            raw["null_db"] = max(raw["outside_db"], self.parameters.skin_db)
        band = self._banding.band()
        if band is not None:
            raw |= {"banding_db": band.inside_db, "banding_outside_db": band.outside_db}
            raw |= {"banding_px": band.period_px, "banding_per_frame": band.per_frame}
        return raw

    def _judge(
        self, trace: Trace | None, raw: Mapping[str, float]
    ) -> tuple[float | None, tuple[str, ...]]:
        """Return the llr, or None to abstain, and why."""
        limits, null = self.parameters, self.context.texture_null
        if raw["readings"] < limits.readings_min:
            fault = next((f for f in reversed(self._faults) if f is not None), None)
            count = f"{raw['readings']:.0f} of the {limits.readings_min} analyses it takes"
            return None, (count,) if fault is None else (fault, count)
        if trace is not None and trace.votes < limits.votes_min:
            trace = None
        seen = f"strongest peak on skin {raw['peak_db']:.1f} dB"
        if trace is not None:
            grid = trace.grid
            seen = (
                f"a pattern of {grid.period_px:.2f} px at {grid.level_db:.1f} dB in "
                f"{trace.votes} of {self._vote.analyses} analyses, on {grid.patches} of "
                f"{raw['patches']:.0f} patches"
            )
        if self.context.lossy_origin and null is None:
            why = (
                "compressed video shows peaks on live skin too, and this camera has no null yet"
            )
            return None, (why, seen)
        if trace is None and raw["iod_px"] < limits.iod_silent_px:
            why = (
                f"the eyes are {raw['iod_px']:.0f} px apart, {limits.iod_silent_px:.0f} needed"
            )
            return None, (f"no lasting pattern, and {why} for that to say anything", seen)
        if trace is None:
            return -float(np.log(limits.attack_silent)), (
                f"no lasting pattern: {seen}; fine prints and dense screens show none either",
            )
        if null is None and "null_db" not in raw:
            return None, ("nothing but the face is in the picture to compare with", seen)
        share = raw.get("outside_share", 0.0)
        if null is None and share > limits.outside_share_max:
            why = (
                f"{share:.0%} of the patches off the face show the same pattern: it may be the "
                "camera's"
            )
            return None, (why, seen)
        return self._grid_llr(trace, raw["null_db"], seen)

    def _grid_llr(
        self, trace: Trace, null_db: float, seen: str
    ) -> tuple[float | None, tuple[str, ...]]:
        """Weigh a lasting pattern: normal about the null, uniform over grids; and its drift."""
        limits, null = self.parameters, self.context.texture_null
        sd = limits.null_sd_db if null is None else null.peak_db_sd
        # levels below the null's mean are live ones too: the density must not fall off there
        away = max(trace.grid.level_db - null_db, 0.0) / sd
        live = -0.5 * away**2 - np.log(sd * np.sqrt(2 * np.pi))
        attack = -np.log(limits.attack_high_db - limits.attack_low_db)
        source = "away from the face" if null is None else "on live skin at this camera"
        told = f"{seen}; {null_db:.1f} dB {source}"
        llr = float(live - attack)
        if trace.drift >= limits.drift_min and away > 0:
            llr += limits.drift_llr
            told += (
                f"; its frequency moved by {trace.drift:.0%} against the face: no texture of "
                "skin, the moire of a screen that is held?"
            )
        if llr >= 0:
            return None, (f"{told}: too close to tell",)
        return llr, (told,)

    def _remarks(self, raw: Mapping[str, float]) -> tuple[str, ...]:
        """Say what else is remarkable; no weight, for no camera has been calibrated on it."""
        limits, told = self.parameters, []
        ratio, share = raw.get("noise_ratio", 1.0), raw.get("seam_share", 0.0)
        # codecs smooth as they please: only what came without loss has its sensor's noise
        if ratio < limits.noise_low and not self.context.lossy_origin:
            told.append(
                f"noise on the face is {ratio:.0%} of that beside it at equal brightness: "
                "smoothed or made; not weighed"
            )
        if share >= limits.smooth_share:
            told.append(
                f"along {share:.0%} of its rim the face is smoother than its surround: it may "
                "be blended in; not weighed"
            )
        inside, outside = raw.get("banding_db", 0.0), raw.get("banding_outside_db", 0.0)
        if inside >= limits.band_db and inside - outside >= limits.band_more_db:
            told.append(
                f"bands {raw['banding_px']:.0f} rows apart travel over the face, "
                f"{inside - outside:.0f} dB above those beside it: a screen's? Not weighed"
            )
        return tuple(told)

    def _draw(
        self, sight: _Sight, raw: Mapping[str, float]
    ) -> tuple[SignalMap | None, tuple[Overlay, ...]]:
        trace = self._vote.winner()
        lasting = trace is not None and trace.votes >= self.parameters.votes_min
        wave = (trace.last.fx, trace.last.fy) if trace is not None and lasting else None
        null = self.context.texture_null
        level = raw.get("outside_db", 0.0) if null is None else null.peak_db_mean
        tiles = None
        lossless = not self.context.lossy_origin
        if wave is None and lossless and raw.get("noise_ratio", 1) < self.parameters.noise_low:
            tiles = noise_map(sight.frame.image, sight.face, outside_curve(self._outside))
        if tiles is None:
            tiles = tile_map(sight.frame.image, sight.face, wave, level, self.parameters.pfa)
        return tiles, tuple(
            Overlay("polygon", np.array(square(x, y, sight.size), np.float32))
            for x, y in sight.corners
        )
