"""What the person at the desk has in hand: board, chart, exposure, screen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QPushButton,
    QSpinBox,
    QWidget,
)

from liveness.capture.calibration.board import LARGEST_MM, SMALLEST_MM, Board
from liveness.capture.calibration.tasks import Kind, Setup

from . import theme


class CalibrationOptions(QWidget):
    """Edits a `Setup`, as much of it as one calibration asks for.

    Parameters
    ----------
    kind
        Which calibration.
    setup
        What stands there at first.
    """

    print_requested = Signal()
    """The board is to be printed."""
    pattern_requested = Signal(bool)
    """The screen's pattern is to be shown, or not."""

    def __init__(self, kind: Kind, setup: Setup, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._setup = setup
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        if kind in ("lens", "distance"):
            self._add_board(setup.board)
        elif kind == "colour":
            self.target = QComboBox()
            self.target.addItem(self.tr("chart of 24 patches"), "chart")
            self.target.addItem(self.tr("grey card"), "grey")
            self._add(self.tr("Target"), self.target)
        elif kind == "flicker":
            self.exposure = self._number(0, 1000, setup.exposure_ms or 0, " ms")
            self.exposure.setSpecialValueText(self.tr("unknown"))
            self._add(self.tr("Exposure"), self.exposure)
        elif kind == "screen":
            self._add_screen(setup.screen_mm)

    def setup(self) -> Setup:
        """Return what was chosen.

        Raises
        ------
        UsageError
            ``E-CAL-31`` for a board that cannot be made.
        """
        old = self._setup
        board, screen = old.board, old.screen_mm
        if hasattr(self, "square"):
            board = Board(self.columns.value(), self.rows.value(), self.square.value())
        if hasattr(self, "screen_width"):
            screen = (self.screen_width.value(), self.screen_height.value())
        exposure = self.exposure.value() if hasattr(self, "exposure") else 0
        return Setup(
            board=board,
            target=self.target.currentData() if hasattr(self, "target") else old.target,
            exposure_ms=exposure or old.exposure_ms,
            screen_mm=screen,
            screen_square_mm=old.screen_square_mm,
        )

    def _add_board(self, board: Board) -> None:
        self.columns, self.rows = self._whole(board.columns), self._whole(board.rows)
        self.square = self._number(SMALLEST_MM, LARGEST_MM, board.square_mm, " mm")
        self.columns.setAccessibleName(self.tr("Squares across"))
        self.rows.setAccessibleName(self.tr("Squares down"))
        both = QHBoxLayout()
        both.setSpacing(theme.GRID)
        both.addWidget(self.columns)
        both.addWidget(self.rows)
        self._form.addRow(self.tr("Squares across, down"), both)
        self._add(self.tr("Side of a square"), self.square)
        button = QPushButton(self.tr("Print the board\u2026"))
        button.clicked.connect(self.print_requested)
        self._form.addRow(button)

    def _add_screen(self, size: tuple[float, float]) -> None:
        self.screen_width = self._number(50, 5000, size[0], " mm")
        self.screen_height = self._number(30, 3000, size[1], " mm")
        self._add(self.tr("Width of the lit part"), self.screen_width)
        self._add(self.tr("Height of the lit part"), self.screen_height)
        self.pattern = QPushButton(self.tr("Show the pattern on this screen"))
        self.pattern.setCheckable(True)
        self.pattern.toggled.connect(self.pattern_requested)
        self._form.addRow(self.pattern)

    def _add(self, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        self._form.addRow(name, field)

    def _whole(self, value: int) -> QSpinBox:
        field = QSpinBox()
        field.setRange(3, 20)
        field.setValue(value)
        return field

    def _number(self, low: float, high: float, value: float, unit: str) -> QDoubleSpinBox:
        field = QDoubleSpinBox()
        field.setRange(low, high)
        field.setDecimals(1)
        field.setSuffix(unit)
        field.setValue(value)
        return field
