from __future__ import annotations

import threading
import time

import cv2
import numpy as np
import pytest

from liveness.capture.demo import DEMO_SCENES, DemoSource
from liveness.capture.frame import Source
from liveness.datasets.errors import SourceError, UsageError
from liveness.datasets.species import SPECIES

SMALL = {"width": 320, "height": 180}


def test_scenes_are_bona_fide_and_the_species_that_say_so() -> None:
    assert DEMO_SCENES[0] == "bona-fide"
    assert set(DEMO_SCENES[1:]) == {s.id for s in SPECIES if s.demo_scene}


def test_an_unknown_scene_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError) as raised:
        DemoSource("hologram")
    assert raised.value.code == "E-CAM-11"
    assert all(scene in str(raised.value) for scene in DEMO_SCENES)


@pytest.mark.parametrize(
    "bad", [{"subject": -1}, {"seed": -2}, {"fps": 0.0}, {"width": 8}, {"height": 0}]
)
def test_arguments_out_of_range_are_refused(bad: dict[str, float]) -> None:
    with pytest.raises(UsageError) as raised:
        DemoSource(**bad)  # type: ignore[arg-type]
    assert raised.value.code == "E-CAM-12"


def test_it_is_a_source_and_says_what_it_is() -> None:
    source = DemoSource("print-matte", seed=4, subject=2, frames=9)
    assert isinstance(source, Source)
    info = source.info
    assert (info.source, info.kind, info.virtual) == ("demo:print-matte", "demo", True)
    assert not info.lossy_origin
    assert (info.width, info.height, info.fps, info.clock) == (1280, 720, 30.0, "media")
    assert (info.asked["subject"], info.asked["seed"]) == (2, 4)
    assert source.frame_count == 9
    assert not source.live
    assert DemoSource(paced=True).live
    assert DemoSource(paced=True).info.clock == "monotonic"


@pytest.mark.parametrize("scene", DEMO_SCENES)
def test_a_frame_depends_on_its_index_alone(scene: str) -> None:
    one = DemoSource(scene, seed=3, subject=1, **SMALL)
    with one:
        read = [one.read() for _ in range(4)]
    other = DemoSource(scene, seed=3, subject=1, **SMALL)
    frame = other.frame(3)
    assert read[3] is not None
    np.testing.assert_array_equal(read[3].image, frame.image)
    assert (frame.index, frame.time_ns) == (3, 100_000_000)
    assert not frame.image.flags.writeable
    assert (DemoSource(scene, seed=4, subject=1, **SMALL).frame(3).image != frame.image).any()
    np.testing.assert_array_equal(one.truth(3).landmarks, other.truth(3).landmarks)


def test_it_ends_after_its_frames() -> None:
    with DemoSource(frames=3, **SMALL) as source:
        times = [frame.time_ns for frame in iter(source.read, None)]
    assert times == [0, 33_333_333, 66_666_667]


def test_opening_again_starts_again() -> None:
    source = DemoSource(frames=2, **SMALL)
    for _ in range(2):
        with source:
            assert len(list(iter(source.read, None))) == 2
    assert source.read() is None


def test_reading_before_opening_is_told() -> None:
    with pytest.raises(SourceError) as raised:
        DemoSource(**SMALL).read()
    assert raised.value.code == "E-CAM-13"


def test_paced_frames_come_at_their_time() -> None:
    with DemoSource(paced=True, fps=50.0, **SMALL) as source:
        frames = [source.read() for _ in range(5)]
        now = time.monotonic_ns()
    stamps = [frame.time_ns for frame in frames if frame]
    assert len(stamps) == 5
    gaps = np.diff(stamps)
    indices = np.diff([frame.index for frame in frames if frame])
    np.testing.assert_allclose(gaps, indices * 20e6, atol=2)
    assert stamps[-1] <= now
    assert all(frame.arrival_ns >= frame.time_ns for frame in frames if frame)


