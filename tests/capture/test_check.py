"""The verdict: in time, for the right reasons, and nothing is kept."""

from __future__ import annotations

import gc
import math
import os
import subprocess
import sys
import time
import weakref
from pathlib import Path
from types import TracebackType
from typing import Self

import numpy as np
import pytest

from liveness.capture import Check, Verdict
from liveness.capture.analysis import Analyser
from liveness.capture.check import DECISIVE_LLR, EARLY_S, LIMIT_S, posterior
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.capture.fusion import FusionWeights
from liveness.datasets.errors import DataError, SourceError, UsageError
from liveness.datasets.take import CaptureInfo


class Frames:
    """A source of frames in memory that can vanish, or come at a pace of its own."""

    def __init__(
        self,
        images: list[np.ndarray],
        *,
        fps: float = 30.0,
        fails: bool = False,
        live: bool = False,
    ) -> None:
        self._images, self._fps, self._fails = images, fps, fails
        self.live = live
        self.frame_count = len(images)
        self.given: list[weakref.ref[np.ndarray]] = []
        self.closed = False

    @property
    def info(self) -> CaptureInfo:
        return CaptureInfo(source="frames", kind="video", width=320, height=180, fps=self._fps)

    def read(self) -> Frame | None:
        index = len(self.given)
        if index == len(self._images):
            if self._fails:
                raise SourceError("E-CAM-04", "the camera vanished")
            return None
        if self.live:
            time.sleep(0.5 / self._fps)
        image = self._images[index].copy()
        self.given.append(weakref.ref(image))
        return Frame(image, round(index / self._fps * 1e9), index, arrival_ns=0)

    def close(self) -> None:
        self.closed = True

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _blank(count: int) -> list[np.ndarray]:
    return [np.full((180, 320, 3), 90, np.uint8)] * count


def _live_images(count: int) -> list[np.ndarray]:
    demo = DemoSource(width=640, height=360, fps=10.0)
    return [demo.frame(k).image for k in range(count)]


@pytest.fixture(scope="module")
def bona_fide() -> Verdict:
    return Check().run("demo:bona-fide")


def test_a_live_head_is_not_rejected_and_decided_in_time(bona_fide: Verdict) -> None:
    assert bona_fide.decision in ("accept", "undecided")
    assert bona_fide.score is not None
    assert bona_fide.score > 0
    assert bona_fide.timing.first_face_s is not None
    assert bona_fide.timing.decided_s is not None
    assert bona_fide.timing.decided_s <= LIMIT_S
    assert bona_fide.timing.analysed == bona_fide.timing.frames > 10
    assert set(bona_fide.signals) >= {"depth", "texture", "reflection", "motion"}


def test_a_print_is_rejected_as_soon_as_that_is_stable() -> None:
    verdict = Check().run("demo:print-matte")
    assert verdict.decision == "reject"
    assert verdict.score is not None
    assert verdict.score <= FusionWeights.prior().reject - DECISIVE_LLR
    assert verdict.timing.decided_s is not None
    assert EARLY_S <= verdict.timing.decided_s < LIMIT_S
    assert any(signal.valid and signal.llr < 0 for signal in verdict.signals.values())


def test_before_calibration_there_is_no_confidence(bona_fide: Verdict) -> None:
    assert not bona_fide.calibrated
    assert bona_fide.confidence is None


def test_thresholds_and_confidence_are_those_of_the_weights() -> None:
    change = {"calibrated": True, "reject": -30.0}
    weights = FusionWeights.prior().model_copy(update=change)
    verdict = Check(weights).run("demo:print-matte", limit_s=1.0)
    assert verdict.calibrated
    assert verdict.score is not None
    assert verdict.score < FusionWeights.prior().reject
    assert verdict.decision == "undecided"
    assert verdict.confidence == pytest.approx(1 / (1 + math.exp(-verdict.score)))
    assert (posterior(0.0), posterior(-800.0), posterior(800.0)) == (0.5, 0.0, 1.0)


