"""Errors that a person meets seldom: each is made as it would happen, and tells its code."""

from __future__ import annotations

from pathlib import Path
from threading import Event
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from liveness.capture.sources import open_source
from liveness.datasets.codec import Codec, decode
from liveness.datasets.errors import DataError, LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrate.jobs import Jobs
from liveness.studio.cli import run_app
from liveness.studio.demonstration import DemoTake, ensure_consents, record_demo_take
from liveness.studio.screenshots import make_screenshots


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "root"
    assert run_app(["consent", "add", str(path), "--id", "C1", "--subject", "S1"]) == 0
    return path


@pytest.fixture
def wall(tmp_path: Path) -> Path:
    """A short clip without a face."""
    path = tmp_path / "wall.avi"
    writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"MJPG"), 30, (160, 120))
    for i in range(6):
        writer.write(np.full((120, 160, 3), 90 + i, np.uint8))
    writer.release()
    return path


PERSON = ("--consent", "C1", "--subject", "S1")


@pytest.mark.parametrize(
    ("arguments", "code", "status"),
    [
        (("import", "{wall}", "--out", "{root}", *PERSON), "E-LAB-06", 2),
        (
            ("import", "{wall}", "--out", "{root}", *PERSON, "--bona-fide", "--pai", "P1"),
            "E-LAB-03",
            2,
        ),
        (("import", "{wall}", "--out", "{root}", *PERSON, "--bona-fide"), "E-DAT-11", 1),
        (("import", "{empty}", "--out", "{root}", *PERSON, "--bona-fide"), "E-DAT-13", 1),
        (("protocols", "no-such"), "E-PRO-02", 2),
        (
            ("collect", "--protocol", "quick-check", "--source", "demo:bona-fide", "--headless",
             "--out", "{root}", "--operator", "O1", *PERSON),
            "E-PRO-03",
            2,
        ),
        (("list", "{root}", "--since", "yesterday"), "E-DAT-30", 2),
        (("list", "{root}", "--session", "nowhere"), "E-DAT-30", 2),
        (("export", "{root}", "--to", "frames", "--out", "{x}", "--size", "1"), "E-EXP-06", 2),
    ],
)  # fmt: skip
def test_a_command_tells_its_code_in_one_line(
    arguments: tuple[str, ...],
    code: str,
    status: int,
    root: Path,
    wall: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    places = {"root": root, "wall": wall, "empty": empty, "x": tmp_path / "x"}
    capsys.readouterr()
    assert run_app([argument.format(**places) for argument in arguments]) == status
    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("E-")]
    assert len(said) == 1
    assert said[0].startswith(f"{code}: ")


def test_a_take_without_pictures_cannot_be_replayed(tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    consent = ensure_consents(root, 1)[0]
    session = root.start_session("lab", None, "demo", privacy="signals")
    take = DemoTake("bona-fide", 0, 0, seed=1)
    record = record_demo_take(root, session, consent, take, seconds=0.2)
    with pytest.raises(LivenessError, match=r"^E-CAM-16: .* keeps no pictures"):
        with open_source(str(root.take_path(record))) as source:
            next(iter(source))


def test_a_frame_kept_without_its_pixels_is_not_decoded() -> None:
    with pytest.raises(DataError, match=r"^E-DAT-18: no pixels"):
        decode(b"", Codec.NONE, width=4, height=4)


def test_there_is_no_such_theme(tmp_path: Path) -> None:
    with pytest.raises(LivenessError, match=r"^E-ENV-13: .*'pink'"):
        make_screenshots(tmp_path, theme_name="pink")


def test_work_that_was_cancelled_ends_at_its_next_step() -> None:
    cancel = Event()
    cancel.set()
    with pytest.raises(LivenessError, match=r"^E-CMD-03: cancelled"):
        Jobs._step(SimpleNamespace(), cancel, 1, 2)  # type: ignore[arg-type]
