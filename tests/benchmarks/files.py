"""How fast the files of a dataset are read for training, made, checked and listed.

    python tests/benchmarks/files.py [--takes N] [--frames N] [--folder DIR] [--json FILE]

One run measures, on the same 1080p pictures with noise:

* random windows of 3 frames a second, from the packed export, from take files (camera's JPEG
  and lossless), and by OpenCV's seeking in MP4 files of the same pictures (H.264 by ffmpeg
  where it is installed, else MPEG-4 by OpenCV). Goal: the export is 10 times as fast as
  seeking. The files were just written and are in the computer's memory, which favours none;
* PyTorch's DataLoader with 2 workers over the export, against real time (where torch is
  installed);
* finalising and verifying a take against real time (goals: 2 times for lossless, 6 for JPEG);
* the catalogue of 10,000 takes (``catalogue.py``, where it is).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.evidence import FusedEvidence
from liveness.datasets.exports.options import ExportOptions
from liveness.datasets.exports.running import run_export
from liveness.datasets.journal import JournalWriter
from liveness.datasets.packed import PackedClips
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import AnalysisRecord, FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord
from liveness.datasets.verify import verify_take

FPS = 30.0
WIDTH, HEIGHT = 1920, 1080
SIZE, CLIP = 224, 16
Image = NDArray[np.uint8]


def pictures(seed: int, count: int) -> Iterator[Image]:
    """A smooth scene that moves, with a sensor's noise after a camera's mild smoothing."""
    rng = np.random.default_rng(seed)
    coarse = rng.integers(20, 236, (20, 34, 3), dtype=np.uint8)
    scene = cv2.resize(coarse, (WIDTH + 512, HEIGHT), interpolation=cv2.INTER_CUBIC)
    noises = [
        cv2.GaussianBlur(rng.normal(0, 2.5, scene.shape).astype(np.float32), (3, 3), 0.7)
        for _ in range(4)
    ]
    for i in range(count):
        at = int(256 + 250 * np.sin(i / 40))
        part = scene[:, at : at + WIDTH].astype(np.float32)
        shift = int(rng.integers(512))
        noisy = part + noises[i % 4][:, shift : shift + WIDTH]
        yield np.clip(noisy, 0, 255).astype(np.uint8)


def landmarks(i: int) -> NDArray[np.float32]:
    """A face of 300 by 400 pixels that moves."""
    points = np.random.default_rng(1).random((478, 3)).astype(np.float32)
    place = np.array([800 + 40 * np.sin(i / 20), 300, 0], np.float32)
    return points * np.array([300, 400, 50], np.float32) + place


def journal(root: DatasetRoot, number: int, shown: list[Image], codec: Codec) -> Path:
    """Write the journal of a take; ``CAMERA_JPEG`` is quality 90."""
    header = TakeHeader(
        id=f"T{codec.name}-{number}".replace("_", "-"),
        session="bench",
        presentation=Presentation(subject="S1"),
        consent=root.consents.get("C1"),
        capture=CaptureInfo(source="b", kind="camera", width=WIDTH, height=HEIGHT, fps=FPS),
    )
    path = root.journal_path(header.id)
    writer = JournalWriter(path, header, sync="never")
    for i, image in enumerate(shown):
        if codec is Codec.CAMERA_JPEG:
            options = [cv2.IMWRITE_JPEG_QUALITY, 90]
            data = cv2.imencode(".jpg", image, options)[1].tobytes()
        else:
            data = encode(image, codec)
        writer.frame(FrameRecord(i, int(i * 1e9 / FPS), i, codec, WIDTH, HEIGHT, data))
        nothing = FusedEvidence(0.0, False, "undecided", False, {}, ())
        writer.analysis(AnalysisRecord(i, landmarks(i), (0.0, 0.0, 0.0), {}, nothing, {}))
    writer.close(TakeEnd())
    return path


def write_mp4(path: Path, shown: list[Image]) -> str:
    """Write pictures as people keep them, and return the codec."""
    height, width = shown[0].shape[:2]
    if shutil.which("ffmpeg"):
        command = (
            f"ffmpeg -v error -y -f rawvideo -pix_fmt bgr24 -s {width}x{height} -r {FPS} -i - "
            f"-c:v libx264 -preset veryfast -crf 18 -pix_fmt yuv420p {path}"
        )
        data = b"".join(image.tobytes() for image in shown)
        subprocess.run(command.split(), input=data, check=True)
        return "H.264, crf 18, ffmpeg's default of 250 frames between key frames"
    code = cv2.VideoWriter.fourcc(*"mp4v")
    writer = cv2.VideoWriter(str(path), code, FPS, (width, height))
    for image in shown:
        writer.write(image)
    writer.release()
    return "MPEG-4 by OpenCV"


def a_second(one: Callable[[np.random.Generator], Any], limit_s: float = 4.0) -> float:
    """Return how often a second something can be done, once it is warm."""
    rng = np.random.default_rng(7)
    one(rng)
    started, done = time.perf_counter(), 0
    while (passed := time.perf_counter() - started) < limit_s:
        one(rng)
        done += 1
    return done / passed


def from_mp4(paths: list[Path]) -> Callable[[np.random.Generator], list[Any]]:
    captures = [cv2.VideoCapture(str(path)) for path in paths]
    counts = [int(capture.get(cv2.CAP_PROP_FRAME_COUNT)) for capture in captures]

    def one(rng: np.random.Generator) -> list[Any]:
        n = int(rng.integers(len(captures)))
        captures[n].set(cv2.CAP_PROP_POS_FRAMES, int(rng.integers(counts[n] - 2)))
        read = [captures[n].read() for _ in range(3)]
        assert all(good for good, _ in read)
        return read

    return one


def from_takes(paths: list[Path]) -> Callable[[np.random.Generator], list[Image]]:
    readers = [TakeReader(path) for path in paths]

    def one(rng: np.random.Generator) -> list[Image]:
        reader = readers[int(rng.integers(len(readers)))]
        start = int(rng.integers(reader.n_frames - 2))
        return [reader.frame(start + k) for k in range(3)]

    return one


def from_packed(path: Path) -> Callable[[np.random.Generator], Image]:
    clips = PackedClips(path)

    def one(rng: np.random.Generator) -> Image:
        return clips.window(int(rng.integers(len(clips))), int(rng.integers(CLIP - 2)), 3)

    return one


def loader(path: Path, window: int | None) -> float | None:
    """Frames a second that a DataLoader with 2 workers gives; ``None`` without torch."""
    try:
        from torch.utils.data import DataLoader
    except ImportError:
        return None
    data: Any = DataLoader(
        PackedClips(path, window=window),  # type: ignore[arg-type]
        batch_size=16,
        shuffle=True,
        num_workers=2,
        persistent_workers=True,
    )
    for _ in data:  # the workers start here
        pass
    started, frames = time.perf_counter(), 0
    while time.perf_counter() - started < 5:
        for batch in data:
            frames += batch["pixels"].shape[0] * batch["pixels"].shape[1]
    return frames / (time.perf_counter() - started)


def finalise(
    root: DatasetRoot, path: Path, seconds: float
) -> tuple[TakeRecord, dict[str, float]]:
    """Finalise a journal in the child, and verify the take."""
    started = time.perf_counter()
    record = root.finalise(path)
    finalised = time.perf_counter() - started
    assert verify_take(root.take_path(record)) == []
    verified = time.perf_counter() - started - finalised
    return record, {
        "finalise_times_real_time": seconds / finalised,
        "verify_times_real_time": seconds / verified,
    }


def make(folder: Path, takes: int, frames: int) -> dict[str, Any]:
    """Make takes in two codecs, the export, and MP4 files; return places and figures."""
    root = DatasetRoot.create(folder / "root")
    root.consents.add(Consent(id="C1", subject="S1"))
    root.start_session("bench", None, None, name="bench")
    made: dict[str, Any] = {"takes": {}, "finalise": {}, "mp4": [], "crops": []}
    for number in range(takes):
        shown = list(pictures(number, frames))
        for codec in (Codec.CAMERA_JPEG, Codec.JPEG_XL):
            path = journal(root, number, shown, codec)
            record, figures = finalise(root, path, frames / FPS)
            made["takes"].setdefault(codec.name, []).append(root.take_path(record))
            made["finalise"][codec.name] = figures
        made["codec"] = write_mp4(folder / f"{number}.mp4", shown)
        made["mp4"].append(folder / f"{number}.mp4")
    started = time.perf_counter()
    options = ExportOptions(size=SIZE, clip_frames=CLIP)
    result = run_export(root, "packed", folder / "clips.h5", options)
    seconds = 2 * takes * frames / FPS
    made["export_times_real_time"] = seconds / (time.perf_counter() - started)
    made["packed"] = result.path
    with PackedClips(result.path) as clips:
        for record in root.takes():
            if record.id.startswith("TJPEG-XL"):
                crops = [np.ascontiguousarray(f[..., ::-1]) for i in clips.clips_of(record.id)
                         for f in clips.clip(i)]  # fmt: skip
                write_mp4(folder / f"crops-{record.id}.mp4", crops)
                made["crops"].append(folder / f"crops-{record.id}.mp4")
    return made


def measure(made: dict[str, Any]) -> dict[str, Any]:
    """Measure every way of reading once."""
    windows = {
        f"packed export, {SIZE} px": a_second(from_packed(made["packed"])),
        f"MP4 of the same {SIZE} px clips, OpenCV": a_second(from_mp4(made["crops"])),
        "take file, camera's JPEG, 1080p": a_second(from_takes(made["takes"]["CAMERA_JPEG"])),
        "take file, lossless JPEG-XL, 1080p": a_second(from_takes(made["takes"]["JPEG_XL"])),
        "MP4 of the same 1080p pictures, OpenCV": a_second(from_mp4(made["mp4"])),
    }
    return {
        "windows_a_second": windows,
        "loader_frames_a_second": {
            "whole clips": loader(made["packed"], None),
            "windows of 3": loader(made["packed"], 3),
        },
        "finalise": made["finalise"],
        "export_times_real_time": made["export_times_real_time"],
    }


def report(found: dict[str, Any], codec: str) -> None:
    windows = found["windows_a_second"]
    packed, crops, jpeg, _, mp4 = windows.values()
    print(f"random windows of 3 frames (MP4: {codec})")
    for name, value in windows.items():
        print(f"  {name:42} {value:9.1f} a second {1e3 / value:8.2f} ms")
    print(f"  export / MP4 of the same clips: {packed / crops:.0f} x (goal 10)")
    print(f"  export / MP4 at 1080p: {packed / mp4:.0f} x; JPEG take / MP4: {jpeg / mp4:.1f} x")
    for name, value in found["loader_frames_a_second"].items():
        told = "torch is not installed" if value is None else (
            f"{value:.0f} frames a second = {value / FPS:.0f} x real time"
        )  # fmt: skip
        print(f"DataLoader, 2 workers, {name}: {told}")
    for name, figures in found["finalise"].items():
        both = ", ".join(f"{key[:-16]} {value:.1f} x" for key, value in figures.items())
        print(f"{name}: {both} real time")
    print(f"packed export made at {found['export_times_real_time']:.1f} x real time")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--takes", type=int, default=4)
    parser.add_argument("--frames", type=int, default=150)
    parser.add_argument("--folder", type=Path, help="where to write; the disk that is measured")
    parser.add_argument("--json", type=Path, help="also write the figures there")
    options = parser.parse_args()
    cv2.setNumThreads(1)
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    print(f"{options.takes} takes of {options.frames} frames, {WIDTH}x{HEIGHT}, twice\n")
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        made = make(Path(folder), options.takes, options.frames)
        found = measure(made)
    report(found, made["codec"])
    catalogue = Path(__file__).with_name("catalogue.py")
    if catalogue.is_file():
        print("\ncatalogue:")
        subprocess.run([sys.executable, str(catalogue)], check=True)
    if options.json:
        options.json.write_text(json.dumps(found, indent=2) + "\n")


if __name__ == "__main__":
    main()
