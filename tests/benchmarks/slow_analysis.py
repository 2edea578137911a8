"""Print how smooth the preview is while the analysis of each frame takes 200 ms, and how often
the four panels get a new map at 640 x 480.

Usage: ``python tests/benchmarks/slow_analysis.py [--seconds 30]``. The window is the real one
with the demo camera; the first part waits in the analysis, the second analyses as it is.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import psutil

from liveness.capture.analysis import Analyser, Snapshot
from liveness.capture.demo import DemoSource
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.studio.app import make_application, smooth
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings

STUB_S = 0.2


class Slow(Analyser):
    """Takes 200 ms for each frame."""

    def process(self, frame: Frame, **rest: Any) -> Snapshot:
        """Wait, then analyse."""
        time.sleep(STUB_S)
        return super().process(frame, **rest)


def run(seconds: float, factory: Any, size: tuple[int, int]) -> None:
    """Show the demo camera in the window and print what was seen."""
    app = make_application("dark")
    slot = EngineSlot(
        opener=lambda _: DemoSource("bona-fide", width=size[0], height=size[1], paced=True),
        engine=partial(LiveEngine, analyser_factory=factory),
    )
    window = MainWindow(Settings(muted=True), slot=slot)
    smooth(window)
    window.show()
    window.sources.start("demo:bona-fide")
    late: list[float] = []
    maps: dict[str, list[object]] = {name: [] for name in window.view.panels}
    seen, start = -1, 0.0
    memory = psutil.Process().memory_info
    before = memory().rss
    warm = time.monotonic() + 6
    while not start or time.monotonic() < start + seconds:
        app.processEvents()
        now = time.monotonic()
        if not start and now > warm and window.feed.snapshot is not None:
            start, before, late = now, memory().rss, []
            first = window.view.preview.shown
        frame = window.view.preview.frame
        if start and frame is not None and frame.index != seen:
            seen = frame.index
            late.append((time.monotonic_ns() - frame.arrival_ns) / 1e6)
        snapshot = window.feed.snapshot
        if start and snapshot is not None:
            for name, evidence in snapshot.evidence.items():
                if evidence.map is not None and evidence.map not in maps[name][-1:]:
                    maps[name].append(evidence.map)
        time.sleep(0.001)
    rate = (window.view.preview.shown - first) / seconds
    print(f"  preview {rate:.1f} frames a second, latency {statistics.median(late):.0f} ms")
    print(f"  memory grew by {(memory().rss - before) / 2**20:+.1f} MiB in {seconds:g} s")
    told = ", ".join(f"{name} {len(found) / seconds:.1f}" for name, found in maps.items())
    print(f"  new maps a second: {told}")
    window.close()
    app.processEvents()


def main() -> int:
    """Measure both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=30.0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIVENESS_SETTINGS"] = str(Path(folder) / "settings.json")
        print(f"load {os.getloadavg()[0]:.1f}; analysis of 200 ms, 1280 x 720")
        run(asked.seconds, Slow, (1280, 720))
        print("analysis as it is, 640 x 480")
        run(asked.seconds, Analyser, (640, 480))
    return 0


if __name__ == "__main__":
    sys.exit(main())
