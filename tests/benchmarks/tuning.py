"""Print what a drag of the threshold costs on the Calibrate page over a million scores.

Usage: ``python tests/benchmarks/tuning.py [--scores 1000000] [--moves 200]``. The page is the
one of the window; a move is what dragging the line in the distribution does, and its time ends
when everything that changed is painted: rates, intervals, verdict, and the three plots. Beside
it, in the same run, scikit-learn's ``det_curve`` is computed anew on the same scores, as a page
would that knows no better.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from sklearn.metrics import det_curve

from liveness.datasets.metrics import Trials
from liveness.datasets.metrics.det_view import DetView
from liveness.datasets.metrics.separation import Separation
from liveness.studio.background import Background
from liveness.studio.calibrate.board import View
from liveness.studio.calibrate.page import CalibratePage
from liveness.studio.layouts import Workbench
from liveness.studio.settings import Settings
from liveness.widgets import theme
from liveness.widgets.message_bar import MessageBar

SPECIES = ("print-matte", "print-bent", "replay-phone", "replay-monitor", "mask-rigid")
GOAL_MS, GOAL_RATIO = 16.0, 20.0


class _Takes(QObject):
    root_changed = Signal(str)
    take_added = Signal(object, object)
    root = None


def trials(count: int) -> Trials:
    """Return scores of bona fide takes and of five species, in a random order."""
    chance = np.random.default_rng(0)
    labels: list[str | None] = [None, *SPECIES]
    drawn = chance.integers(0, len(labels), count)
    means = np.array([2.0, -2.0, -1.5, -1.0, -0.5, 0.5])
    scores = chance.normal(means[drawn], 1.0)
    return Trials.of(scores, [labels[i] for i in drawn.tolist()])


def page_over(made: Trials) -> CalibratePage:
    """Return the page, shown, looking at these scores."""
    bench = Workbench(_Takes(), Background(print), Settings(), MessageBar())  # type: ignore[arg-type]
    page = CalibratePage(bench)
    page.resize(1280, 760)
    page.show()
    separation = Separation.of(made)
    page.state.view = View("fused", made, separation, DetView.of(separation))
    page.state.view_changed.emit()
    seconds = np.arange(150) / 30
    page.plots.series.set_series(seconds, 2 - 2 * np.exp(-seconds))
    page.state.threshold_changed.emit(0.0)
    for _ in range(20):
        QApplication.processEvents()
    return page


def drag(page: CalibratePage, moves: int) -> list[float]:
    """Return the milliseconds of each move of the line, until all is painted."""
    line = page.plots.distribution.line
    times = []
    for i in range(moves + 10):
        value = 1.5 * np.sin(i / 9.0)
        start = time.perf_counter()
        line.setValue(value)
        line.sigDragged.emit(line)
        QApplication.processEvents()
        times.append(1e3 * (time.perf_counter() - start))
        for other in (page.left.typed.value(), page.plots.series.threshold):
            assert abs(other - value) < 1e-9
    return times[10:]


def naive(made: Trials, repeats: int = 7) -> list[float]:
    """Return the milliseconds of ``det_curve`` over all scores."""
    truth, times = made.bona_fide, []
    for _ in range(repeats):
        start = time.perf_counter()
        det_curve(truth, made.scores)
        times.append(1e3 * (time.perf_counter() - start))
    return times


def main() -> int:
    """Measure and print; return 0 when both goals are met."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scores", type=int, default=1_000_000)
    parser.add_argument("--moves", type=int, default=200)
    parser.add_argument("--picture", type=Path, help="where the page's picture goes")
    asked: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ["LIVENESS_SETTINGS"] = str(Path(folder) / "settings.json")
        app = QApplication([])
        theme.apply(app)
        made = trials(asked.scores)
        page = page_over(made)
        before = naive(made)
        times = drag(page, asked.moves)
        after = naive(made)
        if asked.picture is not None:
            page.grab().save(str(asked.picture))
    parts = SimpleNamespace(
        median=statistics.median(times),
        p95=float(np.percentile(times, 95)),
        curve=statistics.median([*before, *after]),
    )
    ratio = parts.curve / parts.median
    quick = "met" if parts.median <= GOAL_MS else "MISSED"
    better = "met" if ratio >= GOAL_RATIO else "MISSED"
    print(f"{asked.scores:,} scores, {asked.moves} moves, load {os.getloadavg()[0]:.1f}")
    print(f"  a move with all it paints  {parts.median:7.2f} ms median, {parts.p95:.2f} p95")
    print(f"  goal {GOAL_MS:g} ms or less        {quick}")
    print(f"  det_curve computed anew    {parts.curve:7.1f} ms median")
    print(f"  ratio                      {ratio:7.1f} x, goal {GOAL_RATIO:g} or more: {better}")
    return 0 if parts.median <= GOAL_MS and ratio >= GOAL_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
