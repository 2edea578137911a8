"""Takes described by their pictures: what a texture model learns from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from liveness.capture.analysis import context_of
from liveness.capture.colour_texture import WIDTH, describe
from liveness.capture.replay import TakeSource
from liveness.capture.stored_faces import StoredFaces, why_not_stored
from liveness.capture.tracker import FaceTracker
from liveness.datasets.errors import LivenessError
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot

from .engines import Died, spread
from .ridge_fit import Floats
from .training_rows import Examples, answered
from .trial_table import Row

EVERY = 5
"""Every so many frames one is described, as a model in the slot scores them."""

Change = Callable[[NDArray[np.uint8]], NDArray[np.uint8]]


def texture_examples(
    root: DatasetRoot,
    rows: Sequence[Row],
    signal: str,
    *,
    workers: int = 1,
    on_done: Callable[[int, int], None] = lambda *_: None,
) -> tuple[Examples, Mapping[str, int], tuple[str, ...]]:
    """Return takes with the mean description of their faces.

    Parameters
    ----------
    root
        The dataset.
    rows
        Takes; those whose consent does not allow training are left out.
    signal
        Name of the signal that gets the model.
    workers
        Processes to use; nothing depends on their number.
    on_done
        Called with the number done and the number of all.

    Returns
    -------
    tuple
        The examples; how many takes were left out, by reason; files that could not be read.
    """
    left: Counter[str] = Counter()
    faults: list[str] = []
    paths = {record.id: root.take_path(record) for record in root.takes()}
    allowed = [row for row in rows if row.may_train]
    if len(allowed) < len(rows):
        left["consent does not allow training"] = len(rows) - len(allowed)
    found: dict[int, Floats | str | Died | None] = {}
    for i, made in spread(_safely, [paths[row.take] for row in allowed], workers):
        found[i] = made
        on_done(len(found), len(allowed))
    kept, values = [], []
    for i, row in enumerate(allowed):
        told = found[i]
        if told is None:
            left["no face, or no picture kept"] += 1
        elif isinstance(told, str | Died):
            left["cannot be read"] += 1
            why = told if isinstance(told, str) else "the process that read it crashed"
            faults.append(f"{row.take}: {why}")
        else:
            kept.append(answered(row, signal))
            values.append(told)
    table = np.array(values, np.float64).reshape(len(values), WIDTH)
    names = tuple(str(i) for i in range(WIDTH))
    return Examples(names, tuple(kept), table), dict(left), tuple(faults)


def describe_take(path: Path, change: Change | None = None) -> Floats | None:
    """Return the mean description of every fifth frame's face.

    The frames are those that the slot scores, so that the mean logit of a linear model over
    them is the logit of this mean.

    Parameters
    ----------
    path
        A take.
    change
        What another camera would have made of a frame, shape ``(H, W, 3)``, BGR; for
        experiments.

    Returns
    -------
    NDArray or None
        Shape ``(WIDTH,)``; ``None`` without a face or a picture.

    Raises
    ------
    LivenessError
        When the take cannot be read.
    """
    with TakeReader(path) as take:
        if not take.has_pixels:
            return None
    found = []
    with TakeSource(path) as source:
        context = context_of(source.info)
        stored = why_not_stored(source.take) is None
        tracker = StoredFaces(source.take, context) if stored else FaceTracker(context)
        try:
            count, owed = 0, False
            while (packet := source.read_packet()) is not None:
                due = owed or count % EVERY == 0
                count += 1
                if not due and stored:
                    continue
                frame = packet()
                face = tracker.update(frame)
                if not due:
                    continue
                owed = face is None
                image = frame.image if change is None else change(frame.image)
                told = None if face is None else describe(image, face)
                if told is not None:
                    found.append(told.values)
        finally:
            tracker.close()
    return np.mean(found, axis=0) if found else None


def _safely(path: Path) -> Floats | str | None:
    try:
        return describe_take(path)
    except LivenessError as error:
        return str(error)
