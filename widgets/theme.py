"""The one place that knows colours, fonts and shapes: an instrument, quiet around the face."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QIcon,
    QPainter,
    QPainterPath,
    QPalette,
    QPen,
    QPixmap,
    QPolygonF,
)
from PySide6.QtWidgets import QApplication

ThemeName = Literal["dark", "light", "contrast"]
THEMES: tuple[ThemeName, ...] = ("dark", "light", "contrast")

GRID = 4
GAP = 8
MARGIN = 12

_PROPERTY = "livenessTheme"


class State(StrEnum):
    """What a mark says; always a colour and a shape and a word."""

    BONA_FIDE = "bona-fide"
    ATTACK = "attack"
    UNDECIDED = "undecided"
    WARNING = "warning"
    RECORDING = "recording"


@dataclass(frozen=True, slots=True)
class Colours:
    """The colours of one theme, as ``#rrggbb``; accent is for focus and selection only."""

    window: str
    panel: str
    raised: str
    line: str
    text: str
    secondary: str
    accent: str
    on_accent: str
    bona_fide: str
    attack: str
    undecided: str
    warning: str
    recording: str
    hatch: str

    def of(self, state: State) -> QColor:
        """Return the colour of a state."""
        return QColor(
            {
                State.BONA_FIDE: self.bona_fide,
                State.ATTACK: self.attack,
                State.UNDECIDED: self.undecided,
                State.WARNING: self.warning,
                State.RECORDING: self.recording,
            }[state]
        )


COLOURS: dict[ThemeName, Colours] = {
    "dark": Colours(
        window="#14171C",
        panel="#1B1F26",
        raised="#242A33",
        line="#323A46",
        text="#E6EAF0",
        secondary="#9AA5B4",
        accent="#4DA3FF",
        on_accent="#0B0D10",
        bona_fide="#3FB68B",
        attack="#E5735C",
        undecided="#9AA5B4",
        warning="#E0B040",
        recording="#FF6B6B",
        hatch="#39424F",
    ),
    "light": Colours(
        window="#F5F6F8",
        panel="#FFFFFF",
        raised="#ECEFF3",
        line="#D4DAE2",
        text="#1A1E24",
        secondary="#5A6675",
        accent="#1769C4",
        on_accent="#FFFFFF",
        bona_fide="#0B6E4F",
        attack="#A83A22",
        undecided="#4A5563",
        warning="#7A5A00",
        recording="#B3121D",
        hatch="#CCD3DC",
    ),
    "contrast": Colours(
        window="#000000",
        panel="#000000",
        raised="#2B2B2B",
        line="#FFFFFF",
        text="#FFFFFF",
        secondary="#E0E0E0",
        accent="#FFFF00",
        on_accent="#000000",
        bona_fide="#5CFFC0",
        attack="#FF9E8A",
        undecided="#E0E0E0",
        warning="#FFD24D",
        recording="#FF8080",
        hatch="#4A4A4A",
    ),
}


def apply(app: QApplication, name: ThemeName = "dark") -> None:
    """Give the application Fusion, the theme's palette and the 13 px body font."""
    colours = COLOURS[name]
    app.setStyle("Fusion")
    app.setProperty(_PROPERTY, name)
    hints = app.styleHints()
    hints.setColorScheme(Qt.ColorScheme.Light if name == "light" else Qt.ColorScheme.Dark)
    app.setPalette(_palette(colours))
    app.setFont(font(13))


def follow_system(app: QApplication) -> ThemeName:
    """Return the theme that suits the desktop's colour scheme; dark where it has none."""
    scheme = app.styleHints().colorScheme()
    return "light" if scheme == Qt.ColorScheme.Light else "dark"


def name() -> ThemeName:
    """Return the theme that is applied, ``dark`` when none is."""
    app = QApplication.instance()
    value = app.property(_PROPERTY) if app is not None else None
    return value if value in THEMES else "dark"


def colours() -> Colours:
    """Return the colours of the theme that is applied."""
    return COLOURS[name()]


