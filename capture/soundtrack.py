"""The sound of one take: allowed or not, cut to the take's frames, and told where it lacks."""

from __future__ import annotations

import threading
import time
from collections import deque
from typing import Protocol

from liveness.datasets.take import SoundInfo, TakeHeader

from .microphone import RATE_HZ, SoundBlock, SoundStats
from .recorder import Recorder

SHORT_S = 0.25
"""Sound that begins so much after the first frame, or ends so much before the last, lacks."""

TAIL_S = 0.6
"""How long the end of a take waits for the sound of its last frame, seconds."""

BACKLOG = 400
"""Blocks kept while the journal is being created or no frame comes: 5 s at the least."""


class Listening(Protocol):
    """What a take needs of a `Microphone`."""

    @property
    def info(self) -> SoundInfo:
        """What the header says of it."""

    @property
    def stats(self) -> SoundStats:
        """How it goes."""

    def attach(self, sink: Sink) -> None:
        """Give every block to a sink."""

    def detach(self) -> None:
        """Give none any more."""


class Sink(Protocol):
    """Takes blocks."""

    def __call__(self, block: SoundBlock, /) -> None:
        """Take in a block; must not wait."""


def refusal(header: TakeHeader) -> str:
    """Return why a take may have no sound track, as half a sentence, or ``""``."""
    if not header.consent.allows("audio"):
        return f"consent {header.consent.id} is without audio"
    if header.privacy != "full":
        return f"privacy mode {header.privacy} keeps no sound"
    if header.capture.clock != "monotonic":
        return "the picture comes from a file, whose time is not the room's"
    return ""


class SoundTrack:
    """Hands the sound between a take's first and last frame to its recorder.

    Parameters
    ----------
    microphone
        Open, and best for some seconds: its clock has to settle.
    header
        Of the take; a take whose consent, privacy mode or source does not go with sound gets
        none, and `why` tells it.
    """

    def __init__(self, microphone: Listening, header: TakeHeader) -> None:
        self._microphone = microphone
        self.why = refusal(header)
        self._lock = threading.Condition()
        self._backlog: deque[SoundBlock] = deque(maxlen=BACKLOG)
        self._recorder: Recorder | None = None
        self._zero_ns: int | None = None
        self._newest_ns = 0
        self._end_ns: int | None = None
        self._first_ns: int | None = None
        self._reached_ns: int | None = None
        self._before = microphone.stats

    @property
    def info(self) -> SoundInfo | None:
        """What the header says of the sound; ``None`` where there is none."""
        return None if self.why else self._microphone.info

    def begin(self, zero_ns: int) -> None:
        """Take in what is heard from the first frame on; never waits."""
        if not self.why:
            self._zero_ns = self._newest_ns = zero_ns
            self._microphone.attach(self._hear)

    def frame(self, time_ns: int) -> None:
        """Take note of the newest frame: only sound from before it is of the take for sure."""
        self._newest_ns = time_ns

    def record_to(self, recorder: Recorder) -> None:
        """Hand over what has been heard, and all that follows."""
        if self.why:
            recorder.event("microphone", f"no sound: {self.why}")
            return
        with self._lock:
            self._recorder = recorder
            self._flush()

    def finish(self, last_ns: int) -> None:
        """End with the last frame; waits for its sound, and notes what is missing."""
        if self.why or self._zero_ns is None:
            return
        with self._lock:
            self._end_ns = last_ns
        end = time.monotonic() + TAIL_S
        # the microphone is asked without our lock: it holds its own while it calls us
        while time.monotonic() < end and self._microphone.stats.error is None:
            with self._lock:
                if self._lock.wait_for(self._complete, 0.05):
                    break
        self._microphone.detach()
        with self._lock:
            self._newest_ns = 1 << 62  # what is left is cut at the end
            self._flush()
        if self._recorder is not None:
            for text in self._lacks(last_ns):
                self._recorder.event("microphone", text)

    def _complete(self) -> bool:
        return self._reached_ns is not None and self._reached_ns >= (self._end_ns or 0)

    def _lacks(self, last_ns: int) -> list[str]:
        """Return what is wrong with the sound, a sentence each."""
        zero_ns = self._zero_ns or 0
        stats = self._microphone.stats
        found = []
        if self._first_ns is None or self._reached_ns is None:
            found.append("no sound came")
        else:
            late_s = (self._first_ns - zero_ns) / 1e9
            early_s = (last_ns - self._reached_ns) / 1e9
            if late_s > SHORT_S:
                found.append(f"the sound begins {late_s:.1f} s after the first frame")
            if early_s > SHORT_S:
                found.append(f"the sound ends {early_s:.1f} s before the last frame")
        if stats.error is not None:
            found.append(f"the microphone has gone: {stats.error.measured}")
        overflows = stats.overflows - self._before.overflows
        if overflows:
            lost = stats.lost - self._before.lost
            times = "once" if overflows == 1 else f"{overflows} times"
            found.append(f"the driver lost sound {times}, about {lost} samples")
        return found

    def _hear(self, block: SoundBlock) -> None:
        """Take in a block, in PortAudio's thread."""
        with self._lock:
            self._reached_ns = block.time_ns + _span_ns(len(block.samples))
            self._backlog.append(block)
            self._flush()
            self._lock.notify_all()

    def _flush(self) -> None:
        """Hand on what lies before the newest frame; the lock is held."""
        recorder = self._recorder
        while recorder is not None and self._backlog:
            block = self._backlog[0]
            if block.time_ns + _span_ns(len(block.samples)) > self._newest_ns:
                return
            cut = self._cut(self._backlog.popleft())
            if cut is None:
                continue
            if self._first_ns is None:
                self._first_ns = cut.time_ns
            recorder.submit_audio(
                cut.samples, rate_hz=RATE_HZ, position=cut.position, time_ns=cut.time_ns
            )

    def _cut(self, block: SoundBlock) -> SoundBlock | None:
        """Return the part of a block that lies between the first and the last frame."""
        first, last = 0, len(block.samples)
        if self._zero_ns is not None and block.time_ns < self._zero_ns:
            first = -(-(self._zero_ns - block.time_ns) * RATE_HZ // 1_000_000_000)
        if self._end_ns is not None:
            last = min(last, (self._end_ns - block.time_ns) * RATE_HZ // 1_000_000_000 + 1)
        if first >= last:
            return None
        time_ns = block.time_ns + _span_ns(first)
        return SoundBlock(block.samples[first:last], block.position + first, time_ns)


def _span_ns(samples: int) -> int:
    return round(samples * 1e9 / RATE_HZ)
