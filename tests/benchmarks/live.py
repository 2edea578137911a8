"""Print the speed table: what a 720p frame costs beside FaceMesh alone, how much faster than
real time a take is scored again, and whether the demo drops frames while it is recorded.

Usage: ``python tests/benchmarks/live.py [--seconds 60] [--frames 150] [--repeats 3]``.
Everything is measured in one run on the same frames, because machines are shared and noisy;
the load of the machine is printed with it.
"""

from __future__ import annotations

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import cv2
import numpy as np

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.analysis_thread import MapRotation
from liveness.capture.demo import DemoSource
from liveness.capture.engine import LiveEngine
from liveness.capture.frame import Frame
from liveness.capture.rates import LiveRates
from liveness.capture.replay import TakeSource
from liveness.capture.stored_faces import StoredFaces
from liveness.datasets.codec import Codec, decode, encode
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice
from liveness.studio.demonstration import DemoTake, ensure_consents, presentation
from liveness.studio.rescoring import Landmarks, score_path
from liveness.studio.taking import TakeRequest, record_offline

GOAL_RATIO, STRETCH_RATIO, GOAL_P95_MS = 4.0, 3.0, 33.0


def ms(values: list[float]) -> str:
    """Return median and 95th percentile."""
    return f"{statistics.median(values):6.2f} ms median, {np.percentile(values, 95):6.2f} p95"


def rendered(frames: int) -> list[Frame]:
    """Return demo frames in memory, and print what rendering one costs."""
    source = DemoSource("bona-fide", frames=frames)
    times, result = [], []
    with source:
        while True:
            start = time.perf_counter()
            frame = source.read()
            times.append((time.perf_counter() - start) * 1e3)
            if frame is None:
                break
            result.append(frame)
    print(f"  demo render       {ms(times[:-1])}")
    return result


def face_mesh_alone(frames: list[Frame]) -> list[float]:
    """Return ms per frame of mediapipe's FaceMesh with irises and nothing else."""
    import mediapipe as mp

    times = []
    with mp.solutions.face_mesh.FaceMesh(refine_landmarks=True, max_num_faces=1) as mesh:
        for frame in frames:
            start = time.perf_counter()
            mesh.process(cv2.cvtColor(frame.image, cv2.COLOR_BGR2RGB))
            times.append((time.perf_counter() - start) * 1e3)
    return times[10:]


def whole(frames: list[Frame], maps: str) -> dict[str, list[float]]:
    """Return ms per frame of each part of the analysis and of the whole.

    ``maps`` is ``none``, ``live`` (all four shown, as in the window: one is made a frame, in
    turn, and the slow signals begin one after the other) or ``all`` (four in every frame, as
    nobody needs them).
    """
    costs: dict[str, list[float]] = {}
    with DemoSource("bona-fide", frames=1) as source:
        context = context_of(source.info)
    turns = MapRotation()
    with Analyser(context) as analyser:
        turns.wanted = frozenset(analyser.names)
        rates = LiveRates(analyser.signals)
        for frame in frames:
            start = time.perf_counter()
            due = turns.due(frame.time_ns) if maps == "live" else ()
            snapshot = analyser.process(
                frame,
                maps=analyser.names if maps == "all" else due,
                only=rates.due() if maps == "live" else None,
            )
            total = (time.perf_counter() - start) * 1e3
            for name, cost in {**snapshot.cost_ms, "whole": total}.items():
                costs.setdefault(name, []).append(cost)
    return {name: values[10:] for name, values in costs.items()}


