"""Brings a dataset of an earlier schema to the present one, as a copy; the old one stays."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .durable import replace_file, sha256_of, storage_error, sync_folder
from .errors import StorageError, UsageError
from .findings import Fault
from .lock import holder_of
from .merge_state import is_plain
from .protocol import Protocol
from .register import read_takes, write_manifest
from .root_files import ROOT_SCHEMA, absolute_path, is_free
from .store import DatasetRoot
from .take_reports import take_reports
from .verify import verify_root
from .verify_take import TakeReport

Progress = Callable[[str, int, int, str], None]

FILLED = ("family", "pai", "lighting", "created_utc")
"""What lines of schema 1 do not say of a take; its file does."""
_MADE_ANEW = ("dataset.json", "manifest.csv", "lock")


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a migration did.

    Parameters
    ----------
    root
        The new dataset.
    takes
        Number of takes in it.
    filled
        Number of lines that say more than before.
    faults
        What ``verify`` found in the new dataset.
    """

    root: DatasetRoot
    takes: int
    filled: int
    faults: tuple[Fault, ...]


def migrate_root(
    path: Path,
    out: Path,
    *,
    protocols: tuple[Protocol, ...] = (),
    progress: Progress | None = None,
) -> Migrated:
    """Copy a dataset of an earlier schema to a new folder, in the present schema.

    Take files are copied byte by byte, for every schema of theirs is read for ever and their
    SHA-256 is what was registered. Lines of ``takes.jsonl`` are filled in from the files. The
    copy grows under the name ``OUT.part`` and is renamed when it is whole; a migration that
    was cut off goes on when it is run again.

    Parameters
    ----------
    path
        The dataset; it is only read.
    out
        A new or empty folder, on any disk.
    protocols
        Protocols that ship, for the check at the end.
    progress
        Called with what is done (``reading``, ``copying``), how many, of how many, a name.

    Raises
    ------
    UsageError
        ``E-DAT-38``, when the dataset is of the present schema, has takes that wait to be
        finished, or ``out`` will not do.
    LivenessError
        ``E-DAT-01``, ``E-DAT-03`` or ``E-DAT-08``, for what is no dataset, a damaged one, or
        one of a newer schema.
    StorageError
        When somebody works in it, the space does not reach, or the copy cannot be written.
    """
    root, out = DatasetRoot.open(path), absolute_path(out)
    _check(root, out)
    part = out.with_name(out.name + ".part")
    reports = _reports(root, progress)
    try:
        part.mkdir(exist_ok=True)
        _copy_files(root.path, part, progress)
        filled = sum(
            _fill_lines(lines, part / lines.relative_to(root.path), reports)
            for lines in sorted(root.path.glob("sessions/*/takes.jsonl"))
        )
        write_manifest(part, read_takes(part))
        info = root.info.model_copy(update={"schema_version": ROOT_SCHEMA})
        replace_file(part / "dataset.json", info.model_dump_json(indent=2).encode() + b"\n")
        if out.exists():
            out.rmdir()
        part.rename(out)
        sync_folder(out.parent)
    except OSError as error:
        raise storage_error(error, part) from error
    made = DatasetRoot.open(out)
    faults = verify_root(made, protocols=protocols)
    return Migrated(made, len(made.takes()), filled, tuple(faults))


def _check(root: DatasetRoot, out: Path) -> None:
    if root.info.schema_version == ROOT_SCHEMA:
        raise _refused(
            f"{root.path} needs no migration", f"it is of schema {ROOT_SCHEMA} already", ""
        )
    if out == root.path or root.path in out.parents or (out.exists() and not _empty(out)):
        raise _refused(
            f"{out} cannot hold the copy",
            "it is not empty, or inside the dataset",
            "choose a new folder beside it",
        )
    holder = holder_of(root.path / "lock")
    if holder is not None:
        raise StorageError(
            "E-DSK-04",
            f"another studio works in {root.path}",
            f"process {holder.pid} on {holder.host}, since {holder.since_utc}",
            "close it, and migrate then",
        )
    waiting = len(root.unfinished())
    if waiting:
        raise _refused(
            f"{root.path} has takes that wait to be finished", f"{waiting}", "run recover first"
        )
    needed = sum(path.stat().st_size for path in _files(root.path))
    try:
        free = shutil.disk_usage(out.parent).free
    except OSError as error:
        raise storage_error(error, out) from error
    if free < needed + root.reserve_bytes:
        raise StorageError(
            "E-DSK-01",
            f"the disk of {out} is nearly full",
            f"{free / 1e9:.2f} GB free, {(needed + root.reserve_bytes) / 1e9:.2f} GB needed",
            "free space, or choose another disk",
        )


def _refused(what: str, measured: str, remedy: str) -> UsageError:
    return UsageError("E-DAT-38", what, measured, remedy)


def _empty(out: Path) -> bool:
    try:
        return is_free(out) and not any(out.iterdir())
    except OSError:
        return False


def _reports(root: DatasetRoot, progress: Progress | None) -> dict[str, TakeReport]:
    """Return what each take file says of itself, by its path in the dataset."""
    paths = [root.take_path(record) for record in root.takes()]
    found = {}
    for number, report in enumerate(take_reports(paths), 1):
        path = Path(report.path)
        found[f"{path.parent.name}/{path.name}"] = report
        if progress is not None:
            progress("reading", number, len(paths), path.name)
    return found


def _files(root: Path) -> Iterator[Path]:
    """Yield the files that are copied; links, caches and left-overs are not."""
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = Path(folder) / name
            top = path.parent == root
            skipped = top and (name in _MADE_ANEW or name.startswith("catalog.sqlite"))
            if not skipped and path.suffix != ".part" and is_plain(path):
                yield path


def _copy_files(root: Path, part: Path, progress: Progress | None) -> None:
    paths = list(_files(root))
    for folder, folders, _ in os.walk(root):
        for name in folders:
            (part / (Path(folder) / name).relative_to(root)).mkdir(exist_ok=True)
    for number, path in enumerate(paths, 1):
        copy = part / path.relative_to(root)
        if not (copy.is_file() and sha256_of(copy) == sha256_of(path)):
            shutil.copyfile(path, copy)
            sha256_of(copy, sync=True)
        if progress is not None:
            progress("copying", number, len(paths), path.name)


def _fill_lines(lines: Path, copy: Path, reports: dict[str, TakeReport]) -> int:
    """Write ``takes.jsonl`` with what the files say, and return how many lines say more."""
    filled, written = 0, []
    for line in lines.read_bytes().splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            entry = None
        if isinstance(entry, dict) and entry.get("event") == "take":
            more = _more(entry, reports.get(f"{lines.parent.name}/{entry.get('file')}"))
            if more:
                filled += 1
                line = json.dumps(entry | more).encode()
        # what is damaged comes along as it is; verify names it
        written.append(line + b"\n")
    replace_file(copy, b"".join(written))
    return filled


def _more(entry: dict[str, Any], report: TakeReport | None) -> dict[str, Any]:
    """Return what a file says that its line does not."""
    if report is None or not report.read:
        return {}
    said = {name: getattr(report, name) for name in FILLED}
    return {
        name: value
        for name, value in said.items()
        if value is not None and entry.get(name) is None
    }
