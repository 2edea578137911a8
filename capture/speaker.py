"""Plays buffers on the default device, over a stream that stays open between them.

With a stream for each tone, opening it takes PulseAudio longer or shorter, and the countdown
limps by 15 ms; where the rate is not the device's, short tones are lost (docs/measurements.md).
"""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .portaudio import clock_offset, close_stream, library, open_stream

LATENCY_S = 0.1
"""What the device holds in advance; less makes PulseAudio run dry when it resamples."""

LEAD_S = LATENCY_S + 0.03
"""From the call to the sound, seconds: a block more than the latency, so that each sound has
the same delay to the sample, whatever block its call falls in."""

IDLE_S = 120.0
"""After this long without a sound the device is let go, seconds."""

PATIENCE_S = 1.0
"""A device that takes a sound this much too late has gone, seconds."""


@dataclass(slots=True)
class _Sound:
    samples: NDArray[np.float32]
    due_s: float
    over: threading.Event = field(default_factory=threading.Event)


class Speaker:
    """Plays on the default device; used by one thread.

    An empty buffer opens the device ahead of the first sound, which would otherwise be late.

    Parameters
    ----------
    idle_s
        After this long without a sound the device is let go, seconds.
    """

    def __init__(self, *, idle_s: float = IDLE_S) -> None:
        self._idle_s = idle_s
        self._stream: Any = None
        self._rate_hz = 0
        self._sound: _Sound | None = None
        self._used_s = 0.0

    def __call__(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        """Play float32 samples in -1..1, shape ``(n,)``; returns when the device has them.

        Raises
        ------
        OSError
            When the PortAudio library is missing, or the device takes no sound any more.
        Exception
            sounddevice's ``PortAudioError`` when there is no device.
        """
        sound = _Sound(samples, time.monotonic() + LEAD_S)
        self._open(rate_hz)
        if not samples.size:
            return
        self._sound = sound
        if not sound.over.wait(LEAD_S + samples.size / rate_hz + PATIENCE_S):
            self.close()
            raise OSError("the sound device does not take sound any more")

    def close(self) -> None:
        """Let go of the device; the next sound opens it again."""
        stream, self._stream, self._sound = self._stream, None, None
        if stream is not None:
            close_stream(stream)

    def _open(self, rate_hz: int) -> None:
        self._used_s = time.monotonic()
        if self._stream is not None and self._stream.active and self._rate_hz == rate_hz:
            return
        self.close()
        self._rate_hz = rate_hz
        self._stream = open_stream(
            "out",
            self._fill,
            rate_hz=rate_hz,
            channels=1,
            dtype="float32",
            latency_s=LATENCY_S,
        )

    def _fill(self, block: NDArray[Any], n: int, times: Any, _: object) -> None:
        """Fill a block; in PortAudio's thread."""
        block.fill(0)
        sound, stream = self._sound, self._stream
        if sound is None or stream is None:
            if time.monotonic() - self._used_s > self._idle_s:
                raise library().CallbackStop
            return
        begins_s = times.outputBufferDacTime + clock_offset(stream)[0]
        wait = round((sound.due_s - begins_s) * self._rate_hz)
        if wait >= n and time.monotonic() < sound.due_s:
            return
        # a driver whose clock lies must not keep a sound back
        at = wait if 0 <= wait < n else 0
        part = sound.samples[: n - at]
        block[at : at + part.size, 0] = part
        sound.samples = sound.samples[part.size :]
        sound.due_s = 0.0  # what is left follows at once
        if not sound.samples.size:
            self._used_s = time.monotonic()
            self._sound = None
            sound.over.set()
