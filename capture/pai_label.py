"""The QR label of a PAI: drawn for the printer, read from the camera's picture."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.pai import Pai, id_of_label

MODULE_PX = 12
"""Side of one module of the code, pixels: 1 mm at 300 dots per inch."""

_QUIET = 4
"""White modules around the code (ISO/IEC 18004, 6.3.8)."""

_LINE_PX = 44


def draw_label(pai: Pai) -> NDArray[np.uint8]:
    """Return a label to print at 300 dots per inch and stick on the PAI.

    Returns
    -------
    (H, W) uint8
        Black on white; the code on top, id, species and date under it.
    """
    encoder = cv2.QRCodeEncoder.create()
    code = encoder.encode(pai.label_text)
    border = int(np.flatnonzero((code == 0).any(axis=0))[0])
    code = code[border : code.shape[0] - border, border : code.shape[1] - border]
    code = cv2.copyMakeBorder(
        code, _QUIET, _QUIET, _QUIET, _QUIET, cv2.BORDER_CONSTANT, value=(255,)
    )
    side = code.shape[0] * MODULE_PX
    big = cv2.resize(code, (side, side), interpolation=cv2.INTER_NEAREST)
    lines = [pai.id, pai.species, pai.made.isoformat() if pai.made else ""]
    lines = [line for line in lines if line]
    label = np.full((side + _LINE_PX * len(lines) + 12, side), 255, np.uint8)
    label[:side] = big
    for i, line in enumerate(lines):
        _write(label, line, side + _LINE_PX * i + 30)
    return label


def _write(label: NDArray[np.uint8], line: str, y: int) -> None:
    """Write a line in the middle, as large as its width allows."""
    font, scale, room = cv2.FONT_HERSHEY_SIMPLEX, 1.2, label.shape[1] - 24
    width = cv2.getTextSize(line, font, scale, 2)[0][0]
    scale = min(scale, scale * room / width)
    width = cv2.getTextSize(line, font, scale, 2)[0][0]
    spot = ((label.shape[1] - width) // 2, y)
    cv2.putText(label, line, spot, font, scale, (0,), 2, cv2.LINE_AA)


class LabelReader:
    """Finds PAI labels in pictures; not to be shared between threads."""

    def __init__(self) -> None:
        self._detector = cv2.QRCodeDetector()

    def read(self, image: NDArray[np.uint8]) -> str | None:
        """Return the id on a label in the picture.

        Parameters
        ----------
        image
            (H, W, 3) BGR or (H, W) uint8; a label needs some 3 px a module.

        Returns
        -------
        str or None
            ``None`` where there is no code, or one that is no PAI's.
        """
        try:
            text, _, _ = self._detector.detectAndDecode(image)
        except (cv2.error, UnicodeDecodeError):  # a code of other bytes, or a degenerate one
            return None
        return id_of_label(text)
