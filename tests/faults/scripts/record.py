"""Record small frames as fast as they go, printing the number of acknowledged ones.

Usage: record.py ROOT FRAMES [LIMIT]; LIMIT is the longest file that the system allows, bytes.
"""

from __future__ import annotations

import os
import random
import resource
import sys
from pathlib import Path

import numpy as np

from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

write_frame = JournalWriter.frame


def packet(i: int) -> bytes:
    """Bytes of frame ``i``, 1 to 9 KB; for the recorder a camera's JPEG is opaque."""
    rng = random.Random(i)
    return rng.randbytes(rng.randint(1_000, 9_000))


def tell(writer: JournalWriter, record: FrameRecord) -> None:
    write_frame(writer, record)
    os.write(1, f"{writer.frames}\n".encode())


def main() -> None:
    root = DatasetRoot.open_or_create(Path(sys.argv[1]))
    session = root.start_session("lab", None, None, name="visit")
    header = TakeHeader(
        id=root.new_take_id(),
        session=session.id,
        presentation=Presentation(subject="S1"),
        consent=Consent(id="C1", subject="S1"),
        capture=CaptureInfo(source="x", kind="camera", width=1, height=1),
    )
    if len(sys.argv) > 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[3]),) * 2)
    JournalWriter.frame = tell  # type: ignore[method-assign]
    image = np.zeros((1, 1, 3), np.uint8)
    with Recorder(root, header, zero_ns=0) as recorder:
        try:
            for i in range(int(sys.argv[2])):
                recorder.submit(Frame(image, i, i, packet(i), "jpeg"), block=True)
        except LivenessError as error:
            sys.stderr.write(str(error))
        recorder.stop()
    if recorder.status.failed is not None:
        sys.stderr.write(str(recorder.status.failed))


if __name__ == "__main__":
    main()