class InMemory(DemoSource):
    """The demo camera whose frames were rendered before."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        super().__init__("bona-fide")
        self._left = list(reversed(frames))

    def read(self) -> Frame | None:
        """Return the next frame."""
        return self._left.pop() if self._left else None

    def __enter__(self) -> Self:
        """Nothing is built."""
        return self


@contextmanager
def recorded(frames: Sequence[Frame], codec: CodecChoice) -> Iterator[Path]:
    """Record the frames as an offline take and return its file."""
    with tempfile.TemporaryDirectory() as folder:
        root = DatasetRoot.create(Path(folder) / "root")
        request = take_request(root, codec)
        with InMemory(frames) as source, Analyser(context_of(source.info)) as analyser:
            yield root.take_path(record_offline(root, request, source, analyser))


def as_jpeg(frame: Frame) -> Frame:
    """Return a frame as a camera would give it that sends JPEG."""
    data = encode(frame.image, Codec.JPEG)
    image = decode(data, Codec.CAMERA_JPEG, width=frame.width, height=frame.height)
    return Frame(image, frame.time_ns, frame.index, data, "jpeg")


def from_memory(take: Path) -> Callable[[], float]:
    """Return what scores a take whose frames are decoded already, from its own landmarks."""
    with TakeSource(take) as source:
        context = context_of(source.info)
        faces = StoredFaces(source.take, context)
        frames = [frame for _ in range(source.take.n_frames) if (frame := source.read())]

    def score() -> float:
        with Analyser(context, tracker=faces) as analyser:
            for frame in frames:
                last = analyser.process(frame)
        return last.fused.llr

    return score


def from_file(take: Path, landmarks: Landmarks) -> Callable[[], float]:
    """Return what scores a take as ``liveness-studio score`` does, in this process."""

    def score() -> float:
        record = score_path(take, landmarks=landmarks)
        assert record.error is None, record.error
        assert record.landmarks == landmarks, record.not_stored
        return record.score or 0.0

    return score


def rescoring(frames: Sequence[Frame], base_ms: float, repeats: int) -> None:
    """Print how much faster than real time a take is scored again, in one process."""
    camera = [as_jpeg(frame) for frame in frames]
    with recorded(frames, "lossless") as lossless, recorded(camera, "auto") as jpeg:
        ways: list[tuple[str, float, Callable[[], float]]] = [
            ("stored landmarks, nothing decoded", 4.0, from_memory(lossless)),
            ("stored landmarks, JPEG-XL decoded", 1.0, from_file(lossless, "stored")),
            ("fresh landmarks, JPEG-XL decoded", 1.0, from_file(lossless, "fresh")),
            ("stored landmarks, JPEG decoded", 1.5, from_file(jpeg, "stored")),
            ("fresh landmarks, JPEG decoded", 1.5, from_file(jpeg, "fresh")),
        ]
        took: dict[str, list[float]] = {name: [] for name, _, _ in ways}
        cpu: dict[str, list[float]] = {name: [] for name, _, _ in ways}
        said: dict[str, set[float]] = {name: set() for name, _, _ in ways}
        for _ in range(repeats):  # in turn, so that the machine's mood meets all of them
            for name, _, score in ways:
                start, busy = time.perf_counter(), time.process_time()
                said[name].add(score())
                took[name].append((time.perf_counter() - start) / len(frames) * 1e3)
                cpu[name].append((time.process_time() - busy) / len(frames) * 1e3)
    assert all(len(scores) == 1 for scores in said.values()), said
    for same in (ways[:3], ways[3:]):  # whatever the way, one take has one score
        assert len({score for name, _, _ in same for score in said[name]}) == 1, said
    print(f"  re-scoring a take of {len(frames)} frames in one process, 720p30:")
    for name, goal, _ in ways:
        cost = statistics.median(took[name])
        print(
            f"    {name:34s} {1e3 / 30 / cost:5.2f} x real time (goal {goal:g}), "
            f"{cost:5.1f} ms a frame, {cost / base_ms:.2f} x FaceMesh alone, "
            f"{statistics.median(cpu[name]):5.1f} ms CPU in all threads"
        )


def paint(frames: list[Frame]) -> None:
    """Print the cost of painting the preview, beside pyqtgraph's ImageItem as baseline."""
    import pyqtgraph as pg
    from PySide6.QtWidgets import QApplication

    import liveness.widgets.qtenv  # noqa: F401 - first of everything Qt
    from liveness.widgets.preview import PreviewWidget

    application = QApplication.instance() or QApplication([])
    preview = PreviewWidget()
    preview.resize(768, 432)
    preview.show()
    view = pg.GraphicsLayoutWidget()
    view.ci.setContentsMargins(0, 0, 0, 0)
    box = view.addViewBox(enableMenu=False)
    item = pg.ImageItem(frames[0].image, axisOrder="row-major", autoLevels=False)
    box.addItem(item)
    box.autoRange(padding=0)
    view.resize(768, 432)
    view.show()
    for _ in range(20):  # only an exposed window paints
        application.processEvents()
        time.sleep(0.01)
    ours, theirs = [], []
    for frame in frames[:60]:
        start = time.perf_counter()
        preview.set_frame(frame)
        preview.repaint()
        ours.append((time.perf_counter() - start) * 1e3)
        start = time.perf_counter()
        item.setImage(frame.image, autoLevels=False)
        view.viewport().repaint()
        theirs.append((time.perf_counter() - start) * 1e3)
    application.processEvents()
    ratio = statistics.median(theirs) / statistics.median(ours)
    print(
        f"  preview paint     {ms(ours)}   (smooth; {ratio:.1f} x the speed of "
        "pg.ImageItem, which is not)"
    )
    preview.close()
    view.close()


