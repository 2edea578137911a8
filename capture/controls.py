"""Which controls a camera has, what it makes of them, and whether the exposure obeys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from liveness.datasets.errors import SourceError

from .control_board import ControlBoard, ControlState, OpticalCheck
from .frame import Source
from .lock_check import Light, light_of, step_exposure


@dataclass(frozen=True, slots=True)
class ControlReport:
    """What a camera said and showed.

    Parameters
    ----------
    states
        The controls that the camera has; others are not offered.
    optical
        What the picture showed; ``None`` without an exposure.
    """

    states: tuple[ControlState, ...]
    optical: OpticalCheck | None


def probe(source: Source, board: ControlBoard) -> ControlReport:
    """Open a camera, read its controls, step its exposure, and close it.

    Parameters
    ----------
    source
        Not yet entered.
    board
        The source's.

    Raises
    ------
    SourceError
        As the source does.
    """
    with source:
        states = board.states
        if not any(state.name == "exposure" for state in states):
            return ControlReport(states, None)
        return ControlReport(states, step_exposure(board, _lights(source)))


def _lights(source: Source) -> Iterator[Light]:
    """Yield the light of each frame of a source.

    Raises
    ------
    SourceError
        ``E-CAM-18``, when it ends before the check does; whatever the source raises.
    """
    while (frame := source.read()) is not None:
        yield light_of(frame)
    raise SourceError(
        "E-CAM-18",
        "the check of the exposure was broken off",
        "the source ended",
        "check it again",
    )
