"""Live rates: motion in every frame, the rest as far as the computer keeps up."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from .frame import Frame
from .fusion import SignalCard

FULL: Final = 0.85
"""Share of the time between two frames that the 95th percentile may take before rates fall:
28 of 33 ms at 30 frames a second."""

IDLE: Final = 0.5
"""Below this share they rise again."""

DOWN_S: Final = 1.0
UP_S: Final = 3.0
"""Time between two steps down, and of calm before a step up, on the source's clock."""

LONGEST_S: Final = 60.0
"""A step up that had to be taken back doubles the calm it takes, up to this."""

MIN_FRAMES: Final = 21
"""From so many on one slow frame alone (the first loads the models) is no 95th percentile."""


class Level(NamedTuple):
    """How much is done: what is given up first is what is missed least."""

    map_every_s: float
    """Least time between two maps of one signal, seconds."""
    turn: int
    """One of the slow signals takes in every so many-th frame; 0 gives them every frame."""


LEVELS: Final = (Level(0.1, 0), Level(0.3, 0), Level(0.3, 1), Level(0.6, 2), Level(1.2, 4))
"""Maps first, for nobody's verdict hangs on them, then the rates of the slow signals."""


class LiveRates:
    """Decides which signals take in a frame, by the time that frames took before.

    Signals of the family ``temporal`` compare a frame with the one before and take in every
    frame. The others look about ten times a second: they begin one frame after the other, so
    that they are not due in the same frame. Where the analysis takes nearly all the time
    between two frames, maps become rarer, then the other signals take turns, and only when
    that is not enough are frames left out, by the slot that holds the newest.

    Parameters
    ----------
    signals
        Name and family of every signal, in order.
    """

    def __init__(self, signals: Sequence[SignalCard]) -> None:
        self._always = frozenset(s.name for s in signals if s.family == "temporal")
        self._slow = tuple(s.name for s in signals if s.family != "temporal")
        self._level = 0
        self._frames = 0
        self._began = 0
        self._busy: deque[tuple[int, int, float]] = deque(maxlen=60)
        """Index, time in nanoseconds, and seconds of work of each frame at this level."""
        self._calm_s = UP_S
        self._rose = False
        self._since_ns: int | None = None
        """When the level began."""

    @property
    def level(self) -> Level:
        """How much is done now."""
        return LEVELS[self._level]

    @property
    def reduced(self) -> str:
        """What is given up, as a sentence without its capital; empty where nothing is."""
        if self._level == 0:
            return ""
        told = f"maps come {1 / self.level.map_every_s:.1f} times a second at most"
        if self.level.turn and self._slow:
            every = self.level.turn * len(self._slow)
            told += f", {', '.join(self._slow)} see one frame in {every}"
        return f"to keep up, {told}"

    def due(self) -> frozenset[str]:
        """Return the names of the signals that take in the next frame."""
        at = self._frames - self._began
        self._frames += 1
        if not self._slow:
            return self._always
        if self.level.turn == 0:
            return self._always | set(self._slow[: at + 1])
        if at % self.level.turn:
            return self._always
        return self._always | {self._slow[at // self.level.turn % len(self._slow)]}

    def note(self, frame: Frame, busy_s: float) -> None:
        """Take in how long a frame took, seconds, and change the level where that is due."""
        if self._busy and frame.time_ns <= self._busy[-1][1]:  # the source began again
            self._busy.clear()
            self._since_ns = None
        self._busy.append((frame.index, frame.time_ns, busy_s))
        if self._since_ns is None:
            self._since_ns = frame.time_ns
        first, last = self._busy[0], self._busy[-1]
        if len(self._busy) < MIN_FRAMES or last[0] <= first[0]:
            return
        interval_s = (last[1] - first[1]) / 1e9 / (last[0] - first[0])
        share = float(np.percentile([busy for _, _, busy in self._busy], 95)) / interval_s
        waited_s = (frame.time_ns - self._since_ns) / 1e9
        if share > FULL and waited_s >= DOWN_S:
            self._step(+1)
        elif share < IDLE and waited_s >= self._calm_s:
            self._step(-1)

    def _step(self, by: int) -> None:
        level = min(max(self._level + by, 0), len(LEVELS) - 1)
        if level == self._level:
            return
        if by > 0 and self._rose:
            self._calm_s = min(2 * self._calm_s, LONGEST_S)
        self._rose = by < 0
        self._level = level
        self._began = self._frames
        self._busy.clear()
        self._since_ns = None
