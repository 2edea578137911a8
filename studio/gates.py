"""What the gate row says of a snapshot; in this window gates only warn, they never block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from liveness.capture.analysis import Snapshot
from liveness.capture.engine import Health
from liveness.capture.signals.motion import MotionSignal
from liveness.datasets.evidence import Evidence
from liveness.datasets.protocol import Gates
from liveness.widgets.gate_row import GateReading

DARK_LUMA, BRIGHT_LUMA = 55.0, 215.0
"""Mean grey level of a face below or above which skin loses its detail, 0..255."""

CLIPPED_PERCENT = 20.0
"""More of a face that is black or white than this is badly lit, per cent."""

NEEDED_FPS = MotionSignal.Parameters().min_fps
"""What the signal that asks for most needs, frames per second."""

RATE_SLACK = 0.95
"""A rate is measured over a second and trembles; this part of the needed one will do."""


def read_gates(
    snapshot: Snapshot, gates: Gates, health: Health | None = None
) -> tuple[GateReading, ...]:
    """Return the gates of a snapshot in the order in which they are shown."""
    return (
        _size(snapshot, gates),
        _sharp(snapshot, gates),
        _light(snapshot.quality),
        _pose(snapshot, gates),
        _rate(health),
    )


def _size(snapshot: Snapshot, gates: Gates) -> GateReading:
    face, least = snapshot.face, gates.iod_px
    if face is None:
        return GateReading("size", False, "no face", "no face is found in the picture")
    return GateReading(
        "size",
        face.iod_px >= least,
        f"{face.iod_px:.0f} of {least:.0f} px",
        f"{face.iod_px:.0f} px between the eyes, {least:.0f} are needed",
    )


def _sharp(snapshot: Snapshot, gates: Gates) -> GateReading:
    value, least = snapshot.quality.get("sharpness"), gates.sharpness
    if value is None or snapshot.face is None:
        return GateReading("sharp", None)
    detail = f"sharpness {value:.0f} (variance of the Laplacian), {least:.0f} is needed"
    return GateReading("sharp", value >= least, f"{value:.0f} of {least:.0f}", detail)


def light_fault(quality: Mapping[str, float]) -> str:
    """Return what is wrong with the light on a face, value and limit, or ``""``."""
    luma, clipped = quality.get("luma"), quality.get("clipped_percent", 0.0)
    if luma is None:
        return ""
    if luma < DARK_LUMA:
        return f"level {luma:.0f}, {DARK_LUMA:.0f} is needed"
    if luma > BRIGHT_LUMA:
        return f"level {luma:.0f}, limit {BRIGHT_LUMA:.0f}"
    if clipped > CLIPPED_PERCENT:
        return f"{clipped:.0f} % clipped, limit {CLIPPED_PERCENT:.0f} %"
    return ""


def _light(quality: Mapping[str, float]) -> GateReading:
    luma = quality.get("luma")
    if luma is None:
        return GateReading("light", None)
    fault = light_fault(quality)
    detail = (
        f"mean level of the face {luma:.0f} of 255, {DARK_LUMA:.0f} to {BRIGHT_LUMA:.0f}; "
        f"{quality.get('clipped_percent', 0.0):.0f} % clipped, limit {CLIPPED_PERCENT:.0f} %"
    )
    return GateReading("light", not fault, fault.partition(",")[0], detail)


def _pose(snapshot: Snapshot, gates: Gates) -> GateReading:
    face = snapshot.face
    if face is None:
        return GateReading("pose", None)
    yaw, pitch = abs(face.yaw_deg), abs(face.pitch_deg)
    turned, nodded = yaw > gates.yaw_deg, pitch > gates.pitch_deg
    value, limit = (pitch, gates.pitch_deg) if nodded and not turned else (yaw, gates.yaw_deg)
    detail = (
        f"turned by {yaw:.0f} degrees, limit {gates.yaw_deg:.0f}; "
        f"nodded by {pitch:.0f}, limit {gates.pitch_deg:.0f}"
    )
    # to the tenth: a nod of 15.4 must not read as 15 of 15
    fault = f"{value:.1f} of {limit:.0f}\u00b0"
    return GateReading("pose", not (turned or nodded), fault, detail)


def slow_computer(health: Health) -> str:
    """Return how far the analysis falls short of a camera that is fast enough, or ``""``."""
    enough = NEEDED_FPS * RATE_SLACK
    if health.capture_fps < enough or not 0 < health.analysis_fps < enough:
        return ""
    return (
        f"the computer analyses {health.analysis_fps:.0f} of {health.capture_fps:.0f} frames "
        f"per second, {NEEDED_FPS:.0f} are needed: fold panels or close other programs"
    )


def _rate(health: Health | None) -> GateReading:
    if health is None or health.analysis_fps <= 0:
        return GateReading("rate", None)
    rate = min(health.analysis_fps, health.capture_fps)
    detail = (
        f"{health.analysis_fps:.1f} frames per second analysed, {health.capture_fps:.1f} from "
        f"the camera, {NEEDED_FPS:.0f} are needed"
    )
    detail += f"; {health.reduced}" if health.reduced else ""
    slow = slow_computer(health)
    return GateReading(
        "rate",
        rate >= NEEDED_FPS * RATE_SLACK,
        f"{rate:.0f} of {NEEDED_FPS:.0f} fps",
        f"{detail}; {slow}" if slow else detail,
    )


def explain(evidence: Evidence | None, health: Health | None) -> Evidence | None:
    """Return an evidence whose reason names the computer where that skips the frames.

    A signal sees the frames it is given, and cannot know that a slow computer skipped some.
    """
    if evidence is None or evidence.valid or health is None or not evidence.reasons:
        return evidence
    slow = slow_computer(health)
    if not slow or "frames per second" not in evidence.reasons[0]:
        return evidence
    return replace(evidence, reasons=(slow, *evidence.reasons[1:]))
