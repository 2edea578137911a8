"""Models that are swapped while an engine runs."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from capture_fakes import slot_analyser

from liveness.capture.analysis import Analyser
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Source
from liveness.capture.signal import SignalContext
from liveness.capture.sources import open_source
from liveness.datasets.errors import RecordingError
from liveness.datasets.model_file import ModelBytes


@pytest.fixture
def engine(eye_model: ModelBytes) -> Iterator[LiveEngine]:
    source: Source = open_source("demo:bona-fide", paced=True)

    def build(context: SignalContext) -> Analyser:
        return slot_analyser()

    with LiveEngine(source, analyser_factory=build) as subject:
        yield subject


def wait(engine: LiveEngine, valid: bool) -> None:
    seen = 0
    for _ in range(200):
        seen, snapshot = engine.snapshots.take(seen, 0.2, engine.is_over)
        if snapshot is not None and snapshot.evidence["steady"].valid == valid:
            return
    raise AssertionError(f"no snapshot came: {engine.error}")


def test_an_engine_swaps_models_while_it_runs(
    engine: LiveEngine, eye_model: ModelBytes
) -> None:
    engine.set_model("steady", eye_model)  # while the source opens
    engine.set_model("unknown", eye_model)
    wait(engine, True)
    engine.set_model("steady", None)
    wait(engine, False)
    engine.set_model("steady", eye_model)
    wait(engine, True)


def test_no_model_is_changed_during_a_take(engine: LiveEngine, eye_model: ModelBytes) -> None:
    take = SimpleNamespace(
        header=SimpleNamespace(id="t1"), failed=None, submit_analysis=lambda snapshot: None
    )
    engine._take = take  # type: ignore[assignment]
    try:
        with pytest.raises(RecordingError, match="E-REC-08"):
            engine.set_model("steady", eye_model)
    finally:
        engine._take = None
