from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.capture.calibration import kept
from liveness.capture.calibration.board import Board
from liveness.datasets.errors import DataError, LivenessError, UsageError
from liveness.studio.cli import app

SIZE = (640, 360)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVENESS_CAMERAS", str(tmp_path / "cameras"))


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(
        app, ["calibrate-camera", *(str(a) for a in arguments)], catch_exceptions=False
    )
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def _pictures(folder: Path, images: list[np.ndarray]) -> Path:
    folder.mkdir()
    for i, image in enumerate(images):
        cv2.imwrite(str(folder / f"{i:02}.png"), image)
    return folder


def test_the_lens_then_the_screen_into_one_profile(
    tmp_path: Path, rendered: ModuleType
) -> None:
    rng = np.random.default_rng(0)
    camera = rendered.camera_matrix(*SIZE, 64)
    views = _pictures(tmp_path / "views", rendered.board_views(Board(), camera, SIZE, rng))
    said = run("lens", "--source", views, "--camera", "Desk cam")
    assert "horizontal fov deg: 64" in said
    profile = kept.find("Desk cam")
    assert profile is not None
    assert profile.lens is not None
    assert profile.lens.n >= 8
    assert profile.generator.startswith("liveness-studio")

    shown = Board(12, 7, 40.0, 100)
    turn = rendered.rotation(8, -5, 2) @ np.diag([-1.0, 1.0, -1.0])
    place = np.array([15.0, 180.0, -10.0])
    images = rendered.mirrors(shown, camera, turn, place, SIZE, rng)
    mirrors = _pictures(tmp_path / "mirrors", images)
    said = run(
        "screen", "--source", mirrors, "--camera", "Desk cam", "--screen-mm", "531x299",
        "--screen-square-mm", "40", "--format", "json",
    )  # fmt: skip
    centre = json.loads(said)["centre_mm"]
    assert centre[1]["value"] == pytest.approx(180, abs=5)
    profile = kept.find("Desk cam")
    assert profile is not None
    assert list(profile.results()) == ["lens", "screen"]


def test_flicker_takes_recordings_of_several_rates(
    tmp_path: Path, rendered: ModuleType
) -> None:
    sources: list[str | Path] = []
    for fps in (30, 25):
        path = tmp_path / f"{fps}.avi"
        writer = cv2.VideoWriter(str(path), cv2.VideoWriter.fourcc(*"FFV1"), fps, (160, 120))
        for frame in rendered.lamp(np.random.default_rng(0), 120, float(fps)):
            writer.write(frame.image)
        writer.release()
        sources += ["--source", path]
    said = run("flicker", *sources, "--exposure-ms", "5")
    assert "verdict: 120" in said
    assert "readout ms: 20" in said
    assert not (tmp_path / "cameras").exists()  # a file does not say its camera
    assert "verdict: unknown" in run("flicker", *sources[:2], "--exposure-ms", "5")


def test_the_board_is_printed(tmp_path: Path) -> None:
    path = tmp_path / "board.pdf"
    run("--board", path, "--square-mm", "20", "--paper", "letter")
    assert path.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("arguments", "kind", "says"),
    [
        ((), UsageError, "nothing is asked for"),
        (("lens",), UsageError, "lens needs a source"),
        (("lens", "--source", "nowhere"), LivenessError, "E-CAM-10"),
        (("lens", "--source", "PICTURES", "--squares", "x"), UsageError, "--squares 'x'"),
        (("lens", "--source", "PICTURES", "--source", "b"), UsageError, "only flicker"),
        (("lens", "--source", "PICTURES"), DataError, "too few views"),
        (("noise", "--source", "PICTURES"), DataError, "too few pairs"),
        (("screen", "--source", "PICTURES"), DataError, "alibrate the lens first"),
        (
            ("screen", "--source", "PICTURES", "--screen-mm", "1x1"),
            UsageError,
            "no such screen",
        ),
        (("colour", "--source", "PICTURES"), DataError, "0 of 8 pictures"),
        (("--board", "board.doc"), UsageError, "name a .pdf"),
    ],
)
def test_bad_input_is_one_line(
    tmp_path: Path, arguments: tuple[str, ...], kind: type[Exception], says: str
) -> None:
    grey = np.random.default_rng(0).integers(90, 99, (3, 120, 160, 3)).astype(np.uint8)
    folder = _pictures(tmp_path / "pictures", list(grey))
    given = [str(folder) if a == "PICTURES" else a for a in arguments]
    with pytest.raises(kind) as caught:
        run(*given)
    assert says.lower() in str(caught.value).lower()
    assert "\n" not in str(caught.value)
