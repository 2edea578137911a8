"""One colour and one dash pattern for each PAI species, the same in every plot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from liveness.datasets.species import SPECIES

from . import theme
from .theme import State

COLOURS = (
    "#E69F00",
    "#56B4E9",
    "#D55E00",
    "#CC79A7",
    "#F0E442",
    "#0072B2",
    "#B07AA1",
    "#999999",
)
"""Safe for colour-blind eyes (after Okabe and Ito, 2008); dashes tell those apart that meet."""

DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
)

_ORDER = {species.id: i for i, species in enumerate(SPECIES)}


def _place(label: str) -> int:
    """Return a species' place; one that a protocol added gets a place by its name."""
    return _ORDER.get(label, sum(label.encode()))


def colour_of(label: str) -> QColor:
    """Return the colour of ``bona-fide`` or of a species."""
    if label == "bona-fide":
        return theme.colours().of(State.BONA_FIDE)
    return QColor(COLOURS[_place(label) % len(COLOURS)])


def pen_of(label: str, width: float = 1.6) -> QPen:
    """Return the pen of ``bona-fide`` or of a species."""
    pen = QPen(colour_of(label), width)
    pen.setCosmetic(True)
    if label != "bona-fide":
        pen.setStyle(DASHES[_place(label) // len(COLOURS) % len(DASHES)])
    return pen
