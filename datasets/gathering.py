"""What a journal says of a take, collated by frame: the step between journal and take file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol

import numpy as np

from .errors import DataError
from .journal_reading import JournalReading
from .model import Model
from .records import (
    AnalysisRecord,
    EventRecord,
    FrameRecord,
    PrerollRecord,
    Record,
    TakeEnd,
)
from .records_extra import AudioRecord, PlaneRecord
from .take import Outcome, TakeHeader

Status = Literal["complete", "incomplete", "recovered"]


class Keys(Model):
    """The random keys that stand in the file for the pseudonyms."""

    subject_key: str | None = None
    target_key: str | None = None


class Summary(Model):
    """What the child that finalised a take tells its parent."""

    frames: int
    seconds: float
    faces: int
    analysed: int = 0
    score: float | None
    decision: str
    status: Status
    frames_known_lost: int
    dropped: int
    outcome: Outcome | None = None
    outcome_reason: str = ""
    end_reason: str = ""
    sha256: str = ""
    notes: tuple[str, ...] = ()


class Bulk(Protocol):
    """Takes what a journal has in bulk, in order (``layout_blobs.TakeBlobs``)."""

    def frame(self, data: bytes) -> None:
        """Take a frame's bytes."""

    def preroll(self, data: bytes) -> None:
        """Take the bytes of a frame from before the take."""

    def plane(self, row: int, record: PlaneRecord) -> None:
        """Take a plane of the frame in a row."""

    def audio(self, record: AudioRecord) -> None:
        """Take a block of sound."""


@dataclass
class Gathered:
    """All of a journal but the pictures.

    Parameters
    ----------
    header
        The journal's header.
    frames
        Every frame in order, without its data.
    lengths
        Number of bytes of each frame's data.
    analyses
        By row in ``frames``.
    events
        In order.
    preroll, preroll_lengths
        As ``frames`` and ``lengths``, from before the take.
    """

    header: TakeHeader
    frames: list[FrameRecord] = field(default_factory=list)
    lengths: list[int] = field(default_factory=list)
    analyses: dict[int, AnalysisRecord] = field(default_factory=dict)
    events: list[EventRecord] = field(default_factory=list)
    preroll: list[FrameRecord] = field(default_factory=list)
    preroll_lengths: list[int] = field(default_factory=list)

    @property
    def gaps(self) -> int:
        """Number of indices between the first and the last frame that have no frame."""
        return index_gaps([frame.index for frame in self.frames])

    @property
    def signals(self) -> list[str]:
        """Names of all signals, those of the header first."""
        names = dict.fromkeys(self.header.signals)
        for record in self.analyses.values():
            names.update(dict.fromkeys(record.evidence))
        return list(names)

    def summary(self, reading: JournalReading, status: Status | None) -> Summary:
        """Return what the take comes to, once the whole journal is read."""
        times = [frame.time_ns for frame in self.frames]
        last = self.analyses[max(self.analyses)] if self.analyses else None
        lost = reading.frames_known_lost
        end = reading.end
        dropped = end.dropped if end is not None else max(0, self.gaps - lost)
        found: Status = "recovered" if end is None else end.status
        faces = sum(item.landmarks is not None for item in self.analyses.values())
        outcome, why = self._outcome(last, faces, end)
        return Summary(
            frames=len(times),
            seconds=(max(times) - min(times)) / 1e9 if times else 0.0,
            faces=faces,
            analysed=len(self.analyses),
            score=last.fused.llr if last is not None and last.fused.valid else None,
            decision=last.fused.decision if last is not None else "undecided",
            status=status or found,
            frames_known_lost=lost,
            dropped=dropped,
            outcome=outcome,
            outcome_reason=why,
            end_reason="" if end is None else end.reason,
            notes=tuple(reading.notes),
        )

    def _outcome(
        self, last: AnalysisRecord | None, faces: int, end: TakeEnd | None
    ) -> tuple[Outcome | None, str]:
        """Return what the transaction came to, and why."""
        if end is not None and end.aborted:
            return "aborted", end.reason
        if last is None:
            return None, "no frame was analysed"
        if not faces:
            return "non-response", f"no face in {len(self.analyses)} analysed frames"
        return last.fused.decision, "; ".join(last.fused.reasons)


def gather(reading: JournalReading, bulk: Bulk) -> Gathered:
    """Read a journal once, handing what is large to ``bulk`` in order.

    Raises
    ------
    DataError
        ``E-DAT-05``, when the journal holds no frame.
    """
    gathered = Gathered(reading.header)
    rows: dict[int, int] = {}
    early: dict[int, AnalysisRecord] = {}
    for record in reading.records():
        if isinstance(record, FrameRecord):
            bulk.frame(record.data)
            rows[record.index] = len(gathered.frames)
            gathered.lengths.append(len(record.data))
            gathered.frames.append(dataclasses.replace(record, data=b""))
        elif isinstance(record, AnalysisRecord):
            early[record.index] = record
        elif isinstance(record, EventRecord):
            gathered.events.append(record)
        else:
            _gather_optional(gathered, record, rows, bulk)
    if not gathered.frames:
        raise DataError(
            "E-DAT-05",
            f"take {reading.header.id} holds no frame",
            "; ".join(reading.notes) if reading.damaged else "",
            "record again",
        )
    for index, record in early.items():
        # an analysis of a frame that was not recorded (before the start, or lost) is moot
        if index in rows:
            gathered.analyses[rows[index]] = record
    return gathered


def _gather_optional(
    gathered: Gathered, record: Record, rows: Mapping[int, int], bulk: Bulk
) -> None:
    """Take in what only some takes have."""
    if isinstance(record, PrerollRecord):
        bulk.preroll(record.frame.data)
        gathered.preroll_lengths.append(len(record.frame.data))
        gathered.preroll.append(dataclasses.replace(record.frame, data=b""))
    elif isinstance(record, PlaneRecord):
        if record.index in rows:  # else its frame is lost
            bulk.plane(rows[record.index], record)
    elif isinstance(record, AudioRecord):
        bulk.audio(record)


def part_of(out: Path, process: int) -> Path:
    """Return where a process writes a take file before it is whole.

    Not two at one place: a child may outlive its parent for a moment, while a recovery works.
    """
    return out.with_name(f"{out.name}.{process}.part")


def index_gaps(indices: list[int]) -> int:
    """Return how many numbers are missing between neighbours of a rising sequence."""
    steps = np.diff(np.asarray(indices, np.int64))
    return int(np.sum(np.maximum(steps - 1, 0)))


def cadence(times_ns: list[int], nominal_fps: float | None) -> dict[str, float | None]:
    """Return a report on the intervals between frames, milliseconds."""
    if len(times_ns) < 2:
        return {"nominal_fps": nominal_fps}
    steps = np.diff(np.asarray(times_ns, np.int64)) / 1e6
    median = float(np.median(steps))
    return {
        "nominal_fps": nominal_fps,
        "fps": 1000.0 / median if median > 0 else None,
        "interval_median_ms": median,
        "interval_p95_ms": float(np.percentile(steps, 95)),
        "interval_max_ms": float(steps.max()),
        "jitter_ms": float(np.median(np.abs(steps - median))),
    }
