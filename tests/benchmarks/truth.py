"""Print how well each signal and the fusion part the demo's attacks from its live head.

Usage: ``python tests/benchmarks/truth.py [--seeds 30] [--frames 60] [--jobs 2] [--json FILE]``.
A smoke test of the mathematics and the code: one portrait, one relief, no camera, no person
and no real attack stand behind it, so it tells nothing of an error rate in the field.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field
from pathlib import Path

# two processes on two cores: no library may start threads of its own
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy as np

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.demo import DEMO_SCENES, DemoSource
from liveness.capture.scenes import strength as ranges

BONA_FIDE, ATTACKS = DEMO_SCENES[0], DEMO_SCENES[1:]
SUBJECTS = 6
GOAL_AUC = 0.99
FUSION = "fusion"


@dataclass(frozen=True)
class Clip:
    """What is known after the last frame of one clip; ``None`` where a signal abstained."""

    scene: str
    seed: int
    strength: float
    decision: str
    llr: dict[str, float | None] = field(default_factory=dict)
    cpu_s: float = 0.0


def strength_of(scene: str, seed: int) -> float:
    """Return the strength of a clip, drawn evenly from 0 to 1 by scene and seed."""
    rng = np.random.default_rng([seed, DEMO_SCENES.index(scene), 4711])
    return float(rng.uniform())


def score(task: tuple[str, int, int]) -> Clip:
    """Render one clip and analyse it in a fresh pass, as ``score`` does."""
    scene, seed, frames = task
    strength = strength_of(scene, seed)
    begun = time.process_time()
    last: Snapshot | None = None
    source = DemoSource(
        scene, seed=seed, subject=seed % SUBJECTS, frames=frames, strength=strength
    )
    with source, Analyser(context_of(source.info)) as analyser:
        while (frame := source.read()) is not None:
            last = analyser.process(frame)
    if last is None:
        raise ValueError("a clip needs a frame")
    llr = {name: e.llr if e.valid else None for name, e in last.evidence.items()}
    llr[FUSION] = last.fused.llr if last.fused.valid else None
    cpu_s = time.process_time() - begun
    return Clip(scene, seed, strength, last.fused.decision, llr, cpu_s)


def auc(bona_fide: Sequence[float], attack: Sequence[float]) -> float | None:
    """Return the chance that a live head scores above an attack, ties half (Mann-Whitney)."""
    if not bona_fide or not attack:
        return None
    left, right = np.asarray(bona_fide)[:, None], np.asarray(attack)[None]
    return float(((left > right) + 0.5 * (left == right)).mean())


def zeroed(clips: Sequence[Clip], name: str) -> list[float]:
    """Return the llr of a signal, an abstention as 0."""
    return [clip.llr[name] or 0.0 for clip in clips]


def spoken(clips: Sequence[Clip], name: str) -> list[float]:
    """Return the llr of a signal where it did not abstain."""
    return [llr for clip in clips if (llr := clip.llr[name]) is not None]


def halves(clips: Sequence[Clip]) -> tuple[list[Clip], list[Clip]]:
    """Return the weaker and the stronger half of an attack's clips."""
    ranked = sorted(clips, key=lambda clip: clip.strength)
    middle = len(ranked) // 2
    return ranked[:middle], ranked[middle:]


