"""What schema 1 wrote still opens: a take file and a journal from before schema 2."""

from __future__ import annotations

import gzip
from pathlib import Path

import h5py
import numpy as np
import pytest

from liveness.datasets.finalise import finalise_journal
from liveness.datasets.reader import TakeReader
from liveness.datasets.verify import verify_take

FIXTURES = Path(__file__).parent / "fixtures"


def _unpacked(name: str, folder: Path) -> Path:
    path = folder / name
    path.write_bytes(gzip.decompress((FIXTURES / f"{name}.gz").read_bytes()))
    return path


def _picture(i: int) -> np.ndarray:
    return np.random.default_rng(i).integers(0, 256, (24, 32, 3), dtype=np.uint8)


@pytest.fixture(params=["take-schema-1.h5", "journal-schema-1.mcap"])
def take(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = _unpacked(request.param, tmp_path)
    if path.suffix == ".mcap":
        finalise_journal(path, tmp_path / "made.h5")
        path = tmp_path / "made.h5"
    return path


def test_it_reads_and_verifies(take: Path) -> None:
    with h5py.File(take) as file:
        assert file.attrs["schema_version"] == (2 if take.name == "made.h5" else 1)
    with TakeReader(take) as reader:
        assert (reader.label, reader.labels["pai"]) == ("print-matte", "P1")
        assert (reader.privacy, reader.has_pixels) == ("full", True)
        for i in range(3):
            assert np.array_equal(reader.frame(i), _picture(i))
        assert reader.evidence("depth")["reasons"][0] == "relief 12 mm; limit 8 mm"
        assert [event.text for event in reader.events()] == ["an event"]
        assert reader.capture.got == {"exposure": 98.5, "gain": None}
        assert (reader.preroll, reader.audio(), reader.depth_mm(0)) == (None, None, None)
        assert reader.attributes().root.take_id == "T20261122-080000-000001"
    assert verify_take(take) == []