def test_a_late_reader_of_a_paced_source_loses_frames() -> None:
    with DemoSource(paced=True, fps=60.0, **SMALL) as source:
        first = source.read()
        time.sleep(0.12)
        second = source.read()
    assert first is not None
    assert second is not None
    assert second.index - first.index >= 5
    assert second.time_ns - first.time_ns == pytest.approx(
        (second.index - first.index) / 60 * 1e9, abs=2
    )


def test_close_unblocks_a_read() -> None:
    source = DemoSource(paced=True, fps=0.05, **SMALL)
    with source:
        source.read()
        closer = threading.Timer(0.05, source.close)
        closer.start()
        started = time.monotonic()
        assert source.read() is None
        assert time.monotonic() - started < 2
        closer.join()
    source.close()


def test_negative_frames_do_not_exist() -> None:
    source = DemoSource(**SMALL)
    with pytest.raises(ValueError, match="from 0"):
        source.truth(-1)
    with pytest.raises(ValueError, match="from 0"):
        source.frame(-1)


def test_other_sizes_show_the_same_view() -> None:
    large, small = DemoSource(), DemoSource(width=640, height=360)
    np.testing.assert_allclose(
        small.truth(9).landmarks, (large.truth(9).landmarks + 0.5) / 2 - 0.5, atol=1.0
    )
    shrunk = cv2.resize(large.frame(9).image, (640, 360), interpolation=cv2.INTER_AREA)
    assert np.abs(shrunk.astype(float) - small.frame(9).image).mean() < 8


def test_rendering_keeps_up_with_a_camera() -> None:
    # the goal on a quiet core is 6 ms a frame at 720p; the bound leaves room for a busy one
    source = DemoSource()
    source.frame(0)
    spent = []
    for index in range(12):
        start = time.thread_time()
        source.frame(index)
        spent.append(time.thread_time() - start)
    assert min(spent) < 0.025


@pytest.mark.parametrize("bad", [-0.1, 1.5, float("nan")])
def test_a_strength_out_of_range_is_refused(bad: float) -> None:
    with pytest.raises(UsageError) as raised:
        DemoSource("print-matte", strength=bad)
    assert raised.value.code == "E-CAM-12"


@pytest.mark.parametrize("scene", DEMO_SCENES)
def test_a_strength_changes_the_picture_and_is_told(scene: str) -> None:
    looks = [DemoSource(scene, strength=s, **SMALL) for s in (None, 0.0, 1.0)]
    assert [source.truth(2).strength for source in looks] == [None, 0.0, 1.0]
    assert [source.info.asked.get("strength") for source in looks] == [None, 0.0, 1.0]
    images = [source.frame(25).image for source in looks]
    assert not np.array_equal(images[0], images[1])
    assert not np.array_equal(images[1], images[2])


@pytest.mark.parametrize(
    ("scene", "weak_px", "strong_px"),
    [("print-matte", 7.9, 2.5), ("replay-phone", 9.0, 2.4), ("replay-monitor", 8.2, 2.4)],
)
def test_strength_is_a_finer_and_deeper_pattern(
    scene: str, weak_px: float, strong_px: float
) -> None:
    periods = []
    for strength in (0.0, 1.0):
        pattern = DemoSource(scene, strength=strength).truth(0).pattern
        assert pattern is not None
        periods.append(pattern.period_px)
    # a turned or rolled pattern is seen a little finer than straight on
    assert periods == pytest.approx([weak_px, strong_px], rel=0.3)


def test_strength_is_the_jitter_of_a_swap() -> None:
    spread = []
    for strength in (0.0, 1.0):
        source = DemoSource("face-swap-live", strength=strength, **SMALL)
        nose = np.array([source.truth(k).landmarks[[4, 50, 280]] for k in range(12)])
        spread.append(np.diff(nose, n=2, axis=0).std())
    assert spread[1] > 3 * spread[0]


@pytest.mark.parametrize("scene", ["bona-fide", "mask-rigid", "print-matte"])
def test_strength_is_the_turn_of_head_or_sheet(scene: str) -> None:
    span = []
    for strength in (0.0, 1.0):
        source = DemoSource(scene, strength=strength, **SMALL)
        span.append(np.ptp([source.truth(k).yaw_deg for k in range(0, 110, 6)]))
    assert span[1] > 2.5 * span[0]
