"""Print how much the mesh of rigid faces changes its shape, and that of people in real clips.

Usage: ``python tests/benchmarks/rigid.py [--frames 60] [--iod 115] [--media DIR]``.

Twelve real portraits (stills, and one frame of each larger clip) are turned by a hand as flat
pictures, and by a head as the relief of their own mesh, with sensor noise, every second one
with JPEG at quality 70. What the tracker makes of them is the null of the motion signal's
change of shape. The relief is a prior, the turn is drawn: no real mask stands behind this.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")

import cv2
import numpy as np
from numpy.typing import NDArray

from liveness.capture import geometry
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.scenes.movement import HandMovement, LiveMovement, Pose
from liveness.capture.signal import SignalContext
from liveness.capture.signals._blink import BlinkCounter
from liveness.capture.signals._form import Form
from liveness.capture.sources import open_source
from liveness.capture.tracker import FaceTracker

MEDIA = Path(__file__).resolve().parents[2].parent / "shared" / "media" / "bona_fide"
STILLS = (
    "obama.jpg",
    "biden.jpg",
    "image_T1.jpg",
    "true_001.jpg",
    "true_002.jpg",
    "true_003.png",
)
CLIPS = ("d12.mp4", "d13.mp4", "d18.mp4", "d19.mp4", "d3.mp4", "d9.mp4")
FPS, IOD_MM = 30.0, geometry.IOD_MM

Floats = NDArray[np.float64]
Picture = NDArray[np.uint8]


class Cutout:
    """A portrait, upright and of known size, flat or on its mesh's relief; lengths in mm."""

    def __init__(self, image: Picture, mesh: NDArray[np.float32], iod: float, relief: float):
        rows, columns = (int(side * iod / 115) // 8 * 8 for side in (480, 640))
        eyes = mesh[[362, 263], :2].mean(0) - mesh[[33, 133], :2].mean(0)
        scale = iod / float(np.hypot(*eyes))
        angle = float(np.degrees(np.arctan2(eyes[1], eyes[0])))
        nose = (float(mesh[4, 0]), float(mesh[4, 1]))
        upright = cv2.getRotationMatrix2D(nose, angle, scale)
        upright[:, 2] += np.array([columns / 2, rows / 2]) - nose
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_CUBIC
        self.image = cv2.warpAffine(
            image, upright, (columns, rows), flags=how, borderMode=cv2.BORDER_REPLICATE
        )
        self.shape, self.mm = (rows, columns), IOD_MM / iod
        y, x = np.mgrid[0:rows, 0:columns].astype(np.float64)
        self.flat = (np.stack([x, y], -1).reshape(-1, 2) - [columns / 2, rows / 2]) * self.mm
        points = mesh[:468, :2].astype(np.float64) @ upright[:, :2].T + upright[:, 2]
        points = (points - [columns / 2, rows / 2]) * self.mm
        height = -(mesh[:468, 2] - mesh[list(geometry.RIGID), 2].mean()) * scale * self.mm
        turn = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        rim = np.column_stack([110 * np.sin(turn), 140 * np.cos(turn)])
        spline = geometry.ThinPlate(
            np.concatenate([points, rim]) / 100,
            np.concatenate([height, np.full(24, height.min())]),
            1e-3,
        )
        coarse = self.flat.reshape(rows, columns, 2)[::8, ::8].reshape(-1, 2)
        small = spline(coarse / 100).reshape(rows // 8, columns // 8)
        grown = cv2.resize(small, (columns, rows), interpolation=cv2.INTER_CUBIC)
        self.height = relief * grown.ravel()

    def seen(self, pose: Pose, random: np.random.Generator) -> Picture:
        """Return the picture in a pose, 500 mm from the camera, with noise."""
        rows, columns = self.shape
        focal = 500.0 / self.mm
        a, b, r = np.radians([pose.yaw, pose.pitch, pose.roll])
        x, y = (self.flat * ((500.0 - self.height) / 500.0)[:, None]).T
        across, near = (
            x * np.cos(a) + self.height * np.sin(a),
            self.height * np.cos(a) - x * np.sin(a),
        )
        along, near = y * np.cos(b) - near * np.sin(b), y * np.sin(b) + near * np.cos(b)
        turned = np.column_stack(
            [across * np.cos(r) - along * np.sin(r), across * np.sin(r) + along * np.cos(r)]
        )
        shift = np.array([pose.x, pose.y])
        there = focal * (turned + shift) / (500.0 + pose.z - near)[:, None]
        move = (there - self.flat / self.mm).reshape(rows, columns, 2).astype(np.float32)
        grid = np.stack(np.meshgrid(np.arange(columns), np.arange(rows)), -1).astype(np.float32)
        source = grid
        for _ in range(10):  # invert the displacement by fixed point
            source = grid - cv2.remap(
                move, source, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
            )
        image = cv2.remap(
            self.image, source, None, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
        )
        noisy = image + 2.2 * random.standard_normal(image.shape)
        return np.asarray(np.clip(np.rint(noisy), 0, 255), np.uint8)


def first_face(path: Path, at: int) -> tuple[Picture, Face]:
    """Return a frame of a file and the face in it."""
    with open_source(str(path)) as source:
        frames = [frame for _ in range(at + 1) if (frame := source.read()) is not None]
    image, found = frames[-1].image, None
    with_context = FaceTracker(SignalContext())
    for i in range(4):
        found = with_context.update(Frame(image, i * 33_000_000, i))
    with_context.close()
    if found is None:
        raise ValueError(f"no face in {path.name}")
    return image, found


def rigid(path: Path, seed: int, iod: float, frames: int, relief: float) -> Iterator[Frame]:
    """Yield a portrait that is turned: flat by a hand, or as a relief by a head."""
    image, face = first_face(path, 5)
    cutout = Cutout(image, face.landmarks, iod, relief)
    random = np.random.default_rng(seed)
    turn = float(random.uniform(3, 12))
    hand, head = HandMovement((seed,), turn), LiveMovement((seed,), turn / 7)
    for i in range(frames):
        pose = head.at(i / FPS).head if relief else hand.at(i / FPS)
        shown = cutout.seen(pose, random)
        if seed % 2:
            _, data = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, 70])
            shown = np.asarray(cv2.imdecode(data, cv2.IMREAD_COLOR), np.uint8)
        yield Frame(shown, round(i / FPS * 1e9), i)


