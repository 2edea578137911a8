from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from liveness.datasets.errors import StorageError
from liveness.studio.screenshots import SCENES, make_screenshots


@pytest.mark.slow
def test_every_picture_is_made_and_shows_something(qtbot: QtBot, tmp_path: Path) -> None:
    paths = make_screenshots(tmp_path / "shots", size=(1280, 800), frames=6)
    names = {path.stem for path in paths}
    assert {"window-no-camera", "window-bona-fide", "window-print-matte"} <= names
    assert {"window-recording", "window-take", "window-error", "widget-takes"} <= names
    signals = ("depth", "texture", "reflection", "motion")
    assert {f"map-{signal}-{scene}" for signal in signals for scene in SCENES} <= names
    for path in paths:
        image = QImage(str(path))
        assert not image.isNull()
        colours = {image.pixel(x, y) for x in range(0, image.width(), 7)
                   for y in range(0, image.height(), 7)}  # fmt: skip
        assert len(colours) > 3, path


def test_a_folder_that_cannot_be_made_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="E-DSK-02"):
        make_screenshots(tmp_path / "file" / "shots")
