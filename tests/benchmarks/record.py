"""How fast frames are encoded and journalled at 1080p, against real time.

    python tests/benchmarks/record.py [--frames N] [--folder DIR] [--json FILE]

The picture is smooth and moves, with mild sensor noise, and is as hard to compress as a
camera's. Each codec runs through the recorder itself (queue, pool, journal, a sync per frame
as ``auto`` has it), with one and two encoding threads; then the journal of one run per codec
is finalised and verified. Goal: lossless at 3 times real time (30 fps) or more.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import tempfile
import time
from pathlib import Path

import cv2
import numpy as np

from liveness.capture.frame import Frame
from liveness.capture.recorder import Recorder
from liveness.datasets.codec import Codec, decode, encode
from liveness.datasets.consent import Consent
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader
from liveness.datasets.verify import verify_take

FPS = 30.0
WIDTH, HEIGHT = 1920, 1080
PICTURES = 8
"""Different pictures, shown in turn: their making is not measured."""


def pictures() -> list[np.ndarray]:
    """A smooth moving scene with the noise of a sensor after a camera's mild smoothing."""
    rng = np.random.default_rng(1)
    coarse = rng.integers(20, 236, (20, 34, 3), dtype=np.uint8)
    scene = cv2.resize(coarse, (WIDTH + 64, HEIGHT), interpolation=cv2.INTER_CUBIC)
    made = []
    for i in range(PICTURES):
        moved = scene[:, 6 * i : 6 * i + WIDTH].astype(np.float32)
        noise = rng.normal(0, 2.5, moved.shape).astype(np.float32)
        noisy = moved + cv2.GaussianBlur(noise, (3, 3), 0.7)
        made.append(np.clip(noisy, 0, 255).astype(np.uint8))
    return made


def frames(shown: list[np.ndarray], count: int, jpeg: bool) -> list[Frame]:
    """Frames with times at 30 fps; as a camera's JPEG (quality 90) where asked."""
    if jpeg:
        options = [cv2.IMWRITE_JPEG_QUALITY, 90]
        packets = [cv2.imencode(".jpg", image, options)[1].tobytes() for image in shown]
        shown = [decode(p, Codec.CAMERA_JPEG, width=WIDTH, height=HEIGHT) for p in packets]
    return [
        Frame(
            shown[i % PICTURES],
            int(i * 1e9 / FPS),
            i,
            packets[i % PICTURES] if jpeg else None,
            "jpeg" if jpeg else None,
        )
        for i in range(count)
    ]


def run(
    root: DatasetRoot, codec: str, jpeg: bool, workers: int, count: int
) -> dict[str, float]:
    """Record as fast as it goes; return the figures of one run and leave its journal."""
    header = TakeHeader(
        id=root.new_take_id(),
        session="bench",
        presentation=Presentation(subject="S1"),
        consent=Consent(id="C1", subject="S1"),
        capture=CaptureInfo(source="bench", kind="demo", width=WIDTH, height=HEIGHT),
        codec=codec,  # type: ignore[arg-type]
    )
    items = frames(pictures(), count, jpeg)
    hand_over = []
    cpu, started = time.process_time(), time.perf_counter()
    with Recorder(root, header, zero_ns=0, workers=workers) as recorder:
        for frame in items:
            before = time.perf_counter()
            recorder.submit(frame, block=True)
            hand_over.append(time.perf_counter() - before)
        recorder.stop()
    wall = time.perf_counter() - started
    status = recorder.status
    assert status.frames_on_disk == count, status
    return {
        "workers": workers,
        "fps": count / wall,
        "times_real_time": count / wall / FPS,
        "wall_ms": 1e3 * wall / count,
        "cpu_ms": 1e3 * (time.process_time() - cpu) / count,
        "mb_per_s_of_video": status.bytes_on_disk / count * FPS / 1e6,
        "hand_over_median_us": 1e6 * float(np.median(hand_over)),
        "synced_each_frame": float(status.sync == "frame"),
    }


def encode_alone(shown: list[np.ndarray], codec: Codec) -> float:
    """Milliseconds to encode one picture on one thread, without recorder or disk."""
    encode(shown[0], codec)
    started = time.perf_counter()
    for image in shown:
        encode(image, codec)
    return 1e3 * (time.perf_counter() - started) / len(shown)


def finalise(root: DatasetRoot, count: int) -> dict[str, float]:
    """Finalise and verify the one journal that is there, and delete the take."""
    (journal,) = root.unfinished()
    started = time.perf_counter()
    record = root.finalise(journal)
    finalised = time.perf_counter() - started
    assert verify_take(root.take_path(record)) == []
    verified = time.perf_counter() - started - finalised
    root.take_path(record).unlink()
    seconds = count / FPS
    return {
        "finalise_times_real_time": seconds / finalised,
        "verify_times_real_time": seconds / verified,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=150)
    parser.add_argument("--folder", type=Path, help="where to write; the disk that is measured")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    codecs = [
        ("camera JPEG, untouched", "auto", True, None),
        ("lossless JPEG-XL", "lossless", False, Codec.JPEG_XL),
        ("JPEG q98 4:4:4", "jpeg", False, Codec.JPEG),
    ]
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{WIDTH}x{HEIGHT}, {options.frames} frames; real time is {FPS:.0f} fps\n")
    shown = pictures()
    figures: dict[str, dict[str, object]] = {}
    for title, codec, jpeg, kind in codecs:
        rows = []
        alone = encode_alone(shown, kind) if kind is not None else 0.0
        for workers in (1, 2):
            with tempfile.TemporaryDirectory(dir=options.folder) as folder:
                root = DatasetRoot.create(Path(folder) / "root")
                root.start_session("bench", None, None, name="bench")
                row = run(root, codec, jpeg, workers, options.frames)
                if workers == 2:
                    row |= finalise(root, options.frames)
            rows.append(row)
            print(
                f"{title:24} {workers} threads: {row['fps']:7.1f} fps = "
                f"{row['times_real_time']:5.1f} x real time, {row['wall_ms']:5.1f} ms wall, "
                f"{row['cpu_ms']:5.1f} ms CPU a frame, {row['mb_per_s_of_video']:5.1f} MB/s, "
                f"hand-over {row['hand_over_median_us']:.0f} us"
            )
        print(
            f"{'':24} encode alone {alone:.1f} ms; finalise "
            f"{rows[1]['finalise_times_real_time']:.1f} x, verify "
            f"{rows[1]['verify_times_real_time']:.1f} x real time"
        )
        figures[title] = {"encode_alone_ms": alone, "runs": rows}
    lossless = figures["lossless JPEG-XL"]["runs"]
    best = max(row["times_real_time"] for row in lossless)  # type: ignore[attr-defined]
    print(f"\nlossless: {best:.1f} x real time (goal: 3 or more)")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
