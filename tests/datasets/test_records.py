from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from liveness.datasets.codec import Codec, crc32
from liveness.datasets.evidence import Evidence, FusedEvidence, SignalMap
from liveness.datasets.records import (
    AnalysisRecord,
    EventRecord,
    FrameRecord,
    pack,
    unpack_analysis,
    unpack_event,
    unpack_frame,
)

NOTHING = FusedEvidence(0.0, False, "undecided", False, {})


@given(
    st.integers(0, 2**40),
    st.integers(-(2**50), 2**50),
    st.sampled_from(list(Codec)),
    st.binary(max_size=200),
)
def test_a_frame_comes_back(index: int, time_ns: int, codec: Codec, data: bytes) -> None:
    record = FrameRecord(index, time_ns, 5, codec, 1920, 1080, data, ordinal=4)
    meta, body, crc = pack(record)
    back = unpack_frame(meta, body, crc)
    assert (back.index, back.time_ns, back.codec, back.data) == (index, time_ns, codec, data)
    assert (back.arrival_ns, back.width, back.height, back.ordinal) == (5, 1920, 1080, 4)
    assert back.crc == crc32(data)


def test_a_known_crc_is_not_computed_again() -> None:
    assert pack(FrameRecord(0, 0, 0, Codec.RAW, 1, 1, b"abc", crc=12))[2] == 12


@settings(max_examples=30)
@given(
    st.floats(-20, 20),
    st.lists(st.text(max_size=30), min_size=1, max_size=4),
    st.dictionaries(st.text(min_size=1, max_size=8), st.floats(-1e6, 1e6), max_size=4),
)
def test_an_analysis_comes_back(llr: float, reasons: list[str], raw: dict[str, float]) -> None:
    values = np.linspace(-1, 1, 12, dtype=np.float32).reshape(3, 4)
    values[1, 1] = np.nan
    flow = SignalMap(values, "flow", "px", -1, 1, (1, 2, 3, 4), values * 2, "flow")
    item = Evidence("motion", llr, True, 0.5, tuple(reasons), raw, {"a": "mm"}, flow)
    fused = FusedEvidence(llr, True, "accept", True, {"motion": llr}, ("enough",))
    landmarks = np.random.default_rng(0).normal(size=(478, 3)).astype(np.float32)
    record = AnalysisRecord(
        9, landmarks, (1.0, 2.0, 3.0), {"motion": item}, fused, {"luma": 3.0}
    )
    meta, data, _ = pack(record)
    back = unpack_analysis(meta, data)
    assert back.index == 9
    assert back.landmarks is not None
    assert np.array_equal(back.landmarks, landmarks)
    assert back.pose == (1.0, 2.0, 3.0)
    assert back.fused == fused
    assert back.quality == {"luma": 3.0}
    got = back.evidence["motion"]
    assert (got.llr, got.reasons, got.raw, got.units) == (llr, tuple(reasons), raw, {"a": "mm"})
    assert got.map is not None
    assert got.map.direction is not None
    np.testing.assert_allclose(got.map.values, values, atol=1e-3)
    np.testing.assert_allclose(got.map.direction, values * 2, atol=2e-3)
    assert (got.map.kind, got.map.unit, got.map.box) == ("flow", "px", (1, 2, 3, 4))


def test_unknown_quality_is_left_out() -> None:
    record = AnalysisRecord(
        0, None, None, {}, NOTHING, {"sharpness": float("nan"), "luma": 1.0}
    )
    meta, data, _ = pack(record)
    assert unpack_analysis(meta, data).quality == {"luma": 1.0}


def test_an_event_comes_back() -> None:
    record = EventRecord(-5, "unplugged", 'camera "1" is gone\nü')
    assert unpack_event(pack(record)[0]) == record


@pytest.mark.parametrize("meta", [b"", b"{}", b"[1]", b"null", b'{"time_ns": null}'])
def test_a_damaged_event_is_a_value_error(meta: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack_event(meta)


def test_hostile_analyses_are_value_errors() -> None:
    values = np.zeros((2, 2), np.float32)
    relief = SignalMap(values, "relief", "mm", -1, 1, (0, 0, 1, 1))
    item = Evidence("depth", 0.0, True, 1.0, (), {}, {}, relief)
    meta, data, _ = pack(AnalysisRecord(0, None, None, {"depth": item}, NOTHING))
    good = json.loads(meta)
    for shape in ([10**9, 10**9], [-1, -8], [2], ["x", 2], None):
        bad = json.loads(meta)
        bad["evidence"]["depth"]["map"]["shape"] = shape
        with pytest.raises(ValueError, match=r".*"):
            unpack_analysis(json.dumps(bad).encode(), data)
    for key, value in (("kind", "other"), ("low", 5)):
        bad = json.loads(meta)
        bad["evidence"]["depth"]["map"][key] = value
        with pytest.raises(ValueError, match=r".*"):
            unpack_analysis(json.dumps(bad).encode(), data)
    for key in good:
        bad = {name: value for name, value in good.items() if name != key}
        with pytest.raises(ValueError, match=r".*"):
            unpack_analysis(json.dumps(bad).encode(), data)
    with pytest.raises(ValueError, match="bytes"):
        unpack_analysis(meta, data[:-1])


def test_a_frame_of_another_length_is_a_value_error() -> None:
    with pytest.raises(ValueError, match=r".*"):
        unpack_frame(b"short", b"", 0)
