"""Record the demo in the real window for minutes: memory, event-loop gaps, drops, disk.

Usage: ``python tests/benchmarks/soak.py [--minutes 8]``. The window is offscreen unless
``QT_QPA_PLATFORM`` says otherwise. Exit 1 when a goal is missed: no gap over 200 ms, no
dropped frame, less than 1 MiB of growth in 10,000 frames, a take that verifies clean.
"""

from __future__ import annotations

import argparse
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
from PySide6.QtWidgets import QApplication

from liveness.datasets.consent import Consent
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root
from liveness.studio.app import make_application, smooth
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings
from liveness.widgets.draft import PresentationDraft
from liveness.widgets.watchdog import Watchdog

SAMPLE_S = 5.0
WARM_S = 60.0
GOAL_GAP_MS = 200.0
GOAL_SLOPE_MIB = 1.0


@dataclass
class Samples:
    """What was measured over the recording."""

    seconds: list[float] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)
    rss_mib: list[float] = field(default_factory=list)
    threads: list[int] = field(default_factory=list)
    handles: list[int] = field(default_factory=list)
    rates: list[tuple[float, float, float]] = field(default_factory=list)
    gaps_ms: dict[str, float] = field(default_factory=dict)
    busy_ms: dict[str, float] = field(default_factory=dict)

    def slope_mib(self) -> float:
        """Return the growth of the memory in MiB per 10,000 frames, without the start."""
        warm = min(WARM_S, self.seconds[-1] / 2)
        rows = [i for i, at in enumerate(self.seconds) if at >= warm]
        if len(rows) < 2:
            return float("nan")
        x = np.array([self.frames[i] for i in rows], dtype=float)
        y = np.array([self.rss_mib[i] for i in rows])
        return float(np.polyfit(x, y, 1)[0] * 10_000)


class Soak:
    """The window, its watchdog and the samples."""

    def __init__(self, root: Path) -> None:
        self.app = make_application("dark")
        self.window = MainWindow(Settings(muted=True, codec="jpeg"))
        smooth(self.window)
        self.window.controller.countdown_s = 0.5
        self.window.show()
        self.root = root
        self.watchdog = Watchdog()
        self.samples = Samples()
        self.process = psutil.Process()

    def until(self, ready: Callable[[], bool], limit_s: float) -> bool:
        """Let the window live until something is so, as its own event loop would."""
        limit = time.monotonic() + limit_s
        while not ready() and time.monotonic() < limit:
            QApplication.processEvents()
            time.sleep(0.001)
        return ready()

    def phase(self, name: str) -> None:
        """Close a phase: its worst gap is kept, and another begins."""
        self.samples.gaps_ms[name] = self.watchdog.max_gap_ms
        self.samples.busy_ms[name] = self.watchdog.max_busy_ms
        self.watchdog.reset()

    def prepare(self) -> None:
        """Open dataset and source, and fill in the form."""
        window = self.window
        self.watchdog.start()
        window.sources.refresh()
        window.takes.open_root(self.root)
        self.until(lambda: window.takes.root is not None and not window.background.busy, 20)
        window.takes.add_consent(Consent(id="SOAK-C1", subject="SOAK-S1", form_version="demo"))
        self.until(lambda: not window.background.busy, 20)
        window.view.form.set_draft(
            PresentationDraft("SOAK-S1", "SOAK-C1", "SOAK-O1", site="soak")
        )
        window.view.record.seconds.setValue(0)
        self.phase("window and dataset")
        window.sources.start("demo:bona-fide")
        if not self.until(
            lambda: window.feed.snapshot is not None and not window.takes.problem(), 40
        ):
            raise SystemExit(f"no picture came: {window.takes.problem()}")
        self.until(lambda: False, 3.0)
        self.phase("source opens")

    def record(self, seconds: float) -> None:
        """Record, sampling every few seconds."""
        window, samples = self.window, self.samples
        window.takes.toggle()
        if not self.until(lambda: window.controller.phase == "recording", 10):
            raise SystemExit(f"no take began: {window.controller.failure}")
        self.until(lambda: False, 1.0)
        self.phase("take begins")
        start = time.monotonic()
        while (at := time.monotonic() - start) < seconds:
            engine = window.slot.engine
            status = window.controller.status
            if engine is None or status is None or window.controller.phase != "recording":
                raise SystemExit(f"the take ended by itself: {window.controller.failure}")
            health = engine.health()
            samples.seconds.append(at)
            samples.frames.append(status.frames_on_disk)
            samples.rss_mib.append(self.process.memory_info().rss / 2**20)
            samples.threads.append(self.process.num_threads())
            samples.handles.append(
                self.process.num_fds()
                if hasattr(self.process, "num_fds")
                else self.process.num_handles()
            )
            samples.rates.append(
                (health.capture_fps, health.analysis_fps, window.feed.shown_fps or 0.0)
            )
            self.until(lambda: False, min(SAMPLE_S, max(0.1, seconds - at)))
        self.phase("recording")

    def finish(self) -> tuple[TakeRecord, float]:
        """Stop the take; return its record and how long its file took, seconds."""
        window = self.window
        done: list[TakeRecord] = []
        window.takes.take_added.connect(lambda record, _: done.append(record))
        start = time.monotonic()
        window.takes.stop()
        self.until(lambda: bool(done) or window.controller.failure is not None, 600)
        took = time.monotonic() - start
        self.until(lambda: False, 0.3)
        self.phase("take ends")
        if not done:
            raise SystemExit(f"no take was made: {window.controller.failure}")
        window.sources.stop()
        self.until(lambda: False, 1.0)
        self.phase("source closes")
        self.watchdog.stop()
        return done[0], took

    def close(self) -> None:
        """Close the window."""
        self.window.takes.stop()
        self.until(lambda: not self.window.takes.busy, 20)
        self.window.close()
        self.app.processEvents()


