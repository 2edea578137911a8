"""Motion: whether the face moves by itself, as one plane, or jitters from frame to frame."""

from __future__ import annotations

import math
import statistics
from collections import deque
from typing import ClassVar

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext, SignalFamily
from liveness.datasets.evidence import Evidence, Overlay, SignalMap
from liveness.datasets.model import Model

from . import _flow
from ._blink import BlinkCounter
from ._form import Form
from ._organic import History, Verdict, judge
from ._presence import Presence

MAP_SIDE = 64
"""Rows and columns of the flow map."""

TEXTURE_EVERY = 8
"""Steps between two looks at the texture, which bounds the precision of the flow."""

MAP_HIGH = 1.0
"""Upper end of the map's scale, % of IOD per frame: a mouth that speaks; noise is a tenth."""

ARROWS_TIMES = 8.0
"""How much longer the arrows are drawn than the motion is."""


class MotionParameters(Model):
    """Settings of the motion signal; the defaults are priors, no calibration."""

    work_px: int = Field(default=240, ge=64, le=640)
    """Side of the square in which the flow is measured, pixels."""
    margin: float = Field(default=1.1, ge=1)
    """Side of the square over the longer side of the face's box."""
    window: int = Field(default=240, ge=30)
    """Triples that are kept."""
    min_triples: int = Field(default=30, ge=3)
    """Fewer triples say nothing."""
    full_triples: int = Field(default=60, ge=3)
    """From so many on the quality is full."""
    min_fps: float = Field(default=20.0, gt=0)
    """Below this rate three frames span more than one gesture, frames per second."""
    min_iod_px: float = Field(default=40.0, gt=0)
    """Smallest distance between the eyes in the square and in the image, pixels."""
    form_iod_px: float = Field(default=55.0, gt=0)
    """Smallest distance between the eyes at which the mesh's change of shape is told, pixels:
    below, the tracker's jitter grows."""
    max_duplicates: float = Field(default=0.25, ge=0, le=1)
    """Largest share of repeated frames."""
    max_floor: float = Field(default=0.0015, gt=0)
    """Largest flow noise at which a plane can be told from a calm face, IOD."""
    lost_s: float = Field(default=1.0, gt=0)
    """After this time without a face it may be another one: all is forgotten, s."""


