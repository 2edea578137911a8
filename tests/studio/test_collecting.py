from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from liveness.capture.demo import DemoSource
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError, SourceError
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.studio import collecting
from liveness.studio.collecting import Collection, Said, collect_step
from liveness.studio.protocols import find_protocol


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    root = DatasetRoot.create(tmp_path / "root")
    consent = Consent(id="C1", subject="S1")
    root.consents.add(consent)
    protocol = find_protocol("quick-check")
    session = root.start_session(
        site="test", operator="O1", camera="demo", protocol=protocol.id, name=None
    )
    return Collection(root, protocol, session, consent, "S1", "demo:bona-fide")


def _paced(monkeypatch: pytest.MonkeyPatch, frames: int) -> None:
    def source(*_: object, **__: object) -> DemoSource:
        return DemoSource("bona-fide", width=640, height=360, paced=True, frames=frames)

    monkeypatch.setattr(collecting, "open_source", source)


def _lasting(collection: Collection, seconds: float) -> Collection:
    step = collection.protocol.steps[0].model_copy(update={"seconds": seconds})
    protocol = collection.protocol.model_copy(update={"steps": (step,)})
    return replace(collection, protocol=protocol)


def test_a_live_take_has_its_step_its_label_and_its_length(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    _paced(monkeypatch, 600)
    said: list[Said] = []
    record = collect_step(_lasting(collection, 1.0), Slot("bona-fide", 2, None), said.append)
    assert (record.label, record.step, record.repetition) == ("bona-fide", "bona-fide", 2)
    assert record.status == "complete"
    # the take ends at the first snapshot past its time, whatever the computer dropped
    assert 0.8 <= record.seconds <= 2.0
    assert 0 < record.faces <= record.analysed <= record.frames
    assert collection.root.takes() == [record]


@pytest.mark.parametrize("wanted", [True, False])
def test_what_came_before_the_take_is_stored_with_it_if_wanted(
    collection: Collection, monkeypatch: pytest.MonkeyPatch, wanted: bool
) -> None:
    _paced(monkeypatch, 600)
    lasting = replace(_lasting(collection, 0.2), preroll=wanted)
    record = collect_step(lasting, Slot("bona-fide", 2, None), lambda _: None)
    with TakeReader(collection.root.take_path(record)) as take:
        assert (take.preroll is not None) is wanted
        assert take.preroll is None or -2e9 < take.preroll.time_ns[0] < 0


def test_a_source_that_ends_leaves_an_incomplete_take_and_says_so(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    _paced(monkeypatch, 60)
    said: list[Said] = []
    with pytest.raises(SourceError, match="E-CAM-05"):
        collect_step(_lasting(collection, 30.0), Slot("bona-fide", 1, None), said.append)
    (record,) = collection.root.takes()
    assert record.status == "incomplete"
    assert record.frames > 0
    assert record.id in said[-1].text
    assert not list((collection.root.path / "incoming").glob("*.mcap"))


def test_a_live_source_without_a_face_gives_no_take(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wall(DemoSource):
        def read(self):  # type: ignore[no-untyped-def]
            frame = super().read()
            if frame is None:
                return None
            blank = frame.image.copy()
            blank[:] = 90
            return type(frame)(blank, frame.time_ns, frame.index, arrival_ns=frame.arrival_ns)

    monkeypatch.setattr(collecting, "GATE_WAIT_S", 0.5)
    monkeypatch.setattr(
        collecting,
        "open_source",
        lambda *_, **__: Wall("bona-fide", width=640, height=360, paced=True, frames=300),
    )
    with pytest.raises(DataError, match="no face"):
        collect_step(collection, Slot("bona-fide", 1, None), lambda _: None)
    assert collection.root.takes() == []
