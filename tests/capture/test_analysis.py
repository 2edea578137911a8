from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np
import pytest

from liveness.capture import plugins
from liveness.capture.analysis import (
    Analyser,
    Snapshot,
    analyse_source,
    context_of,
)
from liveness.capture.analysis_thread import AnalysisThread, MapRotation
from liveness.capture.face import Face
from liveness.capture.frame import Frame, LatestFrame
from liveness.capture.fusion import Fusion, FusionWeights
from liveness.capture.landmarks import ModelId
from liveness.capture.quality import QUALITY_UNITS
from liveness.capture.signal import Signal, SignalContext, SignalFamily
from liveness.capture.tracker import FaceTracker
from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence, SignalMap
from liveness.datasets.take import CaptureInfo

FRAME_NS = 33_333_333


def frame(index: int, level: int = 120) -> Frame:
    image = np.full((90, 160, 3), level, np.uint8)
    return Frame(image, index * FRAME_NS, index, arrival_ns=time.monotonic_ns())


class Counting:
    """A signal whose llr is the number of frames with a face since the start."""

    name: ClassVar[str] = "counting"
    family: ClassVar[SignalFamily] = "geometry"
    title: ClassVar[str] = "Counting"
    version: ClassVar[str] = "3"
    units: ClassVar[Mapping[str, str]] = {"frames": "1"}
    cap: ClassVar[tuple[float, float]] = (-4.0, 4.0)

    def __init__(self, parameters: Any = None, context: SignalContext | None = None) -> None:
        self.parameters, self.context = parameters, context
        self.count = 0

    def update(self, frame: Frame, face: Face | None) -> None:
        self.count += face is not None

    def evidence(self, *, with_map: bool = False) -> Evidence:
        shown = SignalMap(np.zeros((2, 2), np.float32), "peak", "dB", 0, 1, (0, 0, 9, 9))
        raw = {"frames": float(self.count)}
        return Evidence(
            self.name,
            self.count / 10,
            True,
            1.0,
            (),
            raw,
            self.units,
            shown if with_map else None,
        )

    def reset(self) -> None:
        self.count = 0


class Faulty(Counting):
    name: ClassVar[str] = "faulty"
    family: ClassVar[SignalFamily] = "temporal"

    def update(self, frame: Frame, face: Face | None) -> None:
        if frame.index % 2:
            raise ZeroDivisionError("no\nmotion")


class Liar(Counting):
    name: ClassVar[str] = "liar"

    def evidence(self, *, with_map: bool = False) -> Evidence:
        return 0.5  # type: ignore[return-value]


class FixedTracker(FaceTracker):
    """A face in every frame that is not black."""

    def update(self, frame: Frame) -> Face | None:
        self.threads = {*getattr(self, "threads", ()), threading.get_ident()}
        if frame.image.max() == 0:
            return None
        points = np.zeros((478, 3), np.float32)
        return Face(points, (40, 20, 60, 60), 1, 2, 3, 30, 6, 500)

    def close(self) -> None:
        self.closed_by = threading.get_ident()

    @property
    def model_id(self) -> ModelId:
        return ModelId("fixed", "1", "ab" * 32)


def analyser(*classes: type[Counting], tracker: FaceTracker | None = None) -> Analyser:
    weights = FusionWeights(weights={"counting": 1.0, "faulty": 1.0, "liar": 1.0})
    return Analyser(
        SignalContext(fps=30),
        signals=classes,
        fusion=Fusion(weights, signals=classes),
        tracker=tracker or FixedTracker(),
    )


def test_a_snapshot_holds_everything_of_its_frame() -> None:
    with analyser(Counting) as subject:
        subject.process(frame(0))
        snapshot = subject.process(frame(1), maps={"counting", "unknown"})
    assert snapshot.frame.index == 1
    assert snapshot.evidence["counting"].llr == 0.2
    assert snapshot.evidence["counting"].map is not None
    assert snapshot.fused.llr == pytest.approx(0.2)
    assert set(snapshot.quality) <= set(QUALITY_UNITS)
    assert snapshot.quality["iod_px"] == 30
    assert snapshot.faces == 1
    parts = {"face", "counting", "fusion", "quality"}
    assert set(snapshot.cost_ms) == parts | {"total"}
    assert sum(snapshot.cost_ms[part] for part in parts) <= snapshot.cost_ms["total"]


