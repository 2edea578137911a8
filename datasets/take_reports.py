"""Has take files checked by a child process that may crash or hang."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from .findings import Finding
from .verify_take import TakeReport

BASE_LIMIT_S = 20.0
BYTES_PER_S = 20e6
"""Slowest reading for which the time limit of one file is made."""


def take_reports(
    paths: Sequence[Path], *, limit_s: float | None = None
) -> Iterator[TakeReport]:
    """Yield a report of each file in order; one that kills or hangs the child is named.

    Parameters
    ----------
    paths
        Take files.
    limit_s
        Time limit of one file, seconds; by default 20 and one per 20 MB.
    """
    rest = list(paths)
    while rest:
        for report in _batch(tuple(rest), limit_s):
            rest.pop(0)
            yield report
        if rest:
            text = "the process that read it crashed, or ran out of time"
            finding = Finding(code="V-CRASH", text=text)
            yield TakeReport(path=str(rest.pop(0)), findings=(finding,))


def _batch(paths: Sequence[Path], limit_s: float | None) -> Iterator[TakeReport]:
    """Yield reports until the child ends, for whatever reason."""
    child = subprocess.Popen(
        [sys.executable, "-m", "liveness.datasets.verify_take"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        text=True,
        encoding="utf-8",
    )
    lines: queue.Queue[str] = queue.Queue()
    threads = [
        threading.Thread(target=_feed, args=(child, paths), daemon=True),
        threading.Thread(target=_collect, args=(child, lines), daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        for path in paths:
            allowed = limit_s or BASE_LIMIT_S + _size(path) / BYTES_PER_S
            try:
                line = lines.get(timeout=allowed)
                report = TakeReport.model_validate_json(line)
                yield report.model_copy(update={"path": str(path)})
            except (queue.Empty, ValidationError):
                return
    finally:
        child.kill()
        child.wait()
        for thread in threads:
            thread.join(5.0)
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue


def _feed(child: subprocess.Popen[str], paths: Sequence[Path]) -> None:
    if child.stdin is None:
        return
    try:
        for path in paths:
            # escaped, for a name may hold a line's end, or bytes that are no text
            child.stdin.write(json.dumps(str(path)) + "\n")
            child.stdin.flush()
        child.stdin.close()
    except (OSError, ValueError):
        return


def _collect(child: subprocess.Popen[str], lines: queue.Queue[str]) -> None:
    if child.stdout is not None:
        for line in child.stdout:
            lines.put(line)
    # an empty line is no report: the child is at its end
    lines.put("")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
