"""Limits on the numbers of takes: a histogram over a slider of two handles, typed limits."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from superqt import QDoubleRangeSlider

from liveness.datasets.take import TakeRecord

from . import theme

Limits = tuple[float, float]

FIELDS: Mapping[str, Callable[[TakeRecord], float | None]] = {
    "score": lambda record: record.score,
    "seconds": lambda record: record.seconds,
    "frames": lambda record: float(record.frames),
    "faces": lambda record: 100.0 * record.faces / record.frames if record.frames else None,
    "dropped": lambda record: float(record.dropped),
    "lost": lambda record: float(record.frames_known_lost),
    "repetition": lambda record: float(record.repetition),
}
"""What can be limited; ``faces`` is the share of frames with a face, per cent."""

BINS = 40


class Histogram(QWidget):
    """Bars of how many takes have which value; those outside the limits are pale."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts: NDArray[np.int64] = np.zeros(0, np.int64)
        self.edges: NDArray[np.float64] = np.zeros(0)
        self._limits: Limits = (-math.inf, math.inf)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return the usual size."""
        return QSize(160, 36)

    def set_values(self, values: NDArray[np.float64], span: Limits) -> None:
        """Count values, shape ``(n,)``, over a span."""
        self.counts, self.edges = np.histogram(values, bins=BINS, range=span)
        self.update()

    def set_limits(self, limits: Limits) -> None:
        """Show which values fit."""
        self._limits = limits
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bars."""
        most = int(self.counts.max()) if self.counts.size else 0
        if not most:
            return
        painter = QPainter(self)
        colours = theme.colours()
        width, height = self.width() / self.counts.size, self.height()
        for i, count in enumerate(self.counts):
            inside = self.edges[i + 1] >= self._limits[0] and self.edges[i] <= self._limits[1]
            high = max(1.0, height * float(count) / most) if count else 0.0
            bar = QRectF(i * width, height - high, max(1.0, width - 1), high)
            painter.fillRect(bar, QColor(colours.accent if inside else colours.line))
        painter.end()


class RangeFilter(QWidget):
    """Limits one number at a time and remembers the limits of the others."""

    changed = Signal()
    """Other takes fit now."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._takes: list[TakeRecord] = []
        self.limits: dict[str, Limits] = {}
        """Limits by field, both inclusive; a field without limits fits all."""
        self.field = QComboBox()
        self.field.setAccessibleName(self.tr("Number to limit"))
        names = {
            "score": self.tr("score, nat"),
            "seconds": self.tr("duration, s"),
            "frames": self.tr("frames"),
            "faces": self.tr("frames with a face, %"),
            "dropped": self.tr("dropped frames"),
            "lost": self.tr("lost frames"),
            "repetition": self.tr("repetition"),
        }
        for id_ in FIELDS:
            self.field.addItem(names[id_], id_)
        self.histogram = Histogram()
        self.slider = QDoubleRangeSlider(Qt.Orientation.Horizontal)  # type: ignore[no-untyped-call]
        self.slider.setAccessibleName(self.tr("Limits"))
        self.low, self.high = QDoubleSpinBox(), QDoubleSpinBox()
        self.low.setAccessibleName(self.tr("Least value"))
        self.high.setAccessibleName(self.tr("Greatest value"))
        self.reset = QPushButton(self.tr("No limits"))
        self._build()
        self.field.currentIndexChanged.connect(self._show_field)
        self.slider.valueChanged.connect(self._on_slider)
        self.low.valueChanged.connect(self._on_typed)
        self.high.valueChanged.connect(self._on_typed)
        self.reset.clicked.connect(self.clear)

    def _build(self) -> None:
        for box in (self.low, self.high):
            box.setDecimals(2)
            box.setKeyboardTracking(False)
            box.setRange(-1e9, 1e9)
        top = QHBoxLayout()
        top.addWidget(self.field, 1)
        top.addWidget(self.reset)
        foot = QHBoxLayout()
        foot.addWidget(self.low, 1)
        foot.addWidget(self.high, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.GRID)
        layout.addLayout(top)
        layout.addWidget(self.histogram)
        layout.addWidget(self.slider)
        layout.addLayout(foot)

    def set_takes(self, takes: Iterable[TakeRecord]) -> None:
        """Count the values of other takes; limits stay."""
        self._takes = list(takes)
        self._show_field()

    def fits(self, record: TakeRecord) -> bool:
        """Return whether every number of a take lies in its limits.

        A take without a value, as one that was never scored, fits no limit on it.
        """
        for field, (low, high) in self.limits.items():
            value = FIELDS[field](record)
            if value is None or not low <= value <= high:
                return False
        return True

    def set_limits(self, limits: Mapping[str, Limits]) -> None:
        """Take other limits, as a saved filter has them; unknown fields are left out."""
        self.limits = {field: pair for field, pair in limits.items() if field in FIELDS}
        self._show_field()
        self.changed.emit()

    def clear(self) -> None:
        """Take every limit away."""
        self.set_limits({})

    def _span(self) -> tuple[NDArray[np.float64], Limits]:
        value = FIELDS[str(self.field.currentData())]
        known = np.array([v for t in self._takes if (v := value(t)) is not None])
        if not known.size:
            return known, (0.0, 1.0)
        low, high = math.floor(known.min()), math.ceil(known.max())
        return known, (float(low), float(high if high > low else low + 1))

    def _show_field(self) -> None:
        """Show the values of the field and its limits."""
        values, span = self._span()
        limits = self.limits.get(str(self.field.currentData()), span)
        self.histogram.set_values(values, span)
        self.histogram.set_limits(limits)
        with QSignalBlocker(self.slider):
            self.slider.setRange(*span)
            self.slider.setValue(tuple(min(max(v, span[0]), span[1]) for v in limits))
        for box, value, end in zip((self.low, self.high), limits, span, strict=True):
            with QSignalBlocker(box):
                box.setValue(value if math.isfinite(value) else end)
        self.reset.setEnabled(bool(self.limits))

    def _on_slider(self, value: Limits) -> None:
        _, span = self._span()
        # a handle at its end limits nothing, also when later takes lie beyond it
        self._limit(span, float(value[0]), float(value[1]))

    def _on_typed(self) -> None:
        _, span = self._span()
        low, high = self.low.value(), self.high.value()
        self._limit(span, min(low, high), max(low, high))

    def _limit(self, span: Limits, low: float, high: float) -> None:
        field = str(self.field.currentData())
        if low <= span[0] and high >= span[1]:
            self.limits.pop(field, None)
        else:
            self.limits[field] = (
                low if low > span[0] else -math.inf,
                high if high < span[1] else math.inf,
            )
        self._show_limits((low, high))
        self.changed.emit()

    def _show_limits(self, limits: Limits) -> None:
        self.histogram.set_limits(limits)
        with QSignalBlocker(self.slider):
            self.slider.setValue(limits)
        for box, value in zip((self.low, self.high), limits, strict=True):
            with QSignalBlocker(box):
                box.setValue(value)
        self.reset.setEnabled(bool(self.limits))