def report(samples: Samples, record: TakeRecord, took: float, faults: int) -> bool:
    """Print the table; return whether every goal was met."""
    warm = next(
        (i for i, at in enumerate(samples.seconds) if at >= WARM_S), len(samples.seconds) // 2
    )
    rss, rates = samples.rss_mib, np.array(samples.rates)
    slope = samples.slope_mib()
    worst = max(samples.gaps_ms.values())
    lost = record.frames_known_lost
    print(f"  recorded            {record.seconds:.0f} s, {record.frames} frames in the file")
    print(f"  memory              {rss[0]:.0f} MiB at start, {rss[warm]:.0f} after")
    print(f"                      {samples.seconds[warm]:.0f} s, {rss[-1]:.0f} at the end")
    print(f"  growth              {slope:+.2f} MiB per 10,000 frames (goal {GOAL_SLOPE_MIB:g})")
    for name, values in (("threads", samples.threads), ("handles", samples.handles)):
        rest = values[warm:]
        print(f"  {name:<19} {values[0]} at start, {min(rest)} to {max(rest)} afterwards")
    for name, gap in samples.gaps_ms.items():
        own = samples.busy_ms[name]
        print(f"  gap, {name:<18} {gap:6.0f} ms, goal {GOAL_GAP_MS:.0f}; own work {own:.0f}")
    for column, name in enumerate(("camera", "analysed", "shown")):
        values = rates[1:, column] if len(rates) > 1 else rates[:, column]
        print(f"  {name:<19} {values.mean():5.1f} fps mean, {values.min():5.1f} least")
    print(f"  dropped             {record.dropped} by the source, {lost} lost on the way")
    print(f"  file                {took:.1f} s from stop to the row in the table")
    print(f"  verify              {faults} faults")
    growing = len(samples.seconds) * SAMPLE_S > 2 * WARM_S and slope > GOAL_SLOPE_MIB
    return not (worst > GOAL_GAP_MS or record.dropped or lost or faults or growing)


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=8.0)
    minutes = parser.parse_args().minutes
    logging.basicConfig(level=logging.WARNING)
    print(f"soak: {minutes:g} minutes of demo:bona-fide in the window, JPEG q98")
    with tempfile.TemporaryDirectory(prefix="liveness-soak-") as folder:
        soak = Soak(Path(folder) / "dataset")
        try:
            soak.prepare()
            soak.record(minutes * 60)
            record, took = soak.finish()
        finally:
            soak.close()
        faults = len(
            [f for f in verify_root(DatasetRoot.open(soak.root)) if f.severity == "error"]
        )
        good = report(soak.samples, record, took, faults)
    print("all goals met" if good else "a goal was missed")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
