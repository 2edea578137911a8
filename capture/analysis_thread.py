"""The thread that analyses a live source, and the rotation of its maps."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Collection
from dataclasses import replace
from types import TracebackType
from typing import Self

from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence

from .analysis import Analyser, Snapshot
from .frame import Frame, Latest, LatestFrame
from .plugins import one_line
from .rates import LEVELS, LiveRates

log = logging.getLogger(__name__)

FPS_WINDOW_S = 2.0
"""Time over which the rate of the analysis is measured."""

MAP_KEEP = 3.5
"""How long a map is shown until the next one of its signal must have come, in times of the
least time between two."""


class MapRotation:
    """Spread the work of the maps: at most one signal's map is made in a frame.

    All times are those of the frames, so a rotation repeats itself on the same frames.
    """

    def __init__(self) -> None:
        self.wanted: frozenset[str] = frozenset()
        """Names of the signals whose maps somebody sees."""
        self.every_s = LEVELS[0].map_every_s
        """Least time between two maps of one signal: ten a second are smooth enough."""
        self._made: dict[str, int] = {}
        self._last: dict[str, tuple[int, Evidence]] = {}

    def due(self, time_ns: int) -> tuple[str, ...]:
        """Return the signal whose map is made in the frame of this time; none or one."""
        wanted = sorted(self.wanted)
        self._made = {n: t for n, t in self._made.items() if n in wanted and t <= time_ns}
        waiting = [
            name
            for name in wanted
            if name not in self._made or time_ns - self._made[name] >= self.every_s * 1e9
        ]
        if not waiting:
            return ()
        oldest = min(waiting, key=lambda name: self._made.get(name, -(2**63)))
        self._made[oldest] = time_ns
        return (oldest,)

    def carry(self, snapshot: Snapshot) -> Snapshot:
        """Return the snapshot with the last map of each signal that is wanted and fresh."""
        now = snapshot.frame.time_ns
        shown = dict(snapshot.evidence)
        for name, found in snapshot.evidence.items():
            if name not in self.wanted:
                self._last.pop(name, None)
            elif found.map is not None:
                self._last[name] = (now, found)
            elif name in self._last:
                made, last = self._last[name]
                if 0 <= now - made <= MAP_KEEP * self.every_s * 1e9:
                    shown[name] = replace(found, map=last.map, overlay=last.overlay)
        return replace(snapshot, evidence=shown)


class AnalysisThread:
    """Analyse the newest frame again and again; frames that come meanwhile are skipped.

    Of the maps that are wanted, one is made a frame (:class:`MapRotation`). The snapshots that
    are handed to the eyes keep the last map of each signal for a third of a second. On a
    computer that does not keep up, `LiveRates` gives up maps and then the rates of the slow
    signals before a frame is skipped.

    The context manager starts the thread and ends it within five seconds. The thread frees the
    analyser's models when it ends, for they belong to it.

    Parameters
    ----------
    latest
        Where frames come from.
    analyser
        Used by this thread alone from now on.
    on_snapshot
        Called in this thread with each snapshot, before ``snapshots`` has it; its maps are
        those made for its own frame.
    snapshots
        Where snapshots go; a slot of its own by default.
    """

    def __init__(
        self,
        latest: LatestFrame,
        analyser: Analyser,
        on_snapshot: Callable[[Snapshot], None] | None = None,
        *,
        snapshots: Latest[Snapshot] | None = None,
    ) -> None:
        self.snapshots: Latest[Snapshot] = snapshots or Latest()
        self.on_snapshot = on_snapshot
        self._latest, self._analyser = latest, analyser
        self._rotation = MapRotation()
        self._rates = LiveRates(analyser.signals)
        self._error: LivenessError | None = None
        self._times: deque[float] = deque()
        self._lock = threading.Lock()
        self._stop = threading.Event()
        self._anew = threading.Event()
        self._thread = threading.Thread(target=self._run, name="analysis", daemon=True)

    def __enter__(self) -> Self:
        """Start."""
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop after the frame in work."""
        self._stop.set()
        self._latest.wake()
        self._thread.join(5.0)
        self.snapshots.wake()

    @property
    def maps(self) -> frozenset[str]:
        """Names of the signals whose maps are made."""
        return self._rotation.wanted

    def set_maps(self, names: Collection[str]) -> None:
        """Choose whose maps are made, from the next frame on."""
        self._rotation.wanted = frozenset(names)

    def reset(self) -> None:
        """Forget what was seen, before the next frame: it may show somebody else."""
        self._anew.set()

    @property
    def reduced(self) -> str:
        """What is given up to keep up with the source, as a sentence; or empty."""
        return self._rates.reduced

    @property
    def error(self) -> LivenessError | None:
        """Why the analysis ended by itself, if it did."""
        return self._error

    @property
    def fps(self) -> float:
        """Frames analysed per second, over the last two seconds."""
        now = time.monotonic()
        with self._lock:
            times = [moment for moment in self._times if moment > now - FPS_WINDOW_S]
        return (len(times) - 1) / (times[-1] - times[0]) if len(times) > 1 else 0.0

    def _run(self) -> None:
        seen = 0
        try:
            while not self._stop.is_set():
                seen, frame = self._latest.take(seen, 0.2, self._stop.is_set)
                if frame is not None:
                    self._step(frame)
        except LivenessError as error:
            self._error = error
        except Exception as error:  # shown to the person; frames go on being recorded
            log.exception("the analysis ended")
            self._error = LivenessError(
                "E-ENV-10",
                "the analysis ended by a fault",
                one_line(error),
                "restart the source",
            )
        finally:
            self._analyser.close()
            self.snapshots.wake()

    def _step(self, frame: Frame) -> None:
        if self._anew.is_set():
            self._anew.clear()
            self._analyser.reset()
        self._rotation.every_s = self._rates.level.map_every_s
        maps = self._rotation.due(frame.time_ns)
        begun = time.perf_counter()
        snapshot = self._analyser.process(frame, maps=maps, only=self._rates.due())
        self._rates.note(frame, time.perf_counter() - begun)
        with self._lock:
            self._times.append(time.monotonic())
            while self._times[0] < self._times[-1] - FPS_WINDOW_S:
                self._times.popleft()
        if self.on_snapshot is not None:
            self.on_snapshot(snapshot)
        self.snapshots.put(self._rotation.carry(snapshot))
