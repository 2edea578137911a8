"""A signal's map with colour bar, unit and hover value; a hatch where nothing is known."""

from __future__ import annotations

import time

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.evidence import Evidence, MapKind, Overlay, SignalMap

from . import colormaps, theme, wording
from .overlay import Placement, draw_face, draw_overlay

BAR_HEIGHT = 8
KEEP_S = 1.0
"""How long a map is shown while no newer one comes, seconds."""

FOOT = 24
"""Height of the colour bar with its labels, pixels."""


class MapView(QWidget):
    """Shows the `SignalMap` of one `Evidence`.

    Parameters
    ----------
    kind, unit, low, high
        What the bar shows until the first map comes.
    """

    def __init__(
        self,
        kind: MapKind,
        unit: str,
        low: float,
        high: float,
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._kind: MapKind = kind
        self._unit, self._low, self._high = unit, low, high
        self._limits: tuple[float, float] | None = None
        self._auto = False
        self._map: SignalMap | None = None
        self._picture = QImage()
        self._empty = self.tr("No evidence yet: start a source.")
        self._reason = self._empty
        self._overlay: tuple[Overlay, ...] = ()
        self._face: Face | None = None
        self._frame: Frame | None = None
        self._map_time = 0.0
        self._mouse: QPointF | None = None
        self._bar = colormaps.bar_image(kind)
        self._wheel = colormaps.hue_image(26) if kind == "flow" else QImage()
        self.setMouseTracking(True)
        self.setMinimumSize(120, 96)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def limits(self) -> tuple[float, float]:
        """The range of the bar, in the map's unit."""
        if self._auto and self._map is not None and np.isfinite(self._map.values).any():
            low, high = float(np.nanmin(self._map.values)), float(np.nanmax(self._map.values))
            return (low, high) if high > low else (low, low + 1e-6)
        return self._limits or (self._low, self._high)

    @property
    def unit(self) -> str:
        """The unit of the values; empty where they have none."""
        return self._unit_text()

    @property
    def auto(self) -> bool:
        """Whether the range follows the map."""
        return self._auto

    def set_auto(self, auto: bool) -> None:
        """Let the range follow the map, or stay fixed."""
        self._auto = auto
        self._convert()

    def set_limits(self, limits: tuple[float, float] | None) -> None:
        """Fix the range to typed limits; ``None`` goes back to the signal's own."""
        self._limits = limits
        self._convert()

    def set_empty_text(self, text: str) -> None:
        """Say something else where there is no evidence, from the next one on."""
        self._empty = text

    def set_evidence(
        self, evidence: Evidence | None, frame: Frame | None = None, face: Face | None = None
    ) -> None:
        """Show the map of an evidence, over the frame and face that it was made from."""
        self._frame = frame
        now = time.monotonic()
        if evidence is None:
            self._map, self._overlay, self._face = None, (), None
            self._reason = self._empty
        else:
            self._reason = "" if evidence.valid else evidence.reasons[0]
            # a map that is made less often than evidence stays until the next one is due
            if evidence.map is not None or now - self._map_time > KEEP_S:
                self._map, self._overlay, self._face = evidence.map, evidence.overlay, face
                self._map_time = now
            if self._map is not None:
                self._unit, self._low, self._high = (
                    self._map.unit,
                    self._map.low,
                    self._map.high,
                )
            elif evidence.valid:
                self._reason = self.tr("The next map is on its way.")
        self._convert()

    @property
    def reason(self) -> str:
        """Why there is no map, or why the signal abstains; empty when neither."""
        return self._reason

    def _convert(self) -> None:
        if self._map is None:
            self._picture = QImage()
        else:
            low, high = self.limits
            shown = self._map
            if (low, high) != (shown.low, shown.high):
                shown = SignalMap(
                    shown.values, shown.kind, shown.unit, low, high, shown.box, shown.direction
                )
            self._picture = colormaps.to_image(shown)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a size that shows a face."""
        return QSize(240, 200)

    def map_rect(self) -> QRectF:
        """Return where the map stands in the widget, its aspect kept."""
        room = QRectF(self.rect()).adjusted(0, 0, 0, -FOOT)
        box = self._box()
        if box is None or box[2] <= 0 or box[3] <= 0:
            return room
        scale = min(room.width() / box[2], room.height() / box[3])
        place = QRectF(0, 0, box[2] * scale, box[3] * scale)
        place.moveCenter(room.center())
        return place

    def _box(self) -> tuple[float, float, float, float] | None:
        return self._map.box if self._map is not None else None

    def to_image(self, point: QPointF) -> tuple[float, float] | None:
        """Return the image pixel under a widget position, or ``None`` outside the map."""
        place, box = self.map_rect(), self._box()
        if box is None or not place.contains(point):
            return None
        return (
            box[0] + (point.x() - place.left()) * box[2] / place.width(),
            box[1] + (point.y() - place.top()) * box[3] / place.height(),
        )

    def placement(self) -> Placement:
        """Return where the map's rectangle of the image stands in the widget."""
        return Placement(QRectF(*(self._box() or (0, 0, 1, 1))), self.map_rect())

    def to_widget(self, x: float, y: float) -> QPointF:
        """Return the widget position of an image pixel."""
        return self.placement().point(x, y)

    def hover_text(self, point: QPointF) -> str:
        """Return the value under a widget position with unit and image pixel, or ``""``."""
        at = self.to_image(point)
        if at is None or self._map is None:
            return ""
        box, values = self._map.box, self._map.values
        column = min(int((at[0] - box[0]) * values.shape[1] / box[2]), values.shape[1] - 1)
        row = min(int((at[1] - box[1]) * values.shape[0] / box[3]), values.shape[0] - 1)
        value = float(values[row, column])
        place = self.tr("x {x:.0f}, y {y:.0f}").format(x=at[0], y=at[1])
        if not np.isfinite(value):
            return self.tr("unknown at {place}").format(place=place)
        text = self.tr("{value:.4f} {unit} at {place}").format(
            value=value, unit=self._unit_text(), place=place
        )
        if self._map.direction is not None and np.isfinite(self._map.direction[row, column]):
            degrees = float(np.degrees(self._map.direction[row, column])) % 360
            text += self.tr(", {degrees:.0f} degrees").format(degrees=degrees)
        return text

    def _unit_text(self) -> str:
        return "" if self._unit == "1" else self._unit

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Remember where the pointer is; the value is painted."""
        self._mouse = event.position()
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Forget the pointer."""
        self._mouse = None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hatch, map, overlay, reason, bar and the value under the pointer."""
        painter = QPainter(self)
        room = QRectF(self.rect()).adjusted(0, 0, 0, -FOOT)
        painter.fillRect(room, colormaps.hatch_brush())
        self._paint_ground(painter)
        if self._reason:
            self._paint_reason(painter, room)
        self._paint_bar(painter)
        if self._mouse is not None:
            self._paint_hover(painter, room)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        """Paint what the panel shows when something is known."""
        if self._map is None:
            return
        painter.save()
        painter.setClipRect(QRectF(self.rect()).adjusted(0, 0, 0, -FOOT))
        # tiles stay tiles; what is continuous is shown so
        painter.setRenderHint(
            QPainter.RenderHint.SmoothPixmapTransform, self._kind in ("relief", "flow")
        )
        painter.drawImage(self.map_rect(), self._picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        placement = self.placement()
        if self._face is not None:
            draw_face(painter, self._face, placement)
        draw_overlay(painter, self._overlay, placement)
        painter.restore()
        if not self._wheel.isNull():
            painter.drawImage(QPointF(self.width() - 30, 4), self._wheel)

    def _grounded(self) -> bool:
        """Whether the reason must leave room for a picture."""
        return self._map is not None

    def _paint_reason(self, painter: QPainter, room: QRectF) -> None:
        painter.setFont(theme.font(11 if self._grounded() else 13))
        text = wording.sentence(self._reason)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        inner = room.adjusted(14, 8, -14, -8)
        needed = painter.boundingRect(inner, flags, text)
        if needed.height() > inner.height():
            painter.setFont(theme.font(11))
            needed = painter.boundingRect(inner, flags, text)
        plate = needed.adjusted(-8, -3, 8, 3)
        if self._grounded():
            plate.moveBottom(room.bottom())
        colours = theme.colours()
        background = QColor(colours.panel)
        background.setAlpha(225)
        painter.fillRect(plate, background)
        painter.setPen(QColor(colours.text))
        painter.drawText(plate, flags, text)

    def _paint_bar(self, painter: QPainter) -> None:
        colours = theme.colours()
        painter.setFont(theme.font(11, tabular=True))
        metrics = painter.fontMetrics()
        unit = self._unit_text()
        low = f"{self.limits[0]:g}"
        high = f"{self.limits[1]:g} {unit}".rstrip() + (self.tr(" auto") if self._auto else "")
        top = self.height() - FOOT + 4
        line = QRectF(0, top, self.width(), FOOT - 4)
        left = metrics.horizontalAdvance(low) + 6
        right = self.width() - metrics.horizontalAdvance(high) - 6
        painter.setPen(QColor(colours.secondary))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(line, int(middle | Qt.AlignmentFlag.AlignLeft), low)
        painter.drawText(line, int(middle | Qt.AlignmentFlag.AlignRight), high)
        bar = QRectF(left, line.center().y() - BAR_HEIGHT / 2, right - left, BAR_HEIGHT)
        if bar.width() > 10:
            painter.drawImage(bar, self._bar)
            painter.setPen(theme.thin_pen(QColor(colours.line)))
            painter.drawRect(bar)

    def _paint_hover(self, painter: QPainter, room: QRectF) -> None:
        assert self._mouse is not None
        text = self.hover_text(self._mouse)
        if not text:
            return
        painter.setFont(theme.font(11, tabular=True))
        metrics = painter.fontMetrics()
        width = min(metrics.horizontalAdvance(text) + 12, int(room.width()))
        plate = QRectF(0, 0, width, metrics.height() + 6)
        if self._mouse.y() < room.center().y():
            plate.moveBottom(room.bottom())
        painter.fillRect(plate, QColor(0, 0, 0, 190))
        painter.setPen(QColor("#FFFFFF"))
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(QPen(QColor("#FFFFFF"), 1))
        painter.drawEllipse(self._mouse, 3, 3)
