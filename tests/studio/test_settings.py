from __future__ import annotations

import json
from pathlib import Path

import pytest

from liveness.studio import settings
from liveness.studio.settings import Settings


def test_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    kept = Settings(theme="light", source="camera:1", root="/data/x", take_seconds=7)
    settings.save(kept, path)
    assert settings.load(path) == kept
    assert not list(path.parent.glob("*.part"))


@pytest.mark.parametrize("content", [b"", b"{", b"[1]", b"\xff\xfe", b"null"])
def test_a_damaged_file_never_keeps_the_window_shut(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert settings.load(path) == Settings()
    assert settings.load(tmp_path / "absent.json") == Settings()


def test_the_good_keys_of_a_half_bad_file_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(
        json.dumps({"theme": "pink", "site": "gate-2", "take_seconds": -4, "later": 1})
    )
    found = settings.load(path)
    assert (found.theme, found.site, found.take_seconds) == ("dark", "gate-2", 5)


def test_a_disk_that_refuses_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings.save(Settings(), tmp_path / "file" / "settings.json")


def test_the_variable_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(settings.VARIABLE, str(tmp_path / "s.json"))
    assert settings.default_path() == tmp_path / "s.json"
    monkeypatch.delenv(settings.VARIABLE)
    assert settings.default_path().name == "settings.json"
