"""Whether this computer keeps up: measured on a small picture, with a writer that is slow."""

from __future__ import annotations

import dataclasses
import threading
import time
from pathlib import Path

import pytest
from capture_fakes import bare_analyser

from liveness.capture.speed import PREFIX, SpeedReport, measure_speed, scratch_of
from liveness.datasets.errors import SourceError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.records import FrameRecord
from liveness.datasets.store import DatasetRoot


def measured(folder: Path, *, stop: threading.Event | None = None) -> SpeedReport:
    return measure_speed(
        folder,
        width=160,
        height=120,
        fps=30.0,
        jpeg=True,
        seconds=1.0,
        analyser_factory=bare_analyser,
        stop=stop,
    )


def test_a_small_picture_is_kept_up_with_and_nothing_stays(tmp_path: Path) -> None:
    folder = scratch_of(DatasetRoot.create(tmp_path / "root").path)
    assert folder == tmp_path / "root" / "incoming"
    (folder / f"{PREFIX}killed").mkdir()
    report = measured(folder)
    assert report.written_fps > 1  # how fast is this computer's own affair
    assert report.analysed_fps > 1
    assert (report.width, report.height, report.fps, report.jpeg) == (160, 120, 30.0, True)
    assert list(folder.iterdir()) == []


def test_a_slow_writer_is_measured_and_advised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write = JournalWriter.frame

    def slow(writer: JournalWriter, record: FrameRecord) -> None:
        time.sleep(0.1)
        write(writer, record)

    monkeypatch.setattr(JournalWriter, "frame", slow)
    report = measured(tmp_path)
    assert 0 < report.written_fps < 11
    assert not report.keeps_up
    assert report.advice[0].startswith(f"it writes {report.written_fps:.0f} of 30 frames")
    assert "choose a smaller picture or a faster disk" in report.advice[0]
    raw = dataclasses.replace(report, jpeg=False)
    assert "choose the codec jpeg, a smaller picture" in raw.advice[0]


@pytest.mark.parametrize(
    ("written", "analysed", "falls_short"),
    [
        (30.0, 30.0, []),
        (28.6, 19.1, []),  # within five parts of a hundred
        (20.0, 30.0, ["writes 20 of 30"]),
        (30.0, 12.0, ["analyses 12"]),
        (9.0, 8.0, ["writes 9 of 30", "analyses 8"]),
    ],
)
def test_what_falls_short(written: float, analysed: float, falls_short: list[str]) -> None:
    report = SpeedReport(1280, 720, 30.0, written, analysed, 20.0, jpeg=True)
    assert report.keeps_up is not falls_short
    assert len(report.advice) == len(falls_short)
    for text, words in zip(report.advice, falls_short, strict=True):
        assert words in text


def test_a_slow_camera_needs_no_more_than_it_has() -> None:
    assert SpeedReport(1280, 720, 12.0, 12.0, 12.0, 20.0, jpeg=True).keeps_up


def test_it_can_be_broken_off(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(SourceError, match=r"E-CAM-21.*it was stopped"):
        measured(tmp_path, stop=stop)
    assert list(tmp_path.iterdir()) == []


def test_without_a_dataset_it_measures_elsewhere(tmp_path: Path) -> None:
    assert scratch_of(None).is_dir()
    assert scratch_of(tmp_path) == tmp_path
