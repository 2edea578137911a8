from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any, ClassVar

import cv2
import numpy as np
import pytest

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.engine import LiveEngine
from liveness.capture.face import Face
from liveness.capture.frame import Frame, Source
from liveness.capture.fusion import Fusion, FusionWeights
from liveness.capture.landmarks import ModelId
from liveness.capture.model import ModelScorer
from liveness.capture.signal import Signal, SignalContext, SignalFamily
from liveness.capture.slotted import SlottedSignal
from liveness.capture.sources import open_source
from liveness.capture.tracker import FaceTracker
from liveness.datasets.errors import LivenessError, RecordingError
from liveness.datasets.evidence import Evidence, SignalMap
from liveness.datasets.model_file import ModelBytes, ModelFile, read_model

FRAME_NS = 33_333_333
EYE = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]


class Steady:
    """A signal that says what it is told and counts its frames."""

    name: ClassVar[str] = "steady"
    family: ClassVar[SignalFamily] = "texture"
    title: ClassVar[str] = "Steady"
    version: ClassVar[str] = "3"
    units: ClassVar[Mapping[str, str]] = {"frames": "1"}
    cap: ClassVar[tuple[float, float]] = (-4.0, 0.5)

    def __init__(self, parameters: Any = None, context: SignalContext | None = None) -> None:
        self.llr: float | None = None
        self.quality = 1.0
        self.count = 0

    def update(self, frame: Frame, face: Face | None) -> None:
        self.count += 1

    def evidence(self, *, with_map: bool = False) -> Evidence:
        raw = {"frames": float(self.count)}
        values = np.full((2, 2), 9, np.float32)
        own = SignalMap(values, "peak", "dB", 0, 1, (0, 0, 9, 9)) if with_map else None
        if self.llr is None:
            return Evidence.abstain(self.name, "no pattern", raw=raw, units=self.units, map=own)
        return Evidence(
            self.name, self.llr, True, self.quality, ("a pattern",), raw, self.units, own
        )

    def reset(self) -> None:
        self.count = 0


class Other(Steady):
    name: ClassVar[str] = "other"
    family: ClassVar[SignalFamily] = "temporal"

    def evidence(self, *, with_map: bool = False) -> Evidence:
        return Evidence(self.name, self.count / 100, True, 1.0, (), {"frames": self.count})


class FixedTracker(FaceTracker):
    """A face in every frame."""

    def update(self, frame: Frame) -> Face | None:
        return face()

    def close(self) -> None:
        """Nothing to free."""

    @property
    def model_id(self) -> ModelId:
        return ModelId("fixed", "1", "ab" * 32)


def frame(index: int, blue: int = 3, red: int = 1) -> Frame:
    image = np.zeros((90, 160, 3), np.uint8)
    image[:] = (blue, 0, red)
    return Frame(image, index * FRAME_NS, index)


def face() -> Face:
    return Face(np.zeros((478, 3), np.float32), (40, 20, 60, 60), 0, 0, 0, 30, 6, 500)


@pytest.fixture
def model(tmp_path: Path, tiny_onnx: ModuleType) -> ModelBytes:
    """A model that says red minus blue."""
    path = tiny_onnx.write_model(tmp_path, tiny_onnx.brightness(4, EYE, [0, 0]))
    return read_model(path)


@pytest.fixture
def mapping(tmp_path: Path, tiny_onnx: ModuleType) -> ModelBytes:
    shown = {"map": {"output": "map", "title": "of the model", "high": 255}}
    data = tiny_onnx.brightness(4, EYE, [0, 0])
    return read_model(tiny_onnx.write_model(tmp_path / "map", data, network=shown))


def slotted(model: ModelBytes, llr: float | None, quality: float = 1.0) -> SlottedSignal:
    inner = Steady()
    inner.llr, inner.quality = llr, quality
    return SlottedSignal(inner, ModelScorer(model))


