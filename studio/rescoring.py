"""Score many takes and media files, a fresh pass over each; workers change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from types import MappingProxyType
from typing import Literal

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.frame import Source
from liveness.capture.prefetch import Prefetch
from liveness.capture.replay import TakeSource
from liveness.capture.signal import SignalContext
from liveness.capture.sources import TAKE_SUFFIX, open_source
from liveness.capture.stored_evidence import stored_evidence
from liveness.capture.stored_faces import StoredFaces, why_not_stored
from liveness.datasets.errors import DataError, LivenessError
from liveness.datasets.evidence import Evidence
from liveness.datasets.model import Model
from liveness.datasets.model_file import ModelBytes, read_model
from liveness.datasets.profile import CameraProfile
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import PrivacyMode
from liveness.datasets.store import DatasetRoot

from .engines import Died, Engine, spread
from .importing import expand

Landmarks = Literal["fresh", "stored"]
"""``fresh``: the face mesh runs over the frames; ``stored``: a take's own landmarks stand for
it, where it has those of every frame and of the same model."""

CRASHED = "E-DAT-14"
"""Code of a file that ended the process which read it."""

NO_MODELS: Mapping[str, Path] = MappingProxyType({})


class SignalScore(Model):
    """What one signal said after the last frame."""

    llr: float
    valid: bool
    quality: float
    reasons: tuple[str, ...]
    raw: Mapping[str, float]
    units: Mapping[str, str]


class Fault(Model):
    """Why a file has no score."""

    code: str
    text: str


class ScoreRecord(Model):
    """The score of one take or media file."""

    source: str
    frames: int = 0
    faces: int = 0
    """Number of frames in which a face was found."""
    seconds: float = 0.0
    signals: Mapping[str, SignalScore] = {}
    score: float | None = None
    """Fused log-likelihood ratio, above 0 means bona fide; ``None`` without a valid signal."""
    decision: str = "undecided"
    calibrated: bool = False
    confidence: float | None = None
    """Posterior of bona fide at a prior of one half; ``None`` before calibration."""
    reasons: tuple[str, ...] = ()
    camera: CameraProfile | None = None
    """What the file was recorded with."""
    profile: str | None = None
    """Id of the profile that decided."""
    outside: tuple[str, ...] = ()
    """Why that profile does not hold here: another camera, another version, expired."""
    landmarks: Landmarks = "fresh"
    """Which landmarks the score comes from."""
    not_stored: str = ""
    """Why they are fresh although stored ones were asked for."""
    privacy: PrivacyMode = "full"
    """What of the picture the take keeps."""
    missing: str = ""
    """What the score goes without, where the take does not keep whole pictures."""
    error: Fault | None = None


def targets(paths: Sequence[Path]) -> list[Path]:
    """Return what to score: takes of dataset roots, media files, files of folders."""
    found: list[Path] = []
    for path in paths:
        if (path / "dataset.json").is_file():
            root = DatasetRoot.open(path)
            found += [root.take_path(record) for record in root.takes()]
        else:
            found += expand([path])
    return found


@lru_cache(maxsize=8)
def _model(path: Path) -> ModelBytes:
    """Read a model once a process, whatever the number of files."""
    return read_model(path)


def score_path(
    path: Path,
    models: Mapping[str, Path] = NO_MODELS,
    landmarks: Landmarks = "fresh",
) -> ScoreRecord:
    """Score one take or media file in a fresh pass over all its frames.

    Never raises on bad input: the record's ``error`` says what is wrong.

    Parameters
    ----------
    path
        The take or media file.
    models
        JSON files of trained models by name of the signal that they go into.
    landmarks
        With ``stored``, a file that has none to use is scored with fresh ones, and
        ``not_stored`` says why.
    """
    try:
        read = {name: _model(file) for name, file in models.items()}
        return _of_stored_evidence(path) or _score(path, read, landmarks)
    except LivenessError as error:
        return ScoreRecord(source=str(path), error=Fault(code=error.code, text=str(error)))


def _of_stored_evidence(path: Path) -> ScoreRecord | None:
    """Return the score of a take that keeps no pictures; ``None`` for any other file.

    Models and landmarks change nothing in it: there is nothing to see them with.
    """
    if path.suffix.lower() != TAKE_SUFFIX or not path.is_file():
        return None
    with TakeReader(path) as take:
        if take.has_pixels or take.privacy == "full":
            return None
        found = stored_evidence(take)
        camera = CameraProfile.of(take.capture)
        mode = take.privacy
    return ScoreRecord(
        source=str(path),
        frames=found.frames,
        faces=found.faces,
        seconds=round(found.seconds, 6),
        signals=_signals(found.evidence),
        score=found.fused.llr if found.fused.valid else None,
        decision=found.fused.decision,
        reasons=found.fused.reasons,
        camera=camera,
        landmarks="stored",
        privacy=mode,
        missing=f"privacy mode {mode} keeps no pictures: this is what was measured when it "
        f"was recorded ({found.schedule})",
    )


def _missing(take: TakeReader) -> str:
    """Return what a take of privacy mode ``face`` cannot show."""
    if take.privacy == "full":
        return ""
    without = int(take.n_frames - take.rows_with_pixels.sum())
    frames = f"; {without} of {take.n_frames} frames keep nothing" if without else ""
    return (
        f"privacy mode {take.privacy}: what lies outside the face was not kept and is black, "
        f"so that signals may say less than when it was recorded{frames}"
    )


def _stored(source: Source, context: SignalContext) -> tuple[StoredFaces | None, str]:
    """Return the faces that a source's own landmarks tell, or why there are none."""
    if not isinstance(source, TakeSource):
        return None, "it is no take, and holds no landmarks"
    why = why_not_stored(source.take)
    return (None, why) if why is not None else (StoredFaces(source.take, context), "")


