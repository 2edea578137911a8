"""PortAudio: streams opened one at a time, for it is not safe to be asked by two threads."""

from __future__ import annotations

import logging
import threading
import time
import weakref
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

log = logging.getLogger(__name__)

Callback = Callable[[NDArray[Any], int, Any, Any], None]
"""Samples ``(n, channels)`` to read or to fill, n, the block's times, what went wrong."""

_lock = threading.RLock()
_streams: weakref.WeakSet[Any] = weakref.WeakSet()


def library() -> Any:
    """Return sounddevice.

    Raises
    ------
    OSError
        When the PortAudio library is missing: it is looked for at the import.
    """
    import sounddevice

    return sounddevice


def open_stream(
    direction: Literal["in", "out"],
    callback: Callback,
    *,
    rate_hz: int,
    channels: int,
    dtype: Literal["float32", "int16"],
    latency_s: float,
    device: str | int | None = None,
    on_end: Callable[[], None] | None = None,
) -> Any:
    """Open and start a stream of the device, or of the default one.

    PortAudio looks for devices only once; where none answers, and no stream of ours is open,
    it is made to look again.

    Raises
    ------
    OSError
        When the PortAudio library is missing.
    Exception
        sounddevice's ``PortAudioError``, or its ``ValueError`` for a name that no device has.
    """
    module = library()
    kind = module.InputStream if direction == "in" else module.OutputStream

    def start() -> Any:
        stream = kind(
            samplerate=rate_hz,
            channels=channels,
            dtype=dtype,
            latency=latency_s,
            device=device,
            callback=callback,
            finished_callback=on_end,
        )
        try:
            stream.start()
        except BaseException:
            stream.close()
            raise
        return stream

    with _lock:
        try:
            stream = start()
        except (module.PortAudioError, ValueError):
            if len(_streams):
                raise
            _look_again(module)
            stream = start()
        _streams.add(stream)
    return stream


def close_stream(stream: Any) -> None:
    """Close a stream; one whose device has gone is closed all the same, and never raises."""
    with _lock:
        _streams.discard(stream)
        try:
            stream.close()
        except Exception as error:  # PortAudio's errors are many, and the stream is over
            log.info("closing a sound stream: %s", error)


def _look_again(module: Any) -> None:
    try:
        module._terminate()  # noqa: SLF001 -- the library has no other way to see a new device
        module._initialize()  # noqa: SLF001
    except Exception as error:  # then the second try says what is wrong
        log.info("looking for sound devices: %s", error)


def clock_offset(stream: Any) -> tuple[float, float]:
    """Return what to add to a stream's clock to get ``time.monotonic``, and how sure that is.

    Returns
    -------
    tuple[float, float]
        Seconds: the offset, and half the time that reading both clocks took.
    """
    best = (float("inf"), 0.0)
    for _ in range(3):
        before = time.monotonic()
        there = stream.time
        after = time.monotonic()
        best = min(best, (after - before, (before + after) / 2 - there))
    return best[1], best[0] / 2


def peak_db(samples: NDArray[np.int16]) -> float:
    """Return the loudest sample, decibel below full scale; -inf for silence."""
    peak = int(np.abs(samples.astype(np.int32)).max(initial=0))
    return float(20 * np.log10(peak / 32768)) if peak else float("-inf")
