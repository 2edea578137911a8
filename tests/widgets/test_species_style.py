from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from liveness.datasets.species import SPECIES
from liveness.widgets import theme
from liveness.widgets.species_legend import SpeciesLegend
from liveness.widgets.species_style import FIRST, colour_of, dash_of, pen_of


def test_each_species_has_a_look_of_its_own(qapp: QApplication) -> None:
    looks = {(colour_of(s.id).name(), dash_of(s.id)) for s in SPECIES}
    assert len(looks) == len(SPECIES)


def test_the_species_of_most_datasets_never_share_a_colour(qapp: QApplication) -> None:
    demo = [s.id for s in SPECIES if s.demo_scene]
    assert set(demo) <= set(FIRST)
    assert len({colour_of(name).name() for name in ("bona-fide", *FIRST)}) == 1 + len(FIRST)


@pytest.mark.parametrize("name", theme.THEMES)
def test_lines_stand_out_from_the_panel(qapp: QApplication, name: theme.ThemeName) -> None:
    theme.apply(qapp, name)
    panel = theme.colours().panel
    for label in ("bona-fide", *(s.id for s in SPECIES)):
        assert theme.contrast_ratio(colour_of(label), panel) >= 3.0, label
    theme.apply(qapp, "dark")


def test_a_species_of_a_protocol_always_looks_the_same(qapp: QApplication) -> None:
    assert pen_of("house-mask") == pen_of("house-mask")


def test_the_legend_breaks_into_rows_and_names_the_counts(qtbot: QtBot) -> None:
    legend = SpeciesLegend()
    qtbot.addWidget(legend)
    legend.set_counts({"bona-fide": 12, **dict.fromkeys(FIRST, 3)})
    assert legend.texts[0] == "bona-fide (n = 12)"
    assert legend.heightForWidth(2000) < legend.heightForWidth(300)
    legend.resize(300, 40)
    legend.show()
    qtbot.waitUntil(lambda: legend.height() == legend.heightForWidth(legend.width()))
    assert "mask-rigid (n = 3)" in legend.accessibleDescription()
    legend.grab()
