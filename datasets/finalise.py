"""Turns a finished journal into a take file; runs as a child process.

libhdf5 crashes the process on a full disk, so it never runs where frames are recorded:
``python -m liveness.datasets.finalise JOURNAL OUT [--keys JSON] [--status STATUS]``.

The child writes ``OUT.PID.part``, reads every frame back through HDF5 and compares its CRC with
the journal's, syncs, renames and syncs the folder. Its last line on the standard output is a
JSON object: the :class:`~liveness.datasets.gathering.Summary`, or ``{"error": ...}``. It ends
when its standard input does, that is with its parent.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import get_args

import h5py
import numpy as np
from pydantic import ValidationError

from .codec import crc32
from .durable import sha256_of, storage_error, sync_folder
from .errors import DataError, LivenessError
from .gathering import Gathered, Keys, Status, Summary, gather, part_of
from .journal_reading import read_journal
from .layout import write_take
from .layout_blobs import TakeBlobs
from .model import describe_validation
from .records import EventRecord, FrameRecord

LIBVER = ("earliest", "v110")
"""File format bounds: ``latest`` writes what h5dump 1.10 cannot read."""

_ORPHAN_S = 0.02


def finalise_journal(
    journal: Path, out: Path, keys: Keys | None = None, status: Status | None = None
) -> Summary:
    """Write the take file of a journal.

    Parameters
    ----------
    journal
        Stays as it is.
    out
        Replaced when it exists: an earlier attempt that was not registered.
    keys
        Random keys of subject and target.
    status
        Overrides what the journal's end says.

    Raises
    ------
    DataError
        ``E-DAT-04`` without a header, ``E-DAT-05`` without a frame, ``E-DAT-06`` when the
        written file does not read back.
    StorageError
        When the disk is full or read-only.
    """
    part = part_of(out, os.getpid())
    part.unlink(missing_ok=True)
    try:
        with read_journal(journal) as reading:
            with h5py.File(part, "w", libver=LIBVER) as file:
                blobs = TakeBlobs(file, journal.stat().st_size)
                gathered = gather(reading, blobs)
                blobs.finish(len(gathered.frames), gathered.header.sound)
                _note_misfits(gathered, blobs.misfits)
                summary = gathered.summary(reading, status)
                write_take(file, gathered, keys or Keys(), summary)
        _read_back(part, gathered)
        summary = summary.model_copy(update={"sha256": sha256_of(part, sync=True)})
        part.replace(out)
        sync_folder(out.parent)
    except OSError as error:
        raise storage_error(error, out) from error
    except ValidationError as error:
        raise DataError(
            "E-DAT-06",
            f"what {journal.name} says does not fit a take file",
            describe_validation(error),
            "the journal is kept; report this",
        ) from error
    finally:
        part.unlink(missing_ok=True)
    return summary


def _note_misfits(gathered: Gathered, count: int) -> None:
    if count:
        what = "1 plane or block" if count == 1 else f"{count} planes or blocks"
        text = f"{what} of sound had another shape than the first"
        gathered.events.append(EventRecord(gathered.frames[-1].time_ns, "misfit", text))


def _read_back(path: Path, gathered: Gathered) -> None:
    """Compare what HDF5 reads with what the journal held."""
    with h5py.File(path, "r") as file:
        _compare(path, file["frames"], gathered.frames)
        if gathered.preroll:
            _compare(path, file["preroll"], gathered.preroll)


def _compare(path: Path, group: h5py.Group, frames: Sequence[FrameRecord]) -> None:
    data, offset = group["data"], group["offset"][:]
    crc = group["crc32"][:]
    for row, frame in enumerate(frames):
        packet = data[offset[row] : offset[row + 1]]
        if crc32(packet.data) != frame.crc or crc[row] != frame.crc:
            raise DataError(
                "E-DAT-06",
                f"{path.name} does not read back as it was written",
                f"frame {row} of {len(frames)} in {group.name}",
                "the journal is kept; check the disk and run recover",
            )
    # the checksums of the small arrays are compared as they are read
    for name in ("time_ns", "arrival_ns", "index"):
        written = np.array([getattr(frame, name) for frame in frames])
        if not np.array_equal(group[name][:], written):
            raise DataError("E-DAT-06", f"{path.name} does not read back", name)


def _end_with_parent() -> None:
    """End this process when its standard input ends: nobody waits for the take any more."""

    def watch() -> None:
        while os.read(0, 1):
            pass
        os._exit(3)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    # one that is orphaned while it starts ends before it touches a file
    watcher.join(_ORPHAN_S)


def main(arguments: list[str] | None = None) -> int:
    """Run the child; return 0, or 1 when the journal could not be finalised."""
    parser = argparse.ArgumentParser(prog="liveness.datasets.finalise")
    parser.add_argument("journal", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--keys", default="{}", help="JSON with subject_key and target_key")
    parser.add_argument("--status", choices=get_args(Status))
    parser.add_argument("--watch", action="store_true", help="end with the standard input")
    options = parser.parse_args(arguments)
    if options.watch:
        _end_with_parent()
    try:
        summary = finalise_journal(
            options.journal,
            options.out,
            Keys.model_validate_json(options.keys),
            options.status,
        )
    except LivenessError as error:
        content = {
            "kind": type(error).__name__,
            "code": error.code,
            "what": error.what,
            "measured": error.measured,
            "remedy": error.remedy,
        }
        _say(json.dumps({"error": content}))
        return 1
    _say(summary.model_dump_json())
    return 0


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    code = main()
    # the interpreter's end would run libhdf5's, which crashes after a failed write
    os._exit(code)
