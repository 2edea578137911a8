"""A countdown on the default sound device, heard by a witness: `parec` on the sink's monitor.

Prints as JSON: when each cue was asked for, when the countdown reached zero, and what the
witness heard: onset in seconds and loudest frequency of each sound.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from liveness.capture.audio import AudioCue, Cue
from liveness.capture.recording import RecorderStatus
from liveness.studio.session_controller import SessionController

RATE_HZ = 48_000


class Witness:
    """Everything that the sink plays, as its monitor has it: the sink's own clock."""

    def __init__(self, source: str) -> None:
        self.process = subprocess.Popen(
            [
                *("parec", "-d", source, "--raw", "--format=s16le", f"--rate={RATE_HZ}"),
                *("--channels=1", "--latency-msec=20"),
            ],
            stdout=subprocess.PIPE,
        )
        self.data = bytearray()
        self.thread = threading.Thread(target=self._listen)
        self.thread.start()
        while len(self.data) < RATE_HZ:  # half a second: the monitor runs
            time.sleep(0.01)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        while block := self.process.stdout.read(1920):
            self.data += block

    def heard(self) -> list[tuple[float, float]]:
        self.process.terminate()
        self.thread.join()
        self.process.wait()
        samples = np.frombuffer(bytes(self.data[: len(self.data) // 2 * 2]), "<i2")
        loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > 200)
        starts = loud[np.r_[True, np.diff(loud) > RATE_HZ // 5]] if loud.size else loud
        found = []
        for start in starts:
            part = samples[start : start + RATE_HZ // 20].astype(float)
            power = np.abs(np.fft.rfft(part * np.hanning(part.size), RATE_HZ))
            found.append((float(start / RATE_HZ), float(power.argmax())))
        return found


def engine_and_root() -> tuple[Any, Any]:
    engine = SimpleNamespace(info="info", analyser=SimpleNamespace(model_id="m"))
    engine.recording = engine.finished = None

    def start(root: Any, header: Any) -> None:
        engine.recording = RecorderStatus(3, 2, 1000, 0.1, 1, 0, "frame", None)

    engine.start_recording = start
    engine.stop_recording = lambda: Path("take.mcap")
    root = SimpleNamespace(
        new_take_id=lambda: "T1", finalise=lambda journal: SimpleNamespace(id="T1")
    )
    return engine, root


def main(source: str) -> None:
    asked: list[tuple[str, float]] = []

    def note(cue: Cue) -> None:
        asked.append((cue, time.monotonic()))

    request: Any = SimpleNamespace(header=lambda *_, **__: "header")
    engine, root = engine_and_root()
    witness = Witness(source)
    with AudioCue(on_cue=note) as cues:
        cues.prepare()
        time.sleep(0.6)
        controller = SessionController(cue=cues.play)
        controller.begin(root, engine, lambda: request, seconds=0.7)
        zero, end = 0.0, time.monotonic() + 15
        while time.monotonic() < end:
            controller.tick()
            if not zero and controller.phase == "recording":
                zero = time.monotonic()
            if asked[-1][0] == "done" and time.monotonic() - asked[-1][1] > 0.7:
                break
            time.sleep(0.016)  # a screen's rate
        cues.play("rejected")
        time.sleep(0.6)
        notice = cues.notice
        controller.close()
    print(json.dumps({"asked": asked, "zero": zero, "heard": witness.heard(), "no": notice}))


if __name__ == "__main__":
    main(sys.argv[1])
