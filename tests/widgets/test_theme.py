from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.theme import COLOURS, State


@pytest.mark.parametrize("name", COLOURS)
def test_text_and_states_have_contrast(name: theme.ThemeName) -> None:
    colours = COLOURS[name]
    for ground in (colours.window, colours.panel):
        for ink in (colours.text, colours.secondary, *(colours.of(s) for s in State)):
            assert theme.contrast_ratio(ink, ground) >= 4.5, (ink, ground)
    assert theme.contrast_ratio(colours.on_accent, colours.accent) >= 4.5


def test_known_contrast() -> None:
    assert theme.contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert theme.contrast_ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


def test_every_state_has_its_own_shape(qapp: QApplication) -> None:
    drawn = []
    for state in State:
        image = QImage(24, 24, QImage.Format.Format_ARGB32)
        image.fill(0)
        painter = QPainter(image)
        theme.draw_mark(painter, state, QRectF(2, 2, 20, 20), theme.QColor("#FFFFFF"))
        painter.end()
        assert image not in drawn, state
        drawn.append(image)


def test_theme_changes_palette_and_name(qapp: QApplication) -> None:
    theme.apply(qapp, "light")
    assert theme.name() == "light"
    assert qapp.palette().window().color().name().upper() == COLOURS["light"].window
    theme.apply(qapp, "dark")
    assert theme.colours() is COLOURS["dark"]
    assert theme.font(28).pixelSize() == 28
