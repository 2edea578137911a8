"""Reading the sound of a take."""

from __future__ import annotations

from dataclasses import dataclass

import h5py
import numpy as np
from numpy.typing import NDArray

from .attributes import AudioAttributes, read_group
from .reader_frames import whole


@dataclass(frozen=True, slots=True, eq=False)
class AudioTrack:
    """The sound of a take, on its own clock.

    Parameters
    ----------
    samples
        Shape ``(n, channels)``, int16.
    rate_hz
        Nominal rate, samples per second.
    t0_ns
        Time of the first sample relative to the take's zero, nanoseconds.
    lost
        Number of moments that did not arrive.
    block_start, block_position, block_time_ns
        Shape ``(B,)``, int64: row in ``samples`` where each block begins, its place by the
        sound's own clock (the two differ after a loss), and when it was captured.
    """

    samples: NDArray[np.int16]
    rate_hz: int
    t0_ns: int
    lost: int
    block_start: NDArray[np.int64]
    block_position: NDArray[np.int64]
    block_time_ns: NDArray[np.int64]

    @property
    def measured_rate_hz(self) -> float | None:
        """Rate by the computer's clock, from the first block to the last; ``None`` for one."""
        span = int(self.block_time_ns[-1] - self.block_time_ns[0])
        if len(self.block_start) < 2 or span <= 0:
            return None
        return float(self.block_position[-1] - self.block_position[0]) * 1e9 / span


def read_audio(group: h5py.Group) -> AudioTrack:
    """Return the sound in ``/audio``.

    Raises
    ------
    KeyError, OSError, RuntimeError, ValueError
        When the file is damaged.
    """
    about = AudioAttributes.model_validate(read_group(group))
    names = ("block_start", "block_position", "block_time_ns")
    start, position, time_ns = (np.asarray(whole(group[name])[:], np.int64) for name in names)
    samples = np.asarray(whole(group["pcm"])[:], np.int16)
    if len(samples) % about.channels or not len(start) == len(position) == len(time_ns) > 0:
        raise ValueError("the sound's arrays do not fit")
    return AudioTrack(
        samples.reshape(-1, about.channels),
        about.rate_hz,
        about.t0_ns,
        about.lost,
        start,
        position,
        time_ns,
    )
