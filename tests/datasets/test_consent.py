from __future__ import annotations

import errno
import os
from datetime import date
from pathlib import Path

import pytest

from liveness.datasets import durable
from liveness.datasets.consent import Consent, ConsentBook, Scope
from liveness.datasets.errors import ConsentError, LivenessError, StorageError, UsageError


def test_a_record_comes_back_as_it_went(tmp_path: Path) -> None:
    book = ConsentBook(tmp_path)
    consent = Consent(id="C1", subject="S1", expires=date(2030, 1, 1))
    book.add(consent)
    assert list(ConsentBook(tmp_path)) == [consent]
    assert book.require("C1", "S1") == consent
    assert not list(tmp_path.rglob("*.part"))


@pytest.mark.parametrize(
    ("expires", "scope", "today", "word"),
    [
        (date(2026, 1, 1), ("record",), date(2026, 1, 2), "expired"),
        (date(2026, 1, 1), ("record",), date(2026, 1, 1), None),
        (None, ("train",), date(2026, 1, 1), "without record"),
    ],
)
def test_a_consent_holds_for_its_days_and_scope(
    expires: date | None, scope: tuple[Scope, ...], today: date, word: str | None
) -> None:
    fault = Consent(id="C", subject="S", expires=expires, scope=scope).fault(today=today)
    assert (fault is None) if word is None else (word in (fault or ""))


def test_what_does_not_allow_recording_is_refused_with_the_reason(tmp_path: Path) -> None:
    book = ConsentBook(tmp_path)
    book.add(Consent(id="C1", subject="S1"))
    with pytest.raises(ConsentError, match="belongs to subject S1"):
        book.require("C1", "S2")
    with pytest.raises(ConsentError, match="no consent record"):
        book.require("C2", "S1")
    book.withdraw("C1")
    with pytest.raises(ConsentError, match="withdrawn"):
        book.require("C1", "S1")


def test_an_id_cannot_be_overwritten(tmp_path: Path) -> None:
    book = ConsentBook(tmp_path)
    book.add(Consent(id="C1", subject="S1"))
    with pytest.raises(UsageError):
        book.add(Consent(id="C1", subject="S2"))
    assert book.get("C1").subject == "S1"


@pytest.mark.parametrize("text", ["", "{", '{"id": "C1"}', '{"id":"C1","subject":"S1","x":1}'])
def test_a_damaged_record_is_named(tmp_path: Path, text: str) -> None:
    (tmp_path / "consents").mkdir()
    (tmp_path / "consents" / "C1.json").write_text(text)
    with pytest.raises(LivenessError, match=r"C1\.json") as caught:
        ConsentBook(tmp_path).get("C1")
    assert caught.value.code == "E-DAT-03"


def test_a_full_disk_is_told_as_such_and_leaves_the_old_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = ConsentBook(tmp_path)
    consent = Consent(id="C1", subject="S1")
    book.add(consent)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(durable, "write_all", full)
    with pytest.raises(StorageError, match="E-DSK-03"):
        book.withdraw("C1")
    assert list(book) == [consent]
    assert not list(tmp_path.rglob("*.part"))


def test_a_folder_that_is_a_file_is_a_storage_error(tmp_path: Path) -> None:
    (tmp_path / "consents").write_text("in the way")
    with pytest.raises(StorageError, match="E-DSK-02"):
        ConsentBook(tmp_path).add(Consent(id="C1", subject="S1"))
