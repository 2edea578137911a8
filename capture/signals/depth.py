"""Depth: whether the face moves like a relief or like a flat picture."""

from __future__ import annotations

from collections import deque
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext, SignalFamily
from liveness.datasets.evidence import Evidence, Overlay, SignalMap
from liveness.datasets.model import Model

from . import _corners, _relief, _sensor, _surround
from ._parallax import UNDECIDED, Measure, Verdict, judge, reading
from ._presence import Presence

Floats = NDArray[np.float64]

RELIEF_EVERY = 4
"""Pairs between two solutions for the relief."""

SURROUND_EVERY = 4
"""Pairs between two looks at the surround."""

NEAREST_MM = 400.0
"""A distance below this is believed only from a calibrated field of view: in a picture that was
cropped from a larger one the irises look too near, and a face would be asked for too much
parallax by approach."""


class DepthParameters(Model):
    """Settings of the depth signal; the defaults are priors, no calibration."""

    interval_s: float = Field(default=0.095, ge=0)
    """Least time between two measurements, s: every third frame at 30 per second."""
    reference_s: float = Field(default=2.0, gt=0)
    """A reference frame is replaced when it is older than this, s."""
    memory_s: float = Field(default=30.0, gt=0)
    """Pairs older than this are forgotten, s."""
    lost_s: float = Field(default=1.0, gt=0)
    """After this time without a face it may be another one: all is forgotten, s."""
    corners: int = Field(default=140, ge=20, le=400)
    """Most corners to follow."""
    min_tracks: int = Field(default=60, ge=10)
    """A pair needs this many tracks."""
    min_iod_px: float = Field(default=50.0, gt=0)
    """Smallest distance between the eyes, image pixels."""
    min_turn_deg: float = Field(default=1.5, gt=0)
    """Smallest turn that counts, degrees."""
    min_approach: float = Field(default=0.08, gt=0)
    """Smallest relative change of size that counts instead."""
    max_turn_deg: float = Field(default=15.0, gt=0)
    """A larger turn starts a new reference."""


