from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import LivenessError
from liveness.datasets.take import CaptureInfo
from liveness.studio import app as studio_app
from liveness.studio import settings
from liveness.studio.source_desk import describe_capture
from liveness.widgets import qtenv


def python(code: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(autouse=True)
def own_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "settings.json"
    monkeypatch.setenv(settings.VARIABLE, str(path))
    return path


def test_without_a_display_it_says_so_and_exits_with_1() -> None:
    drop = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {k: v for k, v in os.environ.items() if k not in drop}
    code = "import sys; from liveness.studio.app import run; sys.exit(run(None, None))"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert done.stderr.startswith("E-ENV-02: no window can be opened here")
        assert len(done.stderr.splitlines()) == 1


def test_a_binding_that_crashes_is_refused(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse() -> None:
        raise LivenessError("E-ENV-01", "PySide6 6.12.0 crashes on Python 3.11")

    monkeypatch.setattr(qtenv, "check_binding", refuse)
    assert studio_app.run(None, None) == 1
    assert capsys.readouterr().err.startswith("E-ENV-01")


def test_the_window_is_there_before_any_model_is_loaded(tmp_path: Path) -> None:
    code = (
        "import sys, time; start = time.monotonic();"
        "from liveness.studio.app import make_application; app = make_application();"
        "from liveness.studio.main_window import MainWindow; w = MainWindow(); w.show();"
        "app.processEvents(); seconds = time.monotonic() - start;"
        "assert w.isVisible(); assert 'mediapipe' not in sys.modules;"
        "assert seconds < 5, seconds; w.close()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_it_runs_and_closes_by_itself(
    qtbot: QtBot, own_settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("liveness.studio.source_desk.describe_sources", list)
    hooks = sys.excepthook
    try:
        assert studio_app.run(None, None, exit_after=0.1, prefill={"operator": "O7"}) == 0
    finally:
        sys.excepthook = hooks
    assert own_settings.is_file()


def test_a_source_is_described_in_one_line() -> None:
    info = CaptureInfo(
        source="d3.mp4", kind="video", width=640, height=480, fps=25, clock="media",
        pixel_format="h264",
    )  # fmt: skip
    assert describe_capture(info) == "640 x 480, 25 fps, h264, recording"