def font(pixels: int, *, bold: bool = False, tabular: bool = False) -> QFont:
    """Return the system font at a size in pixels, with digits of one width if asked."""
    result = QFont(QApplication.font())
    result.setPixelSize(pixels)
    result.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    if tabular:
        result.setFeature(QFont.Tag("tnum"), 1)
    return result


def thin_pen(colour: QColor, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> QPen:
    """Return a pen of one device pixel, which Qt draws ten times faster than a wider one."""
    pen = QPen(colour, 1, style)
    pen.setCosmetic(True)
    return pen


def _palette(colours: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    # Fusion draws a field's edge darker than the window: on black only its ground shows it
    base = colours.raised if colours.window == colours.panel else colours.panel
    for key, value in (
        (role.Window, colours.window),
        (role.WindowText, colours.text),
        (role.Base, base),
        (role.AlternateBase, colours.raised),
        (role.Text, colours.text),
        (role.Button, colours.raised),
        (role.ButtonText, colours.text),
        (role.ToolTipBase, colours.raised),
        (role.ToolTipText, colours.text),
        (role.PlaceholderText, colours.secondary),
        (role.Highlight, colours.accent),
        (role.HighlightedText, colours.on_accent),
        (role.Accent, colours.accent),
        (role.Link, colours.accent),
        (role.BrightText, colours.recording),
        (role.Light, colours.line),
        (role.Midlight, colours.raised),
        (role.Mid, colours.line),
        (role.Dark, colours.line),
        (role.Shadow, colours.window),
    ):
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, key, QColor(colours.secondary))
    palette.setColor(group.Disabled, role.Button, QColor(colours.panel))
    return palette


def mark_path(state: State, box: QRectF) -> QPainterPath:
    """Return the shape of a state: circle, diamond, broken ring, triangle or square."""
    path = QPainterPath()
    centre = box.center()
    if state is State.ATTACK:
        points = [
            QPointF(centre.x(), box.top()),
            QPointF(box.right(), centre.y()),
            QPointF(centre.x(), box.bottom()),
            QPointF(box.left(), centre.y()),
        ]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    elif state is State.WARNING:
        points = [
            QPointF(centre.x(), box.top()),
            QPointF(box.right(), box.bottom()),
            QPointF(box.left(), box.bottom()),
        ]
        path.addPolygon(QPolygonF(points))
        path.closeSubpath()
    elif state is State.RECORDING:
        path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    else:
        path.addEllipse(box)
    return path


def draw_mark(
    painter: QPainter, state: State, box: QRectF, colour: QColor | None = None
) -> None:
    """Paint a state's mark into a box; undecided is a broken ring, the others are filled."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    colour = colour or colours().of(state)
    if state is State.UNDECIDED:
        pen = QPen(colour, max(1.4, box.width() / 7))
        pen.setDashPattern([1.6, 1.2])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        inset = pen.widthF() / 2
        painter.drawEllipse(box.adjusted(inset, inset, -inset, -inset))
    else:
        painter.fillPath(mark_path(state, box), colour)
    painter.restore()


def mark_pixmap(state: State, side: int = 12, *, faint: bool = False) -> QPixmap:
    """Return a state's mark as a picture, sharp on every screen."""
    pixmap = QPixmap(side * 2, side * 2)
    pixmap.setDevicePixelRatio(2.0)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(0.35 if faint else 1.0)
    draw_mark(painter, state, QRectF(1, 1, side - 2, side - 2))
    painter.end()
    return pixmap


def mark_icon(state: State) -> QIcon:
    """Return a state's mark for a button, pale while the button is disabled."""
    icon = QIcon(mark_pixmap(state))
    icon.addPixmap(mark_pixmap(state, faint=True), QIcon.Mode.Disabled)
    return icon


def contrast_ratio(first: QColor | str, second: QColor | str) -> float:
    """Return the contrast of two colours, 1..21 (WCAG 2.2, relative luminance)."""

    def luminance(colour: QColor) -> float:
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(QColor(first)), luminance(QColor(second))))
    return (high + 0.05) / (low + 0.05)
