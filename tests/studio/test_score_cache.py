"""The cache of scores: what it may be believed, and what is scored again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import h5py
import pytest

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Source
from liveness.datasets.consent import Consent
from liveness.datasets.durable import sha256_of
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.studio import score_cache
from liveness.studio.rescoring import ScoreRecord
from liveness.studio.score_cache import CachedScore, ScoreCache
from liveness.studio.taking import TakeRequest, record_offline
from liveness.studio.trial_table import read_table

Site = Callable[..., DatasetRoot]


class Scorer:
    """Stands for the scoring processes, and notes what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, paths: Sequence[Path], *_: Any) -> Iterator[tuple[int, ScoreRecord]]:
        for i, path in reversed(list(enumerate(paths))):
            self.asked.append(path.stem)
            yield i, ScoreRecord(source=str(path), frames=7)


@pytest.fixture
def scorer(monkeypatch: pytest.MonkeyPatch) -> Scorer:
    made = Scorer()
    monkeypatch.setattr(score_cache, "score_all", made)
    return made


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    """Two real takes of a few frames."""
    made = DatasetRoot.create(tmp_path / "root")
    made.consents.add(Consent(id="C1", subject="S1"))
    session = made.start_session("lab", None, "demo")
    for seed in range(2):
        source: Source = DemoSource("bona-fide", seed=seed, frames=2, width=320, height=240)
        request = TakeRequest(Presentation(subject="S1"), made.consents.get("C1"), session)
        with source, Analyser(context_of(source.info), signals=()) as analyser:
            record_offline(made, request, source, analyser)
    return made


def scored(root: DatasetRoot, **options: Any) -> dict[str, CachedScore]:
    return ScoreCache(root).scores(root.takes(), **options)


def test_a_take_is_scored_once(root: DatasetRoot, scorer: Scorer) -> None:
    steps: list[tuple[int, int]] = []
    first = scored(root, on_done=lambda done, of: steps.append((done, of)))
    assert sorted(scorer.asked) == sorted(record.id for record in root.takes())
    assert steps == [(0, 2), (1, 2), (2, 2)]
    again = scored(root)
    assert len(scorer.asked) == 2
    assert again == first
    line = first[root.takes()[0].id]
    assert (line.consent, line.record.frames) == ("C1", 7)
    assert line.camera is not None
    assert line.camera.width == 320
    assert line.record.source == f"{line.take}.h5"
    scored(root, fresh=True)
    assert len(scorer.asked) == 4


def test_damaged_lines_and_those_of_another_program_are_scored_again(
    root: DatasetRoot, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = scored(root)
    path = ScoreCache(root).path
    lines = path.read_text().splitlines()
    path.write_text(lines[0][:-40] + "\n" + lines[1] + '\n{"take": 5}\n')
    scorer.asked.clear()
    assert scored(root) == first
    assert len(scorer.asked) == 1
    monkeypatch.setattr(score_cache, "code_state", lambda: "f" * 64)
    scorer.asked.clear()
    scored(root)
    assert len(scorer.asked) == 2


def test_a_take_file_that_was_exchanged_is_never_scored(
    root: DatasetRoot, scorer: Scorer
) -> None:
    record = root.takes()[0]
    root.take_path(record).write_bytes(b"other")
    table = read_table(root)
    assert table.left_out == {"cannot be read": 1}
    assert "is not what was registered" in table.faults[0]
    assert scorer.asked == [root.takes()[1].id]
    root.take_path(record).unlink()
    assert "cannot be read" in read_table(root).faults[0]


def test_a_dataset_that_cannot_be_written_is_scored_all_the_same(
    root: DatasetRoot, scorer: Scorer, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(score_cache, "append_line", refuse)
    cache = ScoreCache(root)
    assert len(cache.scores(root.takes())) == 2
    assert not cache.writable


def test_a_file_full_of_old_lines_is_written_anew(root: DatasetRoot, scorer: Scorer) -> None:
    scored(root)
    path = ScoreCache(root).path
    path.write_text(path.read_text() * 40)
    scored(root)
    assert len(path.read_text().splitlines()) == 2
    scorer.asked.clear()
    scored(root)
    assert scorer.asked == []


def test_the_state_of_the_program_is_that_of_its_source() -> None:
    assert score_cache.code_state() == score_cache.code_state()
    assert len(score_cache.code_state()) == 64


def test_a_real_take_scores_the_same_from_the_cache(root: DatasetRoot) -> None:
    first = read_table(root)
    again = read_table(root)
    assert [row.evidence.keys() for row in first.rows] == [
        row.evidence.keys() for row in again.rows
    ]
    for one, other in zip(first.rows, again.rows, strict=True):
        for name, item in one.evidence.items():
            assert (item.llr, item.quality) == (
                other.evidence[name].llr,
                other.evidence[name].quality,
            )


def test_a_take_that_was_registered_anew_is_scored_anew(
    root: DatasetRoot, scorer: Scorer
) -> None:
    scored(root)
    record = root.takes()[0]
    path = root.take_path(record)
    with h5py.File(path, "r+") as file:  # as erasure rewrites what it must
        file.attrs["note"] = "rewritten"
    again = record.model_copy(update={"sha256": sha256_of(path)})
    with (path.parent / "takes.jsonl").open("a") as lines:
        lines.write(again.model_dump_json() + "\n")
    scorer.asked.clear()
    assert scored(root)[record.id].sha256 == again.sha256
    assert scorer.asked == [record.id]


def test_scores_of_another_computer_are_taken_over_once(
    root: DatasetRoot, scorer: Scorer
) -> None:
    takes = root.takes()
    made = [(take, ScoreRecord(source="elsewhere", frames=3)) for take in takes]
    assert ScoreCache(root).adopt(made) == 2
    assert ScoreCache(root).adopt(made) == 0
    found = scored(root)
    assert scorer.asked == []
    assert {line.record.frames for line in found.values()} == {3}
    assert {line.record.source for line in found.values()} == {take.file for take in takes}
    assert {line.consent for line in found.values()} == {"C1"}


def test_a_score_of_a_file_that_was_exchanged_is_not_taken_over(root: DatasetRoot) -> None:
    take = root.takes()[0]
    root.take_path(take).write_bytes(b"another file")
    assert ScoreCache(root).adopt([(take, ScoreRecord(source="elsewhere"))]) == 0
