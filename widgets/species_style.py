"""One colour and one dash pattern for each PAI species, the same in every plot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from liveness.datasets.species import SPECIES

from . import theme
from .theme import State

ON_DARK: Final = (
    "#E69F00",
    "#56B4E9",
    "#E8743B",
    "#CC79A7",
    "#F0E442",
    "#3D8FD1",
    "#B79CE0",
    "#A6A6A6",
)
ON_LIGHT: Final = (
    "#A66F00",
    "#2A7FAF",
    "#B84A00",
    "#A14F7C",
    "#7D7300",
    "#00538A",
    "#6E4AA0",
    "#5E5E5E",
)
"""Safe for colour-blind eyes (after Okabe and Ito, 2008), 3:1 or more on the theme's panel."""

DASHES: Final = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)

FIRST: Final = (
    "print-matte",
    "replay-phone",
    "mask-rigid",
    "print-bent",
    "face-swap-live",
    "replay-monitor",
    "print-glossy",
    "mask-silicone",
)
"""Species that most datasets hold: each has a colour of its own and a full line."""

_ORDER = {
    label: i for i, label in enumerate((*FIRST, *(s.id for s in SPECIES if s.id not in FIRST)))
}


def _place(label: str) -> int:
    """Return a species' place; one that a protocol added gets a place by its name."""
    return _ORDER.get(label, sum(label.encode()))


def colour_of(label: str) -> QColor:
    """Return the colour of ``bona-fide`` or of a species."""
    if label == "bona-fide":
        return theme.colours().of(State.BONA_FIDE)
    known = ON_LIGHT if theme.name() == "light" else ON_DARK
    return QColor(known[_place(label) % len(known)])


def dash_of(label: str) -> Qt.PenStyle:
    """Return the dash pattern of a species; bona fide has a full line."""
    if label == "bona-fide":
        return Qt.PenStyle.SolidLine
    return DASHES[_place(label) // len(ON_DARK) % len(DASHES)]


def pen_of(label: str, width: float = 1.6) -> QPen:
    """Return the pen of ``bona-fide`` or of a species."""
    pen = QPen(colour_of(label), width, dash_of(label))
    pen.setCosmetic(True)
    return pen
