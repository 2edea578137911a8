"""The light of the face as a histogram, how much of it is lost, and the scopes' limits."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from liveness.capture.scopes import BINS, Histogram

from . import theme
from .state_label import StateLabel
from .theme import State

WIDTH = 232
CHART_PX = 56


@dataclass(frozen=True, slots=True)
class LightReading:
    """What the panel shows.

    Parameters
    ----------
    histogram
        Of the face; ``None`` while there is none.
    clipped_limit
        Most of the face that may be black or white, per cent.
    luma_min, luma_max
        Least and largest mean level of the face, 0..255: the band in the chart.
    """

    histogram: Histogram | None = None
    clipped_limit: float = 20.0
    luma_min: float = 60.0
    luma_max: float = 215.0


class HistogramPanel(QWidget):
    """Shows a `LightReading`; lets zebra and peaking have other limits."""

    zebra_changed = Signal(int)
    peaking_changed = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # it stands over the picture, which must not be painted again for it
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._chart = _Chart()
        self._clipped = StateLabel(text=self.tr("no face"))
        self._ends = QLabel()
        self._ends.setFont(theme.font(11, tabular=True))
        self.zebra = self._limit(self.tr("Zebra from this level"), self.zebra_changed)
        self.peaking = self._limit(self.tr("Peaking from this edge"), self.peaking_changed)
        limits = QGridLayout()
        limits.setHorizontalSpacing(theme.GAP)
        limits.setVerticalSpacing(theme.GRID)
        for row, (text, box) in enumerate(
            ((self.tr("zebra from"), self.zebra), (self.tr("peaking from"), self.peaking))
        ):
            label = QLabel(text)
            label.setFont(theme.font(11))
            label.setBuddy(box)
            limits.addWidget(label, row, 0)
            limits.addWidget(box, row, 1)
        limits.setColumnStretch(0, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(theme.GAP, theme.GAP, theme.GAP, theme.GAP)
        layout.setSpacing(theme.GRID)
        layout.addWidget(self._chart)
        layout.addWidget(self._clipped)
        layout.addWidget(self._ends)
        layout.addLayout(limits)
        self.setAccessibleName(self.tr("Light of the face"))
        self.set_reading(LightReading())

    def _limit(self, name: str, changed: SignalInstance) -> QSpinBox:
        box = QSpinBox()
        box.setRange(1, 255)
        box.setAccessibleName(name)
        box.setToolTip(name)
        box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        box.valueChanged.connect(changed)
        return box

    @property
    def text(self) -> str:
        """What is said of the clipping."""
        return self._clipped.text

    @property
    def state(self) -> State:
        """The mark beside it."""
        return self._clipped.state

    @property
    def ends(self) -> str:
        """What is said of black and white."""
        return self._ends.text()

    def set_limits(self, zebra: int, peaking: int) -> None:
        """Show where zebra and peaking begin; tells nobody."""
        for box, value in ((self.zebra, zebra), (self.peaking, peaking)):
            before = box.blockSignals(True)
            box.setValue(value)
            box.blockSignals(before)

    def set_reading(self, reading: LightReading) -> None:
        """Show another reading."""
        found = reading.histogram
        self._chart.show_reading(reading)
        if found is None:
            self._clipped.set_state(State.UNDECIDED, self.tr("no face to measure"))
            self._ends.setText(self.tr("black \u2013 %, white \u2013 %"))
            return
        over = found.clipped_percent > reading.clipped_limit
        self._clipped.set_state(
            State.WARNING if over else State.BONA_FIDE,
            self.tr("{value:.1f} % clipped (max {limit:.0f})").format(
                value=found.clipped_percent, limit=reading.clipped_limit
            ),
        )
        self._ends.setText(
            self.tr("black {black:.1f} %, white {white:.1f} %").format(
                black=found.black_percent, white=found.white_percent
            )
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel's ground."""
        painter = QPainter(self)
        colours = theme.colours()
        painter.fillRect(self.rect(), QColor(colours.panel))
        painter.setPen(QColor(colours.line))
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()


class _Chart(QWidget):
    """The counts as a filled line, the square root of each, with the band that is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self._reading = LightReading()
        self.setFixedHeight(CHART_PX)

    def show_reading(self, reading: LightReading) -> None:
        """Show another reading."""
        self._reading = reading
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint band, counts and the ends at which light is lost."""
        colours = theme.colours()
        painter = QPainter(self)
        width, height = self.width(), self.height()
        painter.fillRect(self.rect(), QColor(colours.window))
        low, high = self._reading.luma_min / 256 * width, self._reading.luma_max / 256 * width
        painter.fillRect(QRectF(low, 0, high - low, height), QColor(colours.raised))
        found = self._reading.histogram
        if found is not None and found.counts.max() > 0:
            # by its root: a few lost pixels must be seen beside a large cheek
            tall = np.sqrt(found.counts / found.counts.max()) * (height - 2)
            step = width / BINS
            points = [QPointF(0, height)]
            for i, value in enumerate(tall.tolist()):
                points += [QPointF(i * step, height - value)]
                points += [QPointF((i + 1) * step, height - value)]
            points.append(QPointF(width, height))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.secondary))
            painter.drawPolygon(QPolygonF(points))
        painter.end()
