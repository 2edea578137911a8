from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import h5py
import numpy as np
import pytest

from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify_content import check_label, check_retention
from liveness.datasets.verify_take import check_take

pytestmark = pytest.mark.usefixtures("finalise_here")

TODAY = date(2026, 11, 22)


@pytest.fixture
def take(root: DatasetRoot, journal_of: Callable[..., Path]) -> Path:
    attack = Presentation.attack("print-matte", subject="S1", target="S2")
    return root.take_path(root.finalise(journal_of(6, analysed=True, presentation=attack)))


def _codes(path: Path) -> list[str]:
    report = check_take(path)
    assert all(finding.fix and finding.text for finding in report.findings)
    return sorted({finding.code for finding in report.findings})


def _texts(path: Path) -> str:
    return " | ".join(finding.text for finding in check_take(path).findings)


Change = Callable[[h5py.File], None]


def _set(group: str, name: str, value: object) -> Change:
    def change(file: h5py.File) -> None:
        file[group].attrs[name] = value

    return change


def _drop(group: str, name: str) -> Change:
    def change(file: h5py.File) -> None:
        del file[group].attrs[name]

    return change


def _replace(name: str, values: np.ndarray, *, described: bool = True) -> Change:
    def change(file: h5py.File) -> None:
        if name in file:
            del file[name]
        made = file.create_dataset(name, data=values)
        if described:
            made.attrs["description"], made.attrs["units"] = "something", "1"

    return change


@pytest.mark.parametrize(
    ("change", "code", "text"),
    [
        (_set("/", "site_name", "x"), "V-SCHEMA", "site_name"),
        (_set("/", "take_id", "no id!"), "V-SCHEMA", "take_id"),
        (_set("/", "subject_key", "S1"), "V-SCHEMA", "subject_key"),
        (_set("/", "created_utc", "yesterday"), "V-SCHEMA", "created_utc"),
        (_set("/", "recovered", 3), "V-SCHEMA", "recovered"),
        (_drop("/", "site"), "V-SCHEMA", "site"),
        (_set("capture", "got", "{broken"), "V-DAMAGED", "attributes do not read"),
        (_set("capture", "fps", -1.0), "V-SCHEMA", "fps"),
        (_set("capture", "usb_id", "logitech"), "V-SCHEMA", "usb_id"),
        (_set("consent", "subject", "S1"), "V-SCHEMA", "subject"),
        (_set("evidence/depth", "polarity", "spoof"), "V-SCHEMA", "polarity"),
        (_set("/", "take_id", np.zeros(3)), "V-DAMAGED", "attribute is ndarray"),
        (_replace("evidence/depth/llr", np.zeros(6)), "V-SCHEMA", "float64, not float32"),
        (_replace("evidence/depth/llr", np.zeros((6, 1), "f4")), "V-SCHEMA", "2 dimensions"),
        (_replace("evidence/depth/llr", np.zeros(5, "f4")), "V-LENGTH", "5 rows where 6"),
        (_replace("landmarks/xyz", np.zeros((6, 5, 3), "f4")), "V-LENGTH", "5 columns"),
        (_replace("quality/luma", np.zeros(6, "f4"), described=False), "V-SCHEMA", "units"),
        (_replace("portrait", np.zeros(6, "f4")), "V-SCHEMA", "no array of a take"),
        (_replace("evidence/depth/raw", np.zeros(6, "f4")), "V-SCHEMA", "not table"),
        (_replace("evidence/depth/map", np.zeros((1, 65, 2), "f2")), "V-PRIVACY", "65 x 2"),
    ],
)
def test_what_does_not_fit_the_schema_is_named(
    take: Path, change: Change, code: str, text: str
) -> None:
    assert _codes(take) == []
    with h5py.File(take, "r+") as file:
        change(file)
    assert code in _codes(take)
    assert text in _texts(take)


def test_an_array_that_claims_more_than_it_can_have_is_not_read(take: Path) -> None:
    with h5py.File(take, "r+") as file:
        group = file["quality"]
        made = group.create_dataset("luma", shape=(10**13,), dtype="f4", chunks=(1024,))
        made.attrs["description"], made.attrs["units"] = "bomb", "1"
    assert _codes(take) == ["V-DAMAGED", "V-LENGTH"]
    assert "claims 40000000000000 bytes and has 0" in _texts(take)


@pytest.mark.parametrize(
    ("attribute", "value", "text"),
    [
        ("label", "replay-phone", "the label is 'replay-phone', the species 'print-matte'"),
        ("bona_fide", True, "bona_fide is True"),
        ("family", "mask", "print-matte is of the family print, the take says mask"),
        ("species", "", "a bona fide presentation has family and target"),
    ],
)
def test_a_label_that_contradicts_itself_is_named(
    take: Path, attribute: str, value: object, text: str
) -> None:
    with h5py.File(take, "r+") as file:
        file["labels"].attrs[attribute] = value
    assert "V-LABEL" in _codes(take)
    assert text in _texts(take)


def test_a_species_of_a_protocol_keeps_its_own_family() -> None:
    labels = {"label": "print-x", "species": "print-x", "family": "print", "bona_fide": False}
    assert list(check_label(labels, None)) == []


def test_frames_that_are_counted_as_dropped_and_are_there_are_named(take: Path) -> None:
    with h5py.File(take, "r+") as file:
        file.attrs["dropped"] = 2
    assert _codes(take) == ["V-INDEX"]
    assert "0 frames are missing by the index, 2 are accounted for" in _texts(take)


@pytest.mark.parametrize(
    ("last", "warned"),
    [(None, False), ("2026-11-22", False), ("2026-11-21", True), ("no day", False)],
)
def test_a_last_day_that_has_passed_is_a_warning(last: str | None, warned: bool) -> None:
    findings = list(check_retention(last, TODAY))
    assert [(f.code, f.severity) for f in findings] == [("V-RETENTION", "warning")] * warned


def test_the_last_day_stands_in_the_file(
    root: DatasetRoot, journal_of: Callable[..., Path]
) -> None:
    passed = datetime.now(UTC).date() - timedelta(days=1)
    path = root.take_path(root.finalise(journal_of(2, retain_until=passed)))
    assert _codes(path) == ["V-RETENTION"]
    assert passed.isoformat() in _texts(path)
