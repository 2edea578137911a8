"""The last ten seconds of each signal's score and of the fused one, with thresholds."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Mapping

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness.datasets.evidence import Evidence, FusedEvidence

from . import colormaps, theme, wording
from .theme import State

SPAN_S = 10.0
"""Time that a strip shows, seconds."""

LIMIT = 5.0
"""Half height of a strip, nat."""

REPAINT_S = 0.095
"""Least time between two pictures, seconds."""

HEAD = 22
FOOT = 16

FUSED = "fused"
"""Name of the strip that shows the fusion."""

Sample = tuple[float, float | None]
"""Seconds, and llr or ``None`` while abstaining."""


class ScoreStrips(QWidget):
    """Strips side by side: the signals in their order, then the fusion.

    Parameters
    ----------
    names
        Names of the signals.
    accept, reject
        The fused thresholds, nat.
    """

    def __init__(
        self,
        names: tuple[str, ...] = ("depth", "texture", "reflection", "motion"),
        *,
        accept: float = 1.0,
        reject: float = -2.0,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._names = (*names, FUSED)
        self._accept, self._reject = accept, reject
        self._samples: dict[str, deque[Sample]] = {name: deque() for name in self._names}
        self._evidence: Mapping[str, Evidence] = {}
        self._fused: FusedEvidence | None = None
        self._now = 0.0
        self._painted = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumHeight(104)
        self.setAccessibleName(self.tr("Scores of the last 10 seconds"))

    @property
    def names(self) -> tuple[str, ...]:
        """The strips from left to right."""
        return self._names

    def set_thresholds(self, accept: float, reject: float) -> None:
        """Draw the fused thresholds elsewhere, nat."""
        self._accept, self._reject = accept, reject
        self.update()

    def add(self, time_ns: int, evidence: Mapping[str, Evidence], fused: FusedEvidence) -> None:
        """Append one moment; a step back in time starts the strips anew."""
        now = time_ns / 1e9
        if now < self._now or now - self._now > SPAN_S:
            self.clear()
        self._now = now
        self._evidence, self._fused = evidence, fused
        for name in self._names:
            if name == FUSED:
                value = fused.llr if fused.valid else None
            else:
                item = evidence.get(name)
                value = item.llr if item is not None and item.valid else None
            samples = self._samples[name]
            samples.append((now, value))
            while samples and samples[0][0] < now - SPAN_S:
                samples.popleft()
        # ten pictures a second are smooth for a line that takes ten seconds to cross
        if time.monotonic() - self._painted >= REPAINT_S:
            self.update()

    def clear(self) -> None:
        """Forget everything."""
        for samples in self._samples.values():
            samples.clear()
        self._evidence, self._fused = {}, None
        self._now = 0.0
        self.update()

    def runs(self, name: str) -> list[list[tuple[float, float]]]:
        """Return the unbroken runs of a strip as (seconds before now, llr) pairs."""
        result: list[list[tuple[float, float]]] = []
        open_run = False
        for at, value in self._samples[name]:
            if value is None:
                open_run = False
                continue
            if not open_run:
                result.append([])
                open_run = True
            result[-1].append((at - self._now, value))
        return result

    def gaps(self, name: str) -> list[tuple[float, float]]:
        """Return the times of a strip without score as (from, to), seconds before now."""
        result: list[tuple[float, float]] = []
        start: float | None = -SPAN_S
        for at, value in self._samples[name]:
            if value is None and start is None:
                start = at - self._now
            elif value is not None and start is not None:
                result.append((start, at - self._now))
                start = None
        if start is not None:
            result.append((start, 0.0))
        return [gap for gap in result if gap[1] - gap[0] > 1e-6]

    def headline(self, name: str) -> tuple[State, str]:
        """Return the mark and the words over a strip."""
        if name == FUSED:
            fused = self._fused
            if fused is None or not fused.valid:
                return State.UNDECIDED, self.tr("no valid signal")
            word = wording.decision_word(fused.decision)
            return wording.fused_state(fused), f"{wording.two_digits(fused.llr)} {word}"
        item = self._evidence.get(name)
        word = wording.word_of(item)
        if item is not None and item.valid:
            word = f"{wording.two_digits(item.llr)} {word}"
        return wording.state_of(item), word

    @property
    def uncalibrated(self) -> bool:
        """Whether the scores come from priors rather than from a profile."""
        return self._fused is not None and not self._fused.calibrated

    def sizeHint(self) -> QSize:
        """Return a size for five strips."""
        return QSize(900, 112)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint all strips."""
        self._painted = time.monotonic()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = float(theme.GAP)
        shares = [1.0] * (len(self._names) - 1) + [1.35]
        unit = (self.width() - gap * (len(shares) - 1)) / sum(shares)
        left = 0.0
        for name, share in zip(self._names, shares, strict=True):
            self._paint_strip(painter, name, QRectF(left, 0, unit * share, self.height()))
            left += unit * share + gap
        painter.end()

    def _paint_strip(self, painter: QPainter, name: str, box: QRectF) -> None:
        colours = theme.colours()
        painter.fillRect(box, QColor(colours.panel))
        painter.setPen(QPen(QColor(colours.line), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        self._paint_head(painter, name, box)
        axis = 26.0
        plot = box.adjusted(axis, HEAD, -6, -FOOT)
        for start, end in self.gaps(name):
            x0, x1 = self._x(start, plot), self._x(end, plot)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            painter.fillRect(
                QRectF(x0, plot.top(), x1 - x0, plot.height()), colormaps.hatch_brush()
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter, box, plot)
        if name == FUSED:
            self._paint_thresholds(painter, plot)
        painter.save()
        painter.setClipRect(plot)
        painter.setPen(QPen(QColor(colours.text), 2.0 if name == FUSED else 1.6))
        right, across = plot.right(), plot.width() / SPAN_S
        centre, up = plot.center().y(), plot.height() / 2 / LIMIT
        for run in self.runs(name):
            points = [
                QPointF(right + at * across, centre - min(max(llr, -LIMIT), LIMIT) * up)
                for at, llr in run
            ]
            if len(points) == 1:
                points.append(points[0] + QPointF(1, 0))
            painter.drawPolyline(QPolygonF(points))
        painter.restore()

    def _paint_head(self, painter: QPainter, name: str, box: QRectF) -> None:
        colours = theme.colours()
        state, words = self.headline(name)
        head = QRectF(box.left() + 8, box.top() + 2, box.width() - 16, HEAD - 2)
        bold = theme.font(13, bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.text))
        painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, self._title(name))
        left = head.left() + QFontMetrics(bold).horizontalAdvance(self._title(name)) + 10
        theme.draw_mark(painter, state, QRectF(left, head.center().y() - 5, 10, 10))
        room = QRectF(left + 15, head.top(), head.right() - left - 15, head.height())
        painter.setFont(theme.font(13, tabular=True))
        if name == FUSED and self.uncalibrated:
            room = self._paint_uncalibrated(painter, room)
        painter.setPen(QColor(colours.text))
        painter.setFont(theme.font(13, tabular=True))
        shown = painter.fontMetrics().elidedText(
            words, Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_uncalibrated(self, painter: QPainter, room: QRectF) -> QRectF:
        """Mark the scores as priors; return the room that is left for the words."""
        text = self.tr("uncalibrated")
        painter.setFont(theme.font(11))
        width = painter.fontMetrics().horizontalAdvance(text) + 14
        plate = QRectF(room.right() - width, room.top(), width, room.height())
        theme.draw_mark(
            painter, State.WARNING, QRectF(plate.left(), plate.center().y() - 4, 9, 9)
        )
        painter.setPen(theme.colours().of(State.WARNING))
        painter.drawText(plate.adjusted(13, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
        return room.adjusted(0, 0, -width - 4, 0)

    def _title(self, name: str) -> str:
        return self.tr("Fused") if name == FUSED else wording.said(name.capitalize())

    def _paint_axes(self, painter: QPainter, box: QRectF, plot: QRectF) -> None:
        colours = theme.colours()
        painter.setFont(theme.font(11, tabular=True))
        for llr in (-4, 0, 4):
            y = self._y(llr, plot)
            painter.setPen(QPen(QColor(colours.line), 1 if llr else 1.6))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(QColor(colours.secondary))
            label = QRectF(box.left(), y - 8, plot.left() - box.left() - 4, 16)
            flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(label, flags, f"{llr:+d}" if llr else "0")
        foot = QRectF(plot.left(), plot.bottom(), plot.width(), FOOT)
        middle = Qt.AlignmentFlag.AlignVCenter
        wide = self.tr("llr, nat, > 0 bona fide")
        if painter.fontMetrics().horizontalAdvance(wide + "-10 snow") > foot.width():
            wide = self.tr("llr, nat")
        painter.drawText(foot, middle | Qt.AlignmentFlag.AlignHCenter, wide)
        painter.drawText(foot, middle | Qt.AlignmentFlag.AlignLeft, self.tr("-10 s"))
        painter.drawText(foot, middle | Qt.AlignmentFlag.AlignRight, self.tr("now"))

    def _paint_thresholds(self, painter: QPainter, plot: QRectF) -> None:
        colours = theme.colours()
        for llr, state, word in (
            (self._accept, State.BONA_FIDE, self.tr("accept")),
            (self._reject, State.ATTACK, self.tr("reject")),
        ):
            y = self._y(llr, plot)
            painter.setPen(QPen(colours.of(state), 1.4, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setFont(theme.font(11, tabular=True))
            text = f"{word} {llr:+g}"
            top = y - 14 if state is State.BONA_FIDE else y
            painter.drawText(
                QRectF(plot.left() + 3, top, plot.width(), 14),
                Qt.AlignmentFlag.AlignVCenter,
                text,
            )

    @staticmethod
    def _x(seconds: float, plot: QRectF) -> float:
        return plot.right() + max(seconds, -SPAN_S) / SPAN_S * plot.width()

    @staticmethod
    def _y(llr: float, plot: QRectF) -> float:
        held = math.copysign(min(abs(llr), LIMIT), llr)
        return plot.center().y() - held / LIMIT * plot.height() / 2