def test_a_map_is_made_only_when_it_is_wanted() -> None:
    with analyser(Counting) as subject:
        assert subject.process(frame(0)).evidence["counting"].map is None


def test_header_facts() -> None:
    subject = analyser(Counting)
    assert subject.names == ("counting",)
    assert subject.versions() == {"counting": "3"}
    assert subject.units() == {"counting": {"frames": "1"}, "quality": dict(QUALITY_UNITS)}
    assert subject.model_id == "fixed 1 sha256:" + "ab" * 32


def test_parameters_and_context_reach_the_signal() -> None:
    context = SignalContext(fps=12)
    chosen: Any = object()
    subject = Analyser(
        context, signals=[Counting], parameters={"counting": chosen}, tracker=FixedTracker()
    )
    signal: Any = subject.signals[0]
    assert isinstance(signal, Signal)
    assert signal.parameters is chosen
    assert signal.context is context


def test_a_signal_that_raises_abstains_and_the_rest_goes_on(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with analyser(Faulty, Counting) as subject, caplog.at_level(logging.ERROR):
        snapshots = [subject.process(frame(i)) for i in range(6)]
    bad = snapshots[3].evidence["faulty"]
    assert not bad.valid
    assert bad.reasons == ("fault: ZeroDivisionError: no motion",)
    assert snapshots[4].evidence["faulty"].valid  # it is asked again
    assert snapshots[5].evidence["counting"].llr == 0.6
    assert snapshots[5].fused.contributions["faulty"] == 0
    assert subject.faults == {"faulty": "ZeroDivisionError: no motion"}
    assert len(caplog.records) == 1


def test_an_answer_that_is_no_evidence_is_a_fault() -> None:
    with analyser(Liar) as subject:
        found = subject.process(frame(0)).evidence["liar"]
    assert found.reasons == ("fault: TypeError: it answered 0.5 for evidence",)


def test_reset_forgets_every_frame() -> None:
    with analyser(Counting, Faulty) as subject:
        first = [subject.process(frame(i)).fused.llr for i in range(5)]
        subject.reset()
        assert subject.faults == {}
        assert [subject.process(frame(i)).fused.llr for i in range(5)] == first


def test_opencv_is_held_to_one_thread() -> None:
    cv2.setNumThreads(2)
    with analyser(Counting) as subject:
        subject.process(frame(0))
        assert cv2.getNumThreads() == 1


class Frames:
    """A source of grey frames."""

    live = False
    frame_count = None

    def __init__(self, count: int) -> None:
        self.left = iter(range(count))

    def read(self) -> Frame | None:
        index = next(self.left, None)
        return None if index is None else frame(index)


def test_the_offline_schedule_analyses_every_frame_and_makes_maps_now_and_then() -> None:
    seen: list[int] = []
    source: Any = Frames(33)
    with analyser(Counting) as subject:
        snapshots = list(
            analyse_source(source, subject, on_frame=lambda f: seen.append(f.index))
        )
    assert seen == [s.frame.index for s in snapshots] == list(range(33))
    mapped = [s.frame.index for s in snapshots if s.evidence["counting"].map is not None]
    assert mapped == [0, 15, 30]


def test_context_of_a_source_keeps_what_the_deployment_knows() -> None:
    info = CaptureInfo(
        source="x.mp4", kind="video", width=64, height=64, fps=25, clock="media",
        lossy_origin=True,
    )  # fmt: skip
    base = SignalContext(horizontal_fov_deg=80, fov_calibrated=True, fps=1)
    found = context_of(info, base)
    assert (found.fps, found.clock, found.lossy_origin) == (25, "media", True)
    assert (found.horizontal_fov_deg, found.fov_calibrated) == (80, True)


def wait_for(condition: Any, limit_s: float = 3.0) -> None:
    end = time.monotonic() + limit_s
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def test_the_thread_takes_the_newest_and_frees_the_models_itself() -> None:
    tracker, latest = FixedTracker(), LatestFrame()
    got: list[Snapshot] = []
    for i in range(5):
        latest.put(frame(i))
    with AnalysisThread(latest, analyser(Counting, tracker=tracker), got.append) as thread:
        wait_for(lambda: got)
        thread.set_maps({"counting"})
        latest.put(frame(5))
        wait_for(lambda: len(got) == 2)
        wait_for(lambda: thread.snapshots.peek()[0] == 2)
        newest = thread.snapshots.peek()[1]
        assert newest is not None
        assert newest.frame is got[-1].frame
        assert thread.fps > 0
    assert [s.frame.index for s in got] == [4, 5]
    assert [s.evidence["counting"].map is not None for s in got] == [False, True]
    assert tracker.threads == {tracker.closed_by}
    assert tracker.closed_by != threading.get_ident()
    assert thread.error is None


class Mapped(Counting):
    name: ClassVar[str] = "mapped"


def test_maps_rotate_one_a_frame_and_ten_a_second() -> None:
    rotation = MapRotation()
    assert rotation.due(0) == ()
    rotation.wanted = frozenset({"a", "b"})
    made = [rotation.due(i * FRAME_NS) for i in range(30)]
    assert max(map(len, made)) == 1
    flat = [name for names in made for name in names]
    assert flat.count("a") == flat.count("b") == 8  # every fourth frame is 0.13 s
    assert flat[:2] == ["a", "b"]
    rotation.wanted = frozenset({"b"})
    assert {n for i in range(30, 60) for n in rotation.due(i * FRAME_NS)} == {"b"}


def test_a_map_is_carried_until_the_next_and_no_longer() -> None:
    rotation = MapRotation()
    rotation.wanted = frozenset({"counting"})
    with analyser(Counting, Mapped) as subject:
        made = subject.process(frame(0), maps=subject.names)
        assert rotation.carry(made).evidence["counting"].map is not None
        later = rotation.carry(subject.process(frame(3)))
        assert later.evidence["counting"].map is made.evidence["counting"].map
        assert later.evidence["counting"].llr == 0.2
        assert later.evidence["mapped"].map is None  # nobody sees it
        stale = rotation.carry(subject.process(frame(15)))
        assert stale.evidence["counting"].map is None


def test_a_slow_analysis_skips_and_never_lags() -> None:
    class Slow(Counting):
        def update(self, frame: Frame, face: Face | None) -> None:
            time.sleep(0.03)

    latest, got = LatestFrame(), []
    with AnalysisThread(latest, analyser(Slow), got.append):
        for i in range(60):
            latest.put(frame(i))
            time.sleep(0.003)
        wait_for(lambda: got and got[-1].frame.index == 59)
    ages = [time.monotonic_ns() - s.frame.arrival_ns for s in got[-1:]]
    assert len(got) < 20
    assert ages[0] < 0.5e9


@pytest.mark.parametrize(
    ("raised", "code"),
    [(LivenessError("E-MOD-01", "no mesh"), "E-MOD-01"), (KeyError("x"), "E-ENV-10")],
)
def test_the_thread_says_why_it_ended(
    raised: Exception, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    class Broken(FixedTracker):
        def update(self, frame: Frame) -> Face | None:
            raise raised

    latest = LatestFrame()
    with AnalysisThread(latest, analyser(Counting, tracker=Broken())) as thread:
        latest.put(frame(0))
        wait_for(lambda: thread.error is not None)
    assert thread.error is not None
    assert thread.error.code == code


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


@pytest.mark.media
def test_two_passes_over_real_footage_agree_to_the_last_digit(shared_media: Path) -> None:
    def run() -> list[Any]:
        capture = cv2.VideoCapture(str(shared_media / "bona_fide" / "d9.mp4"))
        cv2.setNumThreads(2)
        out = []
        with Analyser(SignalContext(fps=25, lossy_origin=True, clock="media")) as subject:
            for i in range(30):
                maps = subject.names if i % 15 == 0 else ()
                image = np.asarray(capture.read()[1], np.uint8)
                snapshot = subject.process(Frame(image, i * 40_000_000, i), maps=maps)
                assert not subject.faults
                out.append(
                    [
                        (name, e.llr, e.valid, e.quality, e.reasons, dict(e.raw))
                        for name, e in snapshot.evidence.items()
                    ]
                    + [snapshot.fused, snapshot.quality]
                )
        return out

    assert run() == run()
