"""Checks a dataset: every file against its checksum, its label, its consent, its register."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from .errors import LivenessError
from .findings import FIXES, Fault, Severity
from .keys import KeyBook
from .protocol import Protocol
from .store import DatasetRoot
from .take import TakeRecord
from .take_reports import take_reports
from .verify_derived import check_derived
from .verify_record import RecordCheck, place_of
from .verify_register import check_register


def verify_root(
    root: DatasetRoot,
    progress: Callable[[int, int, str], None] | None = None,
    *,
    protocols: Iterable[Protocol] = (),
) -> list[Fault]:
    """Check a whole dataset; a clean one has no fault.

    Parameters
    ----------
    root
        The dataset; nothing in it is changed.
    progress
        Called with takes done, takes in all, and the name of the one that is done.
    protocols
        Protocols that ship; those of the dataset come before them.
    """
    records = root.takes()
    faults = [*check_register(root, records), *check_derived(root, records)]
    keys: dict[str, str] | None = None
    try:
        keys = KeyBook(root.path / "subjects.json").all()
    except LivenessError as error:
        faults.append(Fault("V-KEY", "subjects.json", f"{error.what} ({error.measured})"))
    check = RecordCheck(root, keys, protocols)
    faults += check.faults
    known = {root.take_path(record): record for record in records}
    faults += _check_duplicates(root, records)
    contents: dict[str, list[Path]] = {}
    for number, report in enumerate(take_reports(list(known)), 1):
        path = Path(report.path)
        faults += [Fault.of(place_of(root, path), finding) for finding in report.findings]
        faults += check.of(known[path], report)
        if report.content:
            contents.setdefault(report.content, []).append(path)
        if progress is not None:
            progress(number, len(known), path.name)
    faults += _check_contents(root, contents.values(), known)
    # a fault of what many takes share is told once
    return sorted(dict.fromkeys(faults), key=lambda fault: (fault.path, fault.code))


def verify_take(path: Path) -> list[Fault]:
    """Check one take file in a child process with a time limit."""
    (report,) = take_reports([path])
    return [Fault.of(path.name, finding) for finding in report.findings]


def _check_duplicates(root: DatasetRoot, records: Sequence[TakeRecord]) -> Iterator[Fault]:
    for field in ("id", "sha256"):
        counts = Counter(getattr(record, field) for record in records)
        for record in records:
            if counts[getattr(record, field)] > 1:
                text = f"another take has the same {field}"
                yield Fault("V-DUPLICATE", place_of(root, root.take_path(record)), text)


def _check_contents(
    root: DatasetRoot, groups: Iterable[list[Path]], known: dict[Path, TakeRecord]
) -> Iterator[Fault]:
    """Name takes that show the very same frames, though their files differ.

    Under two labels or subjects one of them is wrong; else it is one recording twice.
    """
    for paths in groups:
        first = known[paths[0]]
        for path in paths[1:]:
            other = known[path]
            if other.sha256 != first.sha256:
                same = (other.label, other.subject) == (first.label, first.subject)
                text = f"it holds the same frames as {place_of(root, paths[0])}"
                if not same:
                    text += f", which is {first.label} of {first.subject}"
                severity: Severity = "warning" if same else "error"
                yield Fault("V-DUPLICATE", place_of(root, path), text, severity)


__all__ = ["FIXES", "Fault", "take_reports", "verify_root", "verify_take"]
