"""Facts of takes that have nothing to do with a face, for the confounder audit. No Qt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np

from liveness.datasets.errors import DataError
from liveness.datasets.metrics.confounders import ConfounderAudit, Fact, audit_confounders
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

FACE_MARGIN = 0.5
"""What lies this close to the face, in parts of its larger side, is no background: hair, neck
and the edge of a print or a phone."""

_MEDIANS = ("luma", "clipped_percent", "light_ratio", "face_width_percent", "distance_mm")


def audit(
    root: DatasetRoot,
    *,
    seed: int = 0,
    progress: Callable[[int, int, str], None] | None = None,
) -> tuple[ConfounderAudit, tuple[str, ...]]:
    """Try to tell the label of a dataset's takes without a face.

    Parameters
    ----------
    root
        The dataset; takes that are superseded or reviewed out do not count.
    seed
        Of shuffles and draws.
    progress
        Called with takes read, takes in all, and the id of the one that is done.

    Returns
    -------
    audit
        What was found.
    left_out
        Why takes were left out, one sentence each.

    Raises
    ------
    DataError
        ``E-CAL-21``, when there is too little to audit.
    """
    sessions = {session.id: session for session in root.sessions()}
    takes = [take for take in root.takes() if take.usable]
    rows: list[Mapping[str, Fact]] = []
    kept: list[TakeRecord] = []
    left_out: list[str] = []
    for number, take in enumerate(takes, 1):
        try:
            rows.append(facts_of(root.take_path(take), take, sessions.get(take.session)))
            kept.append(take)
        except DataError as error:
            left_out.append(str(error))
        if progress is not None:
            progress(number, len(takes), take.id)
    names = sorted({name for row in rows for name in row})
    facts = {name: [row.get(name) for row in rows] for name in names}
    found = audit_confounders(
        [take.bona_fide for take in kept],
        facts,
        [take.subject or take.id for take in kept],
        seed=seed,
    )
    return found, tuple(left_out)


def facts_of(path: Path, take: TakeRecord, session: Session | None) -> dict[str, Fact]:
    """Return what is known of a take beside its face; ``None`` where unknown.

    Raises
    ------
    DataError
        When the take cannot be read.
    """
    facts: dict[str, Fact] = {
        "operator": None if session is None else session.operator,
        "lighting": take.lighting,
        "hour": None,
        "seconds": take.seconds,
    }
    if take.created_utc is not None:
        facts["hour"] = float(datetime.fromisoformat(take.created_utc).hour)
    with TakeReader(path) as reader:
        capture = reader.capture
        facts["camera"] = capture.device or capture.source
        facts["size"] = f"{capture.width} x {capture.height}"
        facts["exposure"] = _number(capture.got.get("exposure"))
        facts["gain"] = _number(capture.got.get("gain"))
        quality = reader.quality()
        for name in _MEDIANS:
            values = quality.get(name, np.empty(0, np.float32))
            known = values[np.isfinite(values)]
            facts[name] = float(np.median(known)) if known.size else None
        facts |= _of_a_picture(reader)
    return facts


def _number(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _of_a_picture(reader: TakeReader) -> dict[str, Fact]:
    """Return codec, compression and background of the middle frame that has a face."""
    rows = np.flatnonzero(reader.rows_with_pixels)
    landmarks, valid = reader.landmarks()
    rows = rows[valid[rows].astype(bool)]
    if not rows.size:
        return {"codec": None, "bits_per_pixel": None, "background": None}
    row = int(rows[len(rows) // 2])
    packet, codec = reader.packet(row)
    image = reader.frame(row)
    height, width = image.shape[:2]
    xy = landmarks[row, :, :2]
    low, high = xy.min(0), xy.max(0)
    margin = FACE_MARGIN * float((high - low).max())
    x0, y0 = np.clip(low - margin, 0, (width, height)).astype(int)
    x1, y1 = np.clip(high + margin, 0, (width, height)).astype(int)
    outside = np.ones((height, width), bool)
    outside[y0:y1, x0:x1] = False
    background = float(image[outside].mean()) if outside.any() else None
    return {
        "codec": codec.name.lower(),
        "bits_per_pixel": 8 * len(packet) / (height * width),
        "background": background,
    }


def in_words(found: ConfounderAudit) -> Sequence[str]:
    """Return what the audit means, one sentence a line."""
    n = f"{found.bona_fide} bona fide and {found.attacks} attack takes of {found.groups} people"
    area = f"AUC {found.auc:.2f}, 95 % interval {found.low:.2f} to {found.high:.2f}"
    if not found.accused:
        return (
            f"The label was not told without the face ({area}, p = {found.p:.3f}; {n}).",
            "That is no proof: with few takes a weak link stays unseen.",
        )
    named = ", ".join(found.named)
    lines = [
        f"The label can be told without the face: {area}, p = {found.p:.3f}; {n}.",
        f"It is told by: {named}. What was calibrated on these takes may have learnt that.",
    ]
    lines += [
        f"To break the link record {cell.lacks} takes where {cell.condition}: "
        f"{cell.have} there, {cell.other} of the other class."
        for cell in found.cells
    ]
    return lines
