from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from liveness.datasets.kept_protocol import (
    keep_protocol,
    kept_path,
    kept_protocol,
    protocol_changes,
)
from liveness.datasets.protocol import Protocol

LIVE: dict[str, Any] = {"id": "live", "title": "Live", "text": "Look."}
PRINT: dict[str, Any] = {"id": "print", "title": "P", "text": "x", "species": "print-matte"}


def made(*steps: dict[str, Any], **fields: Any) -> Protocol:
    return Protocol.model_validate({"id": "p", "title": "P", "steps": steps, **fields})


def test_a_protocol_is_kept_once_for_each_content(tmp_path: Path) -> None:
    first, second = made(LIVE), made(LIVE, PRINT)
    one = keep_protocol(tmp_path, first)
    assert keep_protocol(tmp_path, first) == one
    other = keep_protocol(tmp_path, second)
    assert len(list((tmp_path / "protocols").iterdir())) == 2
    assert kept_protocol(tmp_path, "p", one) == first
    assert kept_protocol(tmp_path, "p", other) == second
    assert kept_protocol(tmp_path, "p", None) is None
    assert kept_protocol(tmp_path, "p", "0" * 64) is None
    kept_path(tmp_path, "p", one).write_bytes(b"\xff")
    assert kept_protocol(tmp_path, "p", one) is None


@pytest.mark.parametrize(
    ("new", "said"),
    [
        (made(LIVE, PRINT), ()),
        (made(LIVE | {"text": "Look here.", "title": "L"}, PRINT, title="Q"), ()),
        (made(LIVE), ("step print is gone",)),
        (made(LIVE, PRINT, PRINT | {"id": "more"}), ("step more is new",)),
        (
            made(LIVE | {"repetitions": 3, "seconds": 2}, PRINT),
            ("step live: seconds was 4, is 2", "step live: repetitions was 1, is 3"),
        ),
        (
            made(LIVE, PRINT | {"lighting": ["dim", "office"]}),
            ("step print: lighting was none, is dim, office",),
        ),
        (made(LIVE, PRINT | {"stop": {}}), ("step print: stop was none, is set otherwise",)),
        (made(PRINT, LIVE), ("the steps stand in another order",)),
        (made(LIVE, PRINT, order="random"), ("order was fixed, is random",)),
    ],
)
def test_what_differs_is_said(new: Protocol, said: tuple[str, ...]) -> None:
    assert protocol_changes(made(LIVE, PRINT), new) == said
