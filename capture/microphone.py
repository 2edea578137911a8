"""The microphone: blocks of sound, each with its time on the frames' clock."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.errors import SoundError
from liveness.datasets.take import SoundInfo

from .portaudio import clock_offset, close_stream, library, open_stream, peak_db

log = logging.getLogger(__name__)

RATE_HZ = 48_000
CHANNELS = 1
"""One voice; a second channel of it would double the file and say nothing."""

LATENCY_S = 0.2
"""What the device may hold: while Python is busy elsewhere nothing is lost. The times of the
sound do not suffer, for they are the driver's."""

WINDOW_S = 5.0
"""Over which the device's clock is compared with the computer's, seconds."""

SETTLED_S = 0.005
"""The clocks agree once nine of ten blocks of the window lie within this, seconds. For the
first second or two PulseAudio's times are wrong by up to 0.6 s, and steadily so (measured):
hence the long window."""

DRIVER_S = 0.010
"""What a driver's own idea of its delay may be off by, seconds: PulseAudio's was by up to 8 ms
(docs/measurements.md); a wireless microphone may well be worse, and does not say so."""

SILENT_S = 1.0
"""A device that delivers nothing for this long has gone, seconds."""


@dataclass(frozen=True, slots=True, eq=False)
class SoundBlock:
    """A block of sound.

    Parameters
    ----------
    samples
        Shape ``(n, channels)``, int16.
    position
        Number of its first sample since the microphone was opened; a gap is a loss.
    time_ns
        ``time.monotonic_ns()`` at its first sample, nanoseconds.
    """

    samples: NDArray[np.int16]
    position: int
    time_ns: int


@dataclass(frozen=True, slots=True)
class SoundStats:
    """How the microphone goes.

    Parameters
    ----------
    peak_db
        Loudest sample of the last block, decibel below full scale.
    settled
        Whether the sound's clock is known on the computer's.
    uncertainty_ns
        How surely a sample's time is known: half the span of nine of ten clock readings, and
        what the driver may be off by.
    overflows, lost
        How often the driver said that samples were lost, and about how many.
    error
        Why no sound comes any more.
    """

    peak_db: float
    settled: bool
    uncertainty_ns: int
    overflows: int
    lost: int
    error: SoundError | None


class SoundClock:
    """Places a sample on the computer's clock by the median of what the driver said lately.

    One driver reading is off by milliseconds, and the first ones by much more; the sound's own
    clock is steady, so that over some seconds only the offset between the two is unknown.

    Parameters
    ----------
    rate_hz
        Nominal rate of the sound, samples per second.
    """

    def __init__(self, rate_hz: int) -> None:
        self._rate_hz = rate_hz
        self._readings: deque[tuple[int, float]] = deque()
        self._offset_s = self._spread_s = 0.0

    def note(self, position: int, time_s: float) -> None:
        """Take in that the driver puts a sample at a time."""
        self._readings.append((position, time_s - position / self._rate_hz))
        oldest = position - WINDOW_S * self._rate_hz
        while self._readings[0][0] < oldest:
            self._readings.popleft()
        offsets = np.array([offset for _, offset in self._readings])
        low, self._offset_s, high = np.percentile(offsets, (5, 50, 95))
        self._spread_s = float(high - low)

    def time_s(self, position: int) -> float:
        """Return when a sample was captured, seconds."""
        return float(self._offset_s + position / self._rate_hz)

    @property
    def spread_s(self) -> float:
        """Span of nine of ten readings, seconds."""
        return self._spread_s

    @property
    def settled(self) -> bool:
        """Whether the readings agree, over most of the window."""
        readings = self._readings
        if not readings or self._spread_s > SETTLED_S:
            return False
        return readings[-1][0] - readings[0][0] >= 0.8 * WINDOW_S * self._rate_hz


