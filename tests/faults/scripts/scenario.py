"""Do something to the dataset in BOX/disk/root and say in BOX/marks what is done for certain.

Usage: scenario.py NAME BOX. The tests run it under write_log.c.
"""

from __future__ import annotations

import itertools
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np

from liveness.datasets.catalog import Catalog
from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.journal import JournalWriter, Sync
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import AnalysisRecord, EventRecord, FrameRecord, TakeEnd
from liveness.datasets.recovery import RecoveryFailure, recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

FRAMES = 10
Mark = Callable[[str], None]


def packet(i: int) -> bytes:
    """Bytes of frame ``i``: less than a piece of the disk, or several."""
    rng = random.Random(i)
    return rng.randbytes(rng.choice((300, 3_000, 4_096, 15_000)))


def header_of(root: DatasetRoot, take: str) -> TakeHeader:
    session = root.start_session("lab", None, None, name="visit")
    return TakeHeader(
        id=take,
        session=session.id,
        presentation=Presentation(subject="S1"),
        consent=root.consents.get("C1"),
        capture=CaptureInfo(source="x", kind="camera", width=1, height=1),
    )


def begin(box: Path, mark: Mark) -> DatasetRoot:
    root = DatasetRoot.create(box / "disk" / "root")
    mark("created")
    root.consents.add(Consent(id="C1", subject="S1"))
    mark("consent")
    return root


def write_frames(writer: JournalWriter, mark: Mark) -> None:
    fused = FusedEvidence(1.0, True, "accept", False, {"x": 1.0}, ("because",))
    landmarks = np.zeros((478, 3), np.float32)
    for i in range(FRAMES):
        writer.frame(FrameRecord(i, i * 33, i, Codec.CAMERA_JPEG, 1, 1, packet(i)))
        mark(f"frame-{i}")
        writer.analysis(AnalysisRecord(i, landmarks, (0.0, 0.0, 0.0), {}, fused))
        if i % 4 == 0:
            writer.event(EventRecord(i, "note", "something happened"))


def record(
    root: DatasetRoot,
    mark: Mark,
    *,
    sync: Sync = "frame",
    take: str = "T1",
    end: bool = True,
) -> Path:
    header = header_of(root, take)
    # a clock of three readings a second
    readings = itertools.count()
    writer = JournalWriter(
        root.journal_path(take), header, sync=sync, clock=lambda: next(readings) / 3
    )
    mark(f"begun-{take}")
    write_frames(writer, mark)
    if end:
        writer.close(TakeEnd())
    return writer.path


def take(box: Path, mark: Mark) -> None:
    """A dataset is made, a take recorded and registered."""
    root = begin(box, mark)
    with root.locked():
        root.finalise(record(root, mark))
        mark("registered-T1")


def second(box: Path, mark: Mark) -> None:
    """As ``take``, with a sync about once a second."""
    root = begin(box, mark)
    with root.locked():
        root.finalise(record(root, mark, sync="second"))
        mark("registered-T1")


def cut(box: Path, mark: Mark) -> None:
    """A recording that is not ended; no part of the log."""
    record(begin(box, mark), mark, end=False)


def recover(box: Path, _: Mark) -> None:
    """What ``cut`` left becomes a take."""
    (result,) = recover_root(DatasetRoot.open(box / "disk" / "root"))
    if isinstance(result, RecoveryFailure):
        raise result.error


def catalogue(box: Path, mark: Mark) -> None:
    """Takes come while the catalogue is open; it is thrown away and made again."""
    root = begin(box, mark)
    with root.locked(), Catalog(root) as found:
        for name in ("T1", "T2"):
            root.finalise(record(root, mark, sync="never", take=name))
            mark(f"registered-{name}")
            assert found.query()[-1]["id"] == name
        root.supersede("T1", "T2")
        mark("superseded")
        found.refresh()
        found.rebuild()


def main() -> int:
    box = Path(sys.argv[2])
    marks = os.open(box / "marks", os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def mark(text: str) -> None:
        os.write(marks, f"{text}\n".encode())

    try:
        globals()[sys.argv[1]](box, mark)
    except LivenessError as error:
        sys.stderr.write(f"{error.code}: {error}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