def _score(path: Path, models: Mapping[str, ModelBytes], landmarks: Landmarks) -> ScoreRecord:
    frames = faces = 0
    first_ns: int | None = None
    last: Snapshot | None = None
    tracker, why, missing = None, "", ""
    privacy: PrivacyMode = "full"
    with open_source(str(path)) as source:
        context = context_of(source.info)
        camera = CameraProfile.of(source.info)
        if isinstance(source, TakeSource):
            privacy, missing = source.take.privacy, _missing(source.take)
        if landmarks == "stored":
            tracker, why = _stored(source, context)
        with (
            Analyser(context, models=models, tracker=tracker) as analyser,
            Prefetch(source) as stream,
        ):
            for frame in stream:
                last = analyser.process(frame)
                frames += 1
                faces += last.face is not None
                first_ns = frame.time_ns if first_ns is None else first_ns
                if last.conflict:
                    raise _two_faces(path, last.conflict)
    if last is None or first_ns is None:
        raise DataError("E-DAT-12", f"{path} holds no frame")
    return _record(path, frames, faces, first_ns, last).model_copy(
        update={
            "landmarks": "fresh" if tracker is None else "stored",
            "not_stored": why,
            "camera": camera,
            "privacy": privacy,
            "missing": missing,
        }
    )


def _two_faces(path: Path, conflict: str) -> DataError:
    return DataError("E-DAT-10", f"two faces in {path}", conflict, "use one person a file")


def _record(path: Path, frames: int, faces: int, first_ns: int, last: Snapshot) -> ScoreRecord:
    """Return what is known after the last frame."""
    return ScoreRecord(
        source=str(path),
        frames=frames,
        faces=faces,
        seconds=round((last.frame.time_ns - first_ns) / 1e9, 6),
        signals=_signals(last.evidence),
        score=last.fused.llr if last.fused.valid else None,
        decision=last.fused.decision,
        calibrated=last.fused.calibrated,
        reasons=last.fused.reasons,
    )


def _signals(found: Mapping[str, Evidence]) -> dict[str, SignalScore]:
    return {
        name: SignalScore(
            llr=evidence.llr,
            valid=evidence.valid,
            quality=evidence.quality,
            reasons=evidence.reasons,
            raw=dict(evidence.raw),
            units={key: evidence.units[key] for key in evidence.raw},
        )
        for name, evidence in found.items()
    }


def score_all(
    paths: Sequence[Path],
    workers: int = 1,
    models: Mapping[str, Path] = NO_MODELS,
    landmarks: Landmarks = "fresh",
    engine: Engine | None = None,
) -> Iterator[tuple[int, ScoreRecord]]:
    """Yield ``(position, record)`` for each path as it is done.

    With more than one worker the paths are spread over processes; a record does not depend on
    their number, nor on the engine (see :mod:`.engines`). A file that kills the process which
    reads it has a record that says so, and the others are scored all the same. ``models`` and
    ``landmarks`` as in `score_path`.
    """
    score = partial(score_path, models=dict(models), landmarks=landmarks)
    for i, made in spread(score, paths, workers, engine):
        yield i, _crashed(paths[i]) if isinstance(made, Died) else made


def _crashed(path: Path) -> ScoreRecord:
    """Return the record of a file that ended the process which read it."""
    error = DataError(
        CRASHED,
        f"{path} cannot be scored",
        "the process that read it crashed or was killed",
        "check the file and the free memory",
    )
    return ScoreRecord(source=str(path), error=Fault(code=error.code, text=str(error)))
