"""What the picture was like in each take, for curves of the score against it. No Qt."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from liveness.capture.quality import QUALITY_UNITS
from liveness.datasets.errors import LivenessError
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot

CONDITIONS: Mapping[str, str] = {
    "iod_px": "distance between the eyes",
    "face_width_percent": "width of the face in the picture",
    "luma": "luma of the face",
    "sharpness": "sharpness of the face",
    "yaw_deg": "yaw of the head, without its sign",
    "pitch_deg": "pitch of the head",
    "light_ratio": "brighter side by darker side",
    "clipped_percent": "clipped part of the face",
    "distance_mm": "distance to the camera",
}
"""What each quantity is, by name; the units are those of the frame quality."""


def title_of(name: str) -> str:
    """Return what an axis says of a condition."""
    unit = QUALITY_UNITS.get(name, "1")
    return CONDITIONS[name] if unit == "1" else f"{CONDITIONS[name]}, {unit}"


def read_conditions(
    root: DatasetRoot,
    takes: Sequence[str],
    *,
    on_done: Callable[[int, int], None] | None = None,
) -> dict[str, dict[str, float]]:
    """Return the median of each condition over a take's frames, by take.

    A take whose file cannot be read has none; a condition that was never known is absent.

    Parameters
    ----------
    root
        The dataset.
    takes
        Ids of the takes.
    on_done
        Called with the number done and of all.
    """
    wanted = set(takes)
    records = [record for record in root.takes() if record.id in wanted]
    found = {}
    for i, record in enumerate(records):
        try:
            with TakeReader(root.take_path(record)) as reader:
                found[record.id] = _medians(reader.quality())
        except LivenessError:
            found[record.id] = {}
        if on_done is not None:
            on_done(i + 1, len(records))
    return found


def _medians(
    quality: Mapping[str, np.ndarray[tuple[int], np.dtype[np.float32]]],
) -> dict[str, float]:
    found = {}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # nothing but NaN has no median
        for name in CONDITIONS:
            if name in quality:
                values = quality[name]
                middle = np.nanmedian(np.abs(values) if name == "yaw_deg" else values)
                if np.isfinite(middle):
                    found[name] = float(middle)
    return found


def trend(values: Sequence[float], scores: Sequence[float]) -> float | None:
    """Return Spearman's rank correlation of scores with a condition; ``None`` where unknown."""
    from scipy.stats import spearmanr

    if len(values) < 3 or len(set(values)) < 2 or len(set(scores)) < 2:
        return None
    return float(spearmanr(values, scores).statistic)


def trend_words(
    values: Mapping[str, Sequence[float]], scores: Mapping[str, Sequence[float]]
) -> str:
    """Return whether the score follows a condition, within each label and over all takes.

    Within bona fide it should not; over all takes together a correlation may only say that the
    attacks were recorded under other conditions (Simpson's paradox).

    Parameters
    ----------
    values, scores
        By label, in one order.
    """
    said = []
    for label in values:
        rho = trend(values[label], scores[label])
        if rho is not None:
            said.append(f"{label} {rho:+.2f} (n = {len(values[label])})")
    if not said:
        return "Too few takes with a score to see a trend."
    whole = trend(
        [v for label in values for v in values[label]],
        [s for label in values for s in scores[label]],
    )
    pooled = "" if whole is None or len(said) < 2 else f"; all together {whole:+.2f}"
    return f"Rank correlation with the score: {', '.join(said)}{pooled}."
