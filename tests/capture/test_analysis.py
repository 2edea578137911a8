"""From a frame to a snapshot."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any, ClassVar

import cv2
import numpy as np
import pytest
from capture_fakes import Counting, Faulty, FixedTracker, analyser, frame

from liveness.capture.analysis import (
    Analyser,
    analyse_source,
    context_of,
)
from liveness.capture.frame import Frame
from liveness.capture.quality import QUALITY_UNITS
from liveness.capture.signal import Signal, SignalContext
from liveness.datasets.evidence import Evidence
from liveness.datasets.take import CaptureInfo


class Liar(Counting):
    name: ClassVar[str] = "liar"

    def evidence(self, *, with_map: bool = False) -> Evidence:
        return 0.5  # type: ignore[return-value]


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
