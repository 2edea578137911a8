"""One studio per dataset root: a lock that knows when it is stale.

Two things make it. The system's own lock on the folder (``flock``) ends with the process,
however that ends, and needs no byte of a full disk; it holds between the processes of one
computer. The file ``lock`` says who it is, and holds between computers that share a disk: its
holder renews the file's time, so that one that has not been renewed for minutes is stale.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
from pydantic import ValidationError

from .durable import storage_error
from .errors import StorageError
from .model import Model, utc_now

RENEW_S = 15.0
"""How often a holder renews the time of its lock, seconds."""
STALE_S = 300.0
"""A lock of another computer that was not renewed for so long is stale, seconds."""
_START_TOLERANCE_S = 2.0
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)


class Holder(Model):
    """Who holds a lock."""

    pid: int
    host: str
    started: float
    """Start of the process, seconds since 1970: a process id is used again."""
    since_utc: str
    renewed_every_s: float | None = None
    """How often it renews the lock; ``None`` when it does not, and can never be judged."""

    @property
    def here(self) -> bool:
        """Whether it runs, or ran, on this computer."""
        return self.host == socket.gethostname()

    def alive(self, silent_s: float) -> bool:
        """Return whether the holder runs.

        Parameters
        ----------
        silent_s
            Seconds since it renewed the lock; what counts for another computer.
        """
        if not self.here:
            return self.renewed_every_s is None or silent_s < STALE_S
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


class Held:
    """A lock that this process holds."""

    def __init__(self, path: Path, content: bytes | None) -> None:
        self._path, self._content = path, content
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._renew, name="lock", daemon=True)
        self.lost = False
        """Whether another computer took it over, for instance while this one slept."""

    def _renew(self) -> None:
        while not self._ended.wait(RENEW_S):
            self.renew()

    def renew(self) -> None:
        """Say that the holder still runs, or find that the lock is another's."""
        if self._content is None or self.lost:
            return
        try:
            self.lost = self._path.read_bytes() != self._content
            if not self.lost:
                os.utime(self._path)
        except FileNotFoundError:
            self.lost = True
        except OSError:
            return  # a disk that is away for a moment says nothing

    def begin(self) -> None:
        """Renew it from now on."""
        if self._content is not None:
            self._thread.start()

    def end(self) -> None:
        """Give it back, unless it is another's by now."""
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(5.0)
        with contextlib.suppress(OSError):
            if self._content is not None and self._path.read_bytes() == self._content:
                self._path.unlink()


def holder_of(path: Path) -> Holder | None:
    """Return who holds a lock file and is alive, or ``None``."""
    try:
        holder = _parse(path.read_bytes())
        silent = time.time() - path.stat().st_mtime
    except OSError:
        return None
    return holder if holder is not None and holder.alive(silent) else None


@contextlib.contextmanager
def locked(path: Path) -> Iterator[Held]:
    """Hold the lock file ``path`` while the block runs; a stale one is taken over.

    On a full disk the system's lock alone is held: other processes of this computer respect
    it, other computers do not see it.

    Raises
    ------
    StorageError
        ``E-DSK-04`` when somebody else holds it, by name; ``E-DSK-02`` or ``E-DSK-03`` when
        it cannot be written.
    """
    me = Holder(
        pid=os.getpid(),
        host=socket.gethostname(),
        started=psutil.Process().create_time(),
        since_utc=utc_now(),
        renewed_every_s=RENEW_S,
    )
    with _folder_lock(path) as locked_here:
        content: bytes | None = me.model_dump_json().encode()
        try:
            _acquire(path, me.model_dump_json().encode())
        except OSError as error:
            if error.errno not in _FULL or not locked_here:
                raise storage_error(error, path) from error
            content = None
            _remove_stale(path, time.time())
        held = Held(path, content)
        held.begin()
        try:
            yield held
        finally:
            held.end()


def steal(path: Path) -> Holder | None:
    """Remove the lock of another computer that no longer runs, and return whose it was.

    Raises
    ------
    StorageError
        ``E-DSK-04``, when it is held on this computer: there it ends with its process.
    """
    holder = _read(path)
    if holder is not None and holder.here:
        if holder.alive(0.0):
            raise _held(path, holder)
        return None
    path.unlink(missing_ok=True)
    return holder


@contextlib.contextmanager
def _folder_lock(path: Path) -> Iterator[bool]:
    """Hold the system's lock on the folder; yield whether there is such a thing here.

    Raises
    ------
    StorageError
        ``E-DSK-04``, when another process of this computer holds it.
    """
    try:
        import fcntl
    except ImportError:  # Windows, which leaves room for a small file on a full disk
        yield False
        return
    try:
        fd = os.open(path.parent, os.O_RDONLY)
    except OSError as error:
        raise storage_error(error, path) from error
    try:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _held(path, _read(path)) from None
        except OSError:  # some network disks lock no folders
            yield False
            return
        yield True
    finally:
        os.close(fd)


def _acquire(path: Path, content: bytes) -> None:
    mine = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}.part")
    try:
        mine.write_bytes(content)
        now = mine.stat().st_mtime  # by the clock that stamps the other's lock, too
        for _ in range(3):
            try:
                # a link appears with its content; a file that is created is empty at first
                os.link(mine, path)
                return
            except FileExistsError:
                _remove_stale(path, now)
            except OSError:
                _create(path, content, now)
                return
        raise _held(path, None)
    finally:
        mine.unlink(missing_ok=True)


def _create(path: Path, content: bytes, now: float) -> None:
    """Take the lock on a file system without links."""
    for _ in range(2):
        try:
            with path.open("xb") as file:
                file.write(content)
            return
        except FileExistsError:
            _remove_stale(path, now)
    raise _held(path, None)


def _remove_stale(path: Path, now: float) -> None:
    """Remove the lock of a process that is gone.

    Raises
    ------
    StorageError
        ``E-DSK-04``, when its holder is alive.
    """
    try:
        content = path.read_bytes()
        silent = now - path.stat().st_mtime
    except FileNotFoundError:
        return
    holder = _parse(content)
    if holder is not None and holder.alive(silent):
        raise _held(path, holder, silent)
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


def _read(path: Path) -> Holder | None:
    try:
        return _parse(path.read_bytes())
    except OSError:
        return None


def _parse(content: bytes) -> Holder | None:
    try:
        return Holder.model_validate_json(content)
    except ValidationError:
        return None


def _held(path: Path, holder: Holder | None, silent_s: float = 0.0) -> StorageError:
    who, remedy = "another process", "close it"
    if holder is not None:
        who = f"process {holder.pid} on {holder.host}, since {holder.since_utc}"
    if holder is not None and not holder.here:
        who += f", last heard of {max(0.0, silent_s):.0f} s ago"
        wait = "it is taken over when nothing is heard of it for 5 minutes"
        if holder.renewed_every_s is None:
            wait = f"delete {path}"
        remedy = (
            f"close it there; when that computer no longer runs, {wait}, or at once by: "
            f"liveness-studio recover {path.parent} --steal-lock"
        )
    return StorageError("E-DSK-04", f"another studio works in {path.parent}", who, remedy)
