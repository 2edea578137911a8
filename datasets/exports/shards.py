"""``webdataset``: face clips in tar shards, one sample a clip (docs/exports.md)."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from liveness.datasets.codec import Codec, encode
from liveness.datasets.durable import replace_file, sha256_of, storage_error, sync_folder
from liveness.datasets.errors import DataError
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .base import Job
from .clips import Clip, clip_landmarks, clip_pixels, plan_clips
from .options import ExportOptions, Purpose
from .record import ExportRecord
from .tables import to_json
from .takes import rows_of, take_row

INDEX = "index.json"

Sample = dict[str, bytes]
"""Content by extension."""


class Shards:
    """``webdataset``: tar shards that the webdataset library reads."""

    name: ClassVar[str] = "webdataset"
    title: ClassVar[str] = "face clips in tar shards, as WebDataset reads them"
    purpose: ClassVar[Purpose] = "train"
    pixels: ClassVar[bool] = True

    def write(self, job: Job, part: Path) -> None:
        """Write the clips of all takes in the order of their ids; see :class:`Exporter`."""
        options = job.options
        frame_bytes = options.size * options.size * 3 + 478 * 3 * 4
        frames = sum(take.frames for take in job.takes)
        share = options.clip_frames / options.step
        job.check_space(part.parent, int(frames * share * frame_bytes))
        part.mkdir()
        counts: list[int] = []
        shard: tarfile.TarFile | None = None
        try:
            for key, sample in _samples(job):
                if shard is None or counts[-1] >= options.shard_samples:
                    if shard is not None:
                        shard.close()
                    shard = tarfile.open(
                        part / _shard_name(len(counts)), "w", format=tarfile.USTAR_FORMAT
                    )
                    counts.append(0)
                _add(shard, key, sample)
                counts[-1] += 1
        finally:
            if shard is not None:
                shard.close()
        names = {_shard_name(n): count for n, count in enumerate(counts)}
        replace_file(part / INDEX, _index(names, options))

    def remove(
        self, root: DatasetRoot, record: ExportRecord, takes: frozenset[str]
    ) -> Mapping[str, str]:
        """Copy the other takes' samples into new shards in the old ones' places."""
        place = record.place(root.path)
        gone = {_safe(take) for take in takes}
        counts: dict[str, int] = {}
        for name in sorted(record.files):
            if name == INDEX:
                continue
            path = place / name
            count = _without(path, gone) if path.is_file() else 0
            if count:
                counts[name] = count
            else:
                path.unlink(missing_ok=True)
        sync_folder(place)
        replace_file(place / INDEX, _index(counts, record.options))
        return {name: sha256_of(place / name) for name in (*counts, INDEX)}


def _samples(job: Job) -> Iterator[tuple[str, Sample]]:
    for record, path in job.each(job.takes):
        with TakeReader(path) as take:
            rows = rows_of(record, take)
            clips = plan_clips(take, rows, job.options)
            if not clips:
                short = len(rows) < job.options.span
                job.leave(record, "shorter than a clip" if short else "no face in any clip")
            yield from _of_take(job, record, take, clips)


def _of_take(
    job: Job, record: TakeRecord, take: TakeReader, clips: list[Clip]
) -> Iterator[tuple[str, Sample]]:
    row = take_row(job.root, record, take)
    courses = {name: take.evidence(name) for name in (*take.signals, "fused")}
    xyz, valid = take.landmarks()
    pixels = clip_pixels(take, clips, job.options.size)
    for i, (clip, pictures) in enumerate(zip(clips, pixels, strict=True)):
        points, known = clip_landmarks(xyz, valid, clip, job.options.size)
        evidence = {
            name: {
                column: course[column][clip.rows].tolist()
                for column in ("llr", "quality", "valid")
                if column in course
            }
            for name, course in courses.items()
        }
        told: dict[str, Any] = {
            **row.texts,
            **row.numbers,
            "bona_fide": int(row.numbers["bona_fide"]),
            "clip": i,
            "frame": clip.rows.tolist(),
            "index": take.index[clip.rows].tolist(),
            "time_ns": take.time_ns[clip.rows].tolist(),
            "box": list(clip.box),
            "landmarks_valid": known.tolist(),
            "evidence": evidence,
        }
        sample = {
            **_pictures(pictures, job.options),
            "landmarks.npy": _npy(points),
            "json": to_json(told),
        }
        yield f"{_safe(record.id)}-{i:04d}", sample


def _pictures(pixels: NDArray[np.uint8], options: ExportOptions) -> Sample:
    """Return a clip's pixels: an array, or a picture where a clip is one frame."""
    if len(pixels) > 1:
        return {"npy": _npy(pixels)}
    image = np.ascontiguousarray(pixels[0, :, :, ::-1])
    if options.image == "jpeg":
        return {"jpg": encode(image, Codec.JPEG)}
    return {"png": encode(image, Codec.PNG)}


def _npy(values: NDArray[Any]) -> bytes:
    file = io.BytesIO()
    np.save(file, values, allow_pickle=False)
    return file.getvalue()


def _add(shard: tarfile.TarFile, key: str, sample: Sample) -> None:
    for extension, data in sample.items():
        # without time and owner, the same clips give the same bytes
        info = tarfile.TarInfo(f"{key}.{extension}")
        info.size = len(data)
        shard.addfile(info, io.BytesIO(data))


def _without(path: Path, gone: set[str]) -> int:
    """Write a shard anew without some takes; return the number of samples left in it."""
    part = path.with_name(path.name + ".part")
    keys: set[str] = set()
    try:
        with (
            tarfile.open(path, "r") as old,
            tarfile.open(part, "w", format=tarfile.USTAR_FORMAT) as new,
        ):
            for member in old:
                key = member.name.partition(".")[0]
                if key.rpartition("-")[0] not in gone:
                    new.addfile(member, old.extractfile(member))
                    keys.add(key)
        sha256_of(part, sync=True)
        part.replace(path)
    except tarfile.TarError as error:
        part.unlink(missing_ok=True)
        raise DataError(
            "E-DAT-02", f"{path} is damaged", str(error), "export the dataset again"
        ) from error
    except OSError as error:
        part.unlink(missing_ok=True)
        raise storage_error(error, path) from error
    return len(keys)


def _index(counts: Mapping[str, int], options: ExportOptions) -> bytes:
    return to_json(
        {
            "format": "liveness-webdataset",
            "schema_version": 1,
            "options": options.model_dump(mode="json"),
            "polarity": "llr > 0 means bona fide; bona_fide 1 is a live, present person",
            "shards": [{"name": name, "samples": count} for name, count in counts.items()],
            "samples": sum(counts.values()),
        }
    )


def _shard_name(number: int) -> str:
    return f"shard-{number:06d}.tar"


def _safe(take: str) -> str:
    """Return a take's id for a sample's key, in which a dot would begin the extension."""
    return take.replace(".", "_")
