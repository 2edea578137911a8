"""Files, folders and datasets that are dropped on the window."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.store import DatasetRoot
from liveness.studio.main_window import MainWindow
from liveness.studio.settings import Settings


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[MainWindow]:
    window = MainWindow(Settings(), cue=AudioCue(muted=True))
    monkeypatch.setattr(window.sources, "_describe", list)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def _drop(window: MainWindow, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    window.dropEvent(
        QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


def test_a_dataset_is_opened(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "faces")
    _drop(window, root.path)
    qtbot.waitUntil(lambda: window.takes.root is not None)
    assert window.takes.root is not None
    assert window.takes.root.path == root.path
    assert window.slot.spec == ""


def test_a_video_and_a_folder_become_sources(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(window.sources, "start", opened.append)
    picture = tmp_path / "pictures" / "a.png"
    picture.parent.mkdir()
    cv2.imwrite(str(picture), np.zeros((48, 64, 3), np.uint8))
    _drop(window, picture.parent)
    _drop(window, tmp_path / "clip.mp4")
    assert opened == [str(picture.parent), str(tmp_path / "clip.mp4")]
    assert window.settings.recordings[0] == str(tmp_path / "clip.mp4")


def test_what_is_no_recording_is_told_with_its_code(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("no picture")
    _drop(window, path)
    qtbot.waitUntil(lambda: window.view.messages.message is not None)
    message = window.view.messages.message
    assert message is not None
    assert message.code == "E-CAM-07"
    assert "letter.txt" in message.what
    assert message.remedy