def take_request(root: DatasetRoot, codec: CodecChoice) -> TakeRequest:
    """Return what the takes of this benchmark are."""
    consent = ensure_consents(root, 1)[0]
    session = root.start_session(
        site="benchmark", operator="BENCH", camera="demo", protocol=None, name=None
    )
    return TakeRequest(
        presentation(DemoTake("bona-fide", 0, 0, 0)), consent, session, codec=codec
    )


def drops(seconds: float) -> None:
    """Record the paced demo for a while and print what was dropped."""
    with tempfile.TemporaryDirectory() as folder:
        root = DatasetRoot.create(Path(folder) / "root")
        request = take_request(root, "jpeg")
        source = DemoSource("bona-fide", paced=True)
        with LiveEngine(source) as engine:
            engine.set_maps({"depth", "texture", "reflection", "motion"})
            while engine.health().analysis_fps < 5:
                time.sleep(0.1)
            assert engine.info is not None
            assert engine.analyser is not None
            header = request.header(
                root.new_take_id(), engine.info, engine.analyser, zero_ns=0, schedule="live"
            )
            engine.start_recording(root, header)
            before = engine.health()
            time.sleep(seconds)
            after = engine.health()
            status = engine.recording
            assert status is not None
            print(
                f"  recording {seconds:.0f} s    {after.dropped - before.dropped} dropped of "
                f"{after.frames_read - before.frames_read} frames, "
                f"{status.frames_on_disk}/{status.frames_submitted} on disk, analysed at "
                f"{after.analysis_fps:.1f} fps, latency {after.latency_ms:.0f} ms "
                "(goal: 0 dropped)"
            )
            engine.stop_recording()


def main() -> int:
    """Run everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--frames", type=int, default=150)
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    print(f"720p demo, {os.cpu_count()} cores, OpenCV {cv2.__version__}, load {load:.1f}")
    frames = rendered(options.frames)
    mesh = face_mesh_alone(frames)
    costs = whole(frames, "none")
    live = whole(frames, "live")
    mapped = whole(frames, "all")
    mesh = mesh + face_mesh_alone(frames)  # before and after: the machine's mood is averaged
    print(f"  FaceMesh alone    {ms(mesh)}")
    for name in costs:
        print(f"  {name:17s} {ms(costs[name])}")
    print(f"  whole, live maps  {ms(live['whole'])}")
    print(f"  whole, all maps   {ms(mapped['whole'])}")
    base = statistics.mean(mesh)
    ratios = [statistics.mean(c["whole"]) / base for c in (costs, live, mapped)]
    p95 = float(np.percentile(live["whole"], 95))
    print(
        f"  whole / FaceMesh  {ratios[0]:.2f} without maps, {ratios[1]:.2f} with all four "
        f"panels shown, {ratios[2]:.2f} with four maps in every frame"
    )
    print(
        f"                    (means; goal {GOAL_RATIO:g} or less, stretch {STRETCH_RATIO:g})"
    )
    print(f"  p95, panels shown {p95:.1f} ms (goal under {GOAL_P95_MS:g})")
    rescoring(frames, base, options.repeats)
    paint(frames)
    drops(options.seconds)
    return 0


if __name__ == "__main__":
    sys.exit(main())
