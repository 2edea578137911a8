"""Score real media with the physical signals, with models in the texture slot, by models alone.

Usage: ``python tests/benchmarks/real.py [--frames 90] [--media DIR] [--models DIR] [NAME...]``.

(a) the physical signals alone, (b) the texture slot holding each public network, (c) each
public network by itself: its own crop and its own decision at P = .5, in code that shares
nothing with the slot but the face's box. All three in one pass over the same frames, so the
costs compare: CPU time of the whole process, for the face mesh has threads of its own.
These are stills and short clips of a few people: the counts are no error rates.
"""

from __future__ import annotations

import argparse
import contextlib
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.fusion import Fusion
from liveness.capture.model import ModelScorer
from liveness.capture.signals.texture import TextureSignal
from liveness.capture.slotted import SlottedSignal
from liveness.capture.sources import open_source
from liveness.capture.tracker import FaceTracker
from liveness.datasets.errors import LivenessError
from liveness.datasets.evidence import Evidence
from liveness.datasets.model_file import ModelBytes, ModelFile

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
DESCRIPTIONS = ROOT / "examples" / "models"

SPECIES_UNKNOWN = ("unknown_001", "display_or_print_F1", "recapture_003")
"""In the attack folder, but of no certain species: counted apart."""

NETWORKS: Mapping[str, tuple[tuple[str, int, str], ...]] = {
    "minifasnet-v2": (("MiniFASNetV2.onnx", 1, "2.7"),),
    "minifasnet-v1se": (("MiniFASNetV1SE.onnx", 1, "4.0"),),
    "minifasnet-pair": (("MiniFASNetV2.onnx", 1, "2.7"), ("MiniFASNetV1SE.onnx", 1, "4.0")),
    "facenox": (("facenox_98_20.onnx", 0, "square"),),
}
"""What stands beside the models in (c): file, class bona fide, kind of crop."""


