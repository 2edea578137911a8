"""Scoring in several processes, one of which may die."""

from __future__ import annotations

import json
import os
import shutil
import signal
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import cv2
import h5py
import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.capture.replay import TakeSource
from liveness.capture.tracker import FaceTracker
from liveness.datasets.consent import Consent
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, CodecChoice
from liveness.studio import engines, rescoring
from liveness.studio.cli import app
from liveness.studio.rescoring import ScoreRecord, score_all, score_path
from liveness.studio.taking import TakeRequest, record_offline


class _Pool:
    """A pool whose process dies at the file ``deadly``, with all that waits behind it."""

    def __init__(self, workers: int, **_: object) -> None:
        self.dead = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def submit(self, work: Any, path: Path) -> Future[ScoreRecord]:
        job: Future[ScoreRecord] = Future()
        self.dead = self.dead or path.name == "deadly"
        if self.dead:
            job.set_exception(BrokenProcessPool("died"))
        else:
            job.set_result(ScoreRecord(source=str(path), frames=os.getpid()))
        return job

    def shutdown(self, **_: object) -> None:
        pass


def test_a_file_that_kills_its_process_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "ProcessPoolExecutor", _Pool)
    paths = [Path(name) for name in ("one", "deadly", "two", "three")]
    records = dict(score_all(paths, workers=2))
    assert sorted(records) == [0, 1, 2, 3]
    fault = records[1].error
    assert fault is not None
    assert fault.code == "E-DAT-14"
    assert "crashed" in fault.text
    assert [records[i].error for i in (0, 2, 3)] == [None, None, None]


def test_processes_are_started_deaf_to_interrupts_and_this_one_hears_again() -> None:
    before = signal.getsignal(signal.SIGINT)
    with engines.deaf_to_interrupts():
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    assert signal.getsignal(signal.SIGINT) is before


def test_cancelling_ends_the_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    ended: list[str] = []

    class Child:
        def terminate(self) -> None:
            ended.append("terminated")

    monkeypatch.setattr(engines, "ProcessPoolExecutor", _Pool)
    monkeypatch.setattr(engines.multiprocessing, "active_children", lambda: [Child()])
    scores = score_all([Path("one"), Path("two")], workers=2)
    next(scores)
    with pytest.raises(KeyboardInterrupt):
        scores.throw(KeyboardInterrupt())
    assert ended == ["terminated"]


class Entering:
    """The demo camera; for the first frames its room is empty."""

    live = False
    frame_count = None

    def __init__(self, frames: int, empty: int) -> None:
        self._demo, self._empty = DemoSource(frames=frames), empty

    @property
    def info(self) -> CaptureInfo:
        return self._demo.info

    def read(self) -> Frame | None:
        frame = self._demo.read()
        if frame is None or frame.index >= self._empty:
            return frame
        return Frame(np.full_like(frame.image, 90), frame.time_ns, frame.index)

    def close(self) -> None:
        self._demo.close()

    def __enter__(self) -> Self:
        self._demo.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._demo.__exit__(kind, error, trace)


def recorded(folder: Path, codec: CodecChoice, frames: int) -> Path:
    root = DatasetRoot.create(folder / "root")
    consent = Consent(id="C1", subject="S1")
    root.consents.add(consent)
    session = root.start_session("test", "O1", "test", name="visit")
    request = TakeRequest(Presentation(subject="S1"), consent, session, codec=codec)
    with Entering(frames, 3) as source, Analyser(context_of(source.info)) as analyser:
        return root.take_path(record_offline(root, request, source, analyser))


@pytest.fixture(scope="module")
def lossless(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return recorded(tmp_path_factory.mktemp("lossless"), "lossless", 48)


@pytest.fixture(scope="module")
def fresh(lossless: Path) -> ScoreRecord:
    return score_path(lossless)


def test_stored_landmarks_give_the_fresh_score_to_the_last_digit(
    lossless: Path, fresh: ScoreRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the tracker ran")

    monkeypatch.setattr(FaceTracker, "update", refuse)
    stored = score_path(lossless, landmarks="stored")
    assert stored.error is None
    assert (stored.landmarks, stored.not_stored, fresh.landmarks) == ("stored", "", "fresh")
    assert stored.model_copy(update={"landmarks": "fresh"}) == fresh
    assert (stored.frames, stored.faces) == (48, 45)
    speaking = [name for name, found in stored.signals.items() if found.valid]
    assert {"texture", "reflection", "motion"} <= set(speaking), "there is what to compare"


def test_stored_landmarks_give_one_score_for_any_number_of_workers(lossless: Path) -> None:
    paths = [lossless] * 2
    alone = dict(score_all(paths, 1, landmarks="stored"))
    many = dict(score_all(paths, 2, landmarks="stored"))
    assert alone == many
    assert {record.landmarks for record in many.values()} == {"stored"}


def _live(file: h5py.File) -> None:
    file["evidence/fused"].attrs["schedule"] = "live"


def _other_model(file: h5py.File) -> None:
    file["landmarks"].attrs["model"] = "other-mesh 9"


def _one_skipped(file: h5py.File) -> None:
    file["evidence/fused/decision"][5] = b""


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (_live, "recorded live"),
        (_other_model, "of other-mesh 9, not mediapipe"),
        (_one_skipped, "1 of its 48 frames"),
    ],
)
def test_why_the_landmarks_of_a_take_are_not_used(
    lossless: Path, tmp_path: Path, change: Callable[[h5py.File], None], why: str
) -> None:
    path = tmp_path / lossless.name
    shutil.copy(lossless, path)
    with h5py.File(path, "r+") as file:
        change(file)
    with TakeSource(path) as source:
        tracker, told = rescoring._stored(source, context_of(source.info))
    assert tracker is None
    assert why in told


def test_a_take_without_usable_landmarks_is_scored_fresh(
    lossless: Path, fresh: ScoreRecord, tmp_path: Path
) -> None:
    path = tmp_path / lossless.name
    shutil.copy(lossless, path)
    with h5py.File(path, "r+") as file:
        _live(file)
    record = score_path(path, landmarks="stored")
    assert record.landmarks == "fresh"
    assert "recorded live" in record.not_stored
    assert (record.score, record.signals) == (fresh.score, fresh.signals)


def test_the_command_says_which_files_had_no_landmarks(lossless: Path, tmp_path: Path) -> None:
    picture = tmp_path / "wall.png"
    picture.write_bytes(cv2.imencode(".png", np.full((64, 64, 3), 90, np.uint8))[1].tobytes())
    arguments = ["score", str(lossless), str(picture), "--landmarks", "stored"]
    done = CliRunner().invoke(app, [*arguments, "--format", "json"])
    assert done.exit_code == 0
    assert [row["landmarks"] for row in json.loads(done.stdout)] == ["stored", "fresh"]
    assert done.stderr.count("scored with fresh landmarks") == 1
    assert "wall.png: scored with fresh landmarks, for it is no take" in done.stderr
