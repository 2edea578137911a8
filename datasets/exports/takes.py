"""What exports say of a take: its label, its people's keys, its camera, its provenance."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .packed_layout import TakeRow


def rows_of(record: TakeRecord, take: TakeReader) -> range:
    """Return the frames of a take that count: all, or those inside its trim."""
    if record.trim is None:
        return range(take.n_frames)
    times, trim = take.time_ns, record.trim
    first = 0 if trim.start_ns is None else int(np.searchsorted(times, trim.start_ns))
    stop = len(times) if trim.end_ns is None else int(np.searchsorted(times, trim.end_ns))
    return range(first, max(first, stop))


def take_row(root: DatasetRoot, record: TakeRecord, take: TakeReader) -> TakeRow:
    """Return what an export tells of a take; the label is the register's, which may correct.

    What is unknown is an empty text or NaN.
    """
    labels, capture = take.labels, take.capture
    target = take.target_key
    if record.relabel is not None:
        target = None if record.target is None else root.subject_key(record.target)
    texts: dict[str, Any] = {
        "id": record.id,
        "session": record.session,
        "label": record.label,
        "family": record.family or (labels["family"] if record.relabel is None else None),
        "pai": labels["pai"] if record.relabel is None else record.pai,
        "subject_key": take.subject_key,
        "target_key": target,
        "recipe": labels.get("recipe") if record.relabel is None else None,
        "lighting": labels["lighting"],
        "lamps": labels.get("lamps"),
        "pose": labels.get("pose"),
        "protocol": labels["protocol"],
        "step": labels["step"],
        "device": capture.device,
        "pixel_format": capture.pixel_format,
        "status": record.status,
        "schedule": take.schedule,
        "signals": json.dumps(take.signals, sort_keys=True),
        "consent": take.consent["id"],
        "created_utc": take.created_utc,
        "generator": take.generator,
        "sha256": record.sha256,
    }
    numbers = {
        "bona_fide": float(record.bona_fide),
        "distance_mm": _number(labels["distance_mm"]),
        "lux": _number(labels.get("lux")),
        "fps": _number(capture.fps),
        "width": float(capture.width),
        "height": float(capture.height),
    }
    return TakeRow({key: value or "" for key, value in texts.items()}, numbers)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(np.float32(value))
