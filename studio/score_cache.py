"""Scores kept beside a dataset: a take is scored once for each state of the program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from liveness import capture
from liveness.capture.plugins import load_signals
from liveness.datasets.durable import append_line, replace_file, sha256_of
from liveness.datasets.errors import DataError, LivenessError, StorageError
from liveness.datasets.model import Model, Pseudonym
from liveness.datasets.profile import CameraProfile, Sha256
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .rescoring import Fault, ScoreRecord, score_all

FILE = "evidence.jsonl"
"""In the folder ``scores`` of a dataset; a cache, which may be deleted at any time."""


class CachedScore(Model):
    """One line: what a fresh pass over a take said."""

    take: Pseudonym
    sha256: Sha256
    """Of the take's file."""
    code: Sha256
    """State of the program, see :func:`code_state`."""
    consent: str | None
    """Id of the consent that the take bears."""
    camera: CameraProfile | None
    """``None`` where the file cannot be read."""
    record: ScoreRecord


@lru_cache(maxsize=1)
def code_state() -> str:
    """Return a hash of everything that a score may depend on besides the take.

    That is the source of the capture and the versions of all signals, those of other packages
    included: an upgrade scores anew and never mixes.
    """
    state = hashlib.sha256()
    folder = Path(capture.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        state.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    for signal in load_signals().classes:
        state.update(f"{signal.name} {getattr(signal, 'version', '')}\n".encode())
    return state.hexdigest()


class ScoreCache:
    """The scores of a dataset's takes, cached in ``scores/evidence.jsonl``.

    Lines that are damaged, or of another take file or program, are passed over and scored anew.
    Where the dataset cannot be written, nothing is kept.

    Parameters
    ----------
    root
        The dataset.
    """

    def __init__(self, root: DatasetRoot) -> None:
        self._root = root
        self.path = root.path / "scores" / FILE
        self.writable = True
        """Whether scores could be kept so far."""
        self._known: dict[str, CachedScore] = {}
        self._stale = 0
        self._load()

    def scores(
        self,
        takes: Sequence[TakeRecord],
        *,
        workers: int = 1,
        fresh: bool = False,
        on_done: Callable[[int, int], None] | None = None,
    ) -> dict[str, CachedScore]:
        """Return the score of each take by its id.

        Parameters
        ----------
        takes
            The takes.
        workers
            Processes to use; scores do not depend on their number.
        fresh
            Score again what is known.
        on_done
            Called with the number done and the number of all.
        """
        found = {} if fresh else self._of(takes)
        missing = [record for record in takes if record.id not in found]
        if on_done is not None:
            on_done(len(found), len(takes))
        for record, made in self._score(missing, workers):
            found[record.id] = made
            self._keep(made)
            if on_done is not None:
                on_done(len(found), len(takes))
        self._tidy()
        return found

    def known(self, takes: Sequence[TakeRecord]) -> dict[str, CachedScore]:
        """Return the scores that are there by id; nothing is scored."""
        return self._of(takes)

    def looked_into(self, takes: Sequence[TakeRecord]) -> dict[str, CachedScore]:
        """Return each take's score where it is known, else who and what it is, without one.

        Nothing is scored and nothing kept: for who needs consent and camera alone.
        """
        found = self._of(takes)
        for record in takes:
            if record.id in found:
                continue
            empty = ScoreRecord(source=record.file)
            try:
                consent, camera = self._look_into(record)
            except LivenessError as error:
                fault = Fault(code=error.code, text=str(error))
                empty = empty.model_copy(update={"error": fault})
                found[record.id] = self._line(record, None, None, empty)
            else:
                found[record.id] = self._line(record, consent, camera, empty)
        return found

    def adopt(self, scored: Sequence[tuple[TakeRecord, ScoreRecord]]) -> int:
        """Keep scores that this program made elsewhere of these very files.

        Parameters
        ----------
        scored
            Takes with fresh scores without models; what is known already stays.

        Returns
        -------
        int
            How many were new.
        """
        known = self._of([record for record, _ in scored])
        count = 0
        for record, made in scored:
            if record.id in known:
                continue
            try:
                consent, camera = self._look_into(record)
            except LivenessError:
                continue  # scored anew, which says why it cannot be read
            plain = made.model_copy(update={"source": record.file})
            self._keep(self._line(record, consent, camera, plain))
            count += 1
        return count

    def _of(self, takes: Sequence[TakeRecord]) -> dict[str, CachedScore]:
        known = {record.id: self._known.get(record.id) for record in takes}
        return {
            record.id: line
            for record in takes
            if (line := known[record.id]) is not None
            and line.sha256 == record.sha256
            and self._root.take_path(record).is_file()
        }

    def _score(
        self, takes: Sequence[TakeRecord], workers: int
    ) -> Iterator[tuple[TakeRecord, CachedScore]]:
        """Yield each take with its score, as they are done; first those that do not open."""
        sound: list[tuple[TakeRecord, str | None, CameraProfile]] = []
        for record in takes:
            try:
                sound.append((record, *self._look_into(record)))
            except LivenessError as error:
                fault = Fault(code=error.code, text=str(error))
                broken = ScoreRecord(source=record.file, error=fault)
                yield record, self._line(record, None, None, broken)
        paths = [self._root.take_path(record) for record, _, _ in sound]
        for i, scored in score_all(paths, workers):
            record, consent, camera = sound[i]
            # the dataset may move: a line holds no folder
            plain = scored.model_copy(update={"source": record.file})
            yield record, self._line(record, consent, camera, plain)

    def _look_into(self, record: TakeRecord) -> tuple[str | None, CameraProfile]:
        """Return consent and camera of a take whose file is what was registered."""
        path = self._root.take_path(record)
        try:
            same = sha256_of(path) == record.sha256
        except OSError as error:
            raise DataError(
                "E-DAT-02", f"{record.file} cannot be read", error.strerror or str(error)
            ) from error
        if not same:
            raise DataError(
                "E-DAT-02",
                f"{record.file} is not what was registered",
                "its SHA-256 differs",
                "run verify on the dataset; restore the file from a backup",
            )
        with TakeReader(path) as take:
            return take.consent["id"], CameraProfile.of(take.capture)

    def _line(
        self,
        record: TakeRecord,
        consent: str | None,
        camera: CameraProfile | None,
        scored: ScoreRecord,
    ) -> CachedScore:
        return CachedScore(
            take=record.id,
            sha256=record.sha256,
            code=code_state(),
            consent=consent,
            camera=camera,
            record=scored,
        )

    def _load(self) -> None:
        try:
            content = self.path.read_bytes()
        except OSError:
            return
        for line in filter(None, content.split(b"\n")):
            try:
                made = CachedScore.model_validate_json(line)
            except ValidationError:
                self._stale += 1
                continue
            self._stale += made.code != code_state() or made.take in self._known
            if made.code == code_state():
                self._known[made.take] = made

    def _keep(self, made: CachedScore) -> None:
        """Append a line, unless the take could not be read: that may be mended."""
        self._stale += made.take in self._known
        self._known[made.take] = made
        if not self.writable or made.camera is None:
            return
        try:
            self.path.parent.mkdir(exist_ok=True)
            append_line(self.path, made.model_dump_json())
        except (OSError, StorageError):
            self.writable = False

    def _tidy(self) -> None:
        """Write the file anew when most of its lines are of no use."""
        if not self.writable or self._stale <= max(len(self._known), 50):
            return
        there = {record.id for record in self._root.takes()}
        lines = [
            made.model_dump_json() + "\n"
            for _, made in sorted(self._known.items())
            if made.take in there and made.camera is not None
        ]
        try:
            with self._root.locked():
                replace_file(self.path, "".join(lines).encode())
        except (OSError, StorageError):
            return
        self._stale = 0
