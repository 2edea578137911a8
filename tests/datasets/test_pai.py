from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.pai import Pai, PaiBook, Recipe, id_of_label


@pytest.fixture
def book(tmp_path: Path) -> PaiBook:
    return PaiBook(tmp_path)


PRINT = Pai(
    id="P7",
    species="print-matte",
    target="S9",
    recipe=Recipe(printer="laser", dpi=600, paper="80 g"),
    made=date(2026, 11, 1),
    age_limit_days=30,
)


def test_a_record_comes_back(book: PaiBook) -> None:
    book.add(PRINT)
    assert book.get("P7") == PRINT
    assert list(book) == [PRINT]
    with pytest.raises(UsageError, match="E-PAI-02"):
        book.add(PRINT)


@pytest.mark.parametrize("id_", ["P8", "../P7", "", "P7/..", "."])
def test_an_unknown_id_lists_those_that_there_are(book: PaiBook, id_: str) -> None:
    book.add(PRINT)
    with pytest.raises(UsageError, match=r"E-PAI-01.*registered: P7"):
        book.get(id_)


def test_a_species_that_nobody_knows_is_refused(book: PaiBook) -> None:
    with pytest.raises(UsageError, match="E-LAB-01"):
        book.add(PRINT.model_copy(update={"species": "print-mat"}))
    assert list(book) == []


def test_an_old_pai_says_so() -> None:
    assert PRINT.fault(date(2026, 12, 1)) is None
    assert PRINT.fault(date(2026, 12, 2)) == "it is 31 days old, limit 30"
    assert PRINT.model_copy(update={"made": None}).fault(date(2030, 1, 1)) is None


def test_photographs_are_evidence_and_their_damage_is_named(
    book: PaiBook, tmp_path: Path
) -> None:
    book.add(PRINT)
    pai = book.attach("P7", "making.jpg", b"picture")
    assert book.get("P7") == pai
    assert list(book.faults()) == []
    (name,) = pai.evidence
    (tmp_path / "pais" / name).write_bytes(b"another")
    assert list(book.faults()) == [(name, "the photograph of PAI P7 was changed")]
    (tmp_path / "pais" / name).unlink()
    (tmp_path / "pais" / "bad.json").write_text("{")
    assert [file for file, _ in book.faults()] == [name, "bad.json"]
    with pytest.raises(UsageError, match="E-PAI-03"):
        book.attach("P7", "../x.jpg", b"")
    with pytest.raises(LivenessError, match="E-DAT-03"):
        list(book)


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("liveness-pai:P7", "P7"),
        ("P7", None),
        ("https://example.org", None),
        ("liveness-pai:../P7", None),
        ("liveness-pai:", None),
    ],
)
def test_only_our_labels_are_read(text: str, id_: str | None) -> None:
    assert id_of_label(text) == id_
