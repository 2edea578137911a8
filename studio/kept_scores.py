"""Scores of a long run, kept as they come: it may be cut off, go on, or be done in parts.

A line for each file that was scored, with the SHA-256 of the file and of everything else that
the score depends on. So a line is found again on another computer, under another path, and is
never taken for the score of another file, another program or another model.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from liveness.capture.sources import TAKE_SUFFIX
from liveness.datasets.durable import append_line, sha256_of
from liveness.datasets.errors import UsageError
from liveness.datasets.model import Model
from liveness.datasets.model_file import read_model
from liveness.datasets.profile import Sha256

from .engines import Engine
from .rescoring import CRASHED, NO_MODELS, Landmarks, ScoreRecord, score_all, score_path
from .score_cache import code_state


class KeptScore(Model):
    """One line."""

    sha256: Sha256
    """Of the file that was scored."""
    settings: Sha256
    """Of program, models and landmarks, see :func:`settings_of`."""
    record: ScoreRecord
    """Its source is the name of the take's file alone, by which an erasure finds the line; the
    path is another one elsewhere, and another file's name may name somebody."""


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several parts of a list, which together are the whole.

    Parameters
    ----------
    number, of
        ``2`` of ``4`` takes the second item of each four.
    """

    number: int
    of: int

    @classmethod
    def parse(cls, text: str) -> Shard:
        """Read ``2/4``.

        Raises
        ------
        UsageError
            ``E-CMD-05``, when it is no such part.
        """
        found = re.fullmatch(r"(\d{1,6})/(\d{1,6})", text)
        if found is None or not 1 <= int(found[1]) <= int(found[2]):
            raise UsageError(
                "E-CMD-05",
                f"--shard {text!r} is no part of a whole",
                "",
                "give 1/4 for the first of four parts, to 4/4 for the last",
            )
        return cls(int(found[1]), int(found[2]))

    def part(self, paths: Sequence[Path]) -> list[Path]:
        """Return the paths of this part; all parts together have each path once."""
        return list(paths[self.number - 1 :: self.of])


def settings_of(models: Mapping[str, Path] = NO_MODELS, landmarks: Landmarks = "fresh") -> str:
    """Return a hash of everything that a score depends on besides the file.

    Raises
    ------
    LivenessError
        When a model cannot be read.
    """
    content = {
        "code": code_state(),
        "landmarks": landmarks,
        "models": {
            # it names its networks by their own hashes
            name: read_model(path).file.model_dump_json()
            for name, path in sorted(models.items())
        },
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


class KeptScores:
    """Scores in one file to which lines are added, and in others that are only read.

    Parameters
    ----------
    settings
        Lines of other settings are passed over.
    add_to
        Where new lines go; ``None`` keeps nothing.
    read
        Further files.

    Raises
    ------
    UsageError
        ``E-CMD-06``, for a file that cannot be read or made, or holds no such lines.
    """

    def __init__(
        self, settings: str, add_to: Path | None = None, read: Iterable[Path] = ()
    ) -> None:
        self.settings = settings
        self._add_to = add_to
        self._known: dict[str, ScoreRecord] = {}
        self.strange = 0
        """Lines of another program, model or kind of landmarks."""
        for path in read:
            self._load(path)
        if add_to is not None:
            _make(add_to)
            self._load(add_to)

    @property
    def used(self) -> bool:
        """Whether anything is kept or known, so that files must be told apart."""
        return self._add_to is not None or bool(self._known)

    def _load(self, path: Path) -> None:
        try:
            lines = [line for line in path.read_bytes().split(b"\n") if line]
        except OSError as error:
            raise UsageError(
                "E-CMD-06", f"{path} cannot be read", error.strerror or str(error), "check it"
            ) from error
        sound = 0
        for line in lines:
            try:
                made = KeptScore.model_validate_json(line)
            except ValidationError:
                continue  # one that was cut off while it was written
            sound += 1
            if made.settings == self.settings:
                self._known[made.sha256] = made.record
            else:
                self.strange += 1
        if lines and not sound:
            raise UsageError(
                "E-CMD-06", f"{path} holds no scores that were kept", "", "check the name"
            )

    def of(self, digest: str | None, path: Path) -> ScoreRecord | None:
        """Return the score of a file by the SHA-256 of its content, or ``None``."""
        found = None if digest is None else self._known.get(digest)
        return None if found is None else found.model_copy(update={"source": str(path)})

    def add(self, digest: str, record: ScoreRecord) -> None:
        """Keep a score, unless its process died: another computer may have the memory.

        Raises
        ------
        StorageError
            When the line cannot be written.
        """
        if record.error is not None and record.error.code == CRASHED:
            return
        name = Path(record.source)
        take = name.suffix.lower() == TAKE_SUFFIX
        plain = record.model_copy(update={"source": name.name if take else ""})
        self._known[digest] = plain
        if self._add_to is not None:
            line = KeptScore(sha256=digest, settings=self.settings, record=plain)
            append_line(self._add_to, line.model_dump_json())


def _make(path: Path) -> None:
    """Make the file where it is not there: that it cannot be is told before the work."""
    try:
        path.touch()
    except OSError as error:
        raise UsageError(
            "E-CMD-06",
            f"{path} cannot be written",
            error.strerror or str(error),
            "give a file in a folder that can be written",
        ) from error


def _digest(path: Path) -> str | None:
    """Return the SHA-256 of a file; ``None`` for what cannot be read, or is a folder."""
    try:
        return sha256_of(path)
    except OSError:
        return None


def score_kept(
    paths: Sequence[Path],
    kept: KeptScores,
    *,
    workers: int = 1,
    models: Mapping[str, Path] = NO_MODELS,
    landmarks: Landmarks = "fresh",
    engine: Engine | None = None,
) -> Iterator[tuple[int, ScoreRecord]]:
    """Yield ``(position, record)`` of each path: first what is known, then what is scored now.

    Parameters
    ----------
    paths
        What is to be scored.
    kept
        What is known, and where new scores are kept.
    workers, models, landmarks, engine
        As for :func:`~liveness.studio.rescoring.score_all`.
    """
    names: list[str | None] = []
    missing: list[int] = []
    for i, path in enumerate(paths):
        names.append(_digest(path) if kept.used else None)
        known = kept.of(names[i], path)
        if known is None:
            missing.append(i)
        else:
            yield i, known
    made = score_all([paths[i] for i in missing], workers, models, landmarks, engine)
    for place, record in made:
        i = missing[place]
        digest = names[i]
        if digest is not None:
            kept.add(digest, record)
        yield i, record


def score_known(
    paths: Sequence[Path], kept: KeptScores
) -> tuple[list[ScoreRecord], list[Path]]:
    """Return the scores that are known, in the order of the paths, and the paths without.

    A file that cannot be read has its record, which says so: no score is missing there.
    """
    found, missing = [], []
    for path in paths:
        digest = _digest(path)
        record = score_path(path) if digest is None else kept.of(digest, path)
        if record is None:
            missing.append(path)
        else:
            found.append(record)
    return found, missing