class DepthSignal:
    """Tell a relief from a plane by the parallax of tracked image corners.

    A plane that turns moves by a homography, a bent sheet almost; a face leaves a residual that
    grows with the turn. The residual is compared with the one that the face's mesh would leave
    under the same turn and approach. Corners of the image are followed, never landmarks: those
    carry the shape of a face into flat pictures, too. The mesh's z only says what to look for;
    it is there for every picture of a face, and a flat one leaves nothing that could match it.
    A residual far *below* the expected one rejects; one above it accepts only as far as it has
    the shape of the face, for noise, codecs and a talking mouth leave residuals as well.

    Where the camera has true depth (``Frame.depth_mm``) that is the evidence instead, and the
    parallax is only reported.

    It cannot tell a video replay of a turning head, a mask or a bust from a person: those have
    or show true parallax.

    Parameters
    ----------
    parameters
        Settings.
    context
        Whether the field of view was measured: parallax by approach needs the distance, that
        by a turn does not.
    """

    name: ClassVar[str] = "depth"
    family: ClassVar[SignalFamily] = "geometry"
    title: ClassVar[str] = "Depth consistency"
    version: ClassVar[str] = "2"
    cap: ClassVar[tuple[float, float]] = (-4.0, 3.0)
    units: ClassVar[dict[str, str]] = {
        "plane_ratio": "1",
        "sheet_ratio": "1",
        "parallax": "1",
        "parallax_sd": "1",
        "plane_gain": "1",
        "plane_residual": "IOD",
        "similarity_residual": "IOD",
        "rotation": "deg",
        "scale_change": "1",
        "tracks": "1",
        "pairs": "1",
        "track_error": "px",
        "relief_correlation": "1",
        "rank_one_energy": "1",
        "bend_radius": "mm",
        "bend_share": "1",
        "ring_rigidity": "1",
        "sensor_plane_residual": "mm",
        "sensor_sheet_residual": "mm",
        "sensor_correlation": "1",
        "sensor_covered": "1",
        "sensor_radius": "mm",
    }
    Parameters: ClassVar[type[DepthParameters]] = DepthParameters

    def __init__(
        self, parameters: DepthParameters | None = None, context: SignalContext | None = None
    ) -> None:
        self._parameters = parameters or DepthParameters()
        self._context = context or SignalContext()
        self._presence = Presence(self._parameters.lost_s)
        self.reset()

    def reset(self) -> None:
        """Forget everything seen, as before the first frame."""
        self._presence.clear()
        self._forget()

    def _forget(self) -> None:
        """Forget what was seen of the face."""
        self._reference: _corners.Reference | None = None
        self._pairs: list[_corners.Pair] = []
        self._map: NDArray[np.float32] | None = None
        self._measures: deque[Measure] = deque(maxlen=400)
        self._relief: tuple[_corners.Reference, _relief.Relief, float] | None = None
        self._surround: _surround.Surround | None = None
        self._rigid: deque[float] = deque(maxlen=100)
        self._relief_due = self._reference_due = False
        self._sensed: deque[_sensor.Sensed] = deque(maxlen=30)
        self._known: tuple[Verdict | None, dict[str, float]] | None = None
        self._done_ns: int | None = None
        self._state = ""

    def update(self, frame: Frame, face: Face | None) -> None:
        """Take in the next frame; see ``Signal``."""
        if self._presence.update(frame, face):
            self._forget()
        if face is None:
            return
        now, settings = self._presence.now_ns, self._parameters
        if not np.isfinite(face.landmarks).all():
            self._reference = None
            self._state = "the face is unknown"
            return
        if frame.depth_mm is not None:
            sensed = _sensor.sense(frame, face)
            if sensed is not None:
                self._sensed.append(sensed)
        if not face.iod_px >= settings.min_iod_px:
            self._reference = None
            self._state = (
                f"face too small: {face.iod_px:.0f} of {settings.min_iod_px:.0f} px"
                " between the eyes"
            )
            return
        if self._done_ns is not None and now - self._done_ns < settings.interval_s * 1e9:
            self._catch_up(frame, face)
            return
        self._done_ns = now
        self._measure(frame, face)

    def _catch_up(self, frame: Frame, face: Face) -> None:
        """Do what is due on a frame that is not measured: no frame then costs twice."""
        if self._relief_due:
            self._keep_relief()
        elif self._reference_due:
            self._renew(frame, face)

    def _measure(self, frame: Frame, face: Face) -> None:
        if self._relief_due:
            self._keep_relief()
        reference = self._reference
        if reference is None or self._reference_due:
            self._renew(frame, face)
            return
        found = _corners.track(reference, frame, face)
        settings = self._parameters
        tracks = found if isinstance(found, int) else len(found.index)
        if isinstance(found, int) or tracks < settings.min_tracks:
            self._state = f"{tracks} of {settings.min_tracks} corners tracked"
            self._renew(frame, face)
            return
        self._state = ""
        approach = abs(found.scale_change - 1)
        self._pairs.append(found)
        self._measures.append(
            Measure(
                int(frame.time_ns),
                found,
                _relief.parallax(reference, found),
                self._weight(found.turn_deg, approach),
            )
        )
        self._known = None
        self._relief_due = len(self._pairs) % RELIEF_EVERY == 0
        if self._surround is not None and len(self._pairs) % SURROUND_EVERY == 2:
            plane = found.seed @ reference.from_image
            rigid = _surround.rigidity(self._surround, frame, face, plane)
            if rigid is not None:
                self._rigid.append(rigid)
        old = int(frame.time_ns) - reference.time_ns > settings.reference_s * 1e9
        if old or found.turn_deg > settings.max_turn_deg or approach > 0.5:
            self._relief_due = self._reference_due = True

    def _renew(self, frame: Frame, face: Face) -> None:
        """Take this frame as the reference, keeping the relief if it is the best so far."""
        self._keep_relief()
        self._reference_due = False
        self._pairs = []
        distance = face.distance_mm if np.isfinite(face.distance_mm) else 0.0
        least = 100.0 if self._context.fov_calibrated else NEAREST_MM
        self._reference = _corners.make_reference(
            frame, face, corners=self._parameters.corners, distance_mm=max(distance, least)
        )
        if self._reference is None:
            self._state = "the face lies outside the picture"
            return
        self._surround = _surround.make_surround(frame, face)
        if len(self._reference.points) < self._parameters.min_tracks:
            self._state = (
                f"{len(self._reference.points)} of {self._parameters.min_tracks} corners found"
            )
            self._reference = None

    def _keep_relief(self) -> None:
        self._relief_due = False
        turn = max(
            (self._weight(p.turn_deg, abs(p.scale_change - 1)) for p in self._pairs),
            default=0.0,
        )
        held = self._relief[2] if self._relief is not None else 0.0
        # a newer relief replaces an older one unless that came from a much larger turn
        if self._reference is None or turn < 1 or turn < 0.6 * held:
            return
        usable = [
            p
            for p in self._pairs
            if self._weight(p.turn_deg, abs(p.scale_change - 1)) >= max(1.0, 0.4 * turn)
        ]
        measured = _relief.relief(self._reference, usable[-8:])
        if measured is not None:
            self._relief = (self._reference, measured, turn)
            self._map = self._known = None

    def _weight(self, turn_deg: float, approach: float) -> float:
        """How far a pair lies above the gate: 1 at it, for turn or approach."""
        settings = self._parameters
        return max(turn_deg / settings.min_turn_deg, approach / settings.min_approach)

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return the current value; see ``Signal``."""
        verdict, raw = self._value()
        shown: SignalMap | None = None
        overlay: tuple[Overlay, ...] = ()
        if with_map and self._presence.face is not None:
            shown, overlay = self._picture()
        reason = self._why_not(verdict)
        if self._sensed and not reason.startswith("no face"):
            return self._by_sensor(raw, shown, overlay)
        if verdict is not None and not reason and abs(verdict.llr) < UNDECIDED:
            reason = self._still() if verdict.turned is None else reading(verdict)
        if reason or verdict is None:
            return Evidence.abstain(
                self.name, reason, raw=raw, units=self.units, map=shown, overlay=overlay
            )
        return Evidence(
            self.name,
            verdict.llr,
            True,
            verdict.quality,
            (reading(verdict),),
            raw,
            self.units,
            shown,
            overlay,
        )

    def _value(self) -> tuple[Verdict | None, dict[str, float]]:
        """Return the verdict and the quantities; computed once for all pairs there are."""
        oldest = self._presence.now_ns - self._parameters.memory_s * 1e9
        while self._measures and self._measures[0].time_ns < oldest:
            self._measures.popleft()
            self._known = None
        if self._known is None:
            pairs = list(self._measures)
            verdict = judge(pairs, self._parameters.min_turn_deg, self.cap)
            raw = self._raw(pairs)
            if verdict is not None and verdict.turned is not None:
                raw |= {
                    "plane_ratio": verdict.turned.plane_ratio,
                    "sheet_ratio": verdict.turned.sheet_ratio,
                    "parallax": verdict.turned.parallax,
                    "parallax_sd": verdict.turned.parallax_sd,
                }
            if verdict is not None and verdict.tilted is not None:
                raw["plane_gain"] = verdict.tilted.gain
            self._known = verdict, raw
        return self._known

    def _by_sensor(
        self, raw: dict[str, float], shown: SignalMap | None, overlay: tuple[Overlay, ...]
    ) -> Evidence:
        """Return what the depth camera says; its map where a map is wanted."""
        found = _sensor.judge(list(self._sensed), self.cap)
        raw = raw | found.raw
        if found.llr == 0:
            return Evidence.abstain(
                self.name, found.reason, raw=raw, units=self.units, map=shown, overlay=overlay
            )
        reasons = (found.reason,)
        return Evidence(
            self.name, found.llr, True, found.quality, reasons, raw, self.units, shown, overlay
        )

    def _why_not(self, verdict: Verdict | None) -> str:
        """Return why the signal abstains, or nothing."""
        missing = self._presence.missing()
        if missing or verdict is not None:
            return missing
        if self._state or not self._measures:
            return self._state or "one frame so far, two are needed"
        return self._still()

    def _still(self) -> str:
        settings = self._parameters
        turn = max(m.pair.turn_deg for m in self._measures)
        approach = max(m.approach for m in self._measures)
        return (
            f"head still: turned {turn:.1f} of {settings.min_turn_deg:.1f} degrees,"
            f" size changed {100 * approach:.0f} of {100 * settings.min_approach:.0f} %"
        )

    def _raw(self, pairs: list[Measure]) -> dict[str, float]:
        if not pairs:
            return {}
        best = max(pairs, key=lambda m: m.weight)
        raw = {
            "plane_residual": best.pair.plane_residual,
            "similarity_residual": best.pair.similarity_residual,
            "rotation": best.pair.turn_deg,
            "scale_change": best.pair.scale_change,
            "tracks": float(best.sums.tracks),
            "pairs": float(len(pairs)),
            "track_error": best.pair.track_error,
        }
        if self._rigid:
            raw["ring_rigidity"] = float(np.median(self._rigid))
        if self._relief is not None:
            raw["relief_correlation"] = self._relief[1].correlation
            raw["rank_one_energy"] = self._relief[1].rank_one
            raw["bend_radius"] = self._relief[1].bend_radius
            raw["bend_share"] = self._relief[1].bend_share
        return {name: value for name, value in raw.items() if np.isfinite(value)}

    def _picture(self) -> tuple[SignalMap | None, tuple[Overlay, ...]]:
        """Return the measured relief over the present face, and the corners it comes from."""
        face = self._presence.face
        if face is None or not min(face.box[2:]) > 0:
            return None, ()
        if self._sensed:
            values, title = self._sensed[-1].relief, "depth camera, above its best plane"
            return SignalMap(values, "relief", "mm", -20.0, 40.0, face.box, title=title), ()
        if self._relief is None:
            return None, ()
        reference, measured, weight = self._relief
        if self._map is None:
            self._map = _relief.relief_map(reference, measured)
        weak = "" if weight >= 2 else f" (weak: {weight:.1f} x the least motion)"
        title = f"measured relief{weak}"
        shown = SignalMap(self._map, "relief", "mm", -20.0, 40.0, face.box, title=title)
        points = reference.points[measured.which] / reference.scale + reference.origin
        old, new = reference.face.box, face.box
        points = (points - old[:2]) / old[2:] * new[2:] + new[:2]
        return shown, (Overlay("points", points.astype(np.float32)),)
