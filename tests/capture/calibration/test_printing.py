from __future__ import annotations

import shutil
import struct
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness.capture.calibration.board import Board
from liveness.capture.calibration.printing import RULER_MM, write_board
from liveness.datasets.errors import UsageError

DOTS = 150 / 25.4


def _check(page: np.ndarray, board: Board, dots: float) -> None:
    """Check squares and ruler of a page of so many dots a millimetre."""
    view = board.detector().find(page)
    assert view is not None
    assert len(view.ids) == board.corners
    side = np.diff(view.points[: board.columns - 1, 0]).mean() / dots
    assert side == pytest.approx(board.square_mm, rel=0.001)
    bottom = view.points[:, 1].max() + board.square_mm * dots
    under = page[int(bottom + 3 * dots) : int(bottom + 5.25 * dots)]
    dark = np.flatnonzero((under < 128).any(axis=0))
    assert (dark.max() - dark.min() + 1) / dots == pytest.approx(RULER_MM, abs=0.3)


def test_a_pdf_is_of_true_size(tmp_path: Path, board: Board) -> None:
    if shutil.which("pdftoppm") is None:
        pytest.skip("poppler-utils draws the page")
    path = tmp_path / "board.pdf"
    write_board(path, board)
    subprocess.run(
        ["pdftoppm", "-r", "150", "-gray", "-png", "-singlefile", path, tmp_path / "page"],
        check=True,
        capture_output=True,
    )
    page = cv2.imread(str(tmp_path / "page.png"), cv2.IMREAD_GRAYSCALE)
    assert page.shape[1] == 1754
    _check(page, board, DOTS)


def test_a_png_says_its_size(tmp_path: Path, board: Board) -> None:
    path = tmp_path / "board.png"
    write_board(path, board, "letter")
    data = path.read_bytes()
    start = data.index(b"pHYs") + 4
    assert struct.unpack(">IIB", data[start : start + 9]) == (11811, 11811, 1)
    _check(cv2.imread(str(path), cv2.IMREAD_GRAYSCALE), board, 300 / 25.4)


@pytest.mark.parametrize(
    ("name", "paper", "square", "says"),
    [
        ("board.txt", "a4", 25.0, "ame a .pdf or .png"),
        ("board.pdf", "a9", 25.0, "there is no paper 'a9'"),
        ("board.pdf", "a4", 40.0, "larger than its paper"),
    ],
)
def test_what_cannot_be_printed_is_refused(
    tmp_path: Path, name: str, paper: str, square: float, says: str
) -> None:
    with pytest.raises(UsageError, match=says) as caught:
        write_board(tmp_path / name, Board(square_mm=square), paper)
    assert caught.value.code == "E-CAL-31"
    assert not list(tmp_path.iterdir())
