"""Pictures and videos for labelling tools."""

from __future__ import annotations

import csv
from pathlib import Path

import cv2
import numpy as np
import pytest

from liveness.datasets.durable import sha256_of
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.rebuilding import rebuild_export
from liveness.datasets.exports.running import run_export
from liveness.datasets.reader import TakeReader
from liveness.datasets.reviewing import trim_take
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

EVERY_2 = ExportOptions(every=2)


def _table(folder: Path) -> list[dict[str, str]]:
    with (folder / "labels.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_frames_are_the_pictures_of_the_takes(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    run_export(root, "frames", tmp_path / "frames", EVERY_2)
    rows = _table(tmp_path / "frames")
    assert len(rows) == 5 + 4 + 5 + 5
    with TakeReader(root.take_path(takes[2])) as take:
        mine = [row for row in rows if row["take"] == takes[2].id]
        for row, number in zip(mine, (0, 2, 4, 6, 8), strict=True):
            assert row["path"] == f"print-matte/{takes[2].id}/{number:06d}.png"
            image = cv2.imread(str(tmp_path / "frames" / row["path"]))
            assert np.array_equal(image, take.frame(number))
            assert (row["bona_fide"], row["time_ns"]) == ("0", str(number * 33_000_000))
            assert [float(row[k]) for k in ("x", "y", "width", "height")] == [20, 12, 16, 20]
    assert mine[0]["target_key"] == root.subject_key("S2")
    faceless = next(row for row in rows if row["take"] == takes[1].id)
    assert faceless["x"] == ""


def test_a_jpeg_keeps_its_own_bytes(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    run_export(root, "frames", tmp_path / "own", ExportOptions(labels=("bona-fide",)))
    with TakeReader(root.take_path(takes[0])) as take:
        packet, _ = take.packet(3)
    assert (tmp_path / "own" / "bona-fide" / takes[0].id / "000003.png").read_bytes() == packet
    run_export(root, "frames", tmp_path / "jpeg", ExportOptions(image="jpeg"))
    assert (tmp_path / "jpeg" / "bona-fide" / takes[0].id / "000003.jpg").is_file()


def _frames(path: Path) -> list[np.ndarray]:
    capture = cv2.VideoCapture(str(path))
    found = []
    while (read := capture.read())[0]:
        found.append(read[1])
    capture.release()
    return found


def test_a_lossless_video_holds_every_pixel_and_its_times(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    record = run_export(root, "video", tmp_path / "video").record
    row = next(row for row in _table(tmp_path / "video") if row["take"] == takes[1].id)
    assert (row["frames"], row["fps"], row["label"]) == ("7", "30.303", "bona-fide")
    frames = _frames(tmp_path / "video" / row["path"])
    with TakeReader(root.take_path(takes[1])) as take:
        assert len(frames) == take.n_frames
        assert all(np.array_equal(frame, take.frame(i)) for i, frame in enumerate(frames))
    lines = (tmp_path / "video" / row["times"]).read_text().splitlines()
    assert lines[3] == "2,2,2,66000000"
    again = run_export(root, "video", tmp_path / "again").record
    assert again.files == record.files


def test_a_motion_jpeg_video_opens(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path
) -> None:
    run_export(root, "video", tmp_path / "video", ExportOptions(video="mjpeg"))
    assert len(_frames(tmp_path / "video" / "bona-fide" / f"{takes[0].id}.avi")) == 10


@pytest.mark.parametrize("format_", ["frames", "video"])
def test_a_take_is_removed_and_other_people_s_files_stay(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path, format_: str
) -> None:
    record = run_export(root, format_, tmp_path / "out").record
    (tmp_path / "out" / "my labels.txt").write_text("kept")
    left = rebuild_export(root, record, frozenset({takes[2].id, takes[0].id}))
    files = [p for p in (tmp_path / "out").rglob("*") if p.is_file() and p.suffix != ".txt"]
    names = {path.relative_to(tmp_path / "out").as_posix(): sha256_of(path) for path in files}
    assert names == dict(left.files)
    assert not (tmp_path / "out" / "print-matte").exists()
    assert {row["take"] for row in _table(tmp_path / "out")} == {takes[1].id, takes[3].id}
    rebuild_export(root, left, frozenset(left.takes))
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["my labels.txt"]


def test_a_trim_is_honoured(root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path) -> None:
    trim_take(root, takes[0].id, 100_000_000, 200_000_000, reviewer="R1")
    run_export(root, "frames", tmp_path / "frames")
    mine = [row["frame"] for row in _table(tmp_path / "frames") if row["take"] == takes[0].id]
    assert mine == ["4", "5", "6"]
