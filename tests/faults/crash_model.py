"""What a disk may hold after a crash, from a log of what was done to it (write_log.c).

After the death of a process (``kill -9``) everything that was done is there, and of the call
at which it died, if that was a write, any part. After a cut of the power there is for certain
only what was forced to the disk:

- of a file: its content at its last sync; of each write since, each piece of 4 KiB is there
  or not, independently of all others (so they may be reordered and torn), and a piece that is
  missing reads as what was there before, as zeros, or as rubbish. Its length may have got to
  the disk before its content. Cuts of the length (truncate) are kept.
- of a folder: its entries at its last sync; of the creations, renames and removals since, the
  first few, independently of other folders.

That is harsher than a journalling file system, whose sync of a file brings the folder's
entries along. A disk that says "synced" without having done so is not modelled.
"""

from __future__ import annotations

import copy
import os
import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import IntEnum
from pathlib import Path, PurePosixPath
from typing import Literal

PIECE = 4096
"""What a disk writes at once, bytes."""
IGNORED = ("catalog.sqlite-shm",)
"""Files that are written by maps of memory; SQLite makes them anew after a crash."""

_RECORD = struct.Struct("<IIIIQQQQ")


class Kind(IntEnum):
    """Kinds of operation, as write_log.c numbers them."""

    CREATE = 1
    RESIZE = 2
    WRITE = 3
    SYNC = 4
    RENAME = 5
    UNLINK = 6
    LINK = 7
    MKDIR = 8
    RMDIR = 9


@dataclass(frozen=True, slots=True)
class Op:
    """One call that changed the disk; paths are relative to the box."""

    kind: Kind
    path: str
    other: str = ""
    inode: int = 0
    offset: int = 0
    """Of a write; of a resize the new length."""
    data: bytes = b""
    mtime_ns: int = 0


def read_log(path: Path, box: Path) -> tuple[list[Op], list[tuple[int, str]]]:
    """Return the operations below ``box/disk``, and the marks.

    A mark is a line that the process wrote to ``box/marks``: what it held to be done, with
    the number of operations before it.
    """
    log = path.read_bytes() if path.exists() else b""
    ops: list[Op] = []
    marks: list[tuple[int, str]] = []
    at = 0
    while at < len(log):
        head = _RECORD.unpack_from(log, at)
        kind, first, second, _, inode, offset, length, mtime_ns = head
        at += _RECORD.size
        names = [log[at : at + first], log[at + first : at + first + second]]
        at += first + second
        data = log[at : at + length]
        at += length
        name, other = (os.fsdecode(item).removeprefix(f"{box}/") for item in names)
        if name == "marks":
            if kind == Kind.WRITE:
                marks += [(len(ops), line) for line in data.decode().split()]
        elif PurePosixPath(name).name not in IGNORED:
            ops.append(Op(Kind(kind), name, other, inode, offset, data, mtime_ns))
    return ops, marks


@dataclass(slots=True)
class _File:
    durable: bytes = b""
    content: bytearray = field(default_factory=bytearray)
    pending: list[Op] = field(default_factory=list)
    """Writes and resizes since the last sync."""
    mtime_ns: int = 0

    def apply(self, op: Op) -> None:
        self.pending.append(op)
        self.mtime_ns = op.mtime_ns
        _put(self.content, op.offset, op.data) if op.data else _resize(self.content, op.offset)

    def sync(self) -> None:
        self.durable = bytes(self.content)
        self.pending.clear()

    def after_power_cut(self, rng: random.Random) -> bytes:
        """Return one of the contents that the disk may hold."""
        kept_share = rng.choice((0.0, 0.3, 0.7, 0.95, 1.0))
        lost_as = rng.choice(("before", "before", "zeros", "rubbish"))
        content = bytearray(self.durable)
        for op in self.pending:
            if not op.data:
                _resize(content, min(op.offset, len(content)))
                continue
            for start, piece in _pieces(op):
                if rng.random() < kept_share:
                    _put(content, start, piece)
                elif lost_as != "before" and start >= len(self.durable):
                    # its place was reserved, and holds what the disk held before
                    rubbish = rng.randbytes(len(piece)) if lost_as == "rubbish" else b""
                    _put(content, start, rubbish.ljust(len(piece), b"\0"))
        return bytes(content)


