"""One studio per dataset root: a lock file that knows when it is stale."""

from __future__ import annotations

import contextlib
import os
import secrets
import socket
from collections.abc import Iterator
from pathlib import Path

import psutil
from pydantic import ValidationError

from .durable import storage_error
from .errors import StorageError
from .model import Model, utc_now

_START_TOLERANCE_S = 2.0


class Holder(Model):
    """Who holds a lock."""

    pid: int
    host: str
    started: float
    """Start of the process, seconds since 1970: a process id is used again."""
    since_utc: str

    @property
    def alive(self) -> bool:
        """Whether the holder runs; one on another computer is taken to run."""
        if self.host != socket.gethostname():
            return True
        try:
            process = psutil.Process(self.pid)
            started = process.create_time()
            if process.status() == psutil.STATUS_ZOMBIE:  # killed, and nobody has waited for it
                return False
        except psutil.NoSuchProcess:
            return False
        except psutil.Error:
            return True
        return abs(started - self.started) < _START_TOLERANCE_S


def holder_of(path: Path) -> Holder | None:
    """Return who holds a lock file and is alive, or ``None``."""
    try:
        holder = _parse(path.read_bytes())
    except OSError:
        return None
    return holder if holder is not None and holder.alive else None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file ``path`` while the block runs; a stale one is taken over.

    Raises
    ------
    StorageError
        ``E-DSK-04`` when somebody else holds it, by name; ``E-DSK-02`` when it cannot be
        written.
    """
    me = Holder(
        pid=os.getpid(),
        host=socket.gethostname(),
        started=psutil.Process().create_time(),
        since_utc=utc_now(),
    )
    content = me.model_dump_json().encode()
    try:
        _acquire(path, content)
    except OSError as error:
        raise storage_error(error, path) from error
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            if path.read_bytes() == content:
                path.unlink()


def _acquire(path: Path, content: bytes) -> None:
    mine = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
    mine.write_bytes(content)
    try:
        for _ in range(3):
            try:
                # a link appears with its content; a file that is created is empty at first
                os.link(mine, path)
                return
            except FileExistsError:
                _remove_stale(path)
            except OSError:
                _create(path, content)
                return
        raise _held(path, None)
    finally:
        mine.unlink(missing_ok=True)


def _create(path: Path, content: bytes) -> None:
    """Take the lock on a file system without links."""
    for _ in range(2):
        try:
            with path.open("xb") as file:
                file.write(content)
            return
        except FileExistsError:
            _remove_stale(path)
    raise _held(path, None)


def _remove_stale(path: Path) -> None:
    """Remove the lock of a process that is gone.

    Raises
    ------
    StorageError
        ``E-DSK-04``, when its holder is alive.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    holder = _parse(content)
    if holder is not None and holder.alive:
        raise _held(path, holder)
    # moved aside first: between reading and removing somebody else may have taken it
    aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.rename(aside)
    except FileNotFoundError:
        return
    if aside.read_bytes() != content:
        with contextlib.suppress(OSError):
            os.link(aside, path)
    aside.unlink()


def _parse(content: bytes) -> Holder | None:
    try:
        return Holder.model_validate_json(content)
    except ValidationError:
        return None


def _held(path: Path, holder: Holder | None) -> StorageError:
    who = "another process"
    if holder is not None:
        who = f"process {holder.pid} on {holder.host}, since {holder.since_utc}"
    return StorageError(
        "E-DSK-04",
        f"another studio works in {path.parent}",
        who,
        f"close it, or delete {path} when that computer no longer runs",
    )