def test_a_real_clip_is_decided_within_the_limit(shared_media: Path) -> None:
    verdict = Check().run(str(shared_media / "bona_fide" / "d9.mp4"))
    assert verdict.decision != "reject"
    assert verdict.timing.decided_s is not None
    assert verdict.timing.decided_s <= LIMIT_S
    assert verdict.source == "d9.mp4"


def test_two_faces_are_undecided_and_that_is_the_reason(shared_media: Path) -> None:
    verdict = Check().run(str(shared_media / "other" / "two_faces_head-pose.gif"))
    assert verdict.decision == "undecided"
    assert verdict.reasons[0].startswith("two faces: ")
    assert verdict.score is None
    assert verdict.timing.decided_s is not None
    assert verdict.timing.decided_s <= LIMIT_S


def test_patience_ends_on_the_source_s_clock() -> None:
    source = Frames(_blank(60), fps=5.0)
    verdict = Check(patience_s=3.0).run(source)
    assert (verdict.decision, verdict.score) == ("undecided", None)
    assert verdict.reasons == ("no face: looked for 3.0 s",)
    assert verdict.timing.first_face_s is verdict.timing.decided_s is None
    assert verdict.timing.analysed == 16
    assert source.closed


def test_a_source_that_ends_without_a_face() -> None:
    verdict = Check().run(Frames(_blank(4)))
    assert verdict.decision == "undecided"
    assert verdict.reasons[0].startswith("no face")


def test_a_source_that_ends_early_is_decided_on_what_there_was() -> None:
    verdict = Check().run(Frames(_live_images(4), fps=10.0))
    assert verdict.decision == "undecided"
    assert verdict.timing.decided_s == pytest.approx(0.3)
    assert "the source ended 0.3 s after the first face, limit 2 s" in verdict.reasons


def test_a_face_that_goes_away_is_not_accepted() -> None:
    images = [*_live_images(3), *[np.zeros((360, 640, 3), np.uint8)] * 30]
    verdict = Check().run(Frames(images, fps=10.0))
    assert verdict.decision == "undecided"
    assert verdict.reasons[0].startswith("the face was lost")
    assert verdict.timing.decided_s == pytest.approx(2.0)


@pytest.mark.parametrize("fps", [0.4, 1.0, 7.0])
def test_no_frame_rate_moves_the_limit(fps: float) -> None:
    verdict = Check().run(Frames(_live_images(1) * 20, fps=fps))
    assert verdict.timing.decided_s is not None
    assert LIMIT_S - 1 / fps - 1e-6 <= verdict.timing.decided_s <= LIMIT_S


@pytest.mark.parametrize("live", [False, True])
def test_a_source_that_vanishes_gives_no_verdict(live: bool) -> None:
    source = Frames(_live_images(3), fails=True, live=live)
    with pytest.raises(SourceError, match="E-CAM-04"):
        Check().run(source)
    assert source.closed


def test_a_source_without_a_frame_is_no_source() -> None:
    with pytest.raises(DataError, match="E-DAT-12"):
        Check().run(Frames([]))


def test_a_text_file_is_named_in_one_line(tmp_path: Path) -> None:
    text = tmp_path / "notes.txt"
    text.write_text("no picture")
    with pytest.raises(SourceError) as raised:
        Check().run(str(text))
    assert "notes.txt" in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("bad", [0.0, -1.0, math.nan, math.inf])
def test_limits_must_be_above_zero(bad: float) -> None:
    with pytest.raises(UsageError, match="E-CHK-01"):
        Check(patience_s=bad)
    with pytest.raises(UsageError, match="E-CHK-01"):
        Check().run("demo:bona-fide", limit_s=bad)


def test_a_live_source_is_answered_by_the_wall_s_clock() -> None:
    source = DemoSource("bona-fide", width=640, height=360, fps=15.0, paced=True)
    begun = time.monotonic()
    verdict = Check().run(source, limit_s=0.6)
    assert time.monotonic() - begun < 10
    assert verdict.timing.decided_s is not None
    assert verdict.timing.decided_s <= 0.6
    assert verdict.decision != "reject"
    assert 0 < verdict.timing.analysed <= verdict.timing.frames


