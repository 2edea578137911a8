"""What ``evaluate --model`` answers: detectors side by side, and what that means in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from liveness.datasets.metrics import Assessment, Rate, presentations_needed
from liveness.datasets.model import Model
from liveness.datasets.profile import DataFingerprint

Kind = Literal["as-it-comes", "calibrated"]
"""``calibrated``: on these takes, each person judged by what others taught."""

Meets = Literal["meets", "misses", "unknown"]

KIND_WORDS: Mapping[Kind, str] = {"as-it-comes": "as it comes", "calibrated": "calibrated here"}


class SystemReport(Model):
    """One detector at one operating point."""

    name: str
    sha256: str | None = None
    """Of a model's description, which names its networks by their hashes."""
    kind: Kind
    threshold: str
    """Where it accepts, in words."""
    assessment: Assessment

    @property
    def title(self) -> str:
        """Name and kind."""
        return f"{self.name}, {KIND_WORDS[self.kind]}"


class Comparison(Model):
    """Detectors on the same takes.

    The same takes, seed and program give the same bytes, whatever the number of workers.
    """

    format: Literal["liveness-comparison"] = "liveness-comparison"
    schema_version: Literal[1] = 1
    target: float
    """Largest APCER of every species, and largest BPCER, that would do."""
    rule: str
    """How the operating points of what was calibrated were chosen."""
    seed: int
    data: DataFingerprint
    why_not_calibrated: str = ""
    """Why nothing could be calibrated on these takes; empty where it could."""
    systems: tuple[SystemReport, ...]
    verdicts: tuple[str, ...]
    """One sentence for each detector: whether it meets the target, whether calibration helps,
    or what is missing to say."""
    left_out: Mapping[str, int]
    faults: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def meets(system: SystemReport, target: float) -> tuple[Meets, str]:
    """Return whether a detector meets a target, and by which numbers.

    It meets it when the upper limits (95 %, one-sided) of BPCER and of every species' APCER lie
    at or below the target; it misses it when the lower limit of one lies above (the lower end
    of its two-sided interval). Else these takes do not tell. A detector that is silent on more
    than the target of a class has not met it either: a non-response is no rejection.
    """
    rates = system.assessment.rates
    named = [("BPCER", rates.bpcer)]
    named += [(f"APCER of {s.species}", s.apcer) for s in rates.species]
    missed = [f"{n} {_rate(r)}" for n, r in named if r.low is not None and r.low > target]
    if missed:
        return "misses", "; ".join(missed)
    answers = [("bona fide", rates.bpnrr), *((s.species, s.apnrr) for s in rates.species)]
    silent = [
        f"no answer to {none.errors} of {none.n} {name}"
        for name, none in answers
        if none.low is not None and none.low > target
    ]
    if silent:
        return "misses", "; ".join(silent)
    lacking = []
    for name, rate in named:
        if rate.upper is None:
            lacking.append(f"{name}: no presentation that it answered")
        elif rate.upper > target:
            more = presentations_needed(target, rate.errors) - rate.n
            lacking.append(f"{name} {_rate(rate)}, {more} more without an error needed")
    if not rates.species:
        lacking.append("there are no attacks")
    if lacking:
        return "unknown", "; ".join(lacking)
    return "meets", "; ".join(f"{name} {_rate(rate)}" for name, rate in named)


def verdict_on(name: str, systems: Sequence[SystemReport], target: float, why_not: str) -> str:
    """Return in one sentence what the numbers of one detector mean.

    Parameters
    ----------
    name
        The detector.
    systems
        It as it comes, calibrated here, or both.
    target
        The rate that would do.
    why_not
        Why it could not be calibrated here.
    """
    goal = f"{100 * target:g} % or less in BPCER and in APCER of every species"
    raw = next((s for s in systems if s.kind == "as-it-comes"), None)
    made = next((s for s in systems if s.kind == "calibrated"), None)
    parts = []
    state: Meets = "unknown"
    if raw is not None:
        state, told = meets(raw, target)
        parts.append(f"as it comes it {_STATE[state]} ({told})")
    if made is not None:
        after, told = meets(made, target)
        if raw is None:
            parts.append(f"calibrated on these takes it {_STATE[after]} ({told})")
        elif state == "meets":
            parts.append(f"calibrated on these takes it {_STATE[after]}")
        else:
            parts.append(f"calibration on these takes {_CLOSES[after]} ({told})")
    elif why_not:
        parts.append(f"whether calibration would close a gap cannot be said: {why_not}")
    return f"{name}, target {goal}: {'; '.join(parts)}"


_STATE: Mapping[Meets, str] = {
    "meets": "meets it",
    "misses": "does not meet it",
    "unknown": "is not shown to meet it, data are missing",
}
_CLOSES: Mapping[Meets, str] = {
    "meets": "closes the gap",
    "misses": "does not close the gap",
    "unknown": "may close the gap, data are missing to say",
}


def _rate(rate: Rate) -> str:
    return f"{rate.errors} of {rate.n}"
