"""What all plots share: the theme's colours, axes with small digits, a sentence when empty.

Items of a plot are made once, kept, and filled anew: an item that is thrown away is collected
as garbage in whatever thread happens to look for it, and there it must not be destroyed.
"""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from . import theme

AXIS_PX = 52
"""Width of the axis at the left: plots over one another begin at one place."""


class PlotFrame(QWidget):
    """A pyqtgraph plot in the theme's colours, which follow a change of theme.

    Parameters
    ----------
    name
        Accessible name.
    bottom, left
        What the axes show, with unit.
    left_axis
        An axis of its own kind. It is there from the start: one that is replaced later stays
        behind as garbage.
    """

    def __init__(
        self,
        name: str,
        bottom: str,
        left: str,
        *,
        left_axis: pg.AxisItem | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._titles = {"bottom": bottom, "left": left}
        axes = {} if left_axis is None else {"left": left_axis}
        self.plot = pg.PlotWidget(enableMenu=False, axisItems=axes)
        # its menu is never shown and holds what a grid needs: without a parent it would stay
        self.plot.plotItem.ctrlMenu.setParent(self)
        self.plot.getAxis("left").setWidth(AXIS_PX)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._empty = QLabel(self)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._empty.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        self.setAccessibleName(name)
        self._frame()

    def set_bottom(self, title: str) -> None:
        """Show another quantity along the bottom."""
        self._titles["bottom"] = title
        self._frame()

    def set_empty(self, text: str) -> None:
        """Show a sentence in the middle; empty text shows the plot alone."""
        self._empty.setText(text)
        self._empty.setVisible(bool(text))
        self._empty.raise_()

    @property
    def empty_text(self) -> str:
        """The sentence that is shown; empty when there is none."""
        return self._empty.text() if self._empty.isVisibleTo(self) else ""

    def restyle(self) -> None:
        """Take the theme's colours again; a plot restyles its own items, too."""
        self._frame()

    def _frame(self) -> None:
        colours = theme.colours()
        self.plot.setBackground(colours.panel)
        for side, title in self._titles.items():
            axis = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(colours.line))
            axis.enableAutoSIPrefix(False)  # the unit is what the title says
            axis.setTextPen(pg.mkPen(colours.secondary))
            axis.setStyle(tickFont=theme.font(11, tabular=True))
            self.plot.setLabel(side, title, color=colours.secondary, **{"font-size": "11px"})
        palette = self._empty.palette()
        palette.setColor(palette.ColorRole.WindowText, QColor(colours.secondary))
        self._empty.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self.restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the sentence in the middle."""
        super().resizeEvent(event)
        self._empty.setGeometry(self.rect().adjusted(48, 8, -16, -40))


def threshold_line(value: float, *, angle: float) -> pg.InfiniteLine:
    """Return a line to drag, vertical (90) or horizontal (0), with its value beside it."""
    line = pg.InfiniteLine(
        value,
        angle=angle,
        movable=True,
        label="{value:.3f}",
        labelOpts={"position": 0.94 if angle else 0.06, "movable": False},
    )
    style_line(line)
    return line


def show_line(line: pg.InfiniteLine, shown: bool) -> None:
    """Show or hide a threshold line; its text is not kept up while it is hidden."""
    line.setVisible(shown)
    if shown:
        line.label.valueChanged()


def style_line(line: pg.InfiniteLine) -> None:
    """Give a threshold line the theme's accent."""
    accent = theme.colours().accent
    # one device pixel is drawn ten times faster than two
    line.setPen(pg.mkPen(accent, width=1))
    line.setHoverPen(pg.mkPen(accent, width=3))
    line.label.setColor(accent)