class MotionSignal:
    """Compare what is left of the face's flow without global motion, over three frames.

    Global motion is that of a plane and of a rigid head (the mesh's shape only tells what its
    turn looks like). Expression leaves a residual that goes on from one step to the next
    (coherence near 1); synthesis frame by frame leaves one that takes itself back (-0.5 for
    independent jitter); a picture that is held leaves the noise of the flow and nothing more.

    From one frame to the next a calm face hardly moves, so its shape is followed over the whole
    window too: mouth, brows and lids of the mesh against its rigid parts (`Form`), and blinks.

    A replayed video of a person has organic motion and passes; so do a smooth face swap and a
    mask that leaves eyes and mouth free. A person who keeps eyes, mouth and brows still for
    seconds while turning the head is not told from a rigid mask, so this never rejects alone.

    Parameters
    ----------
    parameters
        Settings.
    context
        Not used: rates are measured on the frames' own times.
    """

    name: ClassVar[str] = "motion"
    family: ClassVar[SignalFamily] = "temporal"
    title: ClassVar[str] = "Facial motion"
    version: ClassVar[str] = "3"
    cap: ClassVar[tuple[float, float]] = (-2.0, 1.5)
    units: ClassVar[dict[str, str]] = {
        "residual": "IOD",
        "sheet_residual": "IOD",
        "noise_floor": "IOD",
        "over_floor": "1",
        "coherence": "1",
        "coherence_median": "1",
        "travel": "IOD",
        "shape": "1",
        "shape_mouth": "IOD",
        "shape_brows": "IOD",
        "shape_lids": "IOD",
        "turn": "deg",
        "eyes": "IOD",
        "brows": "IOD",
        "mouth": "IOD",
        "cheeks": "IOD",
        "triples": "1",
        "frame_rate": "1/s",
        "duplicates": "1",
        "dropped": "1",
        "blinks": "1",
        "eye_aspect_ratio": "1",
    }
    Parameters: ClassVar[type[MotionParameters]] = MotionParameters

    def __init__(
        self, parameters: MotionParameters | None = None, context: SignalContext | None = None
    ) -> None:
        self._parameters = parameters or MotionParameters()
        self._context = context or SignalContext()
        # the fast preset with fewer rounds: 1.3 ms at 240 px, and a plane leaves .93 to 1.01 x
        # the noise; the ultra-fast one leaves 1.7 x, finer ones cost six times as much
        self._dis = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_FAST)
        self._dis.setVariationalRefinementIterations(3)
        self._dis.setGradientDescentIterations(10)
        self._presence = Presence(self._parameters.lost_s)
        self.reset()

    def reset(self) -> None:
        """Forget everything seen, as before the first frame."""
        self._presence.clear()
        self._forget()

    def _forget(self) -> None:
        """Forget what was seen of the face."""
        self._triples = History(self._parameters.window)
        self._known: tuple[Verdict | None, dict[str, float]] | None = None
        self._steps: deque[float] = deque(maxlen=60)
        self._repeats: deque[bool] = deque(maxlen=self._parameters.window)
        self._gaps: deque[bool] = deque(maxlen=self._parameters.window)
        self._blinks = BlinkCounter()
        self._form = Form()
        self._break()
        self._side: int | None = None
        self._image: NDArray[np.uint8] | None = None
        self._index: int | None = None
        self._small = ""

    def _break(self) -> None:
        """End the chain of frames: the next one is a first one."""
        self._last: _flow.Crop | None = None
        self._before: _flow.Crop | None = None
        self._flow_1: NDArray[np.float32] | None = None
        self._flow_2: NDArray[np.float32] | None = None
        self._floor = self._gain = 0.0
        self._gain_age = 0

    def update(self, frame: Frame, face: Face | None) -> None:
        """Take in the next frame; see ``Signal``."""
        if face is not None and not np.isfinite(face.landmarks).all():
            face = None
        if self._presence.update(frame, face):
            self._forget()
        if face is None:
            self._break()
            return
        if self._repeats_last(frame, face):
            self._repeats.append(True)
            return
        self._repeats.append(False)
        self._blinks.add(face, self._presence.now_ns)
        if self._too_small(face):
            self._break()
            return
        if face.iod_px >= self._parameters.form_iod_px:
            self._form.add(face)
        self._step(frame, face)

    def _repeats_last(self, frame: Frame, face: Face) -> bool:
        """Return whether the face's pixels are those of the frame before, give or take none."""
        before, self._image = self._image, frame.image
        if before is None or before.shape != frame.image.shape:
            return False
        x, y, width, height = np.clip(np.round(face.box), -1e6, 1e6).astype(int).tolist()
        rows = slice(max(0, y), max(0, y + height), 3)
        columns = slice(max(0, x), max(0, x + width), 3)
        old, new = before[rows, columns, 1], frame.image[rows, columns, 1]
        return bool(new.size > 0 and np.array_equal(old, new))

    def _too_small(self, face: Face) -> bool:
        settings = self._parameters
        side = _flow.square_side(face, settings.margin)
        iod = face.iod_px * min(1.0, settings.work_px / side)
        self._small = ""
        if not iod >= settings.min_iod_px:
            self._small = (
                f"face too small: {iod:.0f} of {settings.min_iod_px:.0f} px between the eyes"
            )
        return bool(self._small)

    def _step(self, frame: Frame, face: Face) -> None:
        """Take the next distinct frame into the chain."""
        side = _flow.square_side(face, self._parameters.margin)
        if self._side is None or not 0.85 < side / self._side < 1.15:
            self._side = side
            self._break()
        crop = _flow.crop(frame, face, self._side, self._parameters.work_px)
        last = self._last
        gap = self._index is not None and frame.index - self._index > 1
        self._index = frame.index
        if last is not None:
            step = (crop.time_ns - last.time_ns) / 1e9
            self._steps.append(step)
            usual = statistics.median(self._steps)
            late = not 0.5 * usual <= step <= 1.6 * usual
            self._gaps.append(gap or late)
            if gap or late or step <= 0 or last.grey.shape != crop.grey.shape:
                self._break()
                last = None
        if last is not None:
            self._flow(last, crop)
        self._last = crop

    def _flow(self, last: _flow.Crop, crop: _flow.Crop) -> None:
        """Measure one step of flow, and the triple that it completes."""
        # a field of the right size would be taken for a first guess and cost half as much again
        blank = np.zeros((1, 1, 2), np.float32)
        flow = np.asarray(self._dis.calc(last.grey, crop.grey, blank), np.float32)
        if self._gain_age % TEXTURE_EVERY == 0:
            self._gain = _flow.flow_gain(last.grey, last.points)
        self._gain_age += 1
        floor = self._gain * _flow.noise(last.grey, crop.grey, flow, last.points)
        if self._before is not None and self._flow_2 is not None:
            found = _flow.triple(self._before, self._flow_2, flow, max(floor, self._floor))
            if found is not None:
                self._triples.add(found)
                self._known = None
        self._before, self._flow_1, self._flow_2 = last, self._flow_2, flow
        self._floor = floor

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return the current value; see ``Signal``."""
        raw = self._raw()
        shown: SignalMap | None = None
        overlay: tuple[Overlay, ...] = ()
        if with_map and self._presence.face is not None:
            shown, overlay = self._picture()
        reason = self._why_not()
        verdict = None
        if not reason:
            verdict, _ = self._value()
        if verdict is not None:
            # repeated frames up to half of the limit cost nothing
            repeats = sum(self._repeats) / len(self._repeats) / self._parameters.max_duplicates
            verdict = verdict.worth(min(max(1.5 - repeats, 0.0), 1.0))
            if verdict.quality <= 0:
                reason = verdict.reason
        if reason or verdict is None:
            return Evidence.abstain(
                self.name, reason, raw=raw, units=self.units, map=shown, overlay=overlay
            )
        return Evidence(
            self.name,
            verdict.llr,
            True,
            verdict.quality,
            (verdict.reason,),
            raw,
            self.units,
            shown,
            overlay,
        )

    def _why_not(self) -> str:
        """Return why the signal abstains, or nothing."""
        settings = self._parameters
        if missing := self._presence.missing():
            return missing
        if len(self._repeats) >= 10:
            share = sum(self._repeats) / len(self._repeats)
            if share > settings.max_duplicates:
                return (
                    f"{100 * share:.0f} % of the frames repeat the one before,"
                    f" limit {100 * settings.max_duplicates:.0f} %"
                )
        if len(self._steps) >= 5:
            rate = self._rate()
            if not rate >= 0.98 * settings.min_fps:
                return f"{rate:.1f} frames per second, {settings.min_fps:.0f} are needed"
        if self._small:
            return self._small
        if len(self._triples) < settings.min_triples:
            return f"{len(self._triples)} of {settings.min_triples} frame triples so far"
        return ""

    def _rate(self) -> float:
        step = statistics.median(self._steps) if self._steps else 0.0
        return 1 / step if step > 0 else 0.0

    def _value(self) -> tuple[Verdict | None, dict[str, float]]:
        """Return verdict and quantities of the triples; computed once for those there are."""
        if self._known is None:
            verdict = None
            if len(self._triples) > 0:
                verdict = judge(
                    self._triples,
                    self._form.shape(),
                    self._blinks.count,
                    full=self._parameters.full_triples,
                    max_floor=self._parameters.max_floor,
                    cap=self.cap,
                )
            self._known = verdict, self._triples.raw()
        return self._known

    def _raw(self) -> dict[str, float]:
        raw = dict(self._value()[1])
        raw["triples"] = float(len(self._triples))
        if self._steps and self._rate() > 0:
            raw["frame_rate"] = self._rate()
        if self._repeats:
            raw["duplicates"] = sum(self._repeats) / len(self._repeats)
        if self._gaps:
            raw["dropped"] = sum(self._gaps) / len(self._gaps)
        raw["blinks"] = float(self._blinks.count)
        shape = self._form.shape()
        if shape is not None:
            raw |= {"shape": shape.over, "turn": shape.turn_deg}
            raw |= {f"shape_{name}": size for name, size in shape.parts.items()}
        if self._blinks.ratio is not None:
            raw["eye_aspect_ratio"] = self._blinks.ratio
        return {name: value for name, value in raw.items() if math.isfinite(value)}

    def _picture(self) -> tuple[SignalMap | None, tuple[Overlay, ...]]:
        """Return the last step's flow without global motion, and arrows at landmarks."""
        before, flow = self._before, self._flow_2
        if before is None or flow is None:
            return None, ()
        field, arrows = _flow.picture(before, flow, MAP_SIDE, ARROWS_TIMES)
        percent = 100 / before.iod
        side = before.grey.shape[0] / before.scale
        shown = SignalMap(
            np.asarray(np.hypot(field[..., 0], field[..., 1]) * percent, np.float32),
            "flow",
            "% IOD",
            0.0,
            MAP_HIGH,
            (float(before.origin[0]), float(before.origin[1]), side, side),
            np.arctan2(-field[..., 1], field[..., 0]).astype(np.float32),
            f"motion per frame without the head's, arrows x {ARROWS_TIMES:.0f}",
        )
        return shown, (Overlay("lines", arrows),)
