"""Signals of other packages."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint
from typing import Any, ClassVar

import pytest
from capture_fakes import Counting, Faulty, FixedTracker, frame

from liveness.capture import plugins
from liveness.capture.analysis import (
    Analyser,
)
from liveness.capture.fusion import Fusion, FusionWeights


@pytest.fixture
def plug(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    offered: list[Any] = []

    class Offer:
        def __init__(self, name: str, load: Any) -> None:
            self.name, self.load = name, load

    def entry_points(group: str) -> list[EntryPoint]:
        assert group == "liveness.signals"
        return [Offer(f"offer{i}", load) for i, load in enumerate(offered)]  # type: ignore[misc]

    monkeypatch.setattr(plugins.importlib.metadata, "entry_points", entry_points)
    plugins.load_signals.cache_clear()
    yield offered
    plugins.load_signals.cache_clear()


def test_signals_of_other_packages_join_ours(plug: list[Any]) -> None:
    plug.append(lambda: Counting)
    loaded = plugins.load_signals()
    assert loaded.classes[-1] is Counting
    assert loaded.faults == ()
    assert "depth" in [made.name for made in loaded.classes]


def test_a_plugged_in_signal_speaks_beside_ours_and_fusion_lists_it(plug: list[Any]) -> None:
    plug += [lambda: Counting, lambda: Faulty]
    subject = Analyser(tracker=FixedTracker())
    assert subject.names[-2:] == ("counting", "faulty")
    assert "frames" in subject.units()["counting"]
    for index in range(2):
        found = subject.process(frame(index), maps=["counting"])
    assert found.evidence["counting"].raw["frames"] == 2
    assert found.evidence["counting"].map is not None
    # before a profile gives it a weight it is shown and adds nothing
    assert found.fused.contributions["counting"] == 0
    assert any("counting has no weight" in reason for reason in found.fused.reasons)
    # and one that raises takes nobody with it
    assert "ZeroDivisionError" in found.evidence["faulty"].reasons[0]
    assert subject.faults.keys() == {"faulty"}
    assert {"depth", "texture", "reflection", "motion"} <= found.evidence.keys()
    given = FusionWeights(weights={"counting": 1.0})
    weighed = Analyser(fusion=Fusion(given, signals=subject.signals), tracker=FixedTracker())
    assert weighed.process(frame(0)).fused.contributions["counting"] == pytest.approx(0.1)


def test_broken_plugins_are_reported_and_left_out(plug: list[Any]) -> None:
    class Taken(Counting):
        name: ClassVar[str] = "depth"

    def broken() -> None:
        raise ImportError("no module named torch")

    plug += [broken, lambda: "a string", lambda: Taken, lambda: Counting]
    subject = Analyser(tracker=FixedTracker())
    assert subject.names[-1] == "counting"
    assert subject.names.count("depth") == 1
    texts = subject.plugin_faults
    assert len(texts) == 3
    assert "offer0" in texts[0]
    assert "torch" in texts[0]
    assert "no signal class" in texts[1]
    assert "'depth' is taken" in texts[2]
