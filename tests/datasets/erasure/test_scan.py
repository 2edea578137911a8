from __future__ import annotations

import gzip
import os
import sqlite3
import zipfile
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest

from liveness.datasets.erasure.erasing import erase_subject, resume_erasure
from liveness.datasets.erasure.frame_marks import marks_of
from liveness.datasets.erasure.plan import PLAN_FILE, load_plan
from liveness.datasets.erasure.receipt import Found, read_receipts
from liveness.datasets.reader import TakeReader

Crowd = Any
"""The fixture's class; see conftest."""

pytestmark = pytest.mark.usefixtures("finalise_here", "read_here")


def _found(crowd: Crowd) -> list[tuple[str, str]]:
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.scan is not None
    assert receipt.complete is not bool(receipt.scan.found)
    return [(found.path, found.kind) for found in receipt.scan.found]


def test_a_stray_text_with_the_pseudonym_is_found_and_s10_is_not(crowd: Crowd) -> None:
    crowd.take("S1")
    crowd.take("S10")
    crowd.write("notes.txt", "S1 came at ten. S10 and CS1 and S1-b did not.\n")
    crowd.write("other.txt", "S10, S1x, xS1\n")
    assert _found(crowd) == [("notes.txt", "pseudonym")]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (lambda key, take, frame: b"\0\1" + key.encode() + b"\2", "key"),
        (lambda key, take, frame: b"\0\1" + bytes.fromhex(key) + b"\2", "key"),
        (lambda key, take, frame: b"\0x" + take.id.encode() + b"x\0", "take id"),
        (lambda key, take, frame: b"\0x" + take.sha256.encode(), "checksum"),
        (lambda key, take, frame: os.urandom(3_000) + frame[:64] + b"\0", "frame"),
        (lambda key, take, frame: frame[:1500], "frame"),
        (lambda key, take, frame: frame[500:], "frame"),
    ],
    ids=["key", "raw key", "id", "checksum", "first bytes", "torn frame", "tail of a frame"],
)
def test_a_copy_in_any_file_is_found(crowd: Crowd, content: Any, kind: str) -> None:
    record = crowd.take("S1")
    crowd.take("S2")
    with TakeReader(crowd.root.take_path(record)) as reader:
        frame = reader.packet(1)[0]
    crowd.write("x/copy.bin", content(crowd.root.subject_key("S1"), record, frame))
    assert _found(crowd) == [("x/copy.bin", kind)]


def test_a_key_in_the_log_of_a_database_is_found(crowd: Crowd) -> None:
    crowd.take("S1")
    base = sqlite3.connect(crowd.root.path / "tool.sqlite")
    base.execute("PRAGMA journal_mode = WAL")
    base.execute("CREATE TABLE people (key)")
    base.execute("INSERT INTO people VALUES (?)", (crowd.root.subject_key("S1"),))
    base.commit()
    assert _found(crowd) == [("tool.sqlite-wal", "key")]
    base.close()


def test_names_of_files_are_searched_and_masked(crowd: Crowd) -> None:
    record = crowd.take("S1")
    crowd.write("old/S1.txt", "nothing inside")
    crowd.write("old/S10.txt", "nothing inside")
    crowd.write(f"exports/{record.id}-copy", "nothing inside")
    assert _found(crowd) == [("exports/...-copy", "name"), ("old/....txt", "name")]


def test_a_file_that_cannot_be_read_is_no_proof(
    crowd: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd.take("S1")
    secret = crowd.write("closed.bin", "x")
    real = Path.open

    def refuse(path: Path, *arguments: Any, **options: Any) -> Any:
        if path == secret:
            raise PermissionError(13, "no")
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    assert _found(crowd) == [("closed.bin", "unreadable")]


def test_what_is_found_keeps_the_erasure_open_until_it_is_gone(crowd: Crowd) -> None:
    crowd.take("S1")
    stray = crowd.write("notes.txt", "S1")
    assert _found(crowd) == [("notes.txt", "pseudonym")]
    assert read_receipts(crowd.root.path) == []
    assert load_plan(crowd.root) is not None
    stray.unlink()
    receipt = resume_erasure(crowd.root)
    assert receipt is not None
    assert receipt.clean
    assert receipt.counts["takes"] == 1
    assert not (crowd.root.path / PLAN_FILE).exists()


def test_what_is_found_can_be_kept_and_is_told(crowd: Crowd) -> None:
    crowd.take("S1")
    crowd.write("notes.txt", "S1")
    receipt = erase_subject(crowd.root, "S1", keep_found=True)
    assert receipt.complete
    assert not receipt.clean
    (logged,) = read_receipts(crowd.root.path)
    assert logged.scan is not None
    assert logged.scan.found == (Found(path="notes.txt", kind="pseudonym"),)


def test_a_number_as_pseudonym_is_found_among_numbers(crowd: Crowd) -> None:
    crowd.take("12", frames=12)
    crowd.take("7", frames=12)
    crowd.write("a.txt", "12 takes")
    crowd.write("b.json", '{"frames": 12, "time": "09:12:01", "who": ["12"]}')
    crowd.write("c.csv", "frames,subject\n12,7\n3,12\n")
    crowd.write("d.csv", "frames,subject\n12,7\n")
    receipt = erase_subject(crowd.root, "12")
    assert receipt.scan is not None
    assert [(f.path, f.count) for f in receipt.scan.found] == [("b.json", 1), ("c.csv", 1)]
    assert any("number" in line for line in receipt.not_reached)


def test_pictures_that_look_alike_are_no_finds() -> None:
    from liveness.datasets.codec import Codec

    black = bytes(5000)
    noise = os.urandom(5000)
    head = b"\xff\xd8" + os.urandom(100).replace(b"\xff", b"\0") + b"\xff\xda\x00\x08abcdef"
    assert marks_of([(black, Codec.RAW)]) == []
    # two frames that begin alike have only their middles
    same = noise[:64]
    marks = marks_of([(same + os.urandom(900), Codec.RAW) for _ in range(2)])
    assert len(marks) == 2
    assert same not in marks
    first, _ = marks_of([(head + noise, Codec.CAMERA_JPEG)])
    assert first == noise[:64]


@pytest.mark.parametrize("kind", ["gzip", "zip", "hdf5", "damaged", "no hdf5"])
def test_packed_files_are_searched_inside(crowd: Crowd, kind: str) -> None:
    record = crowd.take("S1")
    path = crowd.root.path / "copy.bin"
    content = b"x" * 1000 + record.id.encode() + b"x" * 1000
    if kind == "gzip":
        path.write_bytes(gzip.compress(content))
    elif kind == "zip":
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("inside", content)
    elif kind == "hdf5":
        with h5py.File(path, "w") as file:
            ids = np.array([record.id.encode()] * 9)
            file.create_dataset("a/takes", data=ids, compression="gzip", shuffle=True)
    elif kind == "damaged":
        path.write_bytes(gzip.compress(os.urandom(9_000))[:5_000])
    else:
        path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(100))
    assert record.id.encode() not in path.read_bytes()
    unread = kind in ("damaged", "no hdf5")
    assert _found(crowd) == [("copy.bin", "unreadable" if unread else "take id")]
