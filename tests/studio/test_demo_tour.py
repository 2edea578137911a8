from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.store import DatasetRoot
from liveness.studio.demo_tour import DemoTour
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings


@pytest.mark.slow
def test_the_demo_records_labels_and_verifies_in_the_window(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = MainWindow(Settings(muted=True), cue=AudioCue(muted=True))
    window.show()
    tour = DemoTour(window, tmp_path / "demo", subjects=1, takes=1, seed=0)
    tour.exit_when_done = True
    tour.start()
    window.view.record.seconds.setValue(1)
    window.view.form.site.setText("demo")
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert (tour.done, tour.exit_code) == (1, 0)
    (record,) = DatasetRoot.open(tmp_path / "demo").takes()
    assert (record.label, record.subject) == ("bona-fide", "DEMO-S1")
    assert record.frames > 0
    window.deleteLater()
