"""``scores-csv``: scores in the layouts of bob.pad (docs/exports.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

from liveness.datasets.durable import replace_file, sha256_of
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .base import Job
from .options import Purpose
from .record import ExportRecord
from .tables import keep_rows, write_csv

COLUMNS = ("claimed_id", "test_label", "is_bonafide", "attack_type", "score")
"""As ``bob.pad.base.error_utils.split_csv_pad`` reads them."""

README = """Scores of takes, one file a signal, "fused" for all of them together.

NAME.csv          claimed_id,test_label,is_bonafide,attack_type,score  (bob.pad.base)
four-column/NAME.txt  claimed_id real_id test_label score              (bob.bio.base)

A score is a log-likelihood ratio, natural log: higher means bona fide, above 0 favours it.
"nan" is a non-response: the signal abstained, and bob counts it as a failure to acquire.
claimed_id  random key of the person whose face is shown (on an attack the target, or the
            presenter where no target is known)
real_id     the same key for bona fide, else the PAI species
test_label  SESSION/TAKE
"""


@dataclass(frozen=True, slots=True)
class TakeScores:
    """The scores of one take; ``None`` is a non-response.

    Parameters
    ----------
    fused
        Fused log-likelihood ratio.
    signals
        Log-likelihood ratio by name of the signal.
    """

    fused: float | None
    signals: Mapping[str, float | None] = field(default_factory=dict)

    def of(self, name: str) -> float | None:
        """Return the score of a signal, or of the fusion."""
        return self.fused if name == "fused" else self.signals.get(name)


class ScoresCsv:
    """``scores-csv``: per signal and fused, as bob.pad reads them.

    Parameters
    ----------
    scores
        By id of the take; a take that has none is left out.
    """

    name: ClassVar[str] = "scores-csv"
    title: ClassVar[str] = "scores per signal and fused, as bob.pad reads them"
    purpose: ClassVar[Purpose] = "evaluate"
    pixels: ClassVar[bool] = False

    def __init__(self, scores: Mapping[str, TakeScores] | None = None) -> None:
        self._scores = scores or {}

    def write(self, job: Job, part: Path) -> None:
        """Write one table a signal; see :class:`Exporter`."""
        scored: list[tuple[TakeRecord, TakeScores]] = []
        for record, _ in job.each(job.takes):
            scores = self._scores.get(record.id)
            if scores is None:
                job.leave(record, "no score")
            else:
                scored.append((record, scores))
        names = sorted({name for _, scores in scored for name in scores.signals})
        job.check_space(part.parent, 200 * len(scored) * (len(names) + 1))
        (part / "four-column").mkdir(parents=True)
        replace_file(part / "README.txt", README.encode())
        for name in ("fused", *names):
            rows = [_row(job.root, record, scores.of(name)) for record, scores in scored]
            write_csv(part / f"{name}.csv", COLUMNS, rows)
            lines = [_four_columns(row) for row in rows]
            replace_file(part / "four-column" / f"{name}.txt", "".join(lines).encode())

    def remove(
        self, root: DatasetRoot, record: ExportRecord, takes: frozenset[str]
    ) -> Mapping[str, str]:
        """Write every table anew without the takes' lines."""
        place = record.place(root.path)
        for name in record.files:
            path = place / name
            if name.endswith(".csv"):
                keep_rows(path, lambda row: _take_of(row["test_label"]) not in takes)
            elif name.startswith("four-column/"):
                lines = path.read_text("utf-8").splitlines(keepends=True)
                left = [line for line in lines if _take_of(line.split(" ")[2]) not in takes]
                replace_file(path, "".join(left).encode())
        return {name: sha256_of(place / name) for name in record.files}


def _row(root: DatasetRoot, record: TakeRecord, score: float | None) -> dict[str, object]:
    person = record.target or record.subject
    return {
        "claimed_id": "unknown" if person is None else root.subject_key(person),
        "test_label": f"{record.session}/{record.id}",
        "is_bonafide": record.bona_fide,
        "attack_type": "" if record.bona_fide else record.label,
        # text, for a table shows a missing number as nothing
        "score": "nan" if score is None else repr(float(score)),
    }


def _four_columns(row: Mapping[str, object]) -> str:
    real = row["claimed_id"] if row["is_bonafide"] else row["attack_type"]
    return f"{row['claimed_id']} {real} {row['test_label']} {row['score']}\n"


def _take_of(test_label: str) -> str:
    return test_label.rpartition("/")[2]
