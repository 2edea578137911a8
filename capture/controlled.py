"""A live source whose controls are asked for, and read back again and again."""

from __future__ import annotations

import time
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Final, TypeVar

from liveness.datasets.take import CaptureInfo, Setting

from .control_board import ControlBoard, ControlState
from .live import Grabbing, LiveSource

READ_BACK_S: Final = 0.5
"""How often a running camera is asked what its controls are, seconds."""

CaptureT = TypeVar("CaptureT", bound=Grabbing)


class ControlledSource(LiveSource[CaptureT]):
    """A live source with a `ControlBoard`; wishes are fulfilled between two frames.

    Parameters
    ----------
    title, open_s, frame_s
        As `LiveSource` has them.
    board
        What is asked; shared with the source that is opened after a break.
    """

    def __init__(
        self, title: str, *, open_s: float, frame_s: float, board: ControlBoard
    ) -> None:
        super().__init__(title, open_s=open_s, frame_s=frame_s)
        self._board = board
        self._read_back_at = 0.0
        self._shown: tuple[int, CaptureInfo] | None = None

    @property
    def board(self) -> ControlBoard:
        """What is asked of the controls, and what they are."""
        return self._board

    def identify(self) -> None:
        """Find out what the device is known by; here that is known from the start."""

    @property
    def info(self) -> CaptureInfo:
        """What the source is, with its controls as they are now."""
        base, version = super().info, self._board.version
        if self._shown is None or self._shown[0] != version:
            settings, verdict = self._board.settings, self._board.verdict()
            locked = base.exposure_locked if verdict == "unknown" else verdict == "locked"
            made = base.model_copy(
                update={
                    "exposure_locked": locked,
                    "asked": {**self._always_asked(), **settings.asked},
                    "got": {**base.got, **self._got_now()},
                    "preset": settings.digest_with(self._features_asked()),
                }
            )
            self._shown = version, made
        return self._shown[1]

    @abstractmethod
    def _apply(self, capture: CaptureT, wishes: Mapping[str, float | None]) -> None:
        """Set controls by name, in the source's thread; ``None`` leaves one to the camera."""

    @abstractmethod
    def _states(self, capture: CaptureT) -> Sequence[ControlState]:
        """Read the controls back that the device has, in the source's thread."""

    def _always_asked(self) -> Mapping[str, Setting]:
        """Return what is asked beside the settings."""
        return {}

    def _features_asked(self) -> Mapping[str, str]:
        """Return what else is asked by the camera's own names, for the name of it all."""
        return {}

    def _got_now(self) -> Mapping[str, Setting]:
        """Return what the controls are."""
        return {state.name: state.got for state in self._board.states}

    def _between(self, capture: CaptureT) -> None:
        wishes = self._board.changes()
        now = time.monotonic()
        if wishes:
            self._apply(capture, wishes)
        elif now < self._read_back_at:
            return
        self._read_back_at = now + READ_BACK_S
        self._board.show(self._states(capture))