def clip(path: Path, frames: int) -> Iterator[Frame]:
    """Yield the first frames of a real clip."""
    with open_source(str(path)) as source:
        for _ in range(frames):
            frame = source.read()
            if frame is None:
                return
            yield frame


def measure(name: str, frames: Iterator[Frame]) -> tuple[float, int]:
    """Print and return how the mesh changed over what a rigid face shows, and the blinks."""
    tracker, form, blinks = FaceTracker(SignalContext()), Form(), BlinkCounter()
    for frame in frames:
        face = tracker.update(frame)
        if face is not None:
            form.add(face)
            blinks.add(face, frame.time_ns)
    tracker.close()
    shape = form.shape()
    if shape is None:
        print(f"  {name:28} too few frames with a face")
        return float("nan"), blinks.count
    parts = "".join(f"{100 * size:8.2f}" for size in shape.parts.values())
    print(f"  {name:28}{parts}{shape.turn_deg:8.1f}{shape.over:8.2f}{blinks.count:7d}")
    return shape.over, blinks.count


def summary(title: str, rows: Sequence[tuple[float, int]]) -> None:
    """Print the spread of a group."""
    over = np.array([row[0] for row in rows if np.isfinite(row[0])])
    logs = np.log(over)
    print(
        f"  {title}, n = {len(over)}: median {np.median(over):.2f}, from {over.min():.2f} to "
        f"{over.max():.2f}; logarithm {logs.mean():.2f} +- {logs.std():.2f}; "
        f"{sum(row[1] > 0 for row in rows)} with a blink\n"
    )


def main() -> int:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--frames", type=int, default=60)
    parser.add_argument("--iod", type=float, default=115.0, help="pixels between the eyes")
    parser.add_argument("--media", type=Path, default=MEDIA)
    options = parser.parse_args()
    if not options.media.is_dir():
        print(f"no media in {options.media}", file=sys.stderr)
        return 2
    cv2.setNumThreads(1)
    head = f"  {'':28}{'mouth':>8}{'brows':>8}{'lids':>8}{'turn':>8}{'over':>8}{'blinks':>7}"
    print(
        f"change of shape, % of IOD; turn in degrees; largest over a rigid face's usual\n{head}"
    )
    files = [options.media / name for name in (*STILLS, *CLIPS)]
    for title, relief in (("flat", 0.0), ("relief", 1.0)):
        rows = [
            measure(
                f"{title} {path.name}",
                rigid(path, 100 + 7 * n + int(relief), options.iod, options.frames, relief),
            )
            for n, path in enumerate(files)
        ]
        summary(title, rows)
    people = [options.media / name for name in CLIPS]
    summary("people", [measure(path.name, clip(path, options.frames)) for path in people])
    return 0


if __name__ == "__main__":
    sys.exit(main())