def analyser(model: ModelBytes | None = None) -> Analyser:
    classes = (Steady, Other)
    weights = FusionWeights(weights={"steady": 1.0, "other": 1.0})
    return Analyser(
        signals=classes,
        fusion=Fusion(weights, signals=classes),
        tracker=FixedTracker(),
        models={"steady": model} if model else None,
    )


# evidence of both


def test_a_slotted_signal_is_still_that_signal(model: ModelBytes) -> None:
    subject = slotted(model, None)
    assert isinstance(subject, Signal)
    assert (subject.name, subject.family, subject.title) == ("steady", "texture", "Steady")
    assert subject.version.startswith("3 with tiny 1 (")
    assert model.file.networks[0].sha256[:12] in subject.version
    assert f"cv2.dnn {cv2.__version__}" in subject.version
    assert subject.cap == (-6.0, 2.0)
    assert {"frames", "model_p", "model_llr", "model_1_p"} <= set(subject.units)


def test_where_the_signal_abstains_the_model_speaks(model: ModelBytes) -> None:
    subject = slotted(model, None)
    subject.update(frame(0, blue=1, red=2), face())
    found = subject.evidence()
    assert found.valid
    assert not found.calibrated
    assert found.llr == pytest.approx(1.0, abs=1e-4)
    assert found.quality == 1.0
    assert found.raw["model_p"] == pytest.approx(1 / (1 + np.exp(-1)), abs=1e-4)
    assert found.raw["frames"] == 1.0
    assert set(found.raw) <= set(found.units)
    assert found.reasons == (
        "the model tiny says P(bona fide) 0.731 over 1 frame",
        "no pattern",
    )


@pytest.mark.parametrize(
    ("own", "quality", "red", "expected"),
    [
        (0.5, 1.0, 2, 0.5 + 1.0),  # both for
        (0.5, 0.4, 2, 0.5 * 0.4 + 1.0),  # each by its own quality
        (0.5, 1.0, 0, 0.5 - 1.0),  # the model against
        (-2.5, 1.0, 0, -2.5 - 1.0),  # both against
        (-2.5, 1.0, 2, -2.5),  # a network takes nothing from a measured attack
    ],
)
def test_both_llrs_are_weighed_by_their_qualities(
    model: ModelBytes, own: float, quality: float, red: int, expected: float
) -> None:
    subject = slotted(model, own, quality)
    subject.update(frame(0, blue=1, red=red), face())
    found = subject.evidence()
    assert found.quality * found.llr == pytest.approx(expected, abs=1e-4)
    assert any("the model tiny" in reason for reason in found.reasons)


def test_more_of_either_never_lowers_the_sum(model: ModelBytes) -> None:
    sums = []
    for red in range(5):
        subject = slotted(model, 0.0)
        subject.update(frame(0, blue=2, red=red), face())
        assert isinstance(subject.inner, Steady)
        for own in (-4.0, -1.0, -0.01, 0.0, 0.01, 0.5):
            subject.inner.llr = own
            sums.append(subject.evidence().llr)
    table = np.array(sums).reshape(5, 6)
    assert (np.diff(table, axis=0) >= 0).all()
    assert (np.diff(table, axis=1) >= 0).all()


def test_without_a_face_the_model_is_silent_and_says_so(model: ModelBytes) -> None:
    subject = slotted(model, -1.0)
    subject.update(frame(0), None)
    found = subject.evidence()
    assert found.llr == -1.0
    assert "model_p" not in found.raw
    assert found.reasons[-1] == "the model tiny is silent: no face was scored yet"