@dataclass(slots=True)
class _Folder:
    durable: dict[str, _File | _Folder] = field(default_factory=dict)
    entries: dict[str, _File | _Folder] = field(default_factory=dict)
    pending: list[dict[str, _File | _Folder | None]] = field(default_factory=list)
    """Changes of entries since the last sync, in order."""

    def change(self, changes: dict[str, _File | _Folder | None]) -> None:
        _change(self.entries, changes)
        self.pending.append(changes)

    def sync(self) -> None:
        self.durable = dict(self.entries)
        self.pending.clear()

    def after_power_cut(self, rng: random.Random) -> dict[str, _File | _Folder]:
        """Return one of the sets of entries that the disk may hold."""
        count = len(self.pending)
        kept = rng.choice((0, count, rng.randint(0, count)))
        entries = dict(self.durable)
        for changes in self.pending[:kept]:
            _change(entries, changes)
        return entries


class Disk:
    """The box's folder ``disk``, to which operations are applied one after the other.

    Parameters
    ----------
    start
        That folder before the first operation; its content is on the disk for certain.
    """

    def __init__(self, start: Path) -> None:
        self._top = _Folder()
        self._inodes: dict[int, _File] = {}
        disk = _Folder()
        self._top.change({"disk": disk})
        self._read(start, disk)
        self._top.sync()

    def apply(self, op: Op) -> None:
        """Do what the process did."""
        if op.kind in (Kind.WRITE, Kind.RESIZE):
            self._inodes[op.inode].apply(op)
        elif op.kind is Kind.SYNC:
            node = self._inodes.get(op.inode) or self._find(op.path)
            if node is not None:
                node.sync()
        elif op.kind in (Kind.RENAME, Kind.LINK):
            self._rename(op)
        else:
            folder, name = self._place(op.path)
            made: _File | _Folder | None = None
            if op.kind is Kind.CREATE:
                made = self._inodes[op.inode] = _File(mtime_ns=op.mtime_ns)
            elif op.kind is Kind.MKDIR:
                made = _Folder()
            folder.change({name: made})

    def tree(self) -> Tree:
        """Return what is there when the process dies now."""
        return _tree(self._top.entries, None)

    def torn(self, op: Op, rng: random.Random) -> Tree:
        """Return what is there when the process dies within its next call, a write."""
        tree = self.tree()
        file = self._inodes.get(op.inode)
        if op.path in tree.files and file is not None:
            content = bytearray(file.content)
            _put(content, op.offset, op.data[: rng.randrange(len(op.data))])
            tree.files[op.path] = (bytes(content), op.mtime_ns)
        return tree

    def after_power_cut(self, rng: random.Random) -> Tree:
        """Return one of the states in which a cut of the power may leave the disk."""
        return _tree(self._top.after_power_cut(rng), rng)

    def _rename(self, op: Op) -> None:
        source, name = self._place(op.path)
        target, other = self._place(op.other)
        node = source.entries[name]
        gone: dict[str, _File | _Folder | None] = {} if op.kind is Kind.LINK else {name: None}
        if source is target:
            source.change({**gone, other: node})
        else:
            # a file system keeps a rename whole; which of the two survives is open here
            target.change({other: node})
            if gone:
                source.change(gone)

    def _place(self, path: str) -> tuple[_Folder, str]:
        *folders, name = path.split("/")
        folder = self._find("/".join(folders))
        assert isinstance(folder, _Folder), path
        return folder, name

    def _find(self, path: str) -> _File | _Folder | None:
        node: _File | _Folder | None = self._top
        for part in path.split("/"):
            if not isinstance(node, _Folder):
                return None
            node = node.entries.get(part)
        return node

    def _read(self, path: Path, folder: _Folder) -> None:
        for entry in path.iterdir():
            if entry.is_dir():
                node: _File | _Folder = _Folder()
                self._read(entry, node)  # type: ignore[arg-type]
            else:
                state = entry.stat()
                content = entry.read_bytes()
                node = _File(content, bytearray(content), mtime_ns=state.st_mtime_ns)
                self._inodes[state.st_ino] = node
            folder.change({entry.name: node})
        folder.sync()


