"""The live picture: sharp, smooth, with the landmarks and one instruction over it."""

from __future__ import annotations

import time
from collections import deque

import cv2
import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QSizePolicy, QWidget

from liveness.capture.face import LEFT_IRIS, RIGHT_IRIS, Face
from liveness.capture.frame import Frame

from . import mesh, theme
from .scope_paint import Scopes, painted

INSTRUCTION_PX = 28
"""An operator reads it from two metres."""

LINE = "#D6DEE6"
"""Colour of the landmarks: light on every skin."""


class PreviewWidget(QWidget):
    """Shows one `Frame` and the `Face` found in it.

    The widget holds on to the frame's array while it is shown, because the image that Qt
    paints borrows its pixels. At 1:1 the picture is painted unscaled.

    Parameters
    ----------
    mirrored
        Whether the picture is flipped for display, as a mirror; nothing else ever is.
    """

    def __init__(self, *, mirrored: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._frame: Frame | None = None
        self._image = QImage()
        self._pixels: NDArray[np.uint8] | None = None
        self._shown_pixels: NDArray[np.uint8] = np.zeros((1, 1, 3), np.uint8)
        self._scaled_key: tuple[tuple[int, int], bool, Scopes] | None = None
        self._scopes = Scopes()
        self._face: Face | None = None
        self._mirrored = mirrored
        self._oval = False
        self._landmarks = True
        self._instruction = ""
        self._caption = ""
        self._countdown: tuple[str, float] | None = None
        self._empty = self.tr("Waiting for the first picture of the source.")
        self.paint_ms: deque[float] = deque(maxlen=240)
        """What the last paints cost, milliseconds."""
        self.shown = 0
        """Number of different frames that were painted."""
        self._unpainted = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(320, 180)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setAccessibleName(self.tr("Preview"))

    @property
    def frame(self) -> Frame | None:
        """The frame that is shown."""
        return self._frame

    @property
    def instruction(self) -> str:
        """The sentence over the picture."""
        return self._instruction

    def set_frame(self, frame: Frame | None) -> None:
        """Show a frame, or the sentence of the empty view."""
        if frame is self._frame:
            return
        self._frame = frame
        if frame is None:
            self._image, self._pixels, self._scaled_key = QImage(), None, None
        else:
            # QImage borrows the pixels: keep the very array that it was given
            self._pixels = np.ascontiguousarray(frame.image)
            self._image = QImage(
                self._pixels.data,
                frame.width,
                frame.height,
                int(self._pixels.strides[0]),
                QImage.Format.Format_BGR888,
            )
            self._unpainted = True
            self._scaled_key = None
        self.update()

    def set_face(self, face: Face | None) -> None:
        """Draw another face; ``None`` draws none."""
        if face is not self._face:
            self._face = face
            self.update()

    def set_mirrored(self, mirrored: bool) -> None:
        """Flip the picture for display, or not."""
        self._mirrored = mirrored
        self.update()

    def set_landmarks_shown(self, shown: bool) -> None:
        """Draw the landmarks, or not."""
        self._landmarks = shown
        self.update()

    def set_oval_shown(self, shown: bool) -> None:
        """Draw the oval that a face should fill, or not."""
        self._oval = shown
        self.update()

    @property
    def scopes(self) -> Scopes:
        """What is painted into the picture."""
        return self._scopes

    def set_scopes(self, scopes: Scopes) -> None:
        """Paint zebra and focus peaking into the picture, from the very next paint on."""
        if scopes != self._scopes:
            self._scopes = scopes
            self.update()

    def set_instruction(self, text: str, caption: str = "") -> None:
        """Show one instruction, and a smaller line under it."""
        if (text, caption) != (self._instruction, self._caption):
            self._instruction, self._caption = text, caption
            self.setAccessibleDescription(text)
            self.update()

    def set_countdown(self, label: str | None, fraction: float = 0.0) -> None:
        """Show the countdown ring with its number; ``fraction`` 0..1 of it is done."""
        wanted = None if label is None else (label, fraction)
        if wanted != self._countdown:
            self._countdown = wanted
            self.update()

    def set_empty_text(self, text: str) -> None:
        """Set the sentence that stands where no picture is."""
        self._empty = text
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size that the layout should start from."""
        return QSize(960, 540)

    def picture_rect(self) -> QRectF:
        """Return where the picture stands in the widget, logical pixels, aspect kept."""
        if self._image.isNull():
            return QRectF(self.rect())
        size = self._image.size()
        scale = min(self.width() / size.width(), self.height() / size.height())
        exact = 1 / self.devicePixelRatioF()
        if abs(scale - exact) < 0.02 * exact:
            scale = exact
        width, height = size.width() * scale, size.height() * scale
        left, top = (self.width() - width) / 2, (self.height() - height) / 2
        return QRectF(round(left), round(top), width, height)

    def to_widget(self) -> QTransform:
        """Return the transform from image pixels to the widget, mirror included."""
        place = self.picture_rect()
        scale = place.width() / max(1, self._image.width())
        if self._mirrored:
            return QTransform(-scale, 0, 0, scale, place.right(), place.top())
        return QTransform(scale, 0, 0, scale, place.left(), place.top())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint picture, landmarks, oval, instruction and countdown."""
        start = time.perf_counter()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.colours().window))
        if self._image.isNull():
            self._paint_empty(painter)
        else:
            self._paint_picture(painter)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if self._face is not None and self._landmarks:
                self._paint_face(painter, self._face)
            if self._oval:
                self._paint_oval(painter)
            if self._unpainted:
                self._unpainted = False
                self.shown += 1
        if self._countdown:
            self._paint_countdown(painter, *self._countdown)
        elif self._instruction:
            self._paint_instruction(painter)
        painter.end()
        self.paint_ms.append((time.perf_counter() - start) * 1e3)

    def _paint_picture(self, painter: QPainter) -> None:
        place, ratio = self.picture_rect(), self.devicePixelRatioF()
        size = (max(1, round(place.width() * ratio)), max(1, round(place.height() * ratio)))
        image = self._scaled(size)
        image.setDevicePixelRatio(ratio)
        painter.drawImage(place.topLeft(), image)

    def _scaled(self, size: tuple[int, int]) -> QImage:
        """Return the picture at a size in device pixels, mirrored where asked; kept till it
        changes.

        OpenCV scales four times faster than a painter does, and outside the interpreter's lock.
        """
        assert self._pixels is not None
        key = (size, self._mirrored, self._scopes)
        if self._scaled_key != key:
            pixels = self._pixels
            height, width = pixels.shape[:2]
            if size != (width, height):
                # bilinear down to a half as smooth as any; below it every pixel must count
                fine = cv2.INTER_LINEAR if 2 * size[0] > width else cv2.INTER_AREA
                pixels = cv2.resize(pixels, size, interpolation=fine).astype(
                    np.uint8, copy=False
                )
            if self._scopes:
                pixels = painted(pixels, self._pixels, self._scopes)
            if self._mirrored:
                pixels = cv2.flip(pixels, 1).astype(np.uint8, copy=False)
            self._shown_pixels, self._scaled_key = pixels, key
        pixels = self._shown_pixels
        return QImage(
            pixels.data, size[0], size[1], int(pixels.strides[0]), QImage.Format.Format_BGR888
        )

    def _paint_face(self, painter: QPainter, face: Face) -> None:
        transform = self.to_widget()
        scale = np.array((transform.m11(), transform.m22()))
        shift = np.array((transform.dx(), transform.dy()))
        points = [QPointF(x, y) for x, y in (face.xy * scale + shift).tolist()]
        colours = theme.colours()
        # opaque and one pixel wide: translucent lines cost four times as much
        painter.setPen(theme.thin_pen(QColor(LINE)))
        painter.drawPoints(QPolygonF(points))
        for line in mesh.CONTOURS:
            painter.drawPolyline(QPolygonF([points[i] for i in line]))
        if np.isfinite(face.iris_px):
            painter.setPen(QPen(QColor(colours.accent), 1.4))
            radius = face.iris_px / 2 * transform.m22()
            for centre in (RIGHT_IRIS, LEFT_IRIS):
                painter.drawEllipse(points[centre], radius, radius)

    def _paint_oval(self, painter: QPainter) -> None:
        place = self.picture_rect()
        height = place.height() * 0.72
        oval = QRectF(0, 0, height * 0.74, height)
        oval.moveCenter(place.center())
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(0, 0, 0, 120), 4))
        painter.drawEllipse(oval)
        painter.setPen(QPen(QColor(255, 255, 255, 200), 2, Qt.PenStyle.DashLine))
        painter.drawEllipse(oval)

    def _paint_instruction(self, painter: QPainter) -> None:
        big, small = theme.font(INSTRUCTION_PX, bold=True), theme.font(13)
        flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
        room = QRectF(self.rect()).adjusted(24, 0, -24, 0)
        painter.setFont(big)
        text = painter.boundingRect(room, int(flags), self._instruction)
        under = QRectF()
        if self._caption:
            painter.setFont(small)
            under = painter.boundingRect(room, int(flags), self._caption)
        height = text.height() + under.height() + 20
        band = QRectF(0, self.height() - height, self.width(), height)
        painter.fillRect(band, QColor(0, 0, 0, 170))
        painter.setPen(QColor("#FFFFFF"))
        painter.setFont(big)
        text.moveTop(band.top() + 8)
        painter.drawText(room.adjusted(0, text.top(), 0, 0), int(flags), self._instruction)
        if self._caption:
            painter.setFont(small)
            painter.setPen(QColor("#D0D6DE"))
            painter.drawText(
                room.adjusted(0, text.bottom() + 4, 0, 0), int(flags), self._caption
            )

    def _paint_countdown(self, painter: QPainter, label: str, fraction: float) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) * 0.34
        ring = QRectF(0, 0, side, side)
        ring.moveCenter(QRectF(self.rect()).center())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawEllipse(ring)
        inner = ring.adjusted(8, 8, -8, -8)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(255, 255, 255, 60), 6))
        painter.drawEllipse(inner)
        painter.setPen(
            QPen(QColor("#FFFFFF"), 6, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        painter.drawArc(inner, 90 * 16, -round(min(max(fraction, 0.0), 1.0) * 360 * 16))
        painter.setFont(theme.font(max(INSTRUCTION_PX, round(side * 0.45)), bold=True))
        painter.drawText(ring, Qt.AlignmentFlag.AlignCenter, label)

    def _paint_empty(self, painter: QPainter) -> None:
        painter.setPen(QColor(theme.colours().secondary))
        painter.setFont(theme.font(16))
        room = self.rect().adjusted(24, 24, -24, -24)
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, int(flags), self._empty)