def grown_crop(image: np.ndarray, box: Sequence[float], scale: float) -> np.ndarray:
    """Crop as minivision-ai's demo does: grown, shrunk to fit, shifted inside; 80 x 80."""
    rows, columns = image.shape[:2]
    x, y, w, h = box
    scale = min((rows - 1) / h, min((columns - 1) / w, scale))
    new_w, new_h = w * scale, h * scale
    cx, cy = x + w / 2, y + h / 2
    left, top, right, bottom = cx - new_w / 2, cy - new_h / 2, cx + new_w / 2, cy + new_h / 2
    if left < 0:
        left, right = 0, right - left
    if top < 0:
        top, bottom = 0, bottom - top
    if right > columns - 1:
        left, right = left - (right - columns + 1), columns - 1
    if bottom > rows - 1:
        top, bottom = top - (bottom - rows + 1), rows - 1
    part = image[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
    return cv2.resize(part, (80, 80))


def square_crop(image: np.ndarray, box: Sequence[float]) -> np.ndarray:
    """Crop as facenox's demo does: 1.5 times the longer side, border mirrored; 128 x 128."""
    x, y, w, h = box
    side = int(max(w, h) * 1.5)
    left, top = int(x + w / 2 - side / 2), int(y + h / 2 - side / 2)
    right, bottom = left + side, top + side
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(image.shape[1], right), min(image.shape[0], bottom)
    part = cv2.copyMakeBorder(
        image[y0:y1, x0:x1],
        y0 - top,
        bottom - y1,
        x0 - left,
        right - x1,
        cv2.BORDER_REFLECT_101,
    )
    how = cv2.INTER_LANCZOS4 if side < 128 else cv2.INTER_AREA
    return cv2.resize(part, (128, 128), interpolation=how)


class Alone:
    """A public network by itself: the mean over networks and frames of the softmax."""

    def __init__(self, name: str, models: Path) -> None:
        self.nets = [
            (cv2.dnn.readNetFromONNX(str(models / file)), real, crop)
            for file, real, crop in NETWORKS[name]
        ]

    def p(self, image: np.ndarray, box: Sequence[float]) -> list[float]:
        """Return P(bona fide) of each network in one frame."""
        found = []
        for net, real, crop in self.nets:
            if crop == "square":
                rgb = cv2.cvtColor(square_crop(image, box), cv2.COLOR_BGR2RGB)
                blob = (rgb.astype(np.float32) / 255).transpose(2, 0, 1)[None]
            else:
                picture = grown_crop(image, box, float(crop)).astype(np.float32)
                blob = picture.transpose(2, 0, 1)[None]
            net.setInput(np.ascontiguousarray(blob))
            z = net.forward()[0].astype(np.float64)
            e = np.exp(z - z.max())
            found.append(float(e[real] / e.sum()))
        return found


class TimedTracker(FaceTracker):
    """Follows the face and counts what that costs."""

    ms = 0.0

    def update(self, frame: Frame) -> Face | None:
        """Return the face."""
        begin = time.process_time()
        try:
            return super().update(frame)
        finally:
            self.ms += 1e3 * (time.process_time() - begin)


class Heard:
    """Stands for the texture signal: says what that signal said in the same frame."""

    name, family, title = TextureSignal.name, TextureSignal.family, TextureSignal.title
    version, cap, units = TextureSignal.version, TextureSignal.cap, TextureSignal.units
    said = Evidence.abstain("texture", "no frame yet")

    def update(self, frame: Any, face: Any) -> None:
        """Nothing to do: ``said`` is set from outside."""

    def evidence(self, *, with_map: bool = False) -> Evidence:
        """Return what the signal said."""
        return self.said

    def reset(self) -> None:
        """Forget nothing."""


@dataclass
class Verdict:
    """What one way of scoring says of a file."""

    shown: str
    decision: str
    ms: float


@dataclass
class Row:
    """All verdicts on one file."""

    name: str
    frames: int = 0
    faces: int = 0
    verdicts: dict[str, Verdict] = field(default_factory=dict)
    differences: dict[str, float] = field(default_factory=dict)
    note: str = ""


class Bench:
    """Scores one file after the other.

    Parameters
    ----------
    folder
        Where the ONNX files are.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.models: dict[str, ModelBytes] = {}
        for name in NETWORKS:
            path = DESCRIPTIONS / f"{name}.json"
            file = ModelFile.load(path)
            data = tuple((folder / network.file).read_bytes() for network in file.networks)
            self.models[name] = ModelBytes(path, file, data)
        self.alone = {name: Alone(name, folder) for name in NETWORKS}

    def score(self, path: Path, limit: int) -> Row:
        """Score the first ``limit`` frames of a file in every way."""
        row = Row(path.name)
        ms: Counter[str] = Counter()
        heard = Heard()
        slots = {
            name: SlottedSignal(heard, ModelScorer(model))  # type: ignore[arg-type]
            for name, model in self.models.items()
        }
        p: dict[str, list[float]] = {name: [] for name in NETWORKS}
        last: Snapshot | None = None
        with contextlib.ExitStack() as stack:
            source = stack.enter_context(open_source(str(path)))
            context = context_of(source.info)
            tracker = TimedTracker(context)
            analyser = stack.enter_context(Analyser(context, tracker=tracker))
            while row.frames < limit and (frame := source.read()) is not None:
                begin = time.process_time()
                last = analyser.process(frame)
                ms["a"] += 1e3 * (time.process_time() - begin)
                row.frames += 1
                row.faces += last.face is not None
                row.note = last.conflict or row.note
                heard.said = last.evidence["texture"]
                for name, slot in slots.items():
                    self._both(name, slot, last, row, p[name], ms)
            if last is None:
                return row
            ms["face"] += tracker.ms
            self._conclude(row, last, slots, analyser, p, ms)
        return row

    def _both(
        self,
        name: str,
        slot: SlottedSignal,
        seen: Snapshot,
        row: Row,
        p: list[float],
        ms: Counter[str],
    ) -> None:
        """Run one model in the slot, and by itself on the frames that the slot scored."""
        before = slot.scorer.reading()
        begin = time.process_time()
        slot.update(seen.frame, seen.face)
        ms[f"b {name}"] += 1e3 * (time.process_time() - begin)
        after = slot.scorer.reading()
        if after is None or (before is not None and before.frames == after.frames):
            return
        assert seen.face is not None
        begin = time.process_time()
        found = self.alone[name].p(seen.frame.image, seen.face.box)
        ms[f"c {name}"] += 1e3 * (time.process_time() - begin)
        p.append(float(np.mean(found)))
        gap = max(abs(a - b) for a, b in zip(found, after.last, strict=True))
        row.differences[name] = max(row.differences.get(name, 0.0), gap)

    def _conclude(
        self,
        row: Row,
        last: Snapshot,
        slots: Mapping[str, SlottedSignal],
        analyser: Analyser,
        p: Mapping[str, list[float]],
        ms: Counter[str],
    ) -> None:
        fused = last.fused
        shown = f"{fused.llr:+.2f}" if fused.valid else "-"
        row.verdicts["a"] = Verdict(shown, fused.decision, ms["a"])
        for name, slot in slots.items():
            others = [s for s in analyser.signals if s.name != "texture"]
            fusion = Fusion(analyser.fusion.weights, signals=[*others, slot])
            fused = fusion.fuse({**last.evidence, "texture": slot.evidence()})
            shown = f"{fused.llr:+.2f}" if fused.valid else "-"
            cost = ms["a"] + ms[f"b {name}"]
            row.verdicts[f"b {name}"] = Verdict(shown, fused.decision, cost)
            cost = ms["face"] + ms[f"c {name}"]
            if not p[name]:
                row.verdicts[f"c {name}"] = Verdict("-", "undecided", cost)
                continue
            mean = float(np.mean(p[name]))
            decision = "accept" if mean >= 0.5 else "reject"
            row.verdicts[f"c {name}"] = Verdict(f"{mean:.3f}", decision, cost)


def table(title: str, rows: Sequence[Row]) -> None:
    """Print the rows of one group: (a), then (b) and (c) side by side."""
    print(f"\n{title}")
    head = "".join(f"{name:>20}" for name in NETWORKS)
    print(f"  {'file':34}{'frames':>7}{'faces':>6}{'(a) llr':>11}{head}")
    print(f"  {'':58}" + f"{'(b) llr':>11}{'(c) P':>9}" * len(NETWORKS))
    mark = {"accept": "A", "reject": "R", "undecided": "u"}
    for row in rows:
        cells = ""
        for key in ("a", *(f"{way} {name}" for name in NETWORKS for way in "bc")):
            verdict = row.verdicts.get(key)
            text = f"{verdict.shown} {mark[verdict.decision]}" if verdict else "-"
            cells += f"{text:>{9 if key[0] == 'c' else 11}}"
        note = f"  {row.note}" if row.note else ""
        print(f"  {row.name:34}{row.frames:7}{row.faces:6}{cells}{note}")


def counts(groups: Mapping[str, Sequence[Row]]) -> None:
    """Print what each way decided, by group, and what it cost."""
    print("\n  accepted/undecided/rejected")
    print(
        f"  {'way':22}" + "".join(f"{f'{g} (n={len(r)})':>38}" for g, r in groups.items()),
        end="",
    )
    print(f"{'CPU ms per decision':>22}")
    for key in ("a", *(f"{way} {name}" for way in "bc" for name in NETWORKS)):
        cells = ""
        for rows in groups.values():
            tally = Counter(row.verdicts[key].decision for row in rows if key in row.verdicts)
            text = "/".join(str(tally[d]) for d in ("accept", "undecided", "reject"))
            cells += f"{text:>38}"
        ms = [r.verdicts[key].ms for rows in groups.values() for r in rows if r.verdicts]
        print(f"  ({key[0]}) {key[2:]:18}{cells}{np.mean(ms) if ms else 0:22.1f}")


def exactness(rows: Sequence[Row]) -> float:
    """Print and return how far the networks in the slot are from the networks alone."""
    gaps: dict[str, float] = {}
    for row in rows:
        for name, gap in row.differences.items():
            gaps[name] = max(gaps.get(name, 0.0), gap)
    print("\n  largest |P in the slot - P alone| of a network in a frame, 0.001 allowed")
    for name, gap in gaps.items():
        print(f"  {name:22}{gap:.6f}")
    return max(gaps.values(), default=0.0)


def files(media: Path, folder: str, only: Sequence[str]) -> Iterator[Path]:
    """Yield the files of one folder, those that are asked for."""
    for path in sorted((media / folder).iterdir()):
        if path.is_file() and (not only or any(part in path.name for part in only)):
            yield path


def main() -> int:
    """Score, print, and say whether the slot computes what the networks compute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="parts of file names; all files by default")
    parser.add_argument("--frames", type=int, default=90, help="frames of each file at most")
    parser.add_argument("--media", type=Path, default=SHARED / "media")
    parser.add_argument("--models", type=Path, default=SHARED / "models")
    options = parser.parse_args()
    if not options.media.is_dir() or not options.models.is_dir():
        print(f"no media in {options.media} or no models in {options.models}", file=sys.stderr)
        return 2
    cv2.setNumThreads(1)
    bench = Bench(options.models)
    groups: dict[str, list[Row]] = {
        name: [] for name in ("bona fide", "attacks", "attack folder, species unknown", "other")
    }
    begin = time.monotonic()
    for folder in ("bona_fide", "attack", "other"):
        for path in files(options.media, folder, options.names):
            group = {"bona_fide": "bona fide", "attack": "attacks", "other": "other"}[folder]
            if path.stem in SPECIES_UNKNOWN:
                group = "attack folder, species unknown"
            try:
                row = bench.score(path, options.frames)
            except LivenessError as error:
                row = Row(path.name, note=error.code)
            groups[group].append(row)
    for title, rows in groups.items():
        table(title, rows)
    counts({name: rows for name, rows in groups.items() if name != "other"})
    worst = exactness([row for rows in groups.values() for row in rows])
    print(f"\n  {time.monotonic() - begin:.0f} s; first {options.frames} frames of each file")
    return int(worst > 1e-3)


if __name__ == "__main__":
    sys.exit(main())