@dataclass(slots=True)
class Tree:
    """Files with content and time of change, and folders, by path relative to the box."""

    files: dict[str, tuple[bytes, int]] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)

    def write(self, box: Path) -> None:
        """Make the tree in an empty folder."""
        for name in self.folders:
            (box / name).mkdir(parents=True)
        for name, (content, mtime_ns) in self.files.items():
            path = box / name
            path.write_bytes(content)
            os.utime(path, ns=(mtime_ns, mtime_ns))


@dataclass(frozen=True, slots=True)
class State:
    """One state after a crash.

    Parameters
    ----------
    kind
        ``kill`` between two calls, ``torn`` within a write, ``power``.
    done
        Number of operations that were begun and ended before.
    tree
        What is on the disk.
    """

    kind: Literal["kill", "torn", "power"]
    done: int
    tree: Tree


def crash_states(
    ops: list[Op], start: Disk, *, cuts: int, step: int = 1, seed: int = 0
) -> Iterator[State]:
    """Yield the states at every ``step``-th boundary between operations.

    Parameters
    ----------
    ops
        What was done, in order.
    start
        What was on the disk before; it was read there, for files are known by their inodes.
    cuts
        Number of cuts of the power per boundary.
    step
        1: at every boundary; the first and the last are always there.
    seed
        Of the random choices.
    """
    disk = copy.deepcopy(start)
    rng = random.Random(seed)
    offset = rng.randrange(step)
    for done in range(len(ops) + 1):
        if (done + offset) % step == 0 or done in (0, len(ops)):
            yield State("kill", done, disk.tree())
            if done < len(ops) and len(ops[done].data) > 1:
                yield State("torn", done, disk.torn(ops[done], rng))
            for _ in range(cuts):
                yield State("power", done, disk.after_power_cut(rng))
        if done < len(ops):
            disk.apply(ops[done])


def _tree(top: dict[str, _File | _Folder], rng: random.Random | None) -> Tree:
    tree = Tree()

    def add(entries: dict[str, _File | _Folder], prefix: str) -> None:
        for name, node in sorted(entries.items()):
            path = prefix + name
            if isinstance(node, _Folder):
                tree.folders.append(path)
                add(node.after_power_cut(rng) if rng else node.entries, path + "/")
            else:
                content = node.after_power_cut(rng) if rng else bytes(node.content)
                tree.files[path] = (content, node.mtime_ns)

    add(top, "")
    return tree


def _change(
    entries: dict[str, _File | _Folder], changes: dict[str, _File | _Folder | None]
) -> None:
    for name, node in changes.items():
        if node is None:
            entries.pop(name, None)
        else:
            entries[name] = node


def _pieces(op: Op) -> Iterator[tuple[int, bytes]]:
    """Cut a write where the disk may tear it."""
    at = 0
    while at < len(op.data):
        end = at + PIECE - (op.offset + at) % PIECE
        yield op.offset + at, op.data[at:end]
        at = end


def _put(content: bytearray, offset: int, data: bytes) -> None:
    if len(content) < offset:
        content.extend(bytes(offset - len(content)))
    content[offset : offset + len(data)] = data


def _resize(content: bytearray, size: int) -> None:
    del content[size:]
    content.extend(bytes(size - len(content)))
