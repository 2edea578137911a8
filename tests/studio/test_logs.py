from __future__ import annotations

import faulthandler
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from liveness.studio.logs import KEPT, MAX_BYTES, log_path, read_log, start_log, stop_log


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    stop_log()
    faulthandler.enable()


def test_what_the_parts_say_is_in_the_file(tmp_path: Path) -> None:
    path = start_log(tmp_path / "deep" / "studio.log")
    assert path is not None
    logging.getLogger("liveness.capture.x").info("a camera came")
    assert "INFO liveness.capture.x [MainThread] a camera came" in read_log(path)


def test_a_second_start_writes_each_line_once(tmp_path: Path) -> None:
    path = start_log(tmp_path / "studio.log")
    start_log(tmp_path / "studio.log")
    logging.getLogger("liveness.y").warning("once")
    assert read_log(path).count("once") == 1


def test_it_rotates_and_is_read_in_order(tmp_path: Path) -> None:
    path = start_log(tmp_path / "studio.log")
    for i in range(12):
        logging.getLogger("liveness.z").info("%05d %s", i, "x" * (MAX_BYTES // 2))
    assert path is not None
    assert len(list(tmp_path.glob("studio.log*"))) == 1 + KEPT
    text = read_log(path, limit=10**9)
    seen = [i for i in range(12) if f"{i:05d} " in text]
    assert seen == list(range(seen[0], 12))
    assert text.index(f"{seen[0]:05d} ") < text.index("00011 ")


def test_a_disk_that_refuses_is_no_reason_not_to_start(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert start_log(tmp_path / "file" / "studio.log") is None


def test_the_variable_names_another_file_or_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIVENESS_LOG", "")
    assert log_path() is None
    assert start_log() is None
    assert read_log() == ""
    monkeypatch.setenv("LIVENESS_LOG", "/tmp/x.log")
    assert log_path() == Path("/tmp/x.log")
