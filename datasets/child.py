"""Starting the child process that runs libhdf5, and understanding how it ended."""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
import tempfile
from pathlib import Path

from pydantic import ValidationError

from .errors import DataError, LivenessError, StorageError
from .gathering import Keys, Status, Summary, part_of

BASE_LIMIT_S = 60.0
BYTES_PER_S = 5e6
"""Slowest disk for which the time limit is made: a tenth of a USB 2 stick."""

_KINDS: dict[str, type[LivenessError]] = {
    kind.__name__: kind for kind in (DataError, StorageError)
}


def run_finalise(
    journal: Path,
    out: Path,
    keys: Keys,
    status: Status | None = None,
    timeout_s: float | None = None,
) -> Summary:
    """Run the child that turns a journal into a take file (see ``finalise``).

    Raises
    ------
    DataError, StorageError
        As the child says; ``E-DAT-06`` when it crashed or ran out of time.
    """
    if timeout_s is None:
        timeout_s = BASE_LIMIT_S + journal.stat().st_size / BYTES_PER_S
    command = [sys.executable, "-m", "liveness.datasets.finalise", "--watch"]
    command += ["--keys", keys.model_dump_json(), str(journal), str(out)]
    if status is not None:
        command += ["--status", status]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        # the child watches its standard input, so that it never outlives this process
        child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=said, stderr=complained)
        try:
            code = child.wait(timeout_s)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            if child.poll() is None:
                child.kill()
                child.wait()
            if child.stdin is not None:
                child.stdin.close()
        said.seek(0)
        complained.seek(0)
        lines = said.read().decode(errors="replace").strip().splitlines()
        last = complained.read().decode(errors="replace").strip().splitlines()[-1:]
    if code == 0 and lines:
        with contextlib.suppress(ValidationError):
            return Summary.model_validate_json(lines[-1])
    with contextlib.suppress(OSError):
        part_of(out, child.pid).unlink(missing_ok=True)
    raise _failure(journal, code, lines, last, timeout_s)


def _failure(
    journal: Path, code: int | None, lines: list[str], complaint: list[str], timeout_s: float
) -> LivenessError:
    if lines:
        with contextlib.suppress(ValueError, KeyError, TypeError):
            said = json.loads(lines[-1])["error"]
            return _KINDS.get(said["kind"], LivenessError)(
                said["code"], said["what"], said["measured"], said["remedy"]
            )
    if code is None:
        measured = f"no end after {timeout_s:.0f} s"
    elif code < 0:
        measured = f"the child process died of signal {-code}"
    else:
        measured = " ".join([f"the child process ended with {code}", *complaint])
    return DataError(
        "E-DAT-06",
        f"{journal.name} could not be turned into a take",
        measured,
        "the journal is kept; check the space on the disk and run recover",
    )
