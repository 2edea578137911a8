"""Footage that exists becomes takes, its frames untouched."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.sources import is_media, open_source
from liveness.datasets.errors import SourceError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .taking import TakeRequest, record_offline


def expand(paths: Iterable[Path]) -> list[Path]:
    """Return the media files that paths stand for: files as they are, folders searched.

    A file that is named is kept even when it does not look like media, so that its fault is
    told; in a folder, other files are passed over.
    """
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            found += sorted(p for p in path.rglob("*") if p.is_file() and is_media(p))
        else:
            found.append(path)
    return found


def file_sha256(path: Path) -> str:
    """Return the SHA-256 of a file as hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the reading of one file is."""

    path: Path
    frames: int
    of: int | None


def import_file(
    root: DatasetRoot,
    request: TakeRequest,
    path: Path,
    *,
    progress: Callable[[Progress], None] | None = None,
    keep_without_face: bool = False,
) -> TakeRecord:
    """Turn one media file into a take.

    Parameters
    ----------
    root
        The dataset root, locked by the caller.
    request
        Label, consent and session; the file's hash is added here.
    path
        A video or an image.
    progress
        Called after each frame.
    keep_without_face
        Keep footage without a face, as a non-response.

    Raises
    ------
    LivenessError
        As :func:`record_offline` and :func:`open_source`; nothing half-written stays but a
        recoverable journal.
    """
    if not path.exists():
        raise SourceError("E-CAM-06", f"there is no file {path}", "", "check the path")
    if not path.is_file():
        raise SourceError("E-CAM-07", f"{path} is not a file", "", "name a video or an image")
    try:
        digest = file_sha256(path)
    except OSError as error:
        raise SourceError(
            "E-CAM-06",
            f"{path} cannot be read",
            str(error.strerror or error),
            "check its permissions and the disk",
        ) from error
    request = replace(
        request,
        source_sha256=digest,
        # a file's name may name a person
        source_name=f"{digest[:12]}{path.suffix.lower()}",
    )
    frames = 0
    with open_source(str(path)) as source:

        def on_frame(_: Snapshot) -> None:
            nonlocal frames
            frames += 1
            if progress is not None:
                progress(Progress(path, frames, source.frame_count))

        with Analyser(context_of(source.info)) as analyser:
            return record_offline(
                root,
                request,
                source,
                analyser,
                on_frame=on_frame,
                keep_without_face=keep_without_face,
            )
