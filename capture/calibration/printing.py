"""The board on paper: PDF or PNG at true size, with a line to check the print by."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path
from typing import Final

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.durable import replace_file
from liveness.datasets.errors import UsageError

from .board import Board

PAPERS_MM: Final = {"a4": (297.0, 210.0), "letter": (279.4, 215.9), "a3": (420.0, 297.0)}
"""Width and height of paper that lies on its long side, millimetres."""

DPI: Final = 300
RULER_MM: Final = 100.0
RULER_ROOM_MM: Final = 14.0
"""Height that the line with its words takes under the board."""

MARGIN_MM: Final = 5.0
"""What printers leave white at least."""

_POINT_MM: Final = 25.4 / 72


def write_board(path: Path, board: Board, paper: str = "a4") -> None:
    """Write the board in the format that the file's name asks for.

    Raises
    ------
    UsageError
        ``E-CAL-31`` for another ending than .pdf and .png, unknown paper, or a board that is
        larger than its paper.
    StorageError
        When it cannot be written.
    """
    size = _paper(paper, board)
    suffix = path.suffix.lower()
    if suffix == ".pdf":
        data = board_pdf(board, size)
    elif suffix == ".png":
        data = board_png(board, size)
    else:
        raise UsageError(
            "E-CAL-31",
            f"a board is not written as {path.name}",
            f"ending {path.suffix!r}",
            "name a .pdf or .png file",
        )
    replace_file(path, data)


def _paper(paper: str, board: Board) -> tuple[float, float]:
    size = PAPERS_MM.get(paper.lower())
    if size is None:
        known = ", ".join(PAPERS_MM)
        raise UsageError("E-CAL-31", f"there is no paper {paper!r}", "", f"give {known}")
    width = board.width_mm + 2 * MARGIN_MM
    height = board.height_mm + RULER_ROOM_MM + 2 * MARGIN_MM
    if width > size[0] or height > size[1]:
        raise UsageError(
            "E-CAL-31",
            "the board is larger than its paper",
            f"it takes {width:g} x {height:g} mm of {size[0]:g} x {size[1]:g} mm",
            "give smaller squares, fewer of them, or larger paper",
        )
    return size


def words(board: Board) -> str:
    """Return what stands under the board."""
    return (
        f"{RULER_MM:g} mm, print at 100 %.  {board.columns} x {board.rows} squares of "
        f"{board.square_mm:g} mm, markers 4x4 from {board.first_id}"
    )


def _corner(board: Board, paper_mm: tuple[float, float]) -> tuple[float, float]:
    """Return the board's left and top edge on the paper, millimetres."""
    left = (paper_mm[0] - board.width_mm) / 2
    return left, (paper_mm[1] - board.height_mm - RULER_ROOM_MM) / 2


def board_pdf(board: Board, paper_mm: tuple[float, float]) -> bytes:
    """Return a PDF of one page, drawn as rectangles: sharp at any size.

    Parameters
    ----------
    paper_mm
        Width and height of the page, millimetres.
    """
    left, top = _corner(board, paper_mm)
    fine = 60  # pixels a square: a marker of .7 has 42, 7 for each of its six modules
    mm = board.square_mm / fine
    page = [f"{1 / _POINT_MM:.6f} 0 0 {-1 / _POINT_MM:.6f} 0 {paper_mm[1] / _POINT_MM:.4f} cm"]
    for x, y, w, h in _black_runs(board.draw(fine)):
        page.append(f"{left + x * mm:.4f} {top + y * mm:.4f} {w * mm:.4f} {h * mm:.4f} re f")
    line = top + board.height_mm + 5
    page += [
        f"{left:.3f} {line:.3f} {RULER_MM:g} 0.3 re f",
        f"{left:.3f} {line - 1.5:.3f} 0.3 3.3 re f",
        f"{left + RULER_MM - 0.3:.3f} {line - 1.5:.3f} 0.3 3.3 re f",
        f"BT /F1 3.4 Tf 1 0 0 -1 {left:.3f} {line + 6:.3f} Tm ({words(board)}) Tj ET",
    ]
    return _pdf("\n".join(page).encode("ascii"), paper_mm)


def _pdf(content: bytes, paper_mm: tuple[float, float]) -> bytes:
    """Return a PDF 1.4 of one page (ISO 32000-1), its content packed."""
    packed = zlib.compress(content, 9)
    width, height = (side / _POINT_MM for side in paper_mm)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {width:.3f} {height:.3f}] /Contents 4 0 R"
        " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
        " >> >> >>".encode(),
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
    ]
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, item in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, item)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(made)


def _black_runs(image: NDArray[np.uint8]) -> list[tuple[int, int, int, int]]:
    """Return the black of a picture as rectangles ``(x, y, w, h)``; equal rows are joined."""
    found: list[tuple[int, int, int, int]] = []
    begin = 0
    for end in range(1, len(image) + 1):
        if end < len(image) and np.array_equal(image[end], image[begin]):
            continue
        row = np.concatenate([[False], image[begin] < 128, [False]])
        edges = np.flatnonzero(row[1:] != row[:-1])
        found += [
            (int(x0), begin, int(x1 - x0), end - begin)
            for x0, x1 in zip(edges[::2], edges[1::2], strict=True)
        ]
        begin = end
    return found


def board_png(board: Board, paper_mm: tuple[float, float]) -> bytes:
    """Return a PNG of the page at 300 dots per inch, which its header says."""
    dots = DPI / 25.4
    width, height = (round(side * dots) for side in paper_mm)
    page = np.full((height, width), 255, np.uint8)
    left, top = (round(side * dots) for side in _corner(board, paper_mm))
    size = (round(board.width_mm * dots), round(board.height_mm * dots))
    drawn = cv2.resize(board.draw(60), size, interpolation=cv2.INTER_AREA)
    page[top : top + size[1], left : left + size[0]] = drawn
    line = top + size[1] + round(5 * dots)
    end = left + round(RULER_MM * dots)
    page[line : line + 4, left:end] = 0
    for x in (left, end - 4):
        page[line - 18 : line + 22, x : x + 4] = 0
    spot = (left, line + round(6 * dots))
    cv2.putText(page, words(board), spot, cv2.FONT_HERSHEY_SIMPLEX, 1.2, (0,), 2, cv2.LINE_AA)
    coded = cv2.imencode(".png", page)[1].tobytes()
    metre = round(DPI / 0.0254)
    chunk = b"pHYs" + struct.pack(">IIB", metre, metre, 1)
    made = struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return coded[:33] + made + coded[33:]
