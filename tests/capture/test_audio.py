from __future__ import annotations

import threading
import time
from itertools import combinations
from typing import get_args

import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture.audio import NO_SOUND, RATE_HZ, AudioCue, Cue, tone

CUES: tuple[Cue, ...] = get_args(Cue)


class Speaker:
    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.heard: list[NDArray[np.float32]] = []
        self.played = threading.Semaphore(0)

    def __call__(self, samples: NDArray[np.float32], rate_hz: int) -> None:
        assert rate_hz == RATE_HZ
        self.heard.append(samples)
        self.played.release()
        if self.error:
            raise self.error


def test_the_four_cues_are_short_distinct_and_do_not_click() -> None:
    for cue in CUES:
        samples = tone(cue)
        assert samples.dtype == np.float32
        assert 0.05 <= samples.size / RATE_HZ <= 0.6
        assert np.abs(samples).max() <= 1.0
        assert abs(samples[0]) < 0.01
        assert abs(samples[-1]) < 0.02
        assert samples.std() > 0.1
    for one, other in combinations(CUES, 2):
        assert tone(one).size != tone(other).size


def test_a_cue_reaches_the_device_at_the_chosen_volume() -> None:
    speaker = Speaker()
    with AudioCue(0.5, player=speaker) as cues:
        cues.play("start")
        assert speaker.played.acquire(timeout=2)
    assert np.array_equal(speaker.heard[0], tone("start", 0.5))


@pytest.mark.parametrize("error", [OSError("PortAudio library not found"), RuntimeError("-1")])
def test_without_a_device_there_is_one_notice_and_silence(error: Exception) -> None:
    speaker, notices = Speaker(error), []
    told = threading.Event()

    def note(text: str) -> None:
        notices.append(text)
        told.set()

    with AudioCue(player=speaker, on_notice=note) as cues:
        assert cues.available
        cues.play("tick")
        assert told.wait(2)
        for _ in range(5):
            cues.play("done")
    assert notices == [NO_SOUND] == [cues.notice]
    assert not cues.available
    assert len(speaker.heard) == 1


def test_one_hiccup_of_a_device_that_works_is_not_the_end_of_it() -> None:
    speaker = Speaker()
    with AudioCue(player=speaker) as cues:
        for error in (None, OSError("it does not take sound"), None):
            speaker.error = error
            cues.play("tick")
            assert speaker.played.acquire(timeout=2)
        assert cues.available
        speaker.error = OSError("gone")
        told = threading.Event()
        cues.on_notice = lambda _: told.set()
        for _ in range(2):
            assert cues.available
            cues.play("tick")
            assert speaker.played.acquire(timeout=2)
        assert told.wait(2)
    assert not cues.available


def test_mute_plays_nothing_and_starts_no_thread() -> None:
    speaker = Speaker()
    before = threading.active_count()
    with AudioCue(muted=True, player=speaker) as cues:
        cues.play("tick")
        cues.volume, cues.muted = 0.0, False
        cues.play("tick")
        assert threading.active_count() == before
    assert speaker.heard == []


def test_a_slow_device_never_keeps_the_caller_waiting() -> None:
    release = threading.Event()
    count = []

    def slow(samples: NDArray[np.float32], rate_hz: int) -> None:
        count.append(samples.size)
        release.wait(2)

    cues = AudioCue(player=slow)
    start = time.perf_counter()
    for _ in range(20):
        cues.play("tick")
    assert time.perf_counter() - start < 0.2
    release.set()
    cues.close()
    assert 1 <= len(count) <= 3  # one plays, two wait, the rest is dropped


def test_every_cue_has_a_visual_twin_heard_or_not() -> None:
    shown: list[str] = []
    with AudioCue(muted=True, on_cue=shown.append) as muted:
        for cue in CUES:
            muted.play(cue)
    told = threading.Event()
    broken = Speaker(OSError("PortAudio library not found"))
    with AudioCue(
        player=broken, on_cue=shown.append, on_notice=lambda _: told.set()
    ) as without_device:
        without_device.prepare()
        assert told.wait(2)
        for cue in CUES:
            without_device.play(cue)
    assert shown == [*CUES, *CUES]
    assert len(broken.heard) == 1


def test_an_unknown_cue_is_named_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    with AudioCue(player=Speaker()) as cues:
        cues.play("gong")  # type: ignore[arg-type]
    assert "'gong' is no cue, these are: tick" in caplog.text


def test_this_machine_is_silent_or_sounds_but_never_raises() -> None:
    with AudioCue(volume=0.01) as cues:
        cues.play("tick")
        cues.play("rejected")
