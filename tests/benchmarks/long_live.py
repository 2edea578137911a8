"""Many frames through the live path of the real window, while a person goes through layouts.

Usage: ``python tests/benchmarks/long_live.py [--frames 100000] [--fps 150]``. Ten seconds of
the demo camera are rendered once and played to and fro, faster than a camera would, through
reader, analysis and window. Every ten seconds another layout, panel, theme or language is
chosen. Exit 1 when a goal is missed: less than 1 MiB of growth in 10,000 frames, as many
handles at the end as after the start, no gap of the event loop over 200 ms.
"""

from __future__ import annotations

import argparse
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("LIVENESS_LOG", "")

import numpy as np
import psutil
from PySide6.QtWidgets import QApplication

from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.datasets.take import CaptureInfo
from liveness.studio.app import make_application, smooth
from liveness.studio.engine_slot import EngineSlot
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings
from liveness.widgets.watchdog import Watchdog

RENDERED = 300
WARM_S = 90.0
SAMPLE_S = 2.0
SWITCH_S = 10.0
GOAL_GAP_MS = 200.0
GOAL_SLOPE_MIB = 1.0


class Fast(DemoSource):
    """The demo camera, rendered once, then played to and fro at a rate of its own."""

    def __init__(self, fps: float, limit: int) -> None:
        super().__init__("bona-fide", fps=30.0, width=640, height=480)
        self._pace, self._limit, self._count, self._begun = fps, limit, 0, 0
        self._kept: list[Frame] = []

    @property
    def live(self) -> bool:
        """As a camera."""
        return True

    @property
    def info(self) -> CaptureInfo:
        """A camera of this rate, on the computer's clock."""
        change = {"fps": self._pace, "clock": "monotonic"}
        return super().info.model_copy(update=change)

    def read(self) -> Frame | None:
        """Return the next picture at its time."""
        if not self._kept:
            while len(self._kept) < RENDERED and (frame := super().read()) is not None:
                self._kept.append(frame)
            self._begun = time.monotonic_ns()
        if self._count >= self._limit:
            return None
        at = self._begun + round(self._count / self._pace * 1e9)
        time.sleep(max(0.0, (at - time.monotonic_ns()) / 1e9))
        step = self._count % (2 * RENDERED - 2)
        image = self._kept[step if step < RENDERED else 2 * RENDERED - 2 - step].image
        self._count += 1
        return Frame(image, at, self._count - 1, arrival_ns=time.monotonic_ns())


class Walk:
    """The window, and the way through it."""

    def __init__(self, fps: float, frames: int) -> None:
        self.app = make_application("dark")
        self.source = Fast(fps, frames)
        self.window = MainWindow(Settings(muted=True), slot=EngineSlot(lambda _: self.source))
        smooth(self.window)
        self.window.resize(1280, 800)
        self.window.show()
        self.watchdog = Watchdog()
        self.process = psutil.Process()
        self.rows: list[tuple[float, int, int, float, int, int]] = []
        layouts = list(self.window.layouts.actions_by_id.values())
        known = self.window.actions_by_id
        first = ("panel.depth", "theme.light", "panel.motion", "language.de", "view.landmarks")
        back = ("panel.depth", "theme.dark", "panel.motion", "language.en", "view.landmarks")
        others = [known[name] for name in (*first, *back)]
        self.ways = itertools.cycle(
            [action for pair in itertools.product(others, layouts) for action in pair]
        )

    def until(self, ready: Callable[[], bool], limit_s: float) -> bool:
        """Let the window live until something is so."""
        limit = time.monotonic() + limit_s
        while not ready() and time.monotonic() < limit:
            QApplication.processEvents()
            time.sleep(0.001)
        return ready()

    def run(self, root: Path) -> None:
        """Watch the source to its end, and sample."""
        window = self.window
        window.takes.open_root(root)
        self.until(lambda: window.takes.root is not None, 20)
        window.sources.start("demo:bona-fide")
        if not self.until(lambda: window.feed.snapshot is not None, 60):
            raise SystemExit("no picture came")
        for action in window.layouts.actions_by_id.values():
            action.trigger()  # each page is made once, before the clock runs
            self.until(lambda: False, 1.0)
        self.watchdog.start()
        begun = time.monotonic()
        switched = sampled = begun
        while window.slot.engine is not None and window.slot.engine.state != "ended":
            self.until(lambda: False, 0.2)
            now = time.monotonic()
            if now - switched >= SWITCH_S:
                switched = now
                next(self.ways).trigger()
            if now - sampled >= SAMPLE_S:
                sampled = now
                self.sample(now - begun)
        self.watchdog.stop()

    def sample(self, at: float) -> None:
        """Note memory, handles and counts."""
        engine = self.window.slot.engine
        if engine is None:
            return
        analysed, _ = engine.snapshots.peek()
        rss = self.process.memory_info().rss / 2**20
        handles = self.process.num_fds() if hasattr(self.process, "num_fds") else 0
        seen = self.source._count
        row = (at, seen, analysed, rss, handles, self.process.num_threads())
        self.rows.append(row)

    def close(self) -> None:
        """Close the window."""
        self.window.close()
        self.app.processEvents()


def report(rows: list[tuple[float, int, int, float, int, int]], watchdog: Watchdog) -> bool:
    """Print the table; return whether every goal was met."""
    table = np.array(rows)
    warm = table[table[:, 0] >= min(WARM_S, table[-1, 0] / 3)]
    slope = float(np.polyfit(warm[:, 1], warm[:, 3], 1)[0] * 10_000)
    last = table[-1]
    print(f"  frames              {last[1]:.0f} through the reader, {last[2]:.0f} analysed")
    print(f"  time                {last[0]:.0f} s, {last[1] / last[0]:.0f} frames a second")
    print(
        f"  memory              {warm[0, 3]:.0f} MiB after the start, {last[3]:.0f} at the end"
    )
    print(f"  growth              {slope:+.2f} MiB per 10,000 frames (goal {GOAL_SLOPE_MIB:g})")
    handles = f"{warm[:, 4].min():.0f} to {warm[:, 4].max():.0f}"
    print(f"  handles             {handles}, {last[4]:.0f} at the end")
    print(f"  threads             {warm[:, 5].min():.0f} to {warm[:, 5].max():.0f}")
    own = watchdog.max_busy_ms
    print(f"  longest gap         {watchdog.max_gap_ms:.0f} ms, own work {own:.0f} (goal 200)")
    constant = last[4] <= warm[0, 4] + 2
    return slope < GOAL_SLOPE_MIB and constant and watchdog.max_gap_ms <= GOAL_GAP_MS


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=100_000)
    parser.add_argument("--fps", type=float, default=150.0)
    options = parser.parse_args()
    print(f"{options.frames} frames of 640 x 480 at {options.fps:g} a second in the window")
    with tempfile.TemporaryDirectory(prefix="liveness-long-") as folder:
        walk = Walk(options.fps, options.frames)
        try:
            walk.run(Path(folder) / "dataset")
        finally:
            walk.close()
        good = report(walk.rows, walk.watchdog)
    print("all goals met" if good else "a goal was missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
