from __future__ import annotations

import json
import os
import re
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from liveness.datasets import take_reports as reports_module
from liveness.datasets import verify as verify_module
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import FIXES, Fault, take_reports, verify_root, verify_take
from liveness.datasets.verify_take import check_take

DOCS = Path(__file__).resolve().parents[2] / "docs"

pytestmark = pytest.mark.usefixtures("finalise_here")

JournalOf = Callable[..., Path]


@pytest.fixture
def takes(root: DatasetRoot, journal_of: JournalOf) -> list[TakeRecord]:
    attack = Presentation.attack("print-matte", subject="S1", target="S2")
    first = root.finalise(journal_of(5, analysed=True))
    return [first, root.finalise(journal_of(4, presentation=attack))]


def _codes(faults: list[Fault]) -> list[str]:
    assert all(fault.fix and str(fault) for fault in faults)
    return sorted({fault.code for fault in faults})


def _flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 0x10
    path.write_bytes(data)


def test_a_clean_root_has_no_fault(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    seen: list[tuple[int, int, str]] = []
    assert verify_root(root, lambda *step: seen.append(step)) == []
    assert seen == [(1, 2, takes[0].file), (2, 2, takes[1].file)]
    assert verify_take(root.take_path(takes[0])) == []


def test_a_new_root_has_no_fault(root: DatasetRoot) -> None:
    assert verify_root(root) == []


def test_a_flipped_bit_is_named_with_its_frame(
    root: DatasetRoot, takes: list[TakeRecord]
) -> None:
    path = root.take_path(takes[0])
    packet = np.random.default_rng(3).integers(0, 256, (24, 32, 3), dtype=np.uint8).tobytes()
    _flip(path, path.read_bytes().index(packet) + 5)
    faults = verify_root(root)
    assert _codes(faults) == ["V-CRC", "V-SHA256"]
    assert all(fault.path.endswith(takes[0].file) for fault in faults)
    assert "1 of 5 frames fail their CRC: frame 3" in " ".join(str(fault) for fault in faults)


def test_every_flipped_byte_is_found(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    path = root.take_path(takes[1])
    size = path.stat().st_size
    for place in np.random.default_rng(1).integers(0, size, 40).tolist():
        _flip(path, place)
        report = check_take(path)
        assert report.sha256 != takes[1].sha256
        _flip(path, place)
    assert check_take(path).findings == ()


def test_missing_and_truncated_files(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    root.take_path(takes[0]).unlink()
    path = root.take_path(takes[1])
    path.write_bytes(path.read_bytes()[:-1000])
    faults = verify_root(root)
    assert _codes(faults) == ["V-DAMAGED", "V-MISSING", "V-SHA256"]


def _edit(path: Path, change: Callable[[h5py.File], None]) -> None:
    with h5py.File(path, "r+") as file:
        change(file)


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("V-SCHEMA", lambda file: file.attrs.modify("schema_version", 99)),
        ("V-SCHEMA", lambda file: file.__delitem__("quality")),
        ("V-RECORD", lambda file: file.attrs.modify("take_id", "T-other")),
        ("V-RECORD", lambda file: file["labels"].attrs.modify("label", "print-bent")),
        ("V-LABEL", lambda file: _relabel(file, "print-unheard-of")),
        ("V-KEY", lambda file: file.attrs.modify("subject_key", "0" * 32)),
        ("V-INDEX", lambda file: file["frames/index"].__setitem__(4, 9)),
        ("V-INDEX", lambda file: file["frames/index"].__setitem__(4, 1)),
        ("V-TIME", lambda file: file["frames/time_ns"].__setitem__(4, 1)),
        ("V-CONSENT", lambda file: file["consent"].attrs.modify("id", "C9")),
        ("V-DAMAGED", lambda file: file["frames/offset"].__setitem__(2, 10**9)),
        ("V-DAMAGED", lambda file: file["frames/codec"].__setitem__(2, 77)),
        ("V-LENGTH", lambda file: _shorten(file, "evidence/depth/llr")),
    ],
)
def test_what_a_file_says_is_checked(
    root: DatasetRoot, takes: list[TakeRecord], code: str, change: Callable[[h5py.File], None]
) -> None:
    _edit(root.take_path(takes[0]), change)
    codes = _codes(verify_root(root))
    assert code in codes
    # the checksum finds any change at all
    assert "V-SHA256" in codes


def _relabel(file: h5py.File, label: str) -> None:
    file["labels"].attrs["label"] = label
    file["labels"].attrs["family"] = ""


def _shorten(file: h5py.File, name: str) -> None:
    values = file[name][:-1]
    del file[name]
    file[name] = values


def test_consents_are_required(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    root.consents.withdraw("C1")
    faults = verify_root(root)
    assert _codes(faults) == ["V-CONSENT"]
    assert len(faults) == 2
    assert "withdrawn" in faults[0].text
    (root.path / "consents" / "C1.json").unlink()
    assert _codes(verify_root(root)) == ["V-CONSENT"]
    (root.path / "consents" / "C1.json").write_text("{")
    assert _codes(verify_root(root)) == ["V-CONSENT"]


def test_the_register_is_checked(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    lines = path.read_text().splitlines()
    bad = json.loads(lines[1]) | {"frames": -1}
    path.write_text("\n".join([lines[0], json.dumps(bad), "torn {", '{"id": 1}']) + "\n")
    faults = verify_root(root)
    assert _codes(faults) == ["V-LINE", "V-MANIFEST", "V-UNREGISTERED"]
    faults = [fault for fault in faults if fault.code == "V-LINE"]
    assert [fault.text.split(" is")[0].split(" has")[0] for fault in faults][-3:] == [
        "line 2",
        "line 3",
        "line 4",
    ]


def test_copies_are_named(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    record = takes[0].model_copy(update={"id": "T-copy", "file": "T-copy.h5"})
    root.take_path(record).write_bytes(root.take_path(takes[0]).read_bytes())
    with (root.path / "sessions" / "visit" / "takes.jsonl").open("a") as file:
        file.write(record.model_dump_json() + "\n")
    root.write_manifest()
    assert _codes(verify_root(root)) == ["V-DUPLICATE", "V-RECORD"]


def test_sessions_and_keys_are_checked(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    (root.path / "sessions" / "visit" / "session.json").write_text("[]")
    (root.path / "subjects.json").write_text("{")
    # once, however many takes have keys
    assert [fault.code for fault in verify_root(root)] == ["V-SESSION", "V-KEY"]


def test_a_missing_key_is_told_once_a_person(
    root: DatasetRoot, takes: list[TakeRecord]
) -> None:
    (root.path / "subjects.json").unlink()
    faults = verify_root(root)
    people = {name for take in takes for name in (take.subject, take.target) if name}
    assert len(faults) == len(people)
    assert {(fault.code, fault.path) for fault in faults} == {("V-KEY", "subjects.json")}
    assert {fault.text for fault in faults} == {f"it has no key of {name}" for name in people}


def test_what_a_crash_left_is_named(root: DatasetRoot, journal_of: JournalOf) -> None:
    journal_of(2, end=False)
    (root.path / "sessions" / "visit" / "x.h5.part").write_bytes(b"x")
    faults = verify_root(root)
    assert _codes(faults) == ["V-LEFTOVER"]
    assert len(faults) == 2
    # while somebody records, a journal is no left-over
    with root.locked():
        assert verify_root(root) == []


def test_nothing_is_changed(root: DatasetRoot, takes: list[TakeRecord]) -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {
            str(path): (path.stat().st_size, path.stat().st_mtime_ns)
            for path in root.path.rglob("*")
        }

    before = state()
    verify_root(root)
    assert state() == before


def test_a_file_that_kills_or_hangs_the_child_is_named(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a child that dies at the first take, hangs at the second, and knows the third
    program = tmp_path / "python"
    good = root.take_path(takes[1])
    report = check_take(good).model_dump_json()
    program.write_text(
        "#!/bin/sh\nwhile read line; do case $line in\n"
        "*deadly*) kill -9 $$;; *hanging*) exec sleep 60;;"
        f" *) cat {tmp_path}/report;; esac; done\n"
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    (tmp_path / "report").write_text(report + "\n")
    monkeypatch.setattr(reports_module.sys, "executable", str(program))
    paths = [good, tmp_path / "deadly.h5", good, tmp_path / "hanging.h5", good]
    reports = list(take_reports(paths, limit_s=0.3))
    codes = [[finding.code for finding in report.findings] for report in reports]
    assert codes == [[], ["V-CRASH"], [], ["V-CRASH"], []]


def test_each_code_has_a_fix_and_stands_in_the_manual() -> None:
    folder = Path(verify_module.__file__).parent
    names = [path for path in folder.rglob("*.py") if path.name != "findings.py"]
    text = "".join(path.read_text("utf-8") for path in names)
    used = set(re.findall(r'"(V-[A-Z0-9]+)"', text))
    assert used == set(FIXES)
    manual = (DOCS / "faults-of-verify.md").read_text("utf-8")
    rows = re.findall(
        r"^\| `(V-[A-Z0-9]+)` \| (?:error|warning|both) \| .+ \| .+ \|$", manual, re.M
    )
    assert rows == sorted(FIXES)


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
@pytest.mark.parametrize("name", [b"two\nlines", b"no-text-\xff"])
def test_any_path_reaches_the_child(
    root: DatasetRoot, takes: list[TakeRecord], tmp_path: Path, name: bytes
) -> None:
    path = tmp_path / os.fsdecode(name + b".h5")
    path.write_bytes(root.take_path(takes[0]).read_bytes())
    (report,) = take_reports([path])
    assert report.path == str(path)
    assert report.findings == ()
    assert report.take_id == takes[0].id
