from __future__ import annotations

import weakref

import numpy as np
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from liveness.widgets import samples
from liveness.widgets.preview import PreviewWidget


def pixels(widget: PreviewWidget) -> np.ndarray:
    image = widget.grab().toImage()
    data = np.frombuffer(image.constBits(), np.uint8)
    return data.reshape(image.height(), image.bytesPerLine() // 4, 4)[
        :, : image.width(), :3
    ].copy()


def test_one_to_one_is_painted_unscaled(qtbot: QtBot) -> None:
    widget = PreviewWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    frame = samples.frame(3)
    widget.set_frame(frame)
    assert np.array_equal(pixels(widget), frame.image)
    assert widget.shown == 1


def test_mirrored_flips_only_the_display(qtbot: QtBot) -> None:
    widget = PreviewWidget(mirrored=True)
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    frame = samples.frame(3)
    before = frame.image.copy()
    widget.set_frame(frame)
    assert np.array_equal(pixels(widget)[:, 1:-1], frame.image[:, ::-1][:, 1:-1])
    assert np.array_equal(frame.image, before)
    place = widget.to_widget().map(QPointF(100, 50))
    assert (place.x(), place.y()) == (540, 50)


def test_keeps_the_pixels_it_paints_and_lets_go_of_older_ones(qtbot: QtBot) -> None:
    widget = PreviewWidget()
    qtbot.addWidget(widget)
    first = samples.frame(0)
    alive = weakref.ref(first.image)
    widget.set_frame(first)
    del first
    assert alive() is not None
    widget.set_frame(samples.frame(1))
    assert alive() is None


def test_aspect_is_kept_for_tall_and_wide(qtbot: QtBot) -> None:
    widget = PreviewWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    for width, height in ((100, 900), (1200, 60), (1, 1)):
        widget.set_frame(samples.frame(0, width, height))
        place = widget.picture_rect()
        assert abs(place.width() / place.height() - width / height) < 0.01 * width / height
        assert place.width() <= 640
        assert place.height() <= 360
        widget.grab()


def test_landmarks_oval_instruction_and_countdown_change_the_picture(qtbot: QtBot) -> None:
    widget = PreviewWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.set_frame(samples.frame(0))
    seen = [pixels(widget).copy()]
    for act in (
        lambda: widget.set_face(samples.face()),
        lambda: widget.set_oval_shown(True),
        lambda: widget.set_instruction("Turn slowly to the left", "0.4 of 1.5 degrees"),
        lambda: widget.set_countdown("3", 0.25),
    ):
        act()
        now = pixels(widget).copy()
        assert not any(np.array_equal(now, old) for old in seen)
        seen.append(now)
    assert widget.accessibleDescription() == "Turn slowly to the left"
    widget.set_countdown(None)
    widget.set_landmarks_shown(False)
    widget.set_oval_shown(False)
    widget.set_instruction("")
    assert np.array_equal(pixels(widget), seen[0])


def test_no_frame_says_what_to_do(qtbot: QtBot) -> None:
    widget = PreviewWidget()
    qtbot.addWidget(widget)
    widget.resize(640, 360)
    widget.set_frame(samples.frame(0))
    widget.set_frame(None)
    widget.set_empty_text("Open a source.")
    assert pixels(widget).std() > 0
    assert widget.frame is None
