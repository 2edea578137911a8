"""What the gate row says of a snapshot's checks, and who is to blame for a low rate."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from liveness.capture.engine import Health
from liveness.capture.gating import Fact, GateCheck
from liveness.capture.signals.motion import MotionSignal
from liveness.datasets.evidence import Evidence
from liveness.widgets.gate_row import GateReading

NEEDED_FPS = MotionSignal.Parameters().min_fps
"""What the signal that asks for most needs, frames per second."""

RATE_SLACK = 0.95
"""A rate is measured over a second and trembles; this part of the needed one will do."""


def read_gates(
    checks: Sequence[GateCheck],
    health: Health | None = None,
    say: Callable[[Fact], str] = str,
) -> tuple[GateReading, ...]:
    """Return what the row shows of the gates, in their order.

    Parameters
    ----------
    checks
        As `liveness.capture.gating.GateJudge` gives them.
    health
        Tells a slow computer from a slow camera.
    say
        Puts a fact into the window's language.
    """
    readings = [_read(check, say) for check in checks]
    if health is None:
        return tuple(readings)
    return tuple(_blame(r, health) if r.name == "rate" else r for r in readings)


def _read(check: GateCheck, say: Callable[[Fact], str]) -> GateReading:
    value = "" if check.reading is None else say(check.reading)
    return GateReading(
        check.name, check.held, value, "" if check.detail is None else say(check.detail)
    )


def _blame(reading: GateReading, health: Health) -> GateReading:
    """Return the reading of the rate with what the computer makes of the camera's frames."""
    slow = slow_computer(health)
    details = [reading.detail, health.reduced, slow]
    detail = "; ".join(filter(None, details))
    if not slow or reading.held is False:
        return replace(reading, detail=detail)
    # the camera is good: what is recorded is whole, what is seen meanwhile is not
    value = f"{health.analysis_fps:.0f} fps (min {NEEDED_FPS:.0f})"
    return GateReading(reading.name, False, value, detail)


def slow_computer(health: Health) -> str:
    """Return how far the analysis falls short of a camera that is fast enough, or ``""``."""
    enough = NEEDED_FPS * RATE_SLACK
    if health.capture_fps < enough or not 0 < health.analysis_fps < enough:
        return ""
    return (
        f"the computer analyses {health.analysis_fps:.0f} of {health.capture_fps:.0f} frames "
        f"per second, {NEEDED_FPS:.0f} are needed: fold panels or close other programs"
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
