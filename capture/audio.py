"""Short sounds that guide a person who cannot look at the screen."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Literal, Protocol, Self, get_args

import numpy as np
from numpy.typing import NDArray

from .speaker import Speaker

log = logging.getLogger(__name__)

Cue = Literal["tick", "start", "done", "rejected"]
"""A second of the countdown; recording begins; the take is kept; it is not."""

RATE_HZ = 48_000
"""What sound cards run at: another rate is resampled, and then tones came late."""

NO_SOUND = "E-AUD-01: No sound device. Cues are shown on screen instead."

_TONES: Mapping[Cue, tuple[tuple[float, float], ...]] = {
    "tick": ((880.0, 0.06),),
    "start": ((1318.5, 0.25),),
    "done": ((784.0, 0.12), (1046.5, 0.2)),
    "rejected": ((392.0, 0.16), (0.0, 0.05), (294.0, 0.3)),
}
"""Hertz and seconds of each part; 0 Hz is a pause. One short, one long, rising, falling: they
differ in rhythm and not in pitch alone."""

_EDGE_S = 0.008
"""Fade at both ends of a part, so that it does not click."""


class Player(Protocol):
    """Plays a buffer and returns when it is over."""

    def __call__(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        """Play float32 samples in -1..1, shape ``(n,)``."""


def tone(cue: Cue, volume: float = 1.0) -> NDArray[np.float32]:
    """Return a cue as samples at ``RATE_HZ``: shape ``(n,)``, float32, within -1..1."""
    parts = []
    for hertz, seconds in _TONES[cue]:
        t = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
        edge = np.clip(np.minimum(t, seconds - t) / _EDGE_S, 0.0, 1.0)
        parts.append(0.5 * np.sin(2 * np.pi * hertz * t) * edge)
    return np.asarray(volume * np.concatenate(parts), np.float32)


class AudioCue:
    """Play cues without ever making the caller wait; silent where there is no sound.

    A context manager that ends its thread. Sound never comes alone: ``on_cue`` shows what is
    heard, and shows it where nothing is heard.

    Parameters
    ----------
    volume
        0..1.
    muted
        Whether to be silent.
    player
        What plays a buffer; a `Speaker` on the default device by default. An empty buffer
        asks it to get ready.
    on_notice
        Called once, in the player's thread, when there is no sound; ``notice`` has the text.
    on_cue
        Called with every cue, heard or not, by whoever plays it: its visual twin.
    """

    def __init__(
        self,
        volume: float = 0.7,
        *,
        muted: bool = False,
        player: Player | None = None,
        on_notice: Callable[[str], None] | None = None,
        on_cue: Callable[[Cue], None] | None = None,
    ) -> None:
        self.volume = volume
        self.on_notice, self.on_cue = on_notice, on_cue
        self._muted = muted
        self._speaker = Speaker()
        self._player: Player = player or self._speaker
        self._notice = ""
        self._lock = threading.Lock()
        self._waiting: queue.Queue[Cue | Literal["ready"] | None] = queue.Queue(2)
        self._thread: threading.Thread | None = None

    def __enter__(self) -> Self:
        """Return itself; the thread starts with the first cue."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End the thread."""
        self.close()

    @property
    def notice(self) -> str:
        """Why there is no sound, as a sentence for people; empty while there is."""
        return self._notice

    @property
    def available(self) -> bool:
        """Whether cues are heard, as far as is known."""
        return not self._notice

    @property
    def muted(self) -> bool:
        """Whether it is silent because somebody wants it so."""
        return self._muted

    @muted.setter
    def muted(self, muted: bool) -> None:
        # whoever wants to hear again may have plugged a loudspeaker in meanwhile
        if self._muted and not muted and self._notice:
            self.close()
            self._notice = ""
        self._muted = muted

    def prepare(self) -> None:
        """Open the device ahead of the first cue, which would be late; returns at once."""
        if self._silent or self._waiting.qsize():
            return
        self._put("ready")

    def play(self, cue: Cue) -> None:
        """Play a cue; returns at once and never raises.

        Two cues wait at most: one that comes later than that is dropped, for a late countdown
        is worse than a silent one.
        """
        if cue not in get_args(Cue):
            log.error("%r is no cue, these are: %s", cue, ", ".join(get_args(Cue)))
            return
        if self.on_cue is not None:
            self.on_cue(cue)
        if not self._silent:
            self._put(cue)

    @property
    def _silent(self) -> bool:
        return self._muted or bool(self._notice) or self.volume <= 0

    def _put(self, item: Cue | Literal["ready"]) -> None:
        with self._lock:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="cues", daemon=True)
                self._thread.start()
        try:
            self._waiting.put_nowait(item)
        except queue.Full:
            log.debug("cue %s is dropped", item)

    def close(self) -> None:
        """End the thread; a device that hangs is left behind after a second."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is None:
            return
        while True:
            try:
                self._waiting.put_nowait(None)
                break
            except queue.Full:
                self._drop_one()
        thread.join(1.0)
        self._drop_one()  # one that had given up has left it

    def _drop_one(self) -> None:
        try:
            self._waiting.get_nowait()
        except queue.Empty:
            return

    def _run(self) -> None:
        worked = False
        while (item := self._waiting.get()) is not None:
            volume = float(np.clip(self.volume, 0.0, 1.0))
            samples = tone(item, volume) if item != "ready" else np.zeros(0, np.float32)
            try:
                self._player(samples, RATE_HZ)
                worked = True
            except Exception as error:  # PortAudio's errors are many and none may surface
                if not worked:
                    self._give_up(error)
                    break
                # a device that has played may play again: it is opened anew for the next cue
                log.info("a cue was not heard: %s", error)
                worked = False
        self._speaker.close()

    def _give_up(self, error: Exception) -> None:
        log.info("no sound: %s", error)
        self._notice = NO_SOUND
        if self.on_notice is not None:
            self.on_notice(NO_SOUND)