def test_a_slow_computer_answers_in_time_with_what_it_managed() -> None:
    class Slow(Analyser):
        def process(self, frame: Frame, *, maps: object = ()) -> object:  # type: ignore[override]
            if frame.width > 256:  # not the warming up
                self.begun = getattr(self, "begun", time.monotonic())
                time.sleep(0.15)
            return super().process(frame)

    made: list[Slow] = []

    def slow(context: object) -> Analyser:
        made.append(Slow(context))  # type: ignore[arg-type]
        return made[-1]

    source = DemoSource("bona-fide", width=640, height=360, paced=True)
    verdict = Check(analyser=slow).run(source)
    assert time.monotonic() - made[-1].begun < LIMIT_S + 0.6
    assert verdict.timing.analysed < verdict.timing.frames
    assert verdict.timing.decided_s is not None
    assert verdict.timing.decided_s <= LIMIT_S


def test_nobody_before_a_live_source() -> None:
    source = Frames(_blank(2000), live=True)
    verdict = Check(patience_s=0.3).run(source)
    assert verdict.decision == "undecided"
    assert verdict.reasons[0].startswith("no face")


def test_no_image_and_no_landmark_outlives_the_run() -> None:
    source = Frames(_live_images(5), fps=10.0)
    check = Check()
    verdict = check.run(source)
    gc.collect()
    assert len(source.given) == 5
    assert [image() for image in source.given] == [None] * 5
    assert not _arrays(check)
    text = verdict.model_dump_json()
    assert not _arrays(verdict)
    assert "landmark" not in text
    assert len(text) < 8000


def _arrays(start: object) -> list[np.ndarray]:
    """Return every array that can be reached from an object's own attributes."""
    seen: set[int] = set()
    found: list[np.ndarray] = []
    queue: list[object] = [start]
    while queue:
        one = queue.pop()
        if id(one) in seen or isinstance(one, type | str | bytes):
            continue
        seen.add(id(one))
        if isinstance(one, np.ndarray):
            found.append(one)
        elif isinstance(one, dict):
            queue += one.values()
        elif isinstance(one, list | tuple | set):
            queue += one
        elif hasattr(one, "__dict__"):
            queue += vars(one).values()
    return found


def _tree(folder: Path) -> dict[str, int]:
    return {
        str(path.relative_to(folder)): path.stat().st_size
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_nothing_of_the_source_is_on_disk_afterwards(tmp_path: Path) -> None:
    folders = {name: tmp_path / name for name in ("cwd", "home", "tmp")}
    for folder in folders.values():
        folder.mkdir()
    code = (
        "from liveness.capture import Check\n"
        "print(Check().run('demo:print-matte', limit_s=0.6).timing.analysed)\n"
    )
    before = _tree(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=folders["cwd"],
        env={
            **os.environ,
            "HOME": str(folders["home"]),
            "USERPROFILE": str(folders["home"]),
            "XDG_CACHE_HOME": str(folders["home"]),
            "TMPDIR": str(folders["tmp"]),
            "TEMP": str(folders["tmp"]),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert int(done.stdout) > 5
    left = {name: size for name, size in _tree(tmp_path).items() if name not in before}
    # a library's list of this computer's fonts is none of the source's
    assert not {name for name in left if "matplotlib" not in name}, left


def test_the_package_is_cheap_to_import() -> None:
    code = (
        "import sys, liveness.capture\n"
        "assert not {'cv2', 'mediapipe', 'numpy'} & set(sys.modules)\n"
        "from liveness.capture import Check\n"
        "assert 'mediapipe' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_a_still_is_called_a_still() -> None:
    verdict = Check().run(Frames(_live_images(1)))
    assert verdict.decision == "undecided"
    assert verdict.reasons[-1] == "the source is a still: one frame, in which nothing moves"
    assert verdict.signals["depth"].reasons == ("one frame so far, two are needed",)
    assert not any("no frame yet" in reason for reason in verdict.reasons)
    nobody = Check().run(Frames(_blank(1)))
    assert nobody.reasons == ("no face: looked at the one frame there is",)
