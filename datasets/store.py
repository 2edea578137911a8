"""A dataset root: sessions, takes, consents, keys, and the way from journal to take."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from .amendments import Supersede
from .child import run_finalise
from .consent import ConsentBook
from .durable import append_line, make_folder, remove_file, sha256_of, storage_errors
from .errors import DataError, LivenessError, RecordingError, StorageError, UsageError
from .gathering import Keys, Status, Summary
from .journal_reading import read_journal
from .keys import KeyBook
from .lock import Held, locked
from .model import utc_now
from .numbering import TakeNumbers
from .register import append_manifest, read_takes, record_of, write_manifest
from .root_files import (
    FOLDERS,
    DatasetInfo,
    absolute_path,
    is_free,
    write_root_files,
    write_session,
)
from .session import PrivacyMode, Session
from .take import TakeHeader, TakeRecord

DEFAULT_RESERVE = 1_000_000_000
"""Disk space that stays free, bytes."""
RESERVE_VARIABLE = "LIVENESS_DISK_RESERVE"


class DatasetRoot:
    """A folder of takes; made by :meth:`create`, :meth:`open` or :meth:`open_or_create`."""

    def __init__(self, path: Path, info: DatasetInfo) -> None:
        self.path = path
        self.info = info
        self.consents = ConsentBook(path)
        self._keys = KeyBook(path / "subjects.json")
        self._locks = 0
        self._held: Held | None = None
        self.numbers = TakeNumbers(path)

    @classmethod
    def create(cls, path: Path) -> DatasetRoot:
        """Make a new dataset in an empty or new folder.

        Raises
        ------
        UsageError
            ``E-DAT-07``, when the folder holds something else.
        StorageError
            ``E-DSK-02``, when it cannot be written.
        """
        path = absolute_path(path)
        with storage_errors(path / "dataset.json"):
            if path.exists() and not is_free(path):
                raise UsageError(
                    "E-DAT-07",
                    f"{path} is not empty and no dataset",
                    "",
                    "choose a new or empty folder",
                )
            make_folder(path)
            for name in FOLDERS:
                (path / name).mkdir(exist_ok=True)
            info = DatasetInfo(id=secrets.token_hex(8), created_utc=utc_now())
            write_root_files(path, info.model_dump_json(indent=2))
        return cls(path, info)

    @classmethod
    def open(cls, path: Path) -> DatasetRoot:
        """Open an existing dataset.

        Raises
        ------
        DataError
            ``E-DAT-01``, when the folder is no dataset.
        LivenessError
            ``E-DAT-03``, when ``dataset.json`` is damaged.
        """
        path = absolute_path(path)
        if not (path / "dataset.json").is_file():
            raise DataError(
                "E-DAT-01",
                f"{path} is no dataset",
                "it holds no dataset.json",
                "check the path; consent add and demo make a dataset",
            )
        return cls(path, DatasetInfo.load(path / "dataset.json"))

    @classmethod
    def open_or_create(cls, path: Path) -> DatasetRoot:
        """Open a dataset, or make one in a new or empty folder (see both)."""
        if (absolute_path(path) / "dataset.json").is_file():
            return cls.open(path)
        return cls.create(path)

    @property
    def reserve_bytes(self) -> int:
        """Disk space that stays free, bytes."""
        try:
            return int(float(os.environ[RESERVE_VARIABLE]))
        except (KeyError, ValueError):
            return DEFAULT_RESERVE

    def free_bytes(self) -> int:
        """Return the free space of the disk, bytes.

        Raises
        ------
        StorageError
            When the disk is gone.
        """
        with storage_errors(self.path):
            return shutil.disk_usage(self.path).free

    def check_space(self, extra: int = 0) -> None:
        """Check that the reserve and ``extra`` bytes are free.

        Raises
        ------
        StorageError
            ``E-DSK-01``, when they are not.
        """
        free = self.free_bytes()
        if free < self.reserve_bytes + extra:
            raise StorageError(
                "E-DSK-01",
                f"the disk of {self.path} is nearly full",
                f"{_size(free)} free, {_size(self.reserve_bytes + extra)} needed",
                "free space, or choose another disk",
            )

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only studio in this root while the block runs; may be nested.

        Raises
        ------
        StorageError
            ``E-DSK-04``, which names the holder.
        """
        with contextlib.ExitStack() as stack:
            if self._locks == 0:
                self._held = stack.enter_context(locked(self.path / "lock"))
            self._locks += 1
            try:
                yield
            finally:
                self._locks -= 1

    @property
    def lock_lost(self) -> bool:
        """Whether another computer took the lock over, while this one slept for instance."""
        return self._locks > 0 and self._held is not None and self._held.lost

    def start_session(
        self,
        site: str,
        operator: str | None,
        camera: str | None,
        protocol: str | None = None,
        name: str | None = None,
        *,
        privacy: PrivacyMode | None = None,
        retain_until: date | None = None,
        station: str = "",
        seed: int | None = None,
        protocol_sha256: str | None = None,
    ) -> Session:
        """Begin a session, or continue the one of that name, which keeps its seed.

        Parameters
        ----------
        site, operator, camera, protocol, name, station, protocol_sha256
            As ``Session`` has them; those of a session that exists stay as they are.
        privacy, retain_until
            What of the picture its takes keep (new: ``full``) and for how long; ``None``
            continues as the session has it.

        Raises
        ------
        LivenessError
            ``E-DAT-03``, when the session's file is damaged.
        UsageError
            ``E-LAB-02``, for a name that a file cannot bear; ``E-LAB-04``, when the session
            exists with another privacy mode or another last day.
        StorageError
            When the folder cannot be written.
        """
        name = name or datetime.now(UTC).strftime("S%Y%m%d-%H%M%S-") + secrets.token_hex(2)
        return write_session(
            self.path / "sessions",
            {
                "id": name,
                "site": site,
                "operator": operator,
                "camera": camera,
                "protocol": protocol,
                "station": station,
                "privacy": privacy,
                "retain_until": retain_until,
                "seed": seed,
                "protocol_sha256": protocol_sha256,
            },
        )

    def drop_session(self, session: Session) -> None:
        """Remove a session into which no take came; one that holds anything else stays."""
        folder = self.path / "sessions" / session.id
        with contextlib.suppress(OSError):
            names = {path.name for path in folder.iterdir()}
            if names == {"session.json"} and not self.unfinished():
                (folder / "session.json").unlink()
                folder.rmdir()

    def sessions(self) -> list[Session]:
        """Return every readable session by id."""
        found = []
        for path in sorted((self.path / "sessions").glob("*/session.json")):
            with contextlib.suppress(LivenessError):
                found.append(Session.load(path))
        return found

    def new_take_id(self) -> str:
        """Return an id for a new take: the UTC time and six random digits."""
        return datetime.now(UTC).strftime("T%Y%m%d-%H%M%S-") + secrets.token_hex(3)

    def journal_path(self, take_id: str) -> Path:
        """Return where a take's journal stands while it is recorded."""
        return self.path / "incoming" / f"{take_id}.mcap"

    def subject_key(self, label: str) -> str:
        """Return the random key that stands for a pseudonym in files, 32 hex digits."""
        return self._keys.key(label)

    def subject_keys(self) -> dict[str, str]:
        """Return the key by pseudonym of everybody who has one."""
        return self._keys.all()

    def forget_key(self, label: str, key: str) -> None:
        """Remove a pseudonym's key, when it is still this one."""
        self._keys.forget(label, key)

    def takes(self) -> list[TakeRecord]:
        """Return every registered take in the order of sessions and registration."""
        return read_takes(self.path)

    def supersede(self, old: str, new: str) -> None:
        """Note that a retake replaces a take; files and lines of both are kept.

        Parameters
        ----------
        old, new
            Ids of two registered takes.

        Raises
        ------
        UsageError
            ``E-DAT-16``, when one of them is not registered or both are the same.
        StorageError
            When the line cannot be written.
        """
        found = {record.id: record for record in self.takes() if record.id in (old, new)}
        if len(found) < 2:
            raise UsageError(
                "E-DAT-16",
                f"take {new} cannot replace {old}",
                f"of the two {len(found)} is registered",
                "give two different takes of this dataset",
            )
        folder = self.take_path(found[old]).parent
        append_line(folder / "takes.jsonl", Supersede(id=old, by=new).model_dump_json())

    def take_path(self, record: TakeRecord) -> Path:
        """Return the path of a take's file."""
        return self.path / "sessions" / record.session / record.file

    def unfinished(self) -> list[Path]:
        """Return the journals that wait to be finalised."""
        return sorted((self.path / "incoming").glob("*.mcap"))

    def finalise(
        self, journal: Path, *, status: Status | None = None, timeout_s: float | None = None
    ) -> TakeRecord:
        """Turn a journal into a registered take, and delete the journal.

        Each step can be repeated: a call after a crash ends in the same state.

        Parameters
        ----------
        journal
            A closed journal in ``incoming``.
        status
            Overrides what the journal's end says; ``recovered`` after a crash.
        timeout_s
            Time limit of the child process, seconds; by default 60 and one per 5 MB.

        Raises
        ------
        RecordingError
            ``E-REC-02``, when the take holds no frame; the journal is then deleted, unless
            it is damaged.
        DataError, StorageError
            When the child fails; the journal stays.
        """
        with storage_errors(journal):
            return self._finish(journal, status, timeout_s)

    def _finish(
        self, journal: Path, status: Status | None, timeout_s: float | None
    ) -> TakeRecord:
        header = self._header(journal)
        folder = self.path / "sessions" / header.session
        out = folder / f"{header.id}.h5"
        done = self._registered(header, out)
        if done is None:
            if not (folder / "session.json").is_file():
                self._restore_session(header)
            # the copy must fit beside the journal
            if self.free_bytes() < journal.stat().st_size:
                self.check_space(journal.stat().st_size)
            try:
                summary = run_finalise(journal, out, self._keys_of(header), status, timeout_s)
            except DataError as error:
                if error.code == "E-DAT-05" and not error.measured:
                    self._remove(journal)
                    raise RecordingError(
                        "E-REC-02", error.what, "the recording ended at once", error.remedy
                    ) from error
                raise
            done = self._register(header, out, summary)
        self._remove(journal)
        return done

    def write_manifest(self) -> None:
        """Write ``manifest.csv`` anew from the registered takes."""
        write_manifest(self.path, self.takes())

    def _header(self, journal: Path) -> TakeHeader:
        with read_journal(journal) as reading:
            return reading.header

    def _keys_of(self, header: TakeHeader) -> Keys:
        presentation = header.presentation
        subject, target = presentation.subject, presentation.target
        return Keys(
            subject_key=None if subject is None else self.subject_key(subject),
            target_key=None if target is None else self.subject_key(target),
        )

    def _registered(self, header: TakeHeader, out: Path) -> TakeRecord | None:
        """Return the take's record when an earlier attempt got as far as that."""
        folder = self.path / "sessions" / header.session
        for record in read_takes(self.path, folder):
            if record.id == header.id and out.is_file() and sha256_of(out) == record.sha256:
                return record
        return None

    def _register(self, header: TakeHeader, out: Path, summary: Summary) -> TakeRecord:
        record = record_of(header, summary, out.name)
        append_line(out.parent / "takes.jsonl", record.model_dump_json())
        append_manifest(self.path, record)
        return record

    def _restore_session(self, header: TakeHeader) -> None:
        """Write the session anew from a take's header when its folder was lost."""
        self.start_session(
            header.site or "unnamed-site",
            header.operator,
            header.capture.device or header.capture.source,
            header.protocol,
            header.session,
            privacy=header.privacy,
            retain_until=header.retain_until,
            station=header.station,
        )

    def _remove(self, journal: Path) -> None:
        # one that cannot be removed now is found by a recovery, which knows that it is done
        with contextlib.suppress(StorageError):
            remove_file(journal)


def _size(count: int) -> str:
    """Return a number of bytes for people."""
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"


__all__ = ["DatasetInfo", "DatasetRoot"]
