from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.datasets.pictures import PICTURES
from liveness.widgets import theme
from liveness.widgets.step_picture import StepPicture, picture_pixmap, picture_title


def pixels(name: str) -> NDArray[np.uint8]:
    image = picture_pixmap(name, 48).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(image.constBits(), np.uint8)
    return flat.reshape(image.height(), image.width(), 4).copy()


@pytest.mark.usefixtures("qapp")
def test_every_picture_is_drawn_and_none_like_another() -> None:
    drawn = {name: pixels(name) for name in PICTURES}
    for name, image in drawn.items():
        assert 0.02 < (image[:, :, 3] > 128).mean() < 1, name
        alike = [
            other
            for other, picture in drawn.items()
            if other != name and np.count_nonzero(picture != image) < 200
        ]
        assert not alike, name
        assert picture_title(name) not in ("", name)


@pytest.mark.usefixtures("qapp")
def test_live_people_and_attacks_bear_their_marks(qapp: QApplication) -> None:
    for chosen in theme.THEMES:
        theme.apply(qapp, chosen)
        green = theme.colours().of(theme.State.BONA_FIDE)
        # the round mark is in its corner
        colour = pixels("live-turn")[-10, -10, :3]
        assert tuple(colour) == (green.red(), green.green(), green.blue())
        assert tuple(pixels("print-matte")[-10, -10, :3]) != tuple(colour)


def test_a_picture_has_a_name(qtbot: QtBot) -> None:
    picture = StepPicture("live")
    qtbot.addWidget(picture)
    assert (picture.name, picture.accessibleName()) == ("live", "Live person")
    picture.set_name("mask-silicone")
    assert picture.accessibleName() == "Silicone mask"
    assert picture.grab().toImage().size().width() >= 48
    picture.set_name("")
    assert picture.accessibleName() == ""
