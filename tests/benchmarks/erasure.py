"""How long an erasure takes: python tests/benchmarks/erasure.py [SESSIONS] [FRAMES].

Every session holds one take of one of two people; the frames are noise of 60 KB each, as a
camera's JPEG at 720p. One of the two is erased: half of the sessions.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import numpy as np

from liveness.datasets.codec import Codec
from liveness.datasets.consent import Consent
from liveness.datasets.erasure import erasing
from liveness.datasets.erasure.erasing import erase_subject, preview_erasure
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader

FRAME_BYTES = 60_000


def fill(root: DatasetRoot, sessions: int, frames: int) -> None:
    """Register one take a session, of S0 and S1 in turn."""
    rng = np.random.default_rng(1)
    for n in (0, 1):
        root.consents.add(Consent(id=f"C{n}", subject=f"S{n}"))
    for number in range(sessions):
        session = root.start_session("bench", "O1", "camera", name=f"visit-{number}")
        subject = f"S{number % 2}"
        header = TakeHeader(
            id=root.new_take_id(),
            session=session.id,
            presentation=Presentation(subject=subject),
            consent=root.consents.get(f"C{number % 2}"),
            capture=CaptureInfo(source="x", kind="camera", width=1280, height=720),
        )
        writer = JournalWriter(root.journal_path(header.id), header, sync="never")
        for i in range(frames):
            data = rng.bytes(FRAME_BYTES)
            writer.frame(FrameRecord(i, i, i, Codec.CAMERA_JPEG, 1280, 720, data))
        writer.close(TakeEnd())
        root.finalise(root.journal_path(header.id))


def main() -> None:
    """Print the table."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    frames = int(sys.argv[2]) if len(sys.argv) > 2 else 300
    spent: dict[str, float] = defaultdict(float)

    def timed(name: str, step: Callable[[], None]) -> None:
        begun = time.perf_counter()
        step()
        spent[name] += time.perf_counter() - begun

    erasing.run_step = timed
    with tempfile.TemporaryDirectory(prefix="liveness-erasure-") as folder:
        root = DatasetRoot.create(Path(folder) / "root")
        fill(root, sessions, frames)
        begun = time.perf_counter()
        preview_erasure(root, "S0")
        finding = time.perf_counter() - begun
        begun = time.perf_counter()
        receipt = erase_subject(root, "S0")
        whole = time.perf_counter() - begun
    assert receipt.clean
    assert receipt.scan is not None
    gone, scan = sessions // 2, receipt.scan
    removing = sum(spent.values())
    print(f"{sessions} sessions, {gone} erased, {receipt.bytes / gone / 1e6:.0f} MB each")
    print(f"finding takes and marks   {finding / gone:6.3f} s a session")
    print(f"removing, all steps       {removing / gone:6.3f} s a session")
    print(
        f"searching every byte      {scan.seconds / gone:6.3f} s a session; "
        f"{scan.bytes / scan.seconds / 1e6:.0f} MB/s, {scan.patterns} patterns, "
        f"{scan.bytes / 1e6:.0f} MB stay"
    )
    print(f"whole                     {whole / gone:6.3f} s a session, goal 1")


if __name__ == "__main__":
    main()
