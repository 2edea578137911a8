"""The timeline of a take: scores over time, events, drops, the trim, and one cursor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from . import theme
from .theme import State

LIMIT = 5.0
"""Half height of a lane, nat."""

LABEL_PX = 84
FOOT_PX = 22
LANE_PX = 26


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """What a timeline shows.

    Parameters
    ----------
    time_ns
        Time of each frame, shape ``(N,)``, int64, rising.
    lanes
        Name and score of each frame, shape ``(N,)``, NaN where nothing was said, nat.
    events
        Time and text of what happened.
    drops
        Frames after which frames are missing.
    trim
        First instant that counts, and first that no longer does; ``None`` for all of it.
    """

    time_ns: NDArray[np.int64]
    lanes: Sequence[tuple[str, NDArray[np.float32]]]
    events: Sequence[tuple[int, str]] = ()
    drops: Sequence[int] = ()
    trim: tuple[int | None, int | None] = field(default=(None, None))


class Timeline(QWidget):
    """Shows a `Course`, and moves its cursor with mouse and keys."""

    scrubbed = Signal(int)
    """The frame under the cursor, moved by a person."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._course: Course | None = None
        self._row = 0
        self._ground: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(self.tr("Timeline"))

    @property
    def row(self) -> int:
        """The frame under the cursor."""
        return self._row

    def set_course(self, course: Course | None) -> None:
        """Show another take."""
        self._course, self._row, self._ground = course, 0, None
        self.updateGeometry()
        self.update()

    def set_trim(self, start_ns: int | None, end_ns: int | None) -> None:
        """Show another part that counts."""
        if self._course is not None:
            self._course = replace(self._course, trim=(start_ns, end_ns))
            self._ground = None
            self.update()

    def set_row(self, row: int) -> None:
        """Put the cursor on a frame, without telling anybody."""
        if self._course is not None and row != self._row:
            self._row = min(max(0, row), len(self._course.time_ns) - 1)
            self.setAccessibleDescription(self.position_text)
            self.update()

    @property
    def position_text(self) -> str:
        """Where the cursor stands: milliseconds and frame."""
        if self._course is None:
            return ""
        ms = self._course.time_ns[self._row] / 1e6
        return self.tr("{ms:.0f} ms, frame {row} of {count}").format(
            ms=ms, row=self._row + 1, count=len(self._course.time_ns)
        )

    def sizeHint(self) -> QSize:
        """Return the room for all lanes."""
        lanes = 5 if self._course is None else max(1, len(self._course.lanes))
        return QSize(400, lanes * LANE_PX + FOOT_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the least room."""
        return QSize(240, self.sizeHint().height())

    def _plot(self) -> QRectF:
        return QRectF(LABEL_PX, 0, max(1, self.width() - LABEL_PX - 8), self.height() - FOOT_PX)

    def _x(self, time_ns: float) -> float:
        course, plot = self._course, self._plot()
        assert course is not None
        first, last = float(course.time_ns[0]), float(course.time_ns[-1])
        part = (time_ns - first) / (last - first) if last > first else 0.0
        return plot.left() + part * plot.width()

    def row_at(self, x: float) -> int:
        """Return the frame at a place across the widget, pixels."""
        course, plot = self._course, self._plot()
        if course is None:
            return 0
        first, last = float(course.time_ns[0]), float(course.time_ns[-1])
        time = first + (x - plot.left()) / plot.width() * (last - first)
        # the nearest frame, so that the first and the last can be hit
        after = int(np.searchsorted(course.time_ns, time))
        before = max(0, after - 1)
        after = min(after, len(course.time_ns) - 1)
        near = abs(course.time_ns[after] - time) < abs(course.time_ns[before] - time)
        return after if near else before

    # a person's hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the cursor where the button was pressed."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._scrub(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cursor; without a button tell what lies under the pointer."""
        x = event.position().x()
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._scrub(x)
        elif self._course is not None:
            self.setToolTip(self._told(x))

    def _scrub(self, x: float) -> None:
        if self._course is not None:
            self.move_to(self.row_at(x))

    def move_to(self, row: int) -> None:
        """Put the cursor on a frame, as a person's hand does."""
        before = self._row
        self.set_row(row)
        if self._row != before:
            self.scrubbed.emit(self._row)

    def _told(self, x: float) -> str:
        course = self._course
        assert course is not None
        row = self.row_at(x)
        lines = [f"{course.time_ns[row] / 1e6:.0f} ms, frame {row + 1}"]
        for name, scores in course.lanes:
            value = float(scores[row])
            said = f"{value:+.3f} nat" if np.isfinite(value) else self.tr("abstains")
            lines.append(f"{name} {said}")
        lines += [text for time, text in course.events if abs(self._x(time) - x) < 4]
        if any(abs(self._x(course.time_ns[d]) - x) < 4 for d in course.drops):
            lines.append(self.tr("frames are missing here"))
        return "\n".join(lines)

    # the picture

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the kept ground and the cursor over it."""
        painter = QPainter(self)
        colours = theme.colours()
        if self._course is None:
            painter.fillRect(self.rect(), QColor(colours.window))
            painter.setPen(QColor(colours.secondary))
            text = self.tr("Choose a take to see its course.")
            painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), text)
            painter.end()
            return
        ratio = self.devicePixelRatioF()
        if self._ground is None or self._ground.size() != self.size() * ratio:
            self._ground = self._painted(ratio)
        painter.drawPixmap(0, 0, self._ground)
        x = self._x(float(self._course.time_ns[self._row]))
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.drawLine(QPointF(x, 0), QPointF(x, self.height() - FOOT_PX))
        painter.setFont(theme.font(11, tabular=True))
        painter.setPen(QColor(colours.text))
        foot = QRectF(LABEL_PX, self.height() - FOOT_PX, self._plot().width(), FOOT_PX)
        painter.drawText(foot, int(Qt.AlignmentFlag.AlignCenter), self.position_text)
        painter.end()

    def _painted(self, ratio: float) -> QPixmap:
        """Paint what does not move with the cursor."""
        ground = QPixmap(self.size() * ratio)
        ground.setDevicePixelRatio(ratio)
        colours = theme.colours()
        ground.fill(QColor(colours.window))
        painter = QPainter(ground)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        course = self._course
        assert course is not None
        height = self._plot().height() / max(1, len(course.lanes))
        for i, (name, scores) in enumerate(course.lanes):
            lane = QRectF(LABEL_PX, i * height, self._plot().width(), height)
            self._paint_lane(painter, lane, name, scores)
        self._paint_marks(painter)
        self._paint_ends(painter)
        painter.end()
        return ground

    def _paint_lane(
        self, painter: QPainter, lane: QRectF, name: str, scores: NDArray[np.float32]
    ) -> None:
        colours = theme.colours()
        painter.fillRect(lane.adjusted(0, 1, 0, -1), QColor(colours.panel))
        painter.setFont(theme.font(11))
        painter.setPen(QColor(colours.text))
        label = QRectF(8, lane.top(), LABEL_PX - 12, lane.height())
        painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter), name)
        middle = lane.center().y()
        painter.setPen(theme.thin_pen(QColor(colours.line)))
        painter.drawLine(QPointF(lane.left(), middle), QPointF(lane.right(), middle))
        half = lane.height() / 2 - 2
        painter.setPen(QPen(QColor(colours.text), 1.2))
        assert self._course is not None
        times = self._course.time_ns
        line: list[QPointF] = []
        for time, score in zip(times.tolist(), scores.tolist(), strict=True):
            if np.isfinite(score):
                high = min(max(score, -LIMIT), LIMIT) / LIMIT
                line.append(QPointF(self._x(time), middle - high * half))
            elif line:
                self._stroke(painter, line)
                line = []
        self._stroke(painter, line)

    @staticmethod
    def _stroke(painter: QPainter, line: list[QPointF]) -> None:
        if len(line) == 1:
            painter.drawPoint(line[0])
        elif line:
            painter.drawPolyline(QPolygonF(line))

    def _paint_marks(self, painter: QPainter) -> None:
        course, plot = self._course, self._plot()
        assert course is not None
        colours = theme.colours()
        painter.setPen(QPen(colours.of(State.WARNING), 1, Qt.PenStyle.DashLine))
        for drop in course.drops:
            x = self._x(float(course.time_ns[drop]))
            painter.drawLine(QPointF(x, 0), QPointF(x, plot.bottom()))
        for time, _ in course.events:
            mark = QRectF(self._x(time) - 5, plot.bottom() + 2, 10, 10)
            theme.draw_mark(painter, State.WARNING, mark)
        shade = QColor(colours.window)
        shade.setAlpha(190)
        start, end = course.trim
        if start is not None:
            painter.fillRect(
                QRectF(plot.topLeft(), QPointF(self._x(start), plot.bottom())), shade
            )
        if end is not None:
            painter.fillRect(QRectF(QPointF(self._x(end), 0), plot.bottomRight()), shade)

    def _paint_ends(self, painter: QPainter) -> None:
        course, plot = self._course, self._plot()
        assert course is not None
        painter.setFont(theme.font(11, tabular=True))
        painter.setPen(QColor(theme.colours().secondary))
        foot = QRectF(plot.left(), plot.bottom(), plot.width(), FOOT_PX)
        for time, side in (
            (course.time_ns[0], Qt.AlignmentFlag.AlignLeft),
            (course.time_ns[-1], Qt.AlignmentFlag.AlignRight),
        ):
            flags = int(side | Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(foot, flags, f"{time / 1e9:.2f} s")
        label = QRectF(8, plot.bottom(), LABEL_PX - 12, FOOT_PX)
        painter.drawText(label, int(Qt.AlignmentFlag.AlignVCenter), f"\u00b1{LIMIT:g} nat")
