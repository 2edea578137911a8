"""The lines of the face mesh that a person recognises: outline, eyes, brows, nose, lips."""

from __future__ import annotations

OVAL = (
    10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377,
    152, 148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10,
)  # fmt: skip
EYE_RIGHT = (33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246, 33)
EYE_LEFT = (263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466, 263)
BROW_RIGHT = (70, 63, 105, 66, 107)
BROW_LEFT = (300, 293, 334, 296, 336)
NOSE = (168, 6, 197, 195, 5, 4)
LIPS_OUTER = (
    61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291,
    409, 270, 269, 267, 0, 37, 39, 40, 185, 61,
)  # fmt: skip
IRIS_RIGHT = (469, 470, 471, 472, 469)
IRIS_LEFT = (474, 475, 476, 477, 474)

CONTOURS: tuple[tuple[int, ...], ...] = (
    OVAL,
    EYE_RIGHT,
    EYE_LEFT,
    BROW_RIGHT,
    BROW_LEFT,
    NOSE,
    LIPS_OUTER,
)
"""Landmark indices of each line, in drawing order."""
