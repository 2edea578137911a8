"""Reading the sound of a take."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

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
    device
        The microphone's name; ``None`` where it is not told.
    uncertainty_ns
        How surely a sample's time is known on the frames' clock, nanoseconds.
    """

    samples: NDArray[np.int16]
    rate_hz: int
    t0_ns: int
    lost: int
    block_start: NDArray[np.int64]
    block_position: NDArray[np.int64]
    block_time_ns: NDArray[np.int64]
    device: str | None = None
    uncertainty_ns: int | None = None

    def time_ns(self, rows: NDArray[np.integer[Any]]) -> NDArray[np.int64]:
        """Return when moments were captured, relative to the take's zero as the frames' are.

        Parameters
        ----------
        rows
            Rows of ``samples``, shape ``(n,)``.

        Returns
        -------
        NDArray[np.int64]
            Shape ``(n,)``, nanoseconds.
        """
        rows = np.asarray(rows, np.int64)
        block = np.maximum(np.searchsorted(self.block_start, rows, "right") - 1, 0)
        into = (rows - self.block_start[block]) * 1_000_000_000 // self.rate_hz
        return np.asarray(self.block_time_ns[block] + into, np.int64)

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
        about.device,
        about.uncertainty_ns,
    )
