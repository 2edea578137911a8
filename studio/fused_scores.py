"""Scores fused anew: the evidence of a pass does not depend on who weighs it."""

from __future__ import annotations

from collections.abc import Mapping

from liveness.capture.fusion import Fusion, FusionWeights
from liveness.capture.plugins import load_signals
from liveness.datasets.evidence import Evidence

from .rescoring import ScoreRecord, SignalScore


def evidence_of(signals: Mapping[str, SignalScore]) -> dict[str, Evidence]:
    """Return the evidence that a score record holds, by name of the signal."""
    return {
        name: Evidence(
            name, each.llr, each.valid, each.quality, each.reasons, each.raw, each.units
        )
        for name, each in signals.items()
    }


def fusion_of(weights: FusionWeights | None) -> Fusion:
    """Return the fusion of all installed signals; before any calibration when ``None``."""
    # a class tells its name, family and cap as its instances do
    return Fusion(weights, signals=load_signals().classes)  # type: ignore[arg-type]


def caps_of_signals() -> dict[str, tuple[float, float]]:
    """Return lowest and highest llr by name of the installed signals, in their order."""
    # of a class that others plug in only the name is known for sure
    return {each.name: each.cap for each in load_signals().classes}  # type: ignore[attr-defined]


def versions_of_signals() -> dict[str, str]:
    """Return the algorithm version by name of the installed signals."""
    return {each.name: str(getattr(each, "version", "")) for each in load_signals().classes}


def fused_anew(record: ScoreRecord, fusion: Fusion) -> ScoreRecord:
    """Return a score record as another fusion decides it; one with an error as it is."""
    if record.error is not None:
        return record
    fused = fusion.fuse(evidence_of(record.signals))
    return record.model_copy(
        update={
            "score": fused.llr if fused.valid else None,
            "decision": fused.decision,
            "calibrated": fused.calibrated,
            "reasons": fused.reasons,
        }
    )
