"""Writing so that it is on the disk: files, lines, folders, and what a full disk says."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

from .errors import StorageError

_FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG}
_REFUSED = {
    errno.EACCES,
    errno.EPERM,
    errno.EROFS,
    errno.ENOENT,
    errno.ENOTDIR,
    errno.EISDIR,
    errno.EEXIST,
}


def sync_file(fd: int) -> None:
    """Force a file's data to the disk (``fdatasync`` where the system has it)."""
    getattr(os, "fdatasync", os.fsync)(fd)


def sync_folder(folder: Path) -> None:
    """Force a folder's entries to the disk; Windows does that by itself."""
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        # some network file systems cannot sync a folder, and say EINVAL
        with contextlib.suppress(OSError):
            os.fsync(fd)
    finally:
        os.close(fd)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, and force their names to the disk.

    Raises
    ------
    OSError
        When it cannot be made.
    """
    missing = [folder, *folder.parents]
    there = (i for i, path in enumerate(missing) if path.is_dir())
    for path in reversed(missing[: next(there, None)]):
        path.mkdir(exist_ok=True)
        sync_folder(path.parent)


def write_all(fd: int, data: bytes | memoryview) -> None:
    """Write all bytes: the system may take only a part of them at a time.

    Raises
    ------
    OSError
        When the system takes no more.
    """
    view = memoryview(data)
    while view:
        done = os.write(fd, view)
        if done <= 0:
            raise OSError(errno.EIO, "the system took no byte")
        view = view[done:]


def replace_file(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: ``.part``, sync, rename, sync the folder.

    Raises
    ------
    StorageError
        ``E-DSK-02`` or ``E-DSK-03``.
    """
    part = path.with_name(path.name + ".part")
    try:
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0)
        fd = os.open(part, flags, 0o644)
        try:
            write_all(fd, data)
            os.fsync(fd)
        finally:
            os.close(fd)
        part.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise storage_error(error, path) from error


def remove_file(path: Path) -> None:
    """Remove a file for certain; one that is not there is removed.

    Raises
    ------
    StorageError
        ``E-DSK-02`` or ``E-DSK-03``.
    """
    with storage_errors(path):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def append_line(path: Path, line: str) -> None:
    """Append one line and sync it, after whole lines: what a crash tore goes.

    Raises
    ------
    StorageError
        ``E-DSK-02`` or ``E-DSK-03``; the file is then as it was.
    """
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0)
    try:
        new = not path.exists()
        fd = os.open(path, flags, 0o644)
        try:
            size = os.fstat(fd).st_size
            torn = size > 0 and _last_byte(fd, size) != b"\n"
            if torn and cut_torn_lines(path):
                size, torn = os.fstat(fd).st_size, False
            try:
                write_all(fd, ("\n" if torn else "").encode() + line.encode() + b"\n")
                os.fsync(fd)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(fd, size)
                raise
        finally:
            os.close(fd)
        if new:
            sync_folder(path.parent)
    except OSError as error:
        raise storage_error(error, path) from error


def cut_torn_lines(path: Path) -> bool:
    """Cut off what a crash left behind the last whole line of JSON; return whether there was.

    Nobody was told that such a line is written. A line without an end that is JSON all the
    same stays, and so does every damaged one that looks otherwise than torn: it was written
    whole, and is for ``verify`` to name.

    Raises
    ------
    OSError
        When the file cannot be read or cut.
    """
    if path.suffix != ".jsonl":
        return False
    content = path.read_bytes()
    end = len(content)
    while end and not _is_json(content[(start := content.rfind(b"\n", 0, end - 1) + 1) : end]):
        end = start
    rest = content[end:]
    # after a cut of the power a part of the file may read as zeros, or as what was there
    if not rest or (rest.endswith(b"\n") and b"\0" not in rest and _is_text(rest)):
        return False
    with path.open("rb+") as file:
        file.truncate(end)
        os.fsync(file.fileno())
    return True


def sha256_of(path: Path, *, sync: bool = False) -> str:
    """Return a file's SHA-256 in hexadecimal digits; with ``sync`` force it to the disk first.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    if sync:
        with path.open("rb+") as file:
            os.fsync(file.fileno())
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def storage_error(error: OSError, path: Path) -> StorageError:
    """Return what an error of the system means for a person who stores files."""
    reason = error.strerror or str(error)
    if error.errno in _FULL:
        return StorageError(
            "E-DSK-03",
            f"the disk is full at {path.parent}",
            f"{path.name}: {reason}",
            "free space or choose another disk; what was acknowledged is kept",
        )
    if error.errno in _REFUSED:
        return StorageError(
            "E-DSK-02",
            f"{path.parent} cannot be written",
            f"{path.name}: {reason}",
            "choose a folder that can be written",
        )
    return StorageError(
        "E-DSK-03",
        f"the disk at {path.parent} fails",
        f"{path.name}: {reason}",
        "check the disk and its cable; what was acknowledged is kept",
    )


@contextlib.contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn an error of the system in the block into a :func:`storage_error` about ``path``."""
    try:
        yield
    except OSError as error:
        raise storage_error(error, path) from error


def _last_byte(fd: int, size: int) -> bytes:
    os.lseek(fd, size - 1, os.SEEK_SET)
    return os.read(fd, 1)


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except ValueError:
        return False
    return True


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
