from __future__ import annotations

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from liveness.datasets.errors import UsageError
from liveness.studio.engine_slot import EngineSlot, open_paced


class SlowEngine:
    def __init__(self, source: object) -> None:
        self.source, self.error = source, None
        self.release = threading.Event()
        self.left = False

    def __enter__(self) -> SlowEngine:
        return self

    def __exit__(self, *_: object) -> None:
        self.left = self.release.wait(5)


def test_another_source_opens_while_the_old_one_still_closes() -> None:
    slot = EngineSlot(opener=lambda spec: spec, engine=SlowEngine)  # type: ignore[arg-type, return-value]
    first = slot.open("camera:0")
    second = slot.open("camera:1")
    assert slot.engine is second
    assert (slot.spec, slot.failure()) == ("camera:1", None)
    assert not first.left  # type: ignore[attr-defined]
    assert not slot.wait_closed(0.01)
    first.release.set()  # type: ignore[attr-defined]
    assert slot.wait_closed()
    assert first.left  # type: ignore[attr-defined]
    second.release.set()  # type: ignore[attr-defined]
    slot.close()
    slot.close()
    assert slot.wait_closed()
    assert slot.engine is None


def test_a_specification_that_is_none_leaves_nothing_open() -> None:
    slot = EngineSlot()
    with pytest.raises(UsageError, match="E-CAM"):
        slot.open("nonsense:7")
    assert slot.engine is None


def test_the_demo_is_paced() -> None:
    assert open_paced("demo:bona-fide").live


@pytest.mark.parametrize(("wanted", "seconds"), [(True, 2.0), (False, 0.0)])
def test_what_is_before_a_take_is_kept_unless_it_is_switched_off(
    wanted: bool, seconds: float
) -> None:
    slot = EngineSlot(preroll=wanted)
    engine = slot.open("demo:bona-fide")
    assert engine.preroll.seconds == seconds
    slot.close()
    assert slot.wait_closed()


def test_a_source_that_is_opened_again_waits_for_its_own_closing() -> None:
    order: list[str] = []

    class Slow:
        def __init__(self, source: object) -> None:
            self.preroll = SimpleNamespace()

        def __enter__(self) -> Slow:
            return self

        def __exit__(self, *_: object) -> None:
            threading.Event().wait(0.1)
            order.append("closed")

    def opener(spec: str) -> Any:
        order.append(spec)
        return spec

    slot = EngineSlot(opener, Slow)  # type: ignore[arg-type]
    slot.open("camera:0")
    slot.close()
    slot.open("camera:0?gain=3")  # the same camera: its driver lets one in at a time
    slot.close()
    slot.open("demo:bona-fide")  # another source need not wait
    assert order == ["camera:0", "closed", "camera:0?gain=3", "demo:bona-fide"]
    slot.close()
    assert slot.wait_closed()
