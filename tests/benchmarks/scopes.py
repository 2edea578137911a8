"""What the scopes cost beside a paint of the preview: python tests/benchmarks/scopes.py."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtWidgets import QApplication

from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.capture.scopes import face_histogram
from liveness.widgets.preview import PreviewWidget
from liveness.widgets.scope_paint import Scopes

REPEATS = 60
SIZES = ((1280, 720, (760, 428)), (1280, 720, (1280, 720)), (1920, 1080, (1150, 647)))
"""Width and height of the picture, and of the preview."""


def frames_of(width: int, height: int) -> list[Frame]:
    """Return a few frames of the demo."""
    with DemoSource("bona-fide", width=width, height=height) as source:
        frames = (source.read() for _ in range(4))
        return [frame for frame in frames if frame is not None]


def paint_ms(frames: Sequence[Frame], size: tuple[int, int], scopes: Scopes) -> float:
    """Return the median CPU time of a paint of new frames, milliseconds."""
    widget = PreviewWidget()
    widget.resize(*size)
    widget.set_scopes(scopes)
    times = []
    for i in range(REPEATS):
        widget.set_frame(frames[i % len(frames)])
        start = time.thread_time()
        widget.grab()
        times.append(1e3 * (time.thread_time() - start))
    widget.deleteLater()
    return float(np.median(times))


def histogram_ms(frames: Sequence[Frame]) -> float:
    """Return the median CPU time of a face's histogram, milliseconds."""
    height, width = frames[0].image.shape[:2]
    box = (0.4 * width, 0.28 * height, 0.21 * width, 0.45 * height)
    times = []
    for i in range(REPEATS):
        start = time.thread_time()
        face_histogram(frames[i % len(frames)].image, box)
        times.append(1e3 * (time.thread_time() - start))
    return float(np.median(times))


def main() -> None:
    """Print a table, every kind of paint in one run."""
    app = QApplication([])
    print("| picture | shown at | plain | zebra | peaking | both | histogram |")
    print("|---|---|---|---|---|---|---|")
    kinds = (Scopes(), Scopes(zebra=245), Scopes(peaking=30), Scopes(245, 30))
    for width, height, shown in SIZES:
        frames = frames_of(width, height)
        cells = [f"{paint_ms(frames, shown, kind):.1f} ms" for kind in kinds]
        cells.append(f"{histogram_ms(frames):.2f} ms")
        print(f"| {width} x {height} | {shown[0]} x {shown[1]} | {' | '.join(cells)} |")
    app.processEvents()


if __name__ == "__main__":
    main()
