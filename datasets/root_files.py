"""The small files of a dataset root: card, manifest, ``dataset.json`` and sessions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from .durable import make_folder, replace_file, storage_error
from .errors import UsageError
from .model import Model, describe_validation, utc_now
from .register import write_manifest
from .session import Session

CARD = """# A liveness dataset

Recordings of faces and of presentation attacks (ISO/IEC 30107), made with Liveness Studio.
People stand under pseudonyms; every take has a consent record in `consents/`.

| file | holds |
|---|---|
| `dataset.json` | format and id of the dataset |
| `manifest.csv` | one row per take; made from the `takes.jsonl` files |
| `sessions/SESSION/session.json` | site, operator and camera of one visit |
| `sessions/SESSION/takes.jsonl` | label, subject and SHA-256 of each take; only appended to |
| `sessions/SESSION/TAKE.h5` | one take: plain HDF5; its `/README` says how to decode a frame |
| `consents/` | what each subject allowed; in `texts/` what they read |
| `attributes/` | what some told of themselves, by random key |
| `subjects.json` | the random key that stands for each pseudonym in the take files |
| `incoming/` | takes that are being recorded, or wait for `liveness-studio recover` |

Scores are log-likelihood ratios, natural log: above 0 means bona fide.
Check the dataset with `liveness-studio verify`.

Privacy: these are pictures of people. Keep the folder on an encrypted disk, do not copy it
where the consents do not reach, and erase people who withdraw.
"""


FOLDERS = ("consents", "sessions", "incoming")
"""Folders that every dataset has."""

_OF_THE_DISK = frozenset({"lost+found", "System Volume Information", ".Trashes"})


ROOT_SCHEMA: Final = 2
"""Schema of new datasets. In schema 1 the lines of ``takes.jsonl`` do not say family, PAI,
light and time of recording; ``migrate`` fills them in."""


class DatasetInfo(Model):
    """What ``dataset.json`` holds."""

    format: Literal["liveness-dataset"] = "liveness-dataset"
    schema_version: Literal[1, 2] = ROOT_SCHEMA
    id: str
    """Random; it stays the same when the folder is moved."""
    created_utc: str


def absolute_path(path: Path) -> Path:
    """Return a path without ``~``, relative parts and links.

    Raises
    ------
    UsageError
        ``E-DAT-15``, for the home of nobody, or a path that the system does not take.
    """
    try:
        path = path.expanduser().resolve()
        path.exists()
    except (RuntimeError, OSError) as error:
        shown = str(path) if len(str(path)) <= 100 else f"{str(path)[:97]}..."
        raise UsageError(
            "E-DAT-15",
            f"{shown} cannot be a folder",
            getattr(error, "strerror", None) or str(error).rstrip("."),
            "choose another folder",
        ) from error
    return path


def is_free(path: Path) -> bool:
    """Whether a dataset may be made in a path that exists.

    That is a folder with nothing in it, but for what a disk itself keeps at its top and what
    is left when the making of a dataset is killed; ``dataset.json`` is written last.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    if not path.is_dir():
        return False
    names = {entry.name for entry in path.iterdir()} - _OF_THE_DISK
    if not names:
        return True
    files = ("README.md", "manifest.csv")
    parts = {f"{name}.part" for name in (*files, "dataset.json")}
    if not names <= {*FOLDERS, *files, *parts} or FOLDERS[0] not in names:
        return False
    if "README.md" in names and (path / "README.md").read_bytes() != CARD.encode():
        return False
    return not any(any((path / name).iterdir()) for name in names & set(FOLDERS))


def write_root_files(root: Path, info: str) -> None:
    """Write card, manifest and, last, ``dataset.json``, which makes the folder a dataset.

    Raises
    ------
    StorageError
        When they cannot be written.
    """
    replace_file(root / "README.md", CARD.encode())
    write_manifest(root, [])
    replace_file(root / "dataset.json", info.encode() + b"\n")


def write_session(sessions: Path, content: Mapping[str, object]) -> Session:
    """Write ``session.json`` unless it exists, and return the session.

    Raises
    ------
    UsageError
        ``E-LAB-02``, when a field does not fit; ``E-LAB-04``, when the session exists with
        another ``privacy`` or ``retain_until`` than is asked for (``None`` asks for none).
    LivenessError
        ``E-DAT-03``, when the existing file is damaged.
    StorageError
        When it cannot be written.
    """
    try:
        known = {key: value for key, value in content.items() if value is not None}
        session = Session.model_validate(known)
    except ValidationError as error:
        raise UsageError(
            "E-LAB-02",
            "the session cannot be described so",
            describe_validation(error),
            "use letters, digits, dot, underscore and hyphen in names",
        ) from error
    folder = sessions / session.id
    path = folder / "session.json"
    if path.is_file():
        found = Session.load(path)
        _check_promises(found, content)
        return found
    try:
        make_folder(folder)
    except OSError as error:
        raise storage_error(error, path) from error
    replace_file(path, session.model_dump_json(indent=2).encode() + b"\n")
    return session


def close_session(sessions: Path, id_: str) -> Session:
    """Close a session: what it has stays, nothing is added; return it.

    Raises
    ------
    LivenessError
        ``E-DAT-03``, when its file is damaged or not there.
    StorageError
        When it cannot be written.
    """
    path = sessions / id_ / "session.json"
    session = Session.load(path)
    if session.closed_utc is None:
        session = session.model_copy(update={"closed_utc": utc_now()})
        replace_file(path, session.model_dump_json(indent=2).encode() + b"\n")
    return session


def require_open(session: Session) -> Session:
    """Return a session that takes may be added to.

    Raises
    ------
    UsageError
        ``E-LAB-08``, when it was closed.
    """
    if session.closed_utc is None:
        return session
    raise UsageError(
        "E-LAB-08",
        f"session {session.id} is closed",
        f"since {session.closed_utc[:16].replace('T', ' ')} UTC",
        "begin another session",
    )


def _check_promises(session: Session, asked: Mapping[str, object]) -> None:
    """Refuse to change what was promised to those who are in the session already."""
    for name in ("privacy", "retain_until"):
        has, wanted = getattr(session, name), asked.get(name)
        if wanted is not None and wanted != has:
            raise UsageError(
                "E-LAB-04",
                f"session {session.id} has another {name.replace('_', ' ')}",
                f"{'no limit' if has is None else has}, not {wanted}",
                "begin another session",
            )