def run(seeds: int, frames: int, jobs: int) -> list[Clip]:
    """Score every clip, in processes of their own; a clip does not depend on their number."""
    tasks = [(scene, seed, frames) for seed in range(seeds) for scene in DEMO_SCENES]
    clips: list[Clip] = []
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=spawn) as pool:
        for clip in pool.map(score, tasks):
            clips.append(clip)
            if sys.stderr.isatty():
                print(f"\r{len(clips)}/{len(tasks)} clips", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    return clips


def cell(value: float | None) -> str:
    """Return an AUC as text; a dash where nothing could be compared."""
    return "-".rjust(7) if value is None else f"{value:7.3f}"


def table(clips: Sequence[Clip], names: Sequence[str]) -> None:
    """Print AUC by signal and species, and how often each abstains."""
    live = [clip for clip in clips if clip.scene == BONA_FIDE]
    heads = ("all", "weak", "strong", "spoken")
    width = 8 * len(heads) + 8
    print((f"{'':16}" + "".join(f"  {name:<{width - 2}}" for name in names)).rstrip())
    row = "".join(f" {head:>7}" for head in heads) + f" {'abst.':>7}"
    print(f"{'bona fide and':16}" + row * len(names))
    for scene in ATTACKS:
        attack = [clip for clip in clips if clip.scene == scene]
        weak, strong = halves(attack)
        text = f"{scene:16}"
        for name in names:
            text += "".join(
                " " + cell(auc(zeroed(live, name), zeroed(part, name)))
                for part in (attack, weak, strong)
            )
            text += " " + cell(auc(spoken(live, name), spoken(attack, name)))
            text += f" {abstained(attack, name):6.0%} "
        print(text.rstrip())
    text = f"{'bona fide':16}"
    for name in names:
        text += " " * (width - 8) + f" {abstained(live, name):6.0%} "
    print(text.rstrip())


def abstained(clips: Sequence[Clip], name: str) -> float:
    """Return the share of clips in which a signal abstained."""
    return sum(clip.llr[name] is None for clip in clips) / max(len(clips), 1)


def decisions(clips: Sequence[Clip]) -> None:
    """Print what was decided, uncalibrated, and the spread of the fused score."""
    heads = "".join(f" {word:>7}" for word in ("accept", "undec.", "reject"))
    print(f"{'scene':16} {'n':>4}{heads}   fused llr, 10 50 90 %")
    for scene in DEMO_SCENES:
        part = [clip for clip in clips if clip.scene == scene]
        counts = [sum(c.decision == d for c in part) for d in ("accept", "undecided", "reject")]
        low, middle, high = np.percentile(zeroed(part, FUSION), (10, 50, 90))
        print(
            f"{scene:16} {len(part):4d}"
            + "".join(f" {count:7d}" for count in counts)
            + f"   {low:+.2f} {middle:+.2f} {high:+.2f}"
        )


def goals(clips: Sequence[Clip], names: Sequence[str]) -> None:
    """Print how the goals of the project stand."""
    live = [clip for clip in clips if clip.scene == BONA_FIDE]
    attacks = [clip for clip in clips if clip.scene != BONA_FIDE]
    print(f"\ngoals (AUC {GOAL_AUC} or better)")
    for scene in ATTACKS:
        strong = halves([clip for clip in clips if clip.scene == scene])[1]
        found = {name: auc(zeroed(live, name), zeroed(strong, name)) for name in names[:-1]}
        # of signals that part them as well, the one that spoke
        best = max(found, key=lambda name: (found[name] or 0.0, -abstained(strong, name)))
        value = found[best] or 0.0
        silent = abstained(strong, best)
        print(
            f"  {state(value >= GOAL_AUC)} {scene}, stronger half: {best} {value:.3f}, "
            f"abstained on {silent:.0%} of it"
        )
    whole = auc(zeroed(live, FUSION), zeroed(attacks, FUSION)) or 0.0
    print(f"  {state(whole >= GOAL_AUC)} fusion over all: {whole:.3f}")
    rejected = sum(clip.decision == "reject" for clip in live)
    print(f"  {state(rejected == 0)} bona fide rejected: {rejected} of {len(live)}")


def state(met: bool) -> str:
    """Return the word for a goal that is met or not."""
    return "met   " if met else "missed"


def head(options: argparse.Namespace) -> None:
    """Print what is measured, and what it is not."""
    print(
        "Smoke test of mathematics and code: a demo camera, one portrait, no person and no\n"
        "real attack. It says nothing of an error rate in the field. Scores are uncalibrated.\n"
        f"{options.seeds} seeds a scene, {options.frames} frames a clip at 720p; the strength\n"
        "is drawn evenly from 0 to 1, which means"
    )
    told: tuple[tuple[str, ranges.Range, Callable[[float], str]], ...] = (
        ("moire contrast", ranges.MOIRE_CONTRAST, lambda v: f"{v:.0%}"),
        ("moire period", ranges.MOIRE_PERIOD_PX, lambda v: f"{v:g} px"),
        ("halftone contrast", ranges.HALFTONE_CONTRAST, lambda v: f"{v:.0%}"),
        ("halftone period", ranges.HALFTONE_PERIOD_PX, lambda v: f"{v:g} px"),
        ("turn of a print", ranges.SHEET_TURN_DEG, lambda v: f"{v:g} degrees"),
        ("radius of a bent print", ranges.BEND_RADIUS_MM, lambda v: f"{v:g} mm"),
        ("turn of a head or mask", ranges.LIVELINESS, lambda v: f"{v:g} x 7 degrees"),
        ("jitter of a swap", ranges.JITTER_MM, lambda v: f"{v:g} mm"),
    )
    for name, (low, high), form in told:
        print(f"  {name:24} {form(low)} to {form(high)}")
    print(
        "AUC: over all clips, the weaker and the stronger half of the attack with abstentions\n"
        "as 0, and where both spoke (abstentions left out); then the share that abstained.\n"
    )


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=30)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--json", type=Path, help="write every clip's scores there too")
    options = parser.parse_args()
    if min(options.seeds, options.frames, options.jobs) < 1:
        parser.error("seeds, frames and jobs are 1 or more")
    head(options)
    begun = time.monotonic()
    clips = run(options.seeds, options.frames, options.jobs)
    seconds = time.monotonic() - begun
    names = tuple(clips[0].llr)
    for first in range(0, len(names), 2):
        table(clips, names[first : first + 2])
        print()
    decisions(clips)
    goals(clips, names)
    cpu_s = sum(clip.cpu_s for clip in clips)
    print(f"\n{len(clips)} clips in {seconds:.0f} s, {cpu_s / len(clips):.1f} s of CPU a clip")
    if options.json:
        options.json.write_text(json.dumps([asdict(clip) for clip in clips], indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
