"""Checks a dataset: every file against its checksum, its label, its consent, its register."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from .errors import ConsentError, LivenessError, UsageError
from .findings import FIXES, Fault, Finding
from .keys import KeyBook
from .lock import holder_of
from .recovery import leftover_parts
from .register import LINES, read_lines
from .session import Session
from .species import find_species
from .store import DatasetRoot
from .take import TakeRecord
from .verify_take import TakeReport

BASE_LIMIT_S = 20.0
BYTES_PER_S = 20e6
"""Slowest reading for which the time limit of one file is made."""


def verify_root(
    root: DatasetRoot, progress: Callable[[int, int, str], None] | None = None
) -> list[Fault]:
    """Check a whole dataset; a clean one has no fault.

    Parameters
    ----------
    root
        The dataset; nothing in it is changed.
    progress
        Called with takes done, takes in all, and the name of the one that is done.
    """
    faults = [*_check_lines(root), *_check_sessions(root), *_check_leftovers(root)]
    keys: dict[str, str] | None = None
    try:
        keys = KeyBook(root.path / "subjects.json").all()
    except LivenessError as error:
        faults.append(Fault("V-KEY", "subjects.json", f"{error.what} ({error.measured})"))
    records = root.takes()
    names = {visit.id: visit.recorded_as or visit.id for visit in root.sessions()}
    known = {root.take_path(record): record for record in records}
    faults += _check_duplicates(root, records)
    for path in sorted((root.path / "sessions").glob("*/*.h5")):
        if path not in known:
            text = "no line of takes.jsonl registers it"
            faults.append(Fault("V-UNREGISTERED", _name(root, path), text))
    for number, report in enumerate(take_reports(list(known)), 1):
        path = Path(report.path)
        faults += [_fault(root, path, finding) for finding in report.findings]
        faults += _check_record(root, known[path], report, keys, names)
        if progress is not None:
            progress(number, len(known), path.name)
    return sorted(faults, key=lambda fault: (fault.path, fault.code))


def verify_take(path: Path) -> list[Fault]:
    """Check one take file in a child process with a time limit."""
    (report,) = take_reports([path])
    return [Fault.of(path.name, finding) for finding in report.findings]


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


def _check_lines(root: DatasetRoot) -> Iterator[Fault]:
    for path in sorted((root.path / "sessions").glob("*/takes.jsonl")):
        for number, entry in read_lines(path):
            text = ""
            if entry is None:
                text = "is no JSON object"
            elif entry.get("event") in LINES:
                try:
                    LINES[entry["event"]].model_validate(entry)
                except ValidationError as error:
                    text = f"is no {entry['event']}: {error.errors()[0]['msg']}"
            elif not isinstance(entry.get("event"), str):
                text = "has no event"
            if text:
                yield Fault("V-LINE", _name(root, path), f"line {number} {text}")


def _check_sessions(root: DatasetRoot) -> Iterator[Fault]:
    begun = set(leftover_parts(root.path))
    for folder in sorted((root.path / "sessions").glob("*")):
        path = folder / "session.json"
        try:
            if not folder.is_dir() or folder in begun:
                continue
            if Session.load(path).id != folder.name:
                yield Fault("V-SESSION", _name(root, path), "belongs to another session")
        except LivenessError as error:
            yield Fault("V-SESSION", _name(root, path), f"{error.what} ({error.measured})")


def _check_leftovers(root: DatasetRoot) -> Iterator[Fault]:
    if holder_of(root.path / "lock") is not None:
        # somebody records: what waits is at work
        return
    for path in root.unfinished():
        yield Fault("V-LEFTOVER", _name(root, path), "a take that waits to be finished")
    for path in leftover_parts(root.path):
        yield Fault("V-LEFTOVER", _name(root, path), "left by an interrupted write", "warning")


def _check_duplicates(root: DatasetRoot, records: Sequence[TakeRecord]) -> Iterator[Fault]:
    for field in ("id", "sha256"):
        counts = Counter(getattr(record, field) for record in records)
        for record in records:
            if counts[getattr(record, field)] > 1:
                text = f"another take has the same {field}"
                yield Fault("V-DUPLICATE", _name(root, root.take_path(record)), text)


def _check_record(
    root: DatasetRoot,
    record: TakeRecord,
    report: TakeReport,
    keys: Mapping[str, str] | None,
    names: Mapping[str, str],
) -> Iterator[Fault]:
    """Compare a take with its line, its keys (where they read), its label and its consent."""
    name = _name(root, Path(report.path))
    if report.sha256 and report.sha256 != record.sha256:
        yield Fault("V-SHA256", name, "the file is not the one that was registered")
    if not report.read:
        return
    for field, own, said in (
        ("id", report.take_id, record.id),
        ("session", report.session_id, names.get(record.session, record.session)),
        ("label", report.label, record.file_label),
        ("frames", report.frames, record.frames),
    ):
        if own != said:
            yield Fault("V-RECORD", name, f"{field} is {own} in the file, {said} in its line")
    if keys is not None:
        yield from _check_keys(keys, name, record, report)
    if report.label != "bona-fide" and not report.family:
        try:
            find_species(report.label)
        except UsageError:
            text = f"PAI species {report.label!r} is unknown and has no family"
            yield Fault("V-LABEL", name, text)
    yield from _check_consent(root, name, record, report)


def _check_keys(
    keys: Mapping[str, str], name: str, record: TakeRecord, report: TakeReport
) -> Iterator[Fault]:
    for who, label, key in (
        ("subject", record.subject, report.subject_key),
        ("target", record.file_target, report.target_key),
    ):
        if (None if label is None else keys.get(label)) != key:
            yield Fault("V-KEY", name, f"its {who} key is not that of {label}")


def _check_consent(
    root: DatasetRoot, name: str, record: TakeRecord, report: TakeReport
) -> Iterator[Fault]:
    id_ = record.consent or report.consent
    try:
        consent = root.consents.get(id_)
    except ConsentError:
        yield Fault("V-CONSENT", name, f"there is no consent record {id_!r}")
        return
    except LivenessError as error:
        yield Fault("V-CONSENT", name, f"{error.what} ({error.measured})")
        return
    if consent.withdrawn_utc is not None:
        text = f"consent {consent.id} was withdrawn on {consent.withdrawn_utc[:10]}"
        yield Fault("V-CONSENT", name, text)
    if record.subject is not None and consent.subject != record.subject:
        text = f"consent {consent.id} is {consent.subject}'s, the take {record.subject}'s"
        yield Fault("V-CONSENT", name, text)


def _fault(root: DatasetRoot, path: Path, finding: Finding) -> Fault:
    return Fault.of(_name(root, path), finding)


def _name(root: DatasetRoot, path: Path) -> str:
    try:
        return path.relative_to(root.path).as_posix()
    except ValueError:
        return path.name


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


__all__ = ["FIXES", "Fault", "take_reports", "verify_root", "verify_take"]
