"""The README's reader runs as printed."""

from __future__ import annotations

import contextlib
import io
import os
import re
from pathlib import Path

import pytest

from liveness.datasets.store import DatasetRoot
from liveness.studio.demonstration import DemoTake, ensure_consents, record_demo_take

README = Path(__file__).resolve().parents[1] / "README.md"


@pytest.mark.parametrize("codec", ["lossless", "jpeg"])
def test_the_ten_line_reader_reads_a_take(
    codec: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.S)
    assert len(code.splitlines()) <= 12
    root = DatasetRoot.create(tmp_path / "data")
    consents = ensure_consents(root, 1)
    session = root.start_session(
        site="test", operator=None, camera="demo", protocol=None, name=None
    )
    take = DemoTake("bona-fide", 0, 0, 0)
    record_demo_take(root, session, consents[0], take, codec=codec, seconds=0.2)  # type: ignore[arg-type]
    monkeypatch.chdir(tmp_path)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        exec(compile(code, os.fspath(README), "exec"), {})
    assert "bona-fide (720, 1280, 3) 6 frames" in said.getvalue()
