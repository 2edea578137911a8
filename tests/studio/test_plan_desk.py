from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from typer.testing import CliRunner

from liveness.capture.audio import AudioCue
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import app, run_app
from liveness.studio.main_window import MainWindow
from liveness.studio.plan_desk import PlanDesk
from liveness.studio.settings import Settings


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(Settings(muted=True, operator="O1"), cue=AudioCue(muted=True))
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


@pytest.fixture
def desk(window: MainWindow) -> PlanDesk:
    (found,) = (tool for tool in window.tools if isinstance(tool, PlanDesk))
    return found


def _text(desk: PlanDesk, row: int) -> str:
    item = desk.widget.table.item(row, 1)
    return "" if item is None else item.text()


def test_it_follows_dataset_claim_and_protocol(
    window: MainWindow, desk: PlanDesk, qtbot: QtBot, site: Callable[..., DatasetRoot]
) -> None:
    assert desk.widget.table.rowCount() == 0
    window.takes.open_root(site(people=5, each=4, species=("print-matte",)).path)
    qtbot.waitUntil(lambda: desk.widget.table.rowCount() == 2)
    assert _text(desk, 0) == "0 errors in 20 only shows 13.9 % or less; 39 more for 5 %"
    desk.widget.claim.setCurrentIndex(desk.widget.claim.findText("15 %"))
    assert _text(desk, 0) == "0 errors in 20 shows 13.9 % or less: enough for 15 %"
    window.view.form.subject.setText("S1")
    window.protocols.choose("site-check")
    qtbot.waitUntil(lambda: desk.widget.table.rowCount() > 4)
    assert _text(desk, 0).startswith("no take yet; 19 without an error")
    cells = window.view.coverage.cells
    qtbot.waitUntil(lambda: cells.rowCount() > 0)
    tip = cells.data(cells.index(0, 0), Qt.ItemDataRole.ToolTipRole)
    assert "\nbona-fide: no take yet" in tip


def test_list_and_protocols_tell_it(
    site: Callable[..., DatasetRoot], capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(people=5, each=4, species=("print-matte",)).path
    done = CliRunner().invoke(app, ["list", str(root), "--claim", "0.05", "--format", "csv"])
    assert done.exit_code == 0
    assert "0 errors in 20 only shows 13.9 % or less; 39 more for 5 %" in done.stdout
    assert run_app(["list", str(root), "--claim", "0.05", "--label", "bona-fide"]) == 0
    said = capsys.readouterr()
    assert "exact, one-sided, 95 %" in said.err
    assert "20 takes of 5 people count for less than 20 independent ones" in said.err
    assert run_app(["protocols", "site-check", "--claim", "0.05", "--format", "json"]) == 0
    assert '"shown"' in capsys.readouterr().out
    for bad in ("0", "1", "1e-9"):
        assert run_app(["list", str(root), "--claim", bad]) == 2
        assert "is no rate that can be shown" in capsys.readouterr().err


def test_an_empty_dataset_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = DatasetRoot.create(tmp_path / "root").path
    assert run_app(["list", str(root), "--claim", "0.05", "--format", "csv"]) == 0
    assert "no take yet; 59 without an error show 5 % or less" in capsys.readouterr().out
