"""A camera's own null for spectral peaks: what live skin gives there."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from liveness.datasets.texture_null import TextureNull

from .trial_table import Row

TAKES, PEOPLE = 8, 4
"""Fewer bona fide takes, or of fewer people, make no null."""

LEAST_SD_DB = 1.0
"""No camera is known better than this: takes of few people spread too little, dB."""


def measure_null(rows: Sequence[Row]) -> tuple[TextureNull | None, str]:
    """Return the null of the camera of some takes, and what is to be said of it.

    Each take counts once, with the strongest peak that texture found on skin at its end.

    Parameters
    ----------
    rows
        Takes; bona fide ones count whose consent allows training and whose scores are known.
    """
    peaks: list[float] = []
    people: set[str] = set()
    cameras = {}
    for row in rows:
        found = row.evidence.get("texture")
        if row.species is None and row.may_train and found and "peak_db" in found.raw:
            peaks.append(found.raw["peak_db"])
            people.add(row.subject)
            cameras[str(row.camera)] = row.camera
    told = f"{len(peaks)} scored bona fide takes of {len(people)} people"
    if len(cameras) > 1:
        return None, f"no null for spectral peaks: the takes are of {len(cameras)} cameras"
    if len(peaks) < TAKES or len(people) < PEOPLE:
        return None, (
            f"no null for spectral peaks: {told}, {TAKES} of {PEOPLE} are needed (evaluate "
            "scores them)"
        )
    mean, sd = float(np.mean(peaks)), max(float(np.std(peaks, ddof=1)), LEAST_SD_DB)
    (camera,) = cameras.values()
    null = TextureNull(peak_db_mean=mean, peak_db_sd=sd, takes=len(peaks), camera=camera)
    return null, (
        f"null of {camera}: spectral peaks on live skin of {mean:.1f} dB, standard deviation "
        f"{sd:.1f}, from {told}"
    )
