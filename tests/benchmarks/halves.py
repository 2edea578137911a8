"""Print how each signal's llr drifts between the first and the second half of real clips.

Usage: ``python tests/benchmarks/halves.py [--frames 240] [--media DIR]``.
Each half is a fresh pass, as a take of its own: the same person, camera, light and day, so
that what differs is the signal's own unrest. A clip gives a pair where the signal spoke in both
halves. Clips of a few people: the figures say how steady the signals are, no error rate.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.frame import Frame
from liveness.capture.sources import open_source
from liveness.datasets.errors import LivenessError
from liveness.datasets.metrics.drift import drift

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
FUSED = "fused"


def score(frames: list[Frame], path: Path) -> dict[str, float]:
    """Return the llr of each signal after a fresh pass, NaN where it abstained."""
    with open_source(str(path)) as source:
        context = context_of(source.info)
    last: Snapshot | None = None
    with Analyser(context) as analyser:
        for frame in frames:
            last = analyser.process(frame)
    assert last is not None
    found = {name: e.llr if e.valid else np.nan for name, e in last.evidence.items()}
    found[FUSED] = last.fused.llr if last.fused.valid else np.nan
    return found


def clips(media: Path, most: int) -> Iterator[tuple[Path, list[Frame]]]:
    """Yield the bona fide videos with their first frames."""
    for path in sorted((media / "bona_fide").iterdir()):
        try:
            with open_source(str(path)) as source:
                frames = []
                while len(frames) < most and (frame := source.read()) is not None:
                    frames.append(frame)
        except LivenessError as error:
            print(f"{path.name}: {error}", file=sys.stderr)
            continue
        if len(frames) >= 20:
            yield path, frames


def main() -> int:
    """Score both halves of each clip and print how they differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=240, help="frames of a clip at most")
    parser.add_argument("--media", type=Path, default=SHARED / "media")
    options = parser.parse_args()
    if not options.media.is_dir():
        print(f"no media in {options.media}", file=sys.stderr)
        return 2
    cv2.setNumThreads(1)
    first: dict[str, list[float]] = {}
    second: dict[str, list[float]] = {}
    count = 0
    for path, frames in clips(options.media, options.frames):
        count += 1
        middle = len(frames) // 2
        for half, into in ((frames[:middle], first), (frames[middle:], second)):
            for name, llr in score(half, path).items():
                into.setdefault(name, []).append(llr)
    print(f"{count} bona fide clips, at most {options.frames} frames of each, in two halves\n")
    head = ("signal", "pairs", "first", "second", "mean diff.", "sd", "largest", "same sign")
    print("".join(f"{text:>12}" for text in head))
    for name in first:
        then, now = np.array(first[name]), np.array(second[name])
        both = np.isfinite(then) & np.isfinite(now)
        if not both.any():
            print(f"{name:>12}{0:>12}  abstains in one half or both of every clip")
            continue
        gap = now[both] - then[both]
        cells = (np.median(then[both]), np.median(now[both]), gap.mean(), gap.std())
        same = np.mean(np.sign(then[both]) == np.sign(now[both]))
        print(
            f"{name:>12}{int(both.sum()):>12}"
            + "".join(f"{cell:>+12.2f}" for cell in cells)
            + f"{np.abs(gap).max():>12.2f}{same:>12.0%}"
        )
    try:
        found = drift(first, second)
    except LivenessError as error:
        print(f"\nno test of drift: {error}")
        return 0
    print(f"\ndrift monitor on the halves: {'an alarm' if found.alarm else 'no alarm'}")
    for each in found.signals:
        print(
            f"  {each.signal}: {each.n_reference} and {each.n_day} values, shift "
            f"{each.shift:+.2f} sd, p = {each.p:.2g}"
        )
    for told in found.untested:
        print(f"  not tested, {told}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
