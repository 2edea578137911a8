"""Clicks played to a null sink and heard through its monitor by a take's microphone.

``clicks ROOT``: prints, in milliseconds, how far each click's frame time in the take file lies
from the moment at which the driver said that it plays it.
``vanish ROOT PID``: the sound server is killed in the middle of the take.
Prints JSON.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from fakes import Camera, bare_analyser, wait_for

from liveness.capture.engine import LiveEngine
from liveness.capture.microphone import Microphone
from liveness.capture.portaudio import clock_offset, close_stream, open_stream
from liveness.datasets.consent import Consent
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

RATE_HZ = 48_000
EVERY = RATE_HZ // 4


class Clicks:
    """A click of a millisecond four times a second, and when the driver plays each."""

    def __init__(self) -> None:
        self.position = 0
        self.played_s: list[float] = []
        self.stream: Any = None
        self.stream = open_stream(
            "out",
            self._fill,
            rate_hz=RATE_HZ,
            channels=1,
            dtype="float32",
            latency_s=0.1,
        )

    def _fill(self, block: Any, n: int, times: Any, _: object) -> None:
        block.fill(0)
        at = -self.position % EVERY
        if at < n and self.stream is not None:
            block[at : at + 48] = 0.8
            offset_s, _ = clock_offset(self.stream)
            self.played_s.append(times.outputBufferDacTime + offset_s + at / RATE_HZ)
        self.position += n


def header_of(root: DatasetRoot) -> TakeHeader:
    session = root.start_session(site="here", operator="O1", camera="fake")
    return TakeHeader(
        id=root.new_take_id(),
        session=session.id,
        presentation=Presentation(subject="S1"),
        consent=Consent(id="C1", subject="S1", scope=("record", "audio")),
        capture=CaptureInfo(source="fake", kind="demo", width=64, height=48, fps=100.0),
        schedule="live",
    )


def record(root: DatasetRoot, microphone: Microphone, seconds: float, at: Any = None) -> Path:
    with LiveEngine(Camera(), analyser_factory=bare_analyser) as engine:
        wait_for(lambda: engine.health().frames_read > 5)
        engine.microphone = microphone
        engine.start_recording(root, header_of(root))
        time.sleep(seconds / 2)
        if at is not None:
            at()
        time.sleep(seconds / 2)
        return engine.stop_recording()


def onsets(samples: Any) -> Any:
    loud = np.flatnonzero(np.abs(samples[:, 0].astype(np.int32)) > 8000)
    return loud[np.r_[True, np.diff(loud) > EVERY // 2]] if loud.size else loud


def main(mode: str, folder: str, pid: str = "0") -> None:
    root = DatasetRoot.open_or_create(Path(folder))
    clicks = Clicks()
    with Microphone() as microphone:
        wait_for(lambda: microphone.stats.settled, 20)
        kill = (lambda: os.kill(int(pid), signal.SIGKILL)) if mode == "vanish" else None
        journal = record(root, microphone, 2.5, kill)
        gone = microphone.stats.error
    close_stream(clicks.stream)
    record_ = root.finalise(journal)
    with TakeReader(root.take_path(record_)) as take:
        track = take.audio()
        assert track is not None
        heard_s = (take.zero_ns + track.time_ns(onsets(track.samples))) / 1e9
        found = {
            "off_ms": [
                1e3
                * float(
                    np.min(
                        t - np.array(clicks.played_s),
                        initial=9,
                        where=np.abs(t - np.array(clicks.played_s)) < 0.1,
                    )
                )
                for t in heard_s
            ],
            "seconds": len(track.samples) / RATE_HZ,
            "take_seconds": record_.seconds,
            "t0_ns": track.t0_ns,
            "lost": track.lost,
            "device": track.device,
            "uncertainty_ms": (track.uncertainty_ns or 0) / 1e6,
            "events": [event.text for event in take.events() if event.kind == "microphone"],
            "status": record_.status,
            "frames": record_.frames,
            "gone": None if gone is None else gone.code,
        }
    print(json.dumps(found))


if __name__ == "__main__":
    main(*sys.argv[1:])
