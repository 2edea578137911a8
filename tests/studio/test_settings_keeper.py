from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from liveness.datasets.errors import LivenessError
from liveness.studio import settings_keeper
from liveness.studio.background import Background
from liveness.studio.settings import Settings, load
from liveness.studio.settings_keeper import SettingsKeeper


class Window:
    """What the keeper sees of the window."""

    def __init__(self, path: Path | None) -> None:
        self.settings = Settings()
        self.settings_path = path
        self.background = Background(self._failed)

    def _failed(self, error: LivenessError) -> None:
        raise error


def settle(window: Window) -> None:
    while window.background.busy:
        window.background.deliver()


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings_keeper, "LOOK_S", 0.0)


@pytest.mark.usefixtures("at_once")
def test_a_choice_is_on_disk_before_the_window_closes(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    window: Any = Window(path)
    keeper = SettingsKeeper(window)
    keeper.tick(None)
    settle(window)
    assert not path.exists()
    window.settings.protocol = "six"
    keeper.tick(None)
    settle(window)
    assert load(path).protocol == "six"
    # nothing new: nothing is written
    path.unlink()
    keeper.tick(None)
    settle(window)
    assert not path.exists()
    window.settings.root = "there"
    keeper.close()
    assert load(path).root == "there"
    window.background.close()


@pytest.mark.usefixtures("at_once")
def test_a_window_that_remembers_nothing_writes_nothing() -> None:
    window: Any = Window(None)
    keeper = SettingsKeeper(window)
    window.settings.protocol = "six"
    keeper.tick(None)
    assert not window.background.busy
    keeper.close()
    window.background.close()
    assert keeper.handlers == {}
