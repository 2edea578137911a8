"""What is made of the takes, and the small files beside them."""

from __future__ import annotations

import sqlite3

import pytest
from small_takes import take_in

from liveness.datasets.amendments import Review, Supersede
from liveness.datasets.catalog import Catalog
from liveness.datasets.durable import append_line
from liveness.datasets.findings import Fault
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.recovery import recover_root
from liveness.datasets.reviewing import relabel_take
from liveness.datasets.splits import make_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("check_here")


@pytest.fixture
def filled(root: DatasetRoot) -> DatasetRoot:
    take_in(root, "S1", consent="C1")
    take_in(root, "S2")
    return root


def _only(root: DatasetRoot) -> Fault:
    (fault,) = verify_root(root)
    return fault


def test_the_catalogue_is_compared_and_not_touched(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        path = catalog.path
    assert verify_root(filled) == []
    base = sqlite3.connect(path)
    base.execute("UPDATE takes SET label = 'print-bent' WHERE subject = 'S2'")
    base.commit()
    base.close()
    before = path.read_bytes()
    fault = _only(filled)
    assert (fault.code, fault.path, fault.severity) == (
        "V-CATALOG",
        "catalog.sqlite",
        "warning",
    )
    assert path.read_bytes() == before


def test_a_catalogue_that_is_only_old_is_no_fault(filled: DatasetRoot) -> None:
    with Catalog(filled) as catalog:
        path = catalog.path
    take_in(filled, "S2")
    assert verify_root(filled) == []
    path.write_bytes(b"no database")
    assert verify_root(filled) == []


def test_the_manifest_is_compared_and_recover_mends_it(filled: DatasetRoot) -> None:
    path = filled.path / "manifest.csv"
    good = path.read_text()
    lines = good.splitlines()
    path.write_text("\n".join([lines[0], lines[2], "sessions/x/y.h5,y,x"]) + "\n")
    fault = _only(filled)
    assert (fault.code, fault.severity) == ("V-MANIFEST", "warning")
    assert fault.text == "1 rows are missing, 1 are of no registered take"
    recover_root(filled)
    assert path.read_text() == good
    path.unlink()
    assert _only(filled).text == "it cannot be read"
    take_in(filled, "S2")
    assert len(path.read_text().splitlines()) == 4
    assert verify_root(filled) == []


def test_a_relabel_keeps_the_manifest_true(filled: DatasetRoot) -> None:
    relabel_take(filled, filled.takes()[0].id, "print-bent", reviewer="Q1")
    assert verify_root(filled) == []
    assert "print-bent" in (filled.path / "manifest.csv").read_text()


def test_splits_are_read_and_their_keys_known(filled: DatasetRoot) -> None:
    make_split(filled, "main", {"a": 1, "b": 1})
    assert verify_root(filled) == []
    path = filled.path / "splits" / "main.json"
    good = path.read_text()
    path.write_text(good.replace(filled.subject_key("S2"), "0" * 32))
    fault = _only(filled)
    assert (fault.code, fault.severity) == ("V-SPLIT", "warning")
    assert fault.text == "it names 1 key of nobody known here"
    path.write_text("{")
    assert (_only(filled).code, _only(filled).severity) == ("V-SPLIT", "error")
    path.rename(path.with_name("other.json"))
    path.with_name("other.json").write_text(good)
    assert _only(filled).text == "it is named main inside"


def test_the_registry_of_pais_is_checked(filled: DatasetRoot) -> None:
    book = PaiBook(filled.path)
    book.add(Pai(id="P1", species="print-bent"))
    book.attach("P1", "front.jpg", b"picture")
    assert verify_root(filled) == []
    (filled.path / "pais" / "P1-front.jpg").write_bytes(b"other")
    assert _only(filled).path == "pais/P1-front.jpg"
    assert _only(filled).code == "V-PAI"


def test_what_is_said_of_unknown_takes_is_told(filled: DatasetRoot) -> None:
    lines = filled.path / "sessions" / "visit" / "takes.jsonl"
    for line in (
        Review(id="T-no", verdict="accept", reviewer="Q"),
        Supersede(id="T-x", by="T-y"),
    ):
        append_line(lines, line.model_dump_json())
    faults = verify_root(filled)
    assert [(fault.code, fault.severity) for fault in faults] == [("V-LINE", "warning")] * 2
    assert faults[0].text == "line 3 is of take T-no, which is not registered"
