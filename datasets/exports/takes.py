"""What exports say of a take: its label, its people's keys, its camera, its provenance."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from liveness.datasets.reader import TakeReader
from liveness.datasets.take import TakeRecord

from .packed_layout import TakeRow


def rows_of(record: TakeRecord, take: TakeReader) -> range:
    """Return the frames of a take that count."""
    return range(take.n_frames)


def take_row(record: TakeRecord, take: TakeReader) -> TakeRow:
    """Return what an export tells of a take; the label is the register's, which may correct.

    What is unknown is an empty text or NaN.
    """
    labels, capture = take.labels, take.capture
    texts: dict[str, Any] = {
        "id": record.id,
        "session": record.session,
        "label": record.label,
        "family": labels["family"],
        "pai": labels["pai"],
        "subject_key": take.subject_key,
        "target_key": take.target_key,
        "lighting": labels["lighting"],
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
        "bona_fide": float(record.label == "bona-fide"),
        "distance_mm": _number(labels["distance_mm"]),
        "fps": _number(capture.fps),
        "width": float(capture.width),
        "height": float(capture.height),
    }
    return TakeRow({key: value or "" for key, value in texts.items()}, numbers)


def _number(value: float | None) -> float:
    return float("nan") if value is None else float(np.float32(value))
