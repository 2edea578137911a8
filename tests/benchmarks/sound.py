"""Cues and microphone on a real PortAudio device: python tests/benchmarks/sound.py [--runs N].

Starts PulseAudio servers of its own, with a null sink (tests/pulse.py). The figures of
docs/measurements.md come from here.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
import tempfile
from itertools import pairwise
from pathlib import Path
from typing import Any

TESTS = Path(__file__).resolve().parents[1]
COUNTDOWN = TESTS / "studio" / "scripts" / "countdown_tones.py"
LOOP = TESTS / "capture" / "scripts" / "microphone_loop.py"


def load_pulse() -> Any:
    spec = importlib.util.spec_from_file_location("pulse", TESTS / "pulse.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["pulse"] = module
    spec.loader.exec_module(module)
    return module


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    runs = parser.parse_args().runs
    pulse = load_pulse()
    if why := pulse.missing():
        print(why)
        return 1
    steps: list[float] = []
    late: list[float] = []
    heard = off = 0
    clicks: list[float] = []
    said: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        for i in range(runs):
            with pulse.running(Path(folder) / f"p{i}") as server:
                found = server.run(COUNTDOWN, "cues.monitor")
                times = [at for at, _ in found["heard"]]
                heard += len(times)
                off += len(found["asked"])
                steps += [1e3 * (b - a - 1) for a, b in pairwise(times[:4])]
                asked = [at for _, at in found["asked"]]
                shift = times[0] - asked[0]
                late += [1e3 * (t - a - shift) for t, a in zip(times, asked, strict=False)]
            with pulse.running(Path(folder) / f"q{i}") as server:
                found = server.run(LOOP, "clicks", Path(folder) / f"root{i}")
                clicks += found["off_ms"]
                said.append(found["uncertainty_ms"])
    print(f"cues heard: {heard} of {off}")
    print(f"countdown, from a second apart: {min(steps):+.1f} to {max(steps):+.1f} ms")
    print(f"delay of a cue, against the first one's: {min(late):+.1f} to {max(late):+.1f} ms")
    middle = sorted(map(abs, clicks))[len(clicks) // 2]
    print(f"clicks in {runs} takes: {len(clicks)}, off by {middle:.2f} ms in the median")
    print(f"from {min(clicks):+.2f} to {max(clicks):+.2f} ms; said: {max(said):.1f} ms or less")
    return 0


if __name__ == "__main__":
    sys.exit(main())
