"""Error rates as bars with their intervals and counts: bona fide first, then each species."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness.datasets.metrics.rates import Rate

from . import theme
from .species_style import colour_of

ROW_PX = 44
TEXT_PX = 18


@dataclass(frozen=True, slots=True)
class Bar:
    """One rate.

    Parameters
    ----------
    label
        ``bona-fide`` or the species: it chooses the colour.
    title
        What the rate is, for instance ``APCER print-matte``.
    rate
        The rate with its interval.
    headline
        Whether it is the worst, which is reported first.
    """

    label: str
    title: str
    rate: Rate
    headline: bool = False


def rate_text(rate: Rate) -> str:
    """Return a rate with counts and interval; without an error what the count shows."""
    if rate.value is None or rate.low is None or rate.high is None or rate.upper is None:
        return "no answer"
    count = f"{rate.errors} of {rate.n}"
    if rate.errors == 0:
        return f"{count}: {_percent(rate.upper)} % or less"
    return f"{count}: {_percent(rate.value)} % ({_percent(rate.low)} to {_percent(rate.high)})"


def interval_text(rate: Rate) -> str:
    """Return the exact two-sided interval in words; empty where there is no rate."""
    if rate.low is None or rate.high is None:
        return ""
    return f"two-sided 95 %: {_percent(rate.low)} to {_percent(rate.high)} %"


def _percent(part: float) -> str:
    """Return a part in percent with one decimal; the whole is 100."""
    return "100" if part == 1 else f"{100 * part:.1f}"


class RateBars(QWidget):
    """Shows bars; each says its number, so that no colour is needed to read it."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setAccessibleName(self.tr("Error rates"))

    @property
    def texts(self) -> tuple[str, ...]:
        """What the rows say."""
        return tuple(f"{bar.title}: {rate_text(bar.rate)}" for bar in self._bars)

    @property
    def details(self) -> tuple[str, ...]:
        """What the rows say, with both ends of each interval."""
        ends = (interval_text(bar.rate) for bar in self._bars)
        return tuple(
            f"{text}; {end}" if end else text
            for text, end in zip(self.texts, ends, strict=True)
        )

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other rates."""
        fewer = len(bars) != len(self._bars)
        self._bars = tuple(bars)
        self.setAccessibleDescription("\n".join(self.texts))
        self.setToolTip("\n".join(self.details))
        if fewer:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room for all rows."""
        return QSize(260, ROW_PX * max(1, len(self._bars)))

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(200, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows."""
        painter = QPainter(self)
        colours = theme.colours()
        if not self._bars:
            painter.setPen(QColor(colours.secondary))
            text = self.tr("No rates yet.")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), text)
        for i, bar in enumerate(self._bars):
            self._paint(painter, bar, QRectF(8, i * ROW_PX, self.width() - 16, ROW_PX))
        painter.end()

    def _paint(self, painter: QPainter, bar: Bar, room: QRectF) -> None:
        colours = theme.colours()
        line = QRectF(room.left(), room.top(), room.width(), TEXT_PX)
        painter.setPen(QColor(colours.text))
        painter.setFont(theme.font(11, tabular=True))
        told = rate_text(bar.rate)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), told)
        left = room.width() - painter.fontMetrics().horizontalAdvance(told) - theme.GAP
        painter.setFont(theme.font(12, bold=bar.headline))
        title = painter.fontMetrics().elidedText(
            bar.title, Qt.TextElideMode.ElideMiddle, int(left)
        )
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), title)
        track = QRectF(room.left(), line.bottom() + 3, room.width(), 10)
        painter.fillRect(track, QColor(colours.raised))
        rate = bar.rate
        if rate.value is None or rate.low is None or rate.high is None:
            return
        filled = QRectF(track)
        filled.setWidth(track.width() * rate.value)
        painter.fillRect(filled, colour_of(bar.label))
        painter.setPen(theme.thin_pen(QColor(colours.text)))
        middle = track.center().y()
        low, high = (track.left() + track.width() * end for end in (rate.low, rate.high))
        painter.drawLine(round(low), round(middle), round(high), round(middle))
        for end in (low, high):
            painter.drawLine(round(end), round(track.top()), round(end), round(track.bottom()))
