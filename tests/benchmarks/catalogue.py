"""How long 10,000 takes take to open, to filter, and to read anew, in one run.

    python tests/benchmarks/catalogue.py [--sessions N] [--takes N] [--folder DIR] [--json FILE]

The takes are registered by writing their lines (tests/datasets/many_takes.py): what is
measured is the catalogue, never the disk's speed with take files. Goals: opening 10,000 takes
under 1 s, 5 ms per session to rebuild. Ratios of one run are what to quote.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "datasets"))
from many_takes import register_many

from liveness.datasets.amendments import Review
from liveness.datasets.catalog import Catalog
from liveness.datasets.catalog_rows import Range
from liveness.datasets.durable import append_line
from liveness.datasets.splits import make_split
from liveness.datasets.store import DatasetRoot

RUNS = 5


def timed(work: Callable[[], object]) -> float:
    """Return the median time of a piece of work, seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def measure(root: DatasetRoot, sessions: int) -> dict[str, float]:
    """Return seconds by what was done."""
    found = {"read every line, no catalogue": timed(root.takes)}
    with Catalog(root) as catalog:
        found["catalogue rebuilt"] = timed(catalog.rebuild)
    found["opened, current"] = timed(lambda: Catalog(root).close())

    def opened() -> None:
        with Catalog(root) as catalog:
            catalog.takes()

    found["opened, current, all takes as records"] = timed(opened)
    with Catalog(root) as catalog:
        found["filtered by label, subject and score"] = timed(
            lambda: catalog.takes(
                label="print-matte", subject=["P0001", "P0006"], score=Range(-4.0, 1.0)
            )
        )
        found["counted by label"] = timed(catalog.counts)

        def one_more() -> None:
            line = Review(id="T000001", verdict="accept", reviewer="Q1")
            append_line(root.path / "sessions/S00000/takes.jsonl", line.model_dump_json())
            catalog.takes(limit=1)

        found["one session changed: read anew"] = timed(one_more)
    start = time.perf_counter()
    command = [sys.executable, "-c", "from liveness.studio.cli import main; main()"]
    subprocess.run(
        [*command, "list", str(root.path), "--label", "mask-rigid", "--format", "csv"],
        stdout=subprocess.DEVNULL,
        check=True,
    )
    found["the command list, with the start of Python"] = time.perf_counter() - start
    start = time.perf_counter()
    make_split(root, "bench", {"train": 60, "dev": 20, "test": 20}, stratify=True)
    found["a stratified split made"] = time.perf_counter() - start
    found["rebuilt, per session"] = found["catalogue rebuilt"] / sessions
    return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=1000)
    parser.add_argument("--takes", type=int, default=10, help="per session")
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        root = register_many(
            Path(folder) / "root", sessions=options.sessions, takes=options.takes, subjects=200
        )
        keys = {f"P{i:04}": f"{i:032x}" for i in range(200)}
        (root.path / "subjects.json").write_text(json.dumps(keys))
        # in the helper's takes a few attacks link everybody: splits need people apart
        for path in root.path.glob("sessions/*/takes.jsonl"):
            lines = [json.loads(line) | {"target": None} for line in path.open()]
            path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        found = measure(root, options.sessions)
    count = options.sessions * options.takes
    opened = found["opened, current"]
    print(f"{count} takes in {options.sessions} sessions, median of {RUNS}")
    for name, seconds in found.items():
        print(f"{name:45} {1000 * seconds:9.1f} ms  {seconds / opened:7.1f} x opening")
    if options.json is not None:
        options.json.write_text(json.dumps({"takes": count, "seconds": found}, indent=2))


if __name__ == "__main__":
    main()
