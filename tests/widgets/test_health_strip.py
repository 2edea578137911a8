from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.widgets.health_strip import HealthReading, HealthStrip
from liveness.widgets.theme import State


def test_every_figure_has_its_unit(qtbot: QtBot) -> None:
    strip = HealthStrip()
    qtbot.addWidget(strip)
    strip.set_reading(
        HealthReading(30.0, 29.84, 60.0, 41.4, 0, 214, 214, 11_520.0, disk_measured=True)
    )
    assert strip.texts() == (
        "camera 30.0 / analysed 29.8 / shown 60.0 fps",
        "latency 41 ms",
        "0 dropped",
        "214/214 frames on disk",
        "3 h 12 min left",
    )
    assert strip.states() == (
        State.BONA_FIDE, State.BONA_FIDE, State.BONA_FIDE, State.RECORDING, State.BONA_FIDE,
    )  # fmt: skip


def test_unknown_is_said_and_trouble_is_marked(qtbot: QtBot) -> None:
    strip = HealthStrip()
    qtbot.addWidget(strip)
    assert strip.texts()[1:] == (
        "latency unknown", "0 dropped", "not recording", "disk time unknown",
    )  # fmt: skip
    strip.set_reading(HealthReading(dropped=5, latency_ms=400, disk_s=45))
    assert strip.texts()[4] == "about 45 s left"
    assert strip.states() == (
        State.UNDECIDED, State.WARNING, State.WARNING, State.UNDECIDED, State.WARNING,
    )  # fmt: skip


def test_a_slow_computer_is_a_warning_with_a_way_out(qtbot: QtBot) -> None:
    strip = HealthStrip()
    qtbot.addWidget(strip)
    strip.set_reading(HealthReading(30.0, 15.0, 30.0, slow="Fold panels."))
    assert strip.states()[0] is State.WARNING
    assert strip._rates.toolTip() == "Fold panels."
