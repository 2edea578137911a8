"""What a signal said at one moment, as a sentence. No Qt."""

from __future__ import annotations

from liveness.datasets.evidence import Evidence
from liveness.widgets import wording


def why(title: str, evidence: Evidence | None) -> str:
    """Return a sentence with score, quality and the reasons' values, limits and units.

    Parameters
    ----------
    title
        How the signal is called.
    evidence
        What it said; ``None`` where the frame was not analysed.
    """
    if evidence is None:
        return wording.said(f"{title}: this frame was not analysed.")
    reasons = "; ".join(wording.sentence(reason).rstrip(".") for reason in evidence.reasons)
    if not evidence.valid:
        return wording.said(f"{title} abstains: {reasons}.")
    side = "bona fide" if evidence.llr > 0 else "attack" if evidence.llr < 0 else "neither"
    said = wording.said(
        f"{title}: {evidence.llr:+.2f} nat for {side}, quality {evidence.quality:.2f}"
    )
    return f"{said}. {reasons}." if reasons else f"{said}."
