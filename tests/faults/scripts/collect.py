"""Record and finish one take after the other until killed: collect.py ROOT FPS FRAMES.

FPS 0 is as fast as it goes. Says on the standard output, a line each: ``begun ID``, ``given
N`` when so many frames are handed over, ``kept N`` when so many are acknowledged, ``done ID``
when a take is registered.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import numpy as np
from record import packet

from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

QUEUE = 6
write_frame = JournalWriter.frame


def say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def tell(writer: JournalWriter, record: FrameRecord) -> None:
    write_frame(writer, record)
    say(f"kept {writer.frames}")


def record_take(root: DatasetRoot, fps: float, frames: int) -> None:
    session = root.start_session("lab", None, None, name="visit")
    header = TakeHeader(
        id=root.new_take_id(),
        session=session.id,
        presentation=Presentation(subject="S1"),
        consent=root.consents.get("C1"),
        capture=CaptureInfo(source="x", kind="camera", width=1, height=1),
    )
    image = np.zeros((1, 1, 3), np.uint8)
    say(f"begun {header.id}")
    with Recorder(root, header, zero_ns=0, queue_frames=QUEUE) as recorder:
        for i in range(frames):
            recorder.submit(Frame(image, i, i, packet(i), "jpeg"), block=True)
            say(f"given {i + 1}")
            time.sleep(1 / fps if fps else 0)
        recorder.stop()
    root.finalise(recorder.path)
    say(f"done {header.id}")


def main() -> None:
    root = DatasetRoot.open(Path(sys.argv[1]))
    JournalWriter.frame = tell  # type: ignore[method-assign]
    with root.locked():
        while True:
            record_take(root, float(sys.argv[2]), int(sys.argv[3]))


if __name__ == "__main__":
    main()
