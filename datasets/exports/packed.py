"""Packed face clips: one HDF5 file, ready for training (docs/exports.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.durable import sha256_of, storage_error, sync_folder
from liveness.datasets.packed import PackedClips
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .base import Job
from .clips import Clip, clip_landmarks, clip_pixels, plan_clips
from .options import ExportOptions, Purpose
from .packed_layout import Block, Layout, PackedWriter, TakeRow
from .record import ExportRecord
from .takes import rows_of, take_row

COLUMNS = ("llr", "quality", "valid")
"""What is kept of a signal's course."""


class Packed:
    """``packed``: face clips in HDF5, raw uint8, one clip a chunk."""

    name: ClassVar[str] = "packed"
    title: ClassVar[str] = "face clips in one HDF5 file for training"
    purpose: ClassVar[Purpose] = "train"
    pixels: ClassVar[bool] = True

    def write(self, job: Job, part: Path) -> None:
        """Write the clips of all takes; see :class:`Exporter`."""
        plans = _plan(job)
        job.check_left()
        layout = Layout(
            job.root.info.id, job.options, [row for _, row, _ in plans], _counts(plans)
        )
        job.check_space(part.parent, layout.expected_bytes)
        done = 0
        with PackedWriter(part, layout) as writer:
            for record, _, clips in plans:
                job.tell(done, layout.clips, record.id)
                with TakeReader(job.root.take_path(record)) as take:
                    writer.add(_block(take, clips, job.options))
                done += len(clips)
        job.tell(layout.clips, layout.clips, "")

    def remove(
        self, root: DatasetRoot, record: ExportRecord, takes: frozenset[str]
    ) -> Mapping[str, str]:
        """Copy the other takes' clips into a new file that takes the old one's place."""
        place, part = record.place(root.path), record.part(root.path)
        with PackedClips(place) as packed:
            rows = [row for row in packed.take_rows() if row["id"] not in takes]
            keep = {str(row["id"]): packed.clips_of(str(row["id"])) for row in rows}
            layout = Layout(
                packed.dataset_id,
                ExportOptions.model_validate(packed.options),
                [TakeRow.from_mapping(row) for row in rows],
                [len(clips) for clips in keep.values()],
            )
            with PackedWriter(part, layout) as writer:
                for clips in keep.values():
                    writer.add(_copied(packed, clips, layout.signals))
        try:
            digest = sha256_of(part, sync=True)
            part.replace(place)
            sync_folder(place.parent)
        except OSError as error:
            raise storage_error(error, place) from error
        return {place.name: digest}


_Plan = tuple[TakeRecord, TakeRow, list[Clip]]


def _plan(job: Job) -> list[_Plan]:
    """Cut every take into clips, and leave out those that give none."""
    plans: list[_Plan] = []
    for record, path in job.each(job.takes):
        with TakeReader(path) as take:
            rows = rows_of(record, take)
            clips = plan_clips(take, rows, job.options)
            if clips:
                plans.append((record, take_row(job.root, record, take), clips))
            elif len(rows) < job.options.span:
                job.leave(record, "shorter than a clip")
            else:
                job.leave(record, "no face in any clip")
    return plans


def _counts(plans: list[_Plan]) -> list[int]:
    return [len(clips) for _, _, clips in plans]


def _block(take: TakeReader, clips: list[Clip], options: ExportOptions) -> Block:
    """Return the clips of an open take."""
    xyz, valid = take.landmarks()
    points = [clip_landmarks(xyz, valid, clip, options.size) for clip in clips]
    rows = np.stack([clip.rows for clip in clips])
    evidence: dict[str, dict[str, NDArray[Any]]] = {}
    for name in (*take.signals, "fused"):
        course = take.evidence(name)
        columns = [column for column in COLUMNS if column in course]
        evidence[name] = {column: course[column][rows] for column in columns}
    return Block(
        frame=rows,
        index=take.index[rows],
        time_ns=take.time_ns[rows],
        box=np.array([clip.box for clip in clips], np.float32),
        landmarks=np.stack([xyz for xyz, _ in points]),
        landmarks_valid=np.stack([valid for _, valid in points]),
        evidence=evidence,
        pixels=clip_pixels(take, clips, options.size),
    )


def _copied(packed: PackedClips, clips: range, signals: Mapping[str, object]) -> Block:
    """Return clips of a packed file, checked against their CRC."""
    columns = packed.columns(clips)

    def pixels() -> Iterator[NDArray[np.uint8]]:
        for i in clips:
            packed.check(i)
            yield packed.clip(i)

    evidence = {name: packed.evidence(name, clips) for name in (*signals, "fused")}
    return Block(**columns, evidence=evidence, pixels=pixels())
