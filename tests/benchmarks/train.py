"""Print what a texture model of one demo site loses at another, and what retraining brings.

Usage: ``python tests/benchmarks/train.py A B [--workers 2]``, where A and B are datasets as
``demo --subjects 12 --takes 96 --look a`` (and ``b``) makes them. A model is trained on A and
judged on people held out of A and, by the same fits, on those people's takes at B; then the
other way round. **A smoke test: one portrait stands behind all subjects**, so that held-out
people differ less than people do. It shows that the path works, no accuracy.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from liveness.datasets.errors import LivenessError
from liveness.datasets.metrics.area import Area
from liveness.datasets.store import DatasetRoot
from liveness.studio.trained import Trained
from liveness.studio.training import train

GOAL = 0.99


def between(auc: Area) -> str:
    """Return an area with its interval."""
    if auc.low is None or auc.high is None:
        return f"{auc.value:.4f}"
    return f"{auc.value:.4f} [{auc.low:.4f}, {auc.high:.4f}]"


def tell(name: str, made: Trained) -> None:
    """Print where a model stands at home and away."""
    training = made.training
    data, rates = training.data, training.held_out.rates
    print(f"\ntrained on {name}: {data.takes} takes of {data.subjects} people")
    print(f"  {name}, people held out: AUC {between(training.auc)}")
    print(f"    BPCER {rates.bpcer.words()}")
    for each in rates.species:
        print(f"    APCER {each.species}: {each.apcer.errors} of {each.apcer.n}")
    across = training.across
    if across is not None:
        there = across.held_out.rates
        print(f"  the other site, {across.data.takes} takes: AUC {between(across.auc)}")
        print(f"    BPCER {there.bpcer.words()}")
        for each in there.species:
            print(f"    APCER {each.species}: {each.apcer.errors} of {each.apcer.n}")
        print(f"    {across.words}")


def main() -> int:
    """Train on each site, judge on both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("a", type=Path)
    parser.add_argument("b", type=Path)
    parser.add_argument("--signal", default="texture")
    parser.add_argument("--workers", type=int, default=1)
    options = parser.parse_args()
    try:
        a, b = DatasetRoot.open(options.a), DatasetRoot.open(options.b)
        begun = time.process_time(), time.monotonic()
        here = train(a, options.signal, against=b, workers=options.workers)
        tell("A", here)
        there = train(b, options.signal, against=a, workers=options.workers)
        tell("B", there)
    except LivenessError as error:
        print(error, file=sys.stderr)
        return 1
    cpu, wall = time.process_time() - begun[0], time.monotonic() - begun[1]
    print(f"\n{cpu:.0f} s of CPU in this process, {wall:.0f} s in all")
    assert here.training.across is not None
    goals = (
        (f"A's own people held out: AUC {GOAL} or more", here.training.auc.value >= GOAL),
        (
            f"retrained on B, its people held out: {GOAL} or more",
            there.training.auc.value >= GOAL,
        ),
        ("what A's model loses on B is told", "AUC" in here.training.across.words),
    )
    for told, met in goals:
        print(f"  {'met   ' if met else 'missed'} {told}")
    return int(not all(met for _, met in goals))


if __name__ == "__main__":
    sys.exit(main())
