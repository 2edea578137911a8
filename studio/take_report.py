"""Whether a take is good, at once after it: each fault with the value and its limit. No Qt."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from liveness.capture.gating import complaints, picture_checks, rate_check
from liveness.datasets.errors import DataError
from liveness.datasets.gates import Gates
from liveness.datasets.protocol import Step
from liveness.datasets.reader import TakeReader
from liveness.datasets.take import TakeRecord

LEAST_FACES_PERCENT = 90.0
"""A take in which fewer of the analysed frames show a face is doubtful, per cent."""

LEAST_LENGTH = 0.9
"""A take shorter than this part of its step is doubtful."""

MOST_DROPPED_PERCENT = 10.0
"""More missing frames than this break the signals that look at time, per cent."""


def record_faults(record: TakeRecord, seconds: float | None = None) -> tuple[str, ...]:
    """Return what the line of a take tells against it.

    Parameters
    ----------
    record
        The take.
    seconds
        Length that was asked for; ``None`` where any will do.
    """
    faults: list[str] = []
    if record.status == "incomplete":
        faults.append(f"incomplete: it was cut off after {record.seconds:.1f} s")
    elif seconds is not None and record.seconds < LEAST_LENGTH * seconds:
        faults.append(f"short: {record.seconds:.1f} of {seconds:.1f} s")
    if record.analysed == 0:
        faults.append("no frame was analysed")
    elif (percent := 100 * record.faces / record.analysed) < LEAST_FACES_PERCENT:
        faults.append(
            f"a face in {percent:.0f} % of the frames, {LEAST_FACES_PERCENT:.0f} % is needed"
        )
    whole = record.frames + record.dropped
    if whole and (lost := 100 * record.dropped / whole) > MOST_DROPPED_PERCENT:
        faults.append(f"{lost:.0f} % of the frames dropped, limit {MOST_DROPPED_PERCENT:.0f} %")
    return tuple(faults)


def quality_faults(quality: Mapping[str, NDArray[np.float32]], gates: Gates) -> tuple[str, ...]:
    """Return what the quality of a take's frames tells against it.

    Parameters
    ----------
    quality
        Values of each frame by name, (N,) float32, NaN where unknown; units in
        ``liveness.capture.quality.QUALITY_UNITS``. The median over the take counts; a
        quantity that no frame has is passed over.
    gates
        The limits of the take's step.
    """
    middle = {
        name: float(np.median(known))
        for name, values in quality.items()
        if (known := values[np.isfinite(values)]).size
    }
    return complaints(picture_checks(middle, gates))


def rate_faults(
    index: NDArray[np.int64], time_ns: NDArray[np.int64], gates: Gates
) -> tuple[str, ...]:
    """Return what the cadence of a take's frames tells against it.

    Parameters
    ----------
    index
        Index of each frame at the source, (N,); a gap is a loss.
    time_ns
        Time of each frame, (N,), nanoseconds.
    gates
        The limits of the take's step.
    """
    if len(index) < 2 or time_ns[-1] <= time_ns[0]:
        return ()
    # lost frames are told by themselves: the rate is that of the camera
    fps = float(index[-1] - index[0]) / ((time_ns[-1] - time_ns[0]) / 1e9)
    lost = int(np.diff(index).max()) - 1
    return complaints((rate_check(fps, lost, gates),))


def sound_faults(take: TakeReader, step: Step) -> tuple[str, ...]:
    """Return what the sound of a take lacks, where its step asks for sound.

    A person who did not allow sound, or a mode that keeps none, is no fault of the take.
    """
    if not step.microphone:
        return ()
    told = tuple(event.text for event in take.events() if event.kind == "microphone")
    if any(text.startswith("no sound: ") for text in told):
        return ()
    if not told and take.audio() is None:
        told = ("none was recorded",)
    return tuple(f"sound: {text}" for text in told)


def take_faults(path: Path, record: TakeRecord, step: Step | None = None) -> tuple[str, ...]:
    """Return everything that speaks against a take; reads the take's file.

    On an attack nothing is refused for it, but it is said all the same. Without a step any
    length will do, and the limits are the usual ones.
    """
    gates = Gates() if step is None else step.gates
    faults = record_faults(record, None if step is None else step.seconds)
    try:
        with TakeReader(path) as take:
            faults += quality_faults(take.quality(), gates)
            faults += rate_faults(take.index, take.time_ns, gates)
            return faults if step is None else faults + sound_faults(take, step)
    except DataError as error:
        return (*faults, str(error))
