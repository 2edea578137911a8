"""Both eyes, magnified from the camera's own pixels, with the corneal highlights outlined."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from liveness.capture.face import EYE_LEFT, EYE_RIGHT, LEFT_IRIS, RIGHT_IRIS, Face
from liveness.capture.frame import Frame
from liveness.datasets.evidence import Evidence, SignalMap

from . import theme
from .map_view import FOOT, MapView
from .overlay import Placement, draw_overlay

MARGIN = 0.35
"""Room around an eye, in widths of the eye."""


class EyeChipsView(MapView):
    """The subject's right eye left, as in the picture, and the left eye right."""

    _chip_frame: Frame | None = None
    _chip_face: Face | None = None
    _chip_boxes: tuple[QRectF, ...] = ()

    def set_evidence(
        self, evidence: Evidence | None, frame: Frame | None = None, face: Face | None = None
    ) -> None:
        """Show the eyes of a face, and what the evidence outlines in them."""
        self._chip_frame, self._chip_face = frame, face
        self._chip_boxes = ()
        if frame is not None and face is not None and evidence is not None:
            boxes = (_eye_box(face, EYE_RIGHT), _eye_box(face, EYE_LEFT))
            picture = QRectF(0, 0, frame.width, frame.height)
            # an eye outside the picture has no chip
            if all(box.width() >= 4 and picture.contains(box.center()) for box in boxes):
                self._chip_boxes = boxes
        super().set_evidence(evidence, frame, face)

    def chip_places(self) -> list[tuple[QRectF, QRectF]]:
        """Return per eye its box in the picture and its place in the widget."""
        room = QRectF(self.rect()).adjusted(4, 4, -4, -FOOT - 4)
        if not self._chip_boxes:
            return []
        gap = 6.0
        side = min((room.width() - gap) / 2, room.height())
        left = room.center().x() - gap / 2 - side
        places = [
            QRectF(left + i * (side + gap), room.center().y() - side / 2, side, side)
            for i in (0, 1)
        ]
        return list(zip(self._chip_boxes, places, strict=True))

    def to_image(self, point: QPointF) -> tuple[float, float] | None:
        """Return the image pixel under a widget position, or ``None`` beside the chips."""
        for box, place in self.chip_places():
            if place.contains(point):
                return (
                    box.left() + (point.x() - place.left()) * box.width() / place.width(),
                    box.top() + (point.y() - place.top()) * box.height() / place.height(),
                )
        return None

    def hover_text(self, point: QPointF) -> str:
        """Return the map's value, or the picture's brightness, under a position."""
        at = self.to_image(point)
        if at is None or self._chip_frame is None:
            return ""
        place = self.tr("x {x:.0f}, y {y:.0f}").format(x=at[0], y=at[1])
        value = None if self._map is None else _value_at(self._map, *at)
        if value is not None and np.isfinite(value):
            return (
                self.tr("{value:.4f} {unit} at {place}")
                .format(value=value, unit=self._unit_text(), place=place)
                .replace("  ", " ")
            )
        frame = self._chip_frame
        column, row = int(at[0]), int(at[1])
        if not (0 <= column < frame.width and 0 <= row < frame.height):
            return self.tr("outside the picture at {place}").format(place=place)
        blue, green, red = (int(v) for v in frame.image[row, column])
        luma = 0.114 * blue + 0.587 * green + 0.299 * red
        return self.tr("luma {luma:.1f} of 255 at {place}").format(luma=luma, place=place)

    def _paint_ground(self, painter: QPainter) -> None:
        chips = self.chip_places()
        if self._chip_frame is None or not chips:
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for index, (box, place) in enumerate(chips):
            painter.save()
            painter.setClipRect(place)
            _draw_crop(painter, self._chip_frame, box, place)
            chip = Placement(box, place)
            if self._chip_face is not None:
                _draw_iris(painter, self._chip_face, (RIGHT_IRIS, LEFT_IRIS)[index], chip)
            draw_overlay(painter, self._overlay, chip)
            painter.restore()
            painter.setPen(QPen(QColor(theme.colours().line), 1))
            painter.drawRect(place)
            painter.setFont(theme.font(11))
            painter.setPen(QColor("#FFFFFF"))
            word = self.tr("right") if index == 0 else self.tr("left")
            plate = place.adjusted(0, 0, 0, -place.height() + 16)
            painter.fillRect(plate, QColor(0, 0, 0, 110))
            painter.drawText(plate.adjusted(5, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, word)

    def _grounded(self) -> bool:
        """Whether eyes are shown."""
        return bool(self._chip_boxes)


def _draw_iris(painter: QPainter, face: Face, centre: int, chip: Placement) -> None:
    """Draw the iris that the highlights are measured in."""
    if not np.isfinite(face.iris_px):
        return
    radius = face.iris_px / 2 * chip.scale[0]
    painter.setPen(QPen(QColor(255, 255, 255, 110), 1, Qt.PenStyle.DotLine))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawEllipse(chip.point(*face.xy[centre].tolist()), radius, radius)


def _eye_box(face: Face, eye: tuple[int, ...]) -> QRectF:
    """Return a square round an eye, image pixels."""
    xy = face.xy[list(eye)]
    low, high = xy.min(axis=0), xy.max(axis=0)
    side = float(high[0] - low[0]) * (1 + 2 * MARGIN)
    box = QRectF(0, 0, side, side)
    box.moveCenter(QPointF(float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2))
    return box


def _draw_crop(painter: QPainter, frame: Frame, box: QRectF, place: QRectF) -> None:
    """Draw the part of a frame under ``box`` into ``place``; QImage borrows the pixels."""
    pixels = np.ascontiguousarray(frame.image)
    image = QImage(
        pixels.data,
        frame.width,
        frame.height,
        int(pixels.strides[0]),
        QImage.Format.Format_BGR888,
    )
    painter.drawImage(place, image, box)


def _value_at(map_: SignalMap, x: float, y: float) -> float | None:
    left, top, width, height = map_.box
    rows, columns = map_.values.shape
    column = int((x - left) * columns / width)
    row = int((y - top) * rows / height)
    if 0 <= column < columns and 0 <= row < rows:
        return float(map_.values[row, column])
    return None
