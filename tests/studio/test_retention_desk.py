from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.audio import AudioCue
from liveness.datasets.consent import Consent
from liveness.datasets.store import DatasetRoot
from liveness.studio.main_window import MainWindow
from liveness.studio.retention_desk import overdue
from liveness.studio.settings import Settings
from liveness.widgets.withdraw_dialog import WithdrawDialog

TODAY = date(2026, 11, 22)


@pytest.fixture
def root(site: Callable[..., DatasetRoot]) -> DatasetRoot:
    """Four people with takes, whose consents set no limit so far."""
    return site(people=4, each=1, species=("print-matte",))


def _until(root: DatasetRoot, subject: str, *days: date | None) -> None:
    for path in (root.path / "consents").glob(f"C-{subject}.json"):
        path.unlink()
    for i, day in enumerate(days):
        root.consents.add(Consent(id=f"C-{subject}-{i}", subject=subject, retain_until=day))


def test_whose_last_day_has_passed_is_named(root: DatasetRoot) -> None:
    assert overdue(root, TODAY) == {}
    _until(root, "S0", date(2026, 11, 21))
    _until(root, "S1", TODAY)  # the last day itself is allowed
    _until(root, "S2", date(2026, 1, 1), date(2027, 1, 1))  # said so again later
    _until(root, "S3", date(2026, 1, 1), None)
    _until(root, "S9", date(2026, 1, 1))  # of whom there is no take
    assert overdue(root, TODAY) == {"S0": date(2026, 11, 21)}
    (root.path / "consents" / "bad.json").write_text("{")
    assert overdue(root, TODAY) == {}


def test_nothing_more_is_recorded_after_that_day() -> None:
    consent = Consent(id="C1", subject="S1", retain_until=TODAY)
    assert consent.fault(today=TODAY) is None
    assert "kept until 2026-11-22" in str(consent.fault(today=date(2026, 11, 23)))


def test_the_window_says_so_and_leads_to_the_erasure(root: DatasetRoot, qtbot: QtBot) -> None:
    _until(root, "S0", date(2020, 1, 1))
    window = MainWindow(Settings(muted=True), cue=AudioCue(muted=True))
    qtbot.addWidget(window)
    window.show()
    window.takes.open_root(root.path)
    qtbot.waitUntil(lambda: window.view.messages.message is not None)
    message = window.view.messages.message
    assert message is not None
    assert message.what == "Takes of S0 may be kept no longer"
    assert "2020-01-01" in message.measured
    window.view.messages._button.click()
    assert window.findChildren(WithdrawDialog)
    window.close()
