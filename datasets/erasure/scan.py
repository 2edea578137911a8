"""Proves an erasure: searches every byte under the root for what must be gone."""

from __future__ import annotations

import os
import stat
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from liveness.datasets.asking import Child
from liveness.datasets.keys import KeyBook
from liveness.datasets.register import read_lines

from .byte_scan import BytePatterns, count_in_file
from .frame_marks import split_marks
from .inside import unpacked
from .label_search import LabelSearch
from .plan import (
    PLAN_FILE,
    TAKE_ID,
    Cancelled,
    ErasurePlan,
    Progress,
    check_cancelled,
)
from .receipt import Found, Scan, masked

TELL_EVERY = 64 << 20
"""Bytes between two calls of progress."""


def scan_root(
    root: Path,
    plan: ErasurePlan,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Scan:
    """Search all files under a root, and exports outside of it, and the names of files.

    Searched are the subject's key as text and as bytes, the ids and checksums of its takes,
    64-byte marks of its frames (see ``frame_marks``), and in text files the pseudonym as a
    word of its own; the same inside zip and gzip files, and in the small compressed datasets
    of HDF5 files that are no takes.

    Parameters
    ----------
    root
        The dataset.
    plan
        Whose key, takes and marks are searched; the plan's own file is passed over.
    progress, cancelled
        For people who wait; progress counts bytes.

    Raises
    ------
    LivenessError
        ``E-ERA-03``, when it was cancelled.
    """
    started = time.monotonic()
    patterns = list(_patterns(plan))
    searched = BytePatterns(patterns)
    words = _words(root, plan)
    unread: list[OSError] = []
    files = list(_all_files(root, plan, unread))
    total = sum(size for _, size in files)
    done, told = 0, 0
    found = [
        Found(path=masked(str(error.filename), plan), kind="unreadable") for error in unread
    ]
    with Child("liveness.datasets.erasure.inside") as child:
        for path, size in files:
            if progress is not None and (done - told >= TELL_EVERY or not done):
                progress(done, total, "searching every byte")
                told = done
            check_cancelled(cancelled, begun=True)
            name = str(path)
            if path.is_relative_to(root):
                name = path.relative_to(root).as_posix()
            for kind, count in _search(path, name, searched, words, child).items():
                found.append(Found(path=masked(name, plan), kind=kind, count=count))
            done += size
    if progress is not None:
        progress(total, total, "searching every byte")
    return Scan(
        files=len(files),
        bytes=total,
        seconds=round(time.monotonic() - started, 3),
        patterns=len(set(patterns)) + len(words),
        found=tuple(found),
    )


def _search(
    path: Path,
    name: str,
    patterns: BytePatterns,
    words: list[tuple[str, LabelSearch]],
    child: Child,
) -> Counter[str]:
    found: Counter[str] = Counter()
    names = [kind for kind, _, _ in patterns.find(name.encode(errors="surrogateescape"))]
    if names or any(word.in_name(part) for _, word in words for part in Path(name).parts):
        found["name"] = 1
    if not stat.S_ISREG(path.lstat().st_mode):
        return found
    try:
        found += count_in_file(path, patterns)
        for kind, word in words:
            if count := word.count(path):
                found[kind] += count
        take = name.startswith("sessions/")
        for chunk in unpacked(path, patterns.longest - 1, child, take=take):
            # where two chunks overlap it may count twice
            found.update(kind for kind, _, _ in patterns.find(chunk))
            found.update(kind for kind, word in words if word.in_bytes(chunk))
    except FileNotFoundError:
        return found
    except OSError:
        found["unreadable"] = 1
        return found
    return found


def _patterns(plan: ErasurePlan) -> Iterator[tuple[str, bytes]]:
    if plan.key:
        yield "key", plan.key.encode()
        yield "key", bytes.fromhex(plan.key)
    for mark in split_marks(plan.photographs):
        yield "photograph", mark
    for take in plan.takes:
        if TAKE_ID.fullmatch(take.id):
            yield "take id", take.id.encode()
        if take.sha256:
            yield "checksum", take.sha256.encode()
        for mark in split_marks(take.marks):
            yield "frame", mark


def _words(root: Path, plan: ErasurePlan) -> list[tuple[str, LabelSearch]]:
    """Return what is searched as a word of a text: it may stand in other bytes by chance."""
    others = _other_ids(root)
    foreign = [take.id for take in plan.takes if not TAKE_ID.fullmatch(take.id)]
    named = [("take id", LabelSearch(id_, others)) for id_ in foreign]
    return [("pseudonym", LabelSearch(plan.label, others)), *named]


def _other_ids(root: Path) -> set[str]:
    """Return the ids of other people, sessions and takes, none of which is a find."""
    ids = set(KeyBook(root / "subjects.json").all())
    for folder in ("sessions", "consents"):
        ids |= {path.name.removesuffix(".json") for path in (root / folder).glob("*")}
    for path in root.glob("sessions/*/takes.jsonl"):
        for _, entry in read_lines(path):
            for name in ("id", "subject", "target"):
                if entry is not None and isinstance(entry.get(name), str):
                    ids.add(entry[name])
    return ids


def _all_files(
    root: Path, plan: ErasurePlan, unread: list[OSError]
) -> Iterator[tuple[Path, int]]:
    """Yield every file with its size, links and special files too; folders only as names."""
    for top in (root, *map(Path, plan.export_places)):
        if not top.exists():
            continue
        if top.is_file():
            yield top, top.stat().st_size
            continue
        for folder, folders, names in os.walk(top, onerror=unread.append):
            for name in sorted((*folders, *names)):
                path = Path(folder, name)
                if path == root / PLAN_FILE:
                    continue
                try:
                    state = path.lstat()
                except FileNotFoundError:
                    continue
                yield path, state.st_size if stat.S_ISREG(state.st_mode) else 0
