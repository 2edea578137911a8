"""What became of a presentation, as the metrics count it: the fusion's own decision."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.metrics import ACCEPT, NO_RESPONSE, REJECT, UNDECIDED, Outcomes

_CODES = {"accept": ACCEPT, "undecided": UNDECIDED, "reject": REJECT}


def outcomes_of(fused: Sequence[FusedEvidence]) -> Outcomes:
    """Return the outcome of each decision; without a valid signal it is a non-response."""
    return np.array(
        [_CODES[each.decision] if each.valid else NO_RESPONSE for each in fused], np.int8
    )
