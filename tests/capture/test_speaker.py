from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest
from fake_portaudio import FakeSounddevice, PortAudioError

from liveness.capture import portaudio
from liveness.capture.audio import AudioCue
from liveness.capture.speaker import LEAD_S, Speaker

RATE = 48_000


@pytest.fixture
def device(monkeypatch: pytest.MonkeyPatch) -> FakeSounddevice:
    fake = FakeSounddevice(time.monotonic)
    monkeypatch.setattr(portaudio, "library", lambda: fake)
    monkeypatch.setattr("liveness.capture.speaker.library", lambda: fake)
    return fake


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    made = Speaker()
    yield made
    made.close()


def play(speaker: Speaker, samples: int) -> tuple[threading.Thread, float]:
    """Play a sound of ones in a thread, as the cues do; return it and when it is due."""
    thread = threading.Thread(target=speaker, args=(np.ones(samples, np.float32), RATE))
    thread.start()
    while (sound := speaker._sound) is None:
        time.sleep(0.001)
    return thread, sound.due_s


def test_a_sound_begins_at_its_sample_whatever_block_it_falls_in(
    device: FakeSounddevice, speaker: Speaker
) -> None:
    speaker(np.zeros(0, np.float32), RATE)
    (stream,) = device.streams
    for _ in range(2):
        before = time.monotonic()
        thread, due = play(speaker, 700)
        assert due >= before + LEAD_S
        early = stream.play(480, due - 0.02)
        assert not early.any()
        block = stream.play(480, due - 0.005)
        begins = int(np.flatnonzero(block)[0])
        assert begins == pytest.approx(240, abs=20)  # reading two clocks takes its time
        assert block[begins:].all()
        rest = stream.play(480, due + 0.005)
        rest = np.concatenate([rest, stream.play(480, due + 0.015)])
        assert rest[: 700 - (480 - begins)].all()
        assert not rest[700 - (480 - begins) :].any()
        thread.join(2)
        assert not thread.is_alive()
    assert len(device.streams) == 1, "one stream serves all sounds"


def test_a_device_whose_clock_lies_plays_all_the_same(
    device: FakeSounddevice, speaker: Speaker
) -> None:
    speaker(np.zeros(0, np.float32), RATE)
    thread, _ = play(speaker, 10)
    limit = time.monotonic() + 2
    while not device.streams[0].play(100, time.monotonic() - 5).any():
        assert time.monotonic() < limit
        time.sleep(0.005)
    thread.join(2)
    assert not thread.is_alive()


def test_a_device_that_goes_is_an_error_and_one_that_comes_back_plays(
    device: FakeSounddevice, monkeypatch: pytest.MonkeyPatch, speaker: Speaker
) -> None:
    monkeypatch.setattr("liveness.capture.speaker.PATIENCE_S", 0.0)
    with pytest.raises(OSError, match="does not take sound"):
        speaker(np.ones(5, np.float32), RATE)
    assert device.streams[0].closed
    speaker(np.zeros(0, np.float32), RATE)
    device.streams[1].end()
    speaker(np.zeros(0, np.float32), RATE)
    assert [stream.active for stream in device.streams] == [False, False, True]


def test_an_idle_speaker_lets_go_of_the_device(device: FakeSounddevice) -> None:
    speaker = Speaker(idle_s=0.0)
    speaker(np.zeros(0, np.float32), RATE)
    time.sleep(0.002)
    device.streams[0].play(10, time.monotonic())
    assert not device.streams[0].active
    speaker.close()


def test_portaudio_looks_again_for_a_device_that_was_plugged_in(
    device: FakeSounddevice, speaker: Speaker
) -> None:
    device.refuse = "Error querying device -1"
    with pytest.raises(PortAudioError):
        speaker(np.zeros(0, np.float32), RATE)
    assert device.looked == 1
    device.found_later = True
    speaker(np.zeros(0, np.float32), RATE)
    assert device.streams[0].active


def test_unmuting_tries_the_device_anew(device: FakeSounddevice) -> None:
    device.refuse = "no device"
    told = threading.Event()
    with AudioCue(on_notice=lambda _: told.set()) as cues:
        cues.prepare()
        assert told.wait(2)
        assert not cues.available
        device.refuse = ""
        cues.muted = True
        cues.muted = False
        assert cues.available
        cues.prepare()
        limit = time.monotonic() + 2
        while not device.streams:
            assert time.monotonic() < limit
            time.sleep(0.002)
    assert not device.streams[0].active
