"""Privacy modes and the last day of keeping: what is not there is not exported."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from liveness.datasets import store
from liveness.datasets.codec import Codec, encode
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.running import run_export
from liveness.datasets.exports.scores_csv import ScoresCsv, TakeScores
from liveness.datasets.journal import JournalWriter
from liveness.datasets.packed import PackedClips
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord

OPTIONS = ExportOptions(clip_frames=4, size=40, margin=2.0)
Add = Callable[..., TakeRecord]
CROP = (10, 4, 36, 36)


@pytest.fixture
def add(
    root: DatasetRoot, exporting: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., TakeRecord]:
    """Adds a take of S1 in a privacy mode; in mode ``face`` frame 5 shows no face."""
    monkeypatch.setattr(store, "run_finalise", exporting.finalise_here)

    def make(privacy: str, retain_until: date | None = None) -> TakeRecord:
        header = TakeHeader(
            id=f"T20261122-110000-{privacy}",
            session=root.start_session("lab", None, "cam", name="visit").id,
            presentation=Presentation(subject="S1"),
            consent=root.consents.get("C1"),
            capture=CaptureInfo(source="test", kind="camera", width=64, height=48, fps=30),
            signals={"depth": "1"},
            privacy=privacy,
            retain_until=retain_until,
            face_margin=0.25 if privacy == "face" else None,
        )
        path = root.journal_path(header.id)
        writer = JournalWriter(path, header, sync="never")
        for i in range(8):
            face = i != 5
            image = exporting.picture(9, i)
            x, y, w, h = CROP
            part = np.ascontiguousarray(image[y : y + h, x : x + w])
            if privacy == "face" and face:
                codec, data, crop = Codec.PNG, encode(part, Codec.PNG), CROP
            elif privacy == "full":
                codec, data, crop = Codec.PNG, encode(image, Codec.PNG), None
            else:
                codec, data, crop = Codec.NONE, b"", None
            writer.frame(FrameRecord(i, i * 33_000_000, i, codec, 64, 48, data, crop=crop))
            writer.analysis(exporting.analysis(i, face))
        writer.close(TakeEnd())
        return root.finalise(path)

    return make


def test_a_take_without_pixels_is_left_out_of_pictures_only(
    root: DatasetRoot, takes: list[TakeRecord], add: Add, tmp_path: Path
) -> None:
    mine = add("signals")
    for name in ("packed", "webdataset", "frames", "video"):
        result = run_export(root, name, tmp_path / name, OPTIONS)
        assert result.left_out == {"no pixels were kept (privacy mode signals)": (mine.id,)}
    scores = ScoresCsv({mine.id: TakeScores(1.0)})
    assert mine.id in run_export(root, scores, tmp_path / "scores").record.takes


def test_of_a_face_only_take_nothing_else_is_exported(
    root: DatasetRoot,
    add: Callable[..., TakeRecord],
    exporting: SimpleNamespace,
    tmp_path: Path,
) -> None:
    mine = add("face")
    run_export(root, "packed", tmp_path / "clips.h5", OPTIONS)
    clips = PackedClips(tmp_path / "clips.h5")
    first, second = clips.clips_of(mine.id)
    x, y, w, h = CROP
    left, top = 8, 2
    got = clips.clip(first)[1]
    kept = np.zeros((40, 40, 3), np.uint8)
    image = exporting.picture(9, 1)[..., ::-1]
    kept[y - top : y - top + h, x - left : x - left + w] = image[y : y + h, x : x + w]
    assert np.array_equal(got, kept)
    assert not clips.clip(second)[1].any()  # frame 5 has no face, so nothing of it was kept
    run_export(root, "frames", tmp_path / "frames")
    assert len(list((tmp_path / "frames" / "bona-fide" / mine.id).iterdir())) == 7


def test_a_take_past_its_last_day_is_left_out(
    root: DatasetRoot, takes: list[TakeRecord], add: Add, tmp_path: Path
) -> None:
    mine = add("full", date(2020, 1, 31))
    result = run_export(root, "packed", tmp_path / "clips.h5", OPTIONS)
    assert result.left_out == {"kept longer than it may be": (mine.id,)}
