"""Long runs: cut off and continued, or done in parts, they give the bytes of one run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import UsageError
from liveness.studio import kept_scores
from liveness.studio.cli import app, run_app
from liveness.studio.kept_scores import KeptScores, Shard, score_kept, settings_of
from liveness.studio.rescoring import Fault, ScoreRecord


class Scorer:
    """Stands for the engine: scores by the content of a file, and may be cut off."""

    def __init__(self, cancel_after: int | None = None) -> None:
        self.asked: list[str] = []
        self._left = cancel_after

    def __call__(self, paths: Sequence[Path], *_: Any) -> Iterator[tuple[int, ScoreRecord]]:
        for i, path in enumerate(paths):
            if self._left is not None:
                if self._left == 0:
                    raise KeyboardInterrupt
                self._left -= 1
            self.asked.append(path.name)
            content = path.read_text()
            if content == "crash":
                error = Fault(code="E-DAT-14", text="crashed")
                yield i, ScoreRecord(source=str(path), error=error)
            else:
                yield i, ScoreRecord(source=str(path), frames=len(content), score=0.1 * i)


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    folder = tmp_path / "files"
    folder.mkdir()
    for i in range(10):
        (folder / f"{i}.dat").write_text("x" * (i + 1))
    return sorted(folder.iterdir())


def _scored(
    monkeypatch: pytest.MonkeyPatch, files: Sequence[Path], kept: KeptScores, scorer: Scorer
) -> dict[int, ScoreRecord]:
    monkeypatch.setattr(kept_scores, "score_all", scorer)
    return dict(score_kept(files, kept))


def test_a_run_cancelled_at_40_percent_goes_on_there(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, first, second = tmp_path / "run.jsonl", Scorer(cancel_after=4), Scorer()
    with pytest.raises(KeyboardInterrupt):
        _scored(monkeypatch, files, KeptScores("a" * 64, keep), first)
    # the last line was being written when the power went
    keep.write_bytes(keep.read_bytes() + b'{"sha256": "12')
    again = _scored(monkeypatch, files, KeptScores("a" * 64, keep), second)
    assert len(first.asked) == 4
    assert sorted(first.asked + second.asked) == [path.name for path in files]
    once = _scored(monkeypatch, files, KeptScores("a" * 64), Scorer())
    # what a score says depends on its file alone; the fake one's rank tells who asked
    assert [again[i].frames for i in range(10)] == [once[i].frames for i in range(10)]
    assert [again[i].source for i in range(10)] == [str(path) for path in files]


def test_another_program_another_file_and_a_crash_are_scored_anew(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = tmp_path / "run.jsonl"
    files[0].write_text("crash")
    _scored(monkeypatch, files, KeptScores("a" * 64, keep), Scorer())
    other = Scorer()
    kept = KeptScores("b" * 64, keep)
    _scored(monkeypatch, files, kept, other)
    assert len(other.asked) == 10
    assert kept.strange == 9  # the crash was not kept
    files[3].write_text("another content")
    later = Scorer()
    _scored(monkeypatch, files, KeptScores("a" * 64, keep), later)
    assert later.asked == ["0.dat", "3.dat"]


def test_a_moved_file_is_known_by_its_content(
    files: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = tmp_path / "run.jsonl"
    _scored(monkeypatch, files[:1], KeptScores("a" * 64, keep), Scorer())
    moved = files[0].rename(tmp_path / "moved.dat")
    scorer = Scorer()
    found = _scored(monkeypatch, [moved], KeptScores("a" * 64, keep), scorer)
    assert scorer.asked == []
    assert found[0].source == str(moved)


def test_without_a_file_to_keep_them_no_file_is_read_twice(
    files: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path) -> str:
        raise AssertionError("nobody needs the hash")

    monkeypatch.setattr(kept_scores, "_digest", refuse)
    assert len(_scored(monkeypatch, files, KeptScores("a" * 64), Scorer())) == 10


def test_all_parts_together_are_the_whole() -> None:
    paths = [Path(str(i)) for i in range(11)]
    parts = [Shard.parse(f"{i}/4").part(paths) for i in (1, 2, 3, 4)]
    assert sorted(path for part in parts for path in part) == sorted(paths)
    assert [len(part) for part in parts] == [3, 3, 3, 2]


@pytest.mark.parametrize("text", ["0/4", "5/4", "1", "a/b", "1/0", "-1/2", "1/2/3"])
def test_a_part_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        Shard.parse(text)
    assert raised.value.code == "E-CMD-05"


def test_settings_depend_on_landmarks() -> None:
    assert settings_of() == settings_of()
    assert settings_of() != settings_of(landmarks="stored")


def _run(*arguments: object) -> str:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    assert done.exit_code == 0, (done.output, done.exception)
    return done.stdout


def test_shards_merged_are_one_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "pictures"
    folder.mkdir()
    for i in range(3):
        picture = np.full((40, 60, 3), 40 * i, np.uint8)
        cv2.imwrite(str(folder / f"{i}.png"), picture)
    once = _run("score", folder, "--format", "json")
    one, two = tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    _run("score", folder, "--shard", "1/2", "--keep", one)
    arguments = ["merge-scores", str(folder), "--from", str(one)]
    assert run_app(arguments) == 1
    told = capsys.readouterr().err
    assert "E-CMD-07" in told
    assert "1 of 3 files" in told
    _run("score", folder, "--shard", "2/2", "--keep", two)
    merged = _run(*arguments, "--from", two, "--format", "json")
    assert merged == once


def test_a_file_that_keeps_no_scores_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    foreign = tmp_path / "notes.txt"
    foreign.write_text("milk\nbread\n")
    for arguments in (
        ["score", str(foreign), "--keep", str(foreign)],
        ["score", str(foreign), "--keep", str(tmp_path / "no" / "run.jsonl")],
        ["merge-scores", str(foreign), "--from", str(tmp_path / "none.jsonl")],
    ):
        assert run_app(arguments) == 2
        assert "E-CMD-06" in capsys.readouterr().err
    assert foreign.read_text() == "milk\nbread\n"