class Microphone:
    """An open microphone; a context manager that closes it.

    What it hears goes to the sink that is attached; without one only its level is kept.

    Parameters
    ----------
    device
        Part of the device's name; ``None`` for the system's default.
    """

    def __init__(self, device: str | None = None) -> None:
        self._device = device
        self._stream: Any = None
        self._lock = threading.Lock()
        self._sink: Callable[[SoundBlock], None] | None = None
        self._clock = SoundClock(RATE_HZ)
        self._next = self._overflows = self._lost = 0
        self._reading_s = 0.0
        self._peak_db = float("-inf")
        self._heard_s = time.monotonic()
        self._gone = False
        self._closing = False
        self.name = ""
        """The device's name, once it is open."""

    def __enter__(self) -> Self:
        """Open the device; may take a second.

        Raises
        ------
        SoundError
            ``E-AUD-02`` without the PortAudio library, ``E-AUD-03`` when there is no microphone
            or it does not open.
        """
        try:
            self.name = str(library().query_devices(self._device, "input")["name"])
            self._stream = open_stream(
                "in",
                self._hear,
                rate_hz=RATE_HZ,
                channels=CHANNELS,
                dtype="int16",
                latency_s=LATENCY_S,
                device=self._device,
                on_end=self._ended,
            )
        except OSError as error:
            raise SoundError(
                "E-AUD-02",
                "PortAudio is missing",
                str(error),
                "sudo apt install libportaudio2; takes have no sound meanwhile",
            ) from error
        except Exception as error:  # PortAudio's errors are many
            raise SoundError(
                "E-AUD-03",
                "no microphone can be opened",
                " ".join(str(error).split())[:200],
                "plug one in, and see that no other program has it; takes have no sound "
                "meanwhile",
            ) from error
        self._heard_s = time.monotonic()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the device."""
        self._closing = True
        self.detach()
        stream, self._stream = self._stream, None
        if stream is not None:
            close_stream(stream)

    @property
    def info(self) -> SoundInfo:
        """What a take's header says of it."""
        stats = self.stats
        return SoundInfo(
            device=self.name,
            rate_hz=RATE_HZ,
            channels=CHANNELS,
            settled=stats.settled,
            uncertainty_ns=stats.uncertainty_ns,
        )

    @property
    def stats(self) -> SoundStats:
        """How it goes now."""
        silent_s = time.monotonic() - self._heard_s
        with self._lock:
            error = None
            if self._gone or silent_s > SILENT_S:
                error = SoundError(
                    "E-AUD-04",
                    "the microphone has gone",
                    f"{self.name}: no sound for {silent_s:.1f} s",
                    "plug it in again; takes have no sound meanwhile",
                )
            uncertainty_s = DRIVER_S + self._clock.spread_s / 2 + self._reading_s
            return SoundStats(
                self._peak_db,
                self._clock.settled,
                round(uncertainty_s * 1e9),
                self._overflows,
                self._lost,
                error,
            )

    def attach(self, sink: Callable[[SoundBlock], None]) -> None:
        """Give every block from now on to a sink, in PortAudio's thread; it must not wait."""
        with self._lock:
            self._sink = sink

    def detach(self) -> None:
        """Give no further block to the sink; none comes after this call returned."""
        with self._lock:
            self._sink = None

    def _ended(self) -> None:
        if not self._closing:
            log.warning("the microphone %s has gone", self.name)
            self._gone = True

    def _hear(self, data: NDArray[Any], n: int, times: Any, status: Any) -> None:
        """Take in a block; in PortAudio's thread."""
        stream = self._stream
        if stream is None:  # a block that comes before the stream is ours has no clock yet
            return
        offset_s, reading_s = clock_offset(stream)
        began_s = times.inputBufferAdcTime + offset_s
        samples = np.array(data, np.int16)  # PortAudio uses its buffer again
        self._heard_s = time.monotonic()
        with self._lock:
            self._reading_s = reading_s
            self._peak_db = peak_db(samples)
            if status.input_overflow:
                self._overflowed(began_s)
            position = self._next
            self._next += n
            self._clock.note(position, began_s)
            block = SoundBlock(samples, position, round(self._clock.time_s(position) * 1e9))
            # under the lock, so that none comes after detach
            if self._sink is not None:
                self._sink(block)

    def _overflowed(self, began_s: float) -> None:
        """Move on by what was lost: by as much as this block is later than it would be."""
        self._overflows += 1
        if self._clock.settled:
            late_s = began_s - self._clock.time_s(self._next)
            lost = max(0, round(late_s * RATE_HZ)) if late_s > self._clock.spread_s else 0
            self._lost += lost
            self._next += lost
