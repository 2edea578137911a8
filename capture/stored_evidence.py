"""The evidence that a take holds, for a take whose frames cannot be seen again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from liveness.datasets.errors import DataError
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.reader import TakeReader


@dataclass(frozen=True, slots=True)
class StoredEvidence:
    """What a take says after its last analysed frame.

    Parameters
    ----------
    evidence
        By name of the signal.
    fused
        What the fusion made of it then.
    frames, faces
        Number of frames, and of those in which a face was found.
    seconds
        Capture time from the first frame to that one.
    schedule
        ``offline``: every frame was analysed, repeatable; ``live``: as the computer kept up.
    """

    evidence: Mapping[str, Evidence]
    fused: FusedEvidence
    frames: int
    faces: int
    seconds: float
    schedule: str


def stored_evidence(take: TakeReader) -> StoredEvidence:
    """Return what a take says after its last analysed frame.

    Raises
    ------
    DataError
        ``E-DAT-02`` when it is damaged, ``E-DAT-12`` when no frame was analysed.
    """
    fused = take.evidence("fused")
    analysed = np.flatnonzero([bool(text) for text in fused["decision"]])
    if not len(analysed):
        raise DataError(
            "E-DAT-12", f"{take.path.name} holds no evidence", "no frame was analysed"
        )
    row = int(analysed[-1])
    valid = bool(fused["valid"][row])
    return StoredEvidence(
        {
            name: take.track(name).at(row) or Evidence.abstain(name, "it did not run")
            for name in take.signals
        },
        FusedEvidence(
            float(fused["llr"][row]) if valid else 0.0,
            valid,
            fused["decision"][row],
            calibrated=False,
            contributions={},
            reasons=tuple(part for part in fused["reasons"][row].split("; ") if part),
        ),
        take.n_frames,
        int(take.landmarks()[1].sum()),
        float(take.time_ns[row] - take.time_ns[0]) / 1e9,
        take.schedule,
    )
