from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from liveness.datasets.coverage import Cell
from liveness.widgets.coverage_matrix import CoverageMatrix


def _text(matrix: CoverageMatrix, row: int, column: int) -> str | None:
    text: str | None = matrix.cells.data(matrix.cells.index(row, column))
    return text


def test_conditions_are_rows_and_subjects_are_columns(qtbot: QtBot) -> None:
    matrix = CoverageMatrix()
    qtbot.addWidget(matrix)
    cells = [
        Cell("S1", "bona-fide", "dim", 400.0, 3, 3),
        Cell("S1", "print-matte", None, None, 1, 2),
        Cell("S2", "bona-fide", "dim", 400.0, 0, 3),
    ]
    matrix.set_cells(cells)
    vertical, horizontal = Qt.Orientation.Vertical, Qt.Orientation.Horizontal
    assert matrix.cells.headerData(0, vertical) == "bona-fide, dim, 40 cm"
    assert [matrix.cells.headerData(c, horizontal) for c in (0, 1)] == ["S1", "S2"]
    assert _text(matrix, 0, 0) == "\u2713 3 done"
    assert _text(matrix, 1, 0) == "1 of 2"
    assert _text(matrix, 0, 1) == "0 of 3"
    assert _text(matrix, 1, 1) is None
    marks = [
        matrix.cells.data(matrix.cells.index(0, c), Qt.ItemDataRole.DecorationRole).cacheKey()
        for c in (0, 1)
    ]
    assert marks[0] != marks[1]


def test_a_click_goes_there_and_a_new_count_keeps_the_selection(qtbot: QtBot) -> None:
    matrix = CoverageMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(500, 200)
    matrix.show()
    cell = Cell("S1", "bona-fide", None, None, 0, 1)
    matrix.set_cells([cell])
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        spot = matrix.visualRect(matrix.cells.index(0, 0)).center()
        qtbot.mouseClick(matrix.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert chosen.args == [cell]
    with qtbot.waitSignal(matrix.cell_chosen) as chosen:
        qtbot.keyClick(matrix, Qt.Key.Key_Return)
    assert chosen.args == [cell]
    matrix.set_cells([Cell("S1", "bona-fide", None, None, 1, 1)])
    assert matrix.currentIndex().isValid()
    assert _text(matrix, 0, 0) == "\u2713 1 done"


def test_without_a_protocol_it_teaches(qtbot: QtBot) -> None:
    matrix = CoverageMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(400, 120)
    first = matrix.grab().toImage()
    matrix.set_empty_text("Something else")
    assert matrix.grab().toImage() != first