def test_a_network_that_raises_leaves_the_physical_evidence(
    model: ModelBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = slotted(model, -1.0)
    subject.update(frame(0), face())
    before = subject.evidence()
    _, runtime = subject.scorer._networks[0]
    calls = []

    def broken(blob: object) -> list[Any]:
        calls.append(blob)
        raise RuntimeError("out of\nmemory")

    monkeypatch.setattr(runtime, "run", broken)
    for i in range(1, 7):
        subject.update(frame(i), face())
    found = subject.evidence()
    assert "model_p" in before.raw
    assert (found.llr, found.quality) == (-1.0, 1.0)
    assert found.raw == {"frames": 7.0}
    assert found.reasons == (
        "a pattern",
        "the model tiny failed: RuntimeError: out of memory",
    )
    assert len(calls) == 1, "a fault does not change the schedule"
    monkeypatch.undo()
    for i in range(7, 11):
        subject.update(frame(i), face())
    assert "model_p" in subject.evidence().raw


def test_the_models_map_is_shown_in_place_of_the_signals(mapping: ModelBytes) -> None:
    subject = slotted(mapping, None)
    subject.update(frame(0, blue=7), face())
    assert subject.evidence().map is None
    shown = subject.evidence(with_map=True).map
    assert shown is not None
    assert shown.title == "of the model"
    subject.show_map = False
    shown = subject.evidence(with_map=True).map
    assert shown is not None
    assert shown.unit == "dB"


def test_a_reset_forgets_both(model: ModelBytes) -> None:
    subject = slotted(model, None)
    subject.update(frame(0), face())
    subject.reset()
    assert not subject.evidence().valid
    assert subject.evidence().raw == {"frames": 0.0}


# in the analyser


def test_an_analyser_takes_models(model: ModelBytes) -> None:
    with analyser(model) as subject:
        found = subject.process(frame(0, blue=0, red=200))
        assert found.evidence["steady"].llr == 1.5
        assert found.fused.contributions["steady"] == 1.5
        assert "with tiny 1" in subject.versions()["steady"]
        assert subject.units()["steady"]["model_p"] == "1"


def test_a_model_that_cannot_be_run_is_refused_at_once(
    tmp_path: Path, tiny_onnx: ModuleType, model: ModelBytes
) -> None:
    broken = read_model(tiny_onnx.write_model(tmp_path / "b", b"no network"))
    with analyser() as subject:
        with pytest.raises(LivenessError, match="E-MOD-13"):
            subject.set_model("steady", broken)
        with pytest.raises(LivenessError, match="E-MOD-15: there is no signal 'colour'"):
            subject.set_model("colour", model)
        assert not subject.process(frame(0)).evidence["steady"].valid


def told(snapshot: Snapshot, name: str) -> tuple[Any, ...]:
    item = snapshot.evidence[name]
    return item.llr, item.valid, item.quality, item.reasons, dict(item.raw)


def test_a_swap_leaves_every_other_signal_as_it_was(model: ModelBytes) -> None:
    with analyser() as plain, analyser() as swapped:
        for i in range(12):
            if i == 4:
                swapped.set_model("steady", model)
            if i == 9:
                swapped.set_model("steady", None)
            one, two = plain.process(frame(i)), swapped.process(frame(i))
            assert told(one, "other") == told(two, "other")
            assert two.evidence["steady"].raw["frames"] == i + 1, "its state stays, too"
            assert two.evidence["steady"].valid == (4 <= i < 9)
        assert told(one, "steady") == told(two, "steady")
        assert one.fused == two.fused


def test_another_model_takes_the_place_of_the_first(
    model: ModelBytes, mapping: ModelBytes
) -> None:
    with analyser(model) as subject:
        subject.process(frame(0))
        subject.set_model("steady", mapping)
        subject.process(frame(1))
        (slot, _) = subject.signals
        assert isinstance(slot, SlottedSignal)
        assert isinstance(slot.inner, Steady)
        assert slot.scorer.model is mapping


def test_a_swap_from_another_thread_waits_for_the_frame(model: ModelBytes) -> None:
    done = threading.Event()

    class Slow(Steady):
        def update(self, frame: Frame, face: Face | None) -> None:
            if frame.index == 1:
                thread = threading.Thread(target=swap)
                thread.start()
                thread.join(5)
            super().update(frame, face)

    with Analyser(signals=(Slow,), tracker=FixedTracker()) as subject:

        def swap() -> None:
            subject.set_model("steady", model)
            done.set()

        subject.process(frame(0))
        during = subject.process(frame(1))
        assert done.is_set()
        assert not during.evidence["steady"].valid
        assert subject.process(frame(2)).evidence["steady"].valid


# in the engine


@pytest.fixture
def engine(model: ModelBytes) -> Iterator[LiveEngine]:
    source: Source = open_source("demo:bona-fide", paced=True)

    def build(context: SignalContext) -> Analyser:
        return analyser()

    with LiveEngine(source, analyser_factory=build) as subject:
        yield subject


def wait(engine: LiveEngine, valid: bool) -> None:
    seen = 0
    for _ in range(200):
        seen, snapshot = engine.snapshots.take(seen, 0.2, engine.is_over)
        if snapshot is not None and snapshot.evidence["steady"].valid == valid:
            return
    raise AssertionError(f"no snapshot came: {engine.error}")


def test_an_engine_swaps_models_while_it_runs(engine: LiveEngine, model: ModelBytes) -> None:
    engine.set_model("steady", model)  # while the source opens
    engine.set_model("unknown", model)
    wait(engine, True)
    engine.set_model("steady", None)
    wait(engine, False)
    engine.set_model("steady", model)
    wait(engine, True)


def test_no_model_is_changed_during_a_take(engine: LiveEngine, model: ModelBytes) -> None:
    take = SimpleNamespace(
        header=SimpleNamespace(id="t1"), failed=None, submit_analysis=lambda snapshot: None
    )
    engine._take = take  # type: ignore[assignment]
    try:
        with pytest.raises(RecordingError, match="E-REC-08"):
            engine.set_model("steady", model)
    finally:
        engine._take = None


# the public networks


EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "models"


def public(name: str, folder: Path) -> ModelBytes:
    file = ModelFile.load(EXAMPLES / f"{name}.json")
    data = tuple((folder / network.file).read_bytes() for network in file.networks)
    return ModelBytes(EXAMPLES / f"{name}.json", file, data)


def softmax(z: np.ndarray) -> np.ndarray:
    e = np.exp(z.astype(np.float64) - z.max())
    return np.asarray(e / e.sum())


def minifasnet_alone(image: np.ndarray, face: Face, folder: Path) -> float:
    """MiniFASNetV2 as its authors run it, for a face that is far from the border."""
    x, y, w, h = face.box
    cx, cy, w, h = x + w / 2, y + h / 2, 2.7 * w, 2.7 * h
    part = image[int(cy - h / 2) : int(cy + h / 2) + 1, int(cx - w / 2) : int(cx + w / 2) + 1]
    net = cv2.dnn.readNetFromONNX(str(folder / "MiniFASNetV2.onnx"))
    net.setInput(cv2.dnn.blobFromImage(cv2.resize(part, (80, 80)), 1.0, (80, 80)))
    return float(softmax(net.forward()[0])[1])


@pytest.mark.media
def test_the_slot_says_what_the_network_says_alone(
    shared_media: Path, shared_models: Path
) -> None:
    model = public("minifasnet-v2", shared_models)
    files = ["bona_fide/asl_yes.mkv", "attack/print_handheld_002.jpg"]
    compared = 0
    for file in files:
        with (
            open_source(str(shared_media / file)) as source,
            Analyser(context_of(source.info), models={"texture": model}) as subject,
        ):
            frame = source.read()
            assert frame is not None
            snapshot = subject.process(frame)
        assert snapshot.face is not None
        x, y, w, h = snapshot.face.box
        inside = min(x - 0.85 * w, y - 0.85 * h) >= 0
        inside &= x + 1.85 * w < frame.width - 1 and y + 1.85 * h < frame.height - 1
        found = snapshot.evidence["texture"].raw["model_1_p"]
        if inside:
            alone = minifasnet_alone(frame.image, snapshot.face, shared_models)
            assert found == pytest.approx(alone, abs=1e-3)
            compared += 1
        assert (found > 0.5) == file.startswith("bona_fide")
        assert snapshot.fused.decision != ("reject" if found > 0.5 else "accept")
    assert compared
