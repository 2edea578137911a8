from __future__ import annotations

import numpy as np
from capture_fakes import FRAME_NS, oval_face

from liveness.capture.frame import Frame
from liveness.capture.privacy_gate import Decided, PrivacyGate
from liveness.datasets.records import Crop


def _frame(i: int, *, width: int = 800) -> Frame:
    return Frame(np.zeros((600, width, 3), np.uint8), i * FRAME_NS, i)


def _said(decided: list[Decided]) -> list[tuple[int, Crop | None]]:
    return [(item.frame.index, item.crop) for item in decided]


def test_frames_wait_for_their_analysis() -> None:
    gate = PrivacyGate(10)
    frames = [_frame(i) for i in range(3)]
    for frame in frames:
        assert gate.frame(frame) == []
    assert len(gate) == 3
    face = oval_face(300, 200, 200, 400)
    assert _said(gate.analysed(frames[0], face)) == [(0, (200, 100, 400, 500))]
    assert _said(gate.analysed(frames[1], None)) == [(1, None)]
    assert len(gate) == 1


def test_a_skipped_frame_keeps_what_its_neighbours_keep() -> None:
    gate = PrivacyGate(10)
    frames = [_frame(i) for i in range(4)]
    for frame in frames:
        gate.frame(frame)
    gate.analysed(frames[0], oval_face(300, 200, 200, 400))
    decided = gate.analysed(frames[3], oval_face(310, 200, 200, 400))
    both = (200, 100, 410, 500)
    assert _said(decided) == [(1, both), (2, both), (3, (210, 100, 400, 500))]


def test_a_skipped_frame_keeps_nothing_where_a_neighbour_shows_no_face() -> None:
    for first, second in ((None, oval_face()), (oval_face(), None)):
        gate = PrivacyGate(10)
        frames = [_frame(i) for i in range(3)]
        for frame in frames:
            gate.frame(frame)
        gate.analysed(frames[0], first)
        assert _said(gate.analysed(frames[2], second))[0] == (1, None)


def test_what_comes_before_the_first_analysis_keeps_nothing() -> None:
    gate = PrivacyGate(10)
    frames = [_frame(i) for i in range(3)]
    for frame in frames:
        gate.frame(frame)
    said = _said(gate.analysed(frames[2], oval_face(300, 200, 200, 400)))
    assert said == [(0, None), (1, None), (2, (200, 100, 400, 500))]


def test_a_frame_of_another_size_keeps_nothing() -> None:
    gate = PrivacyGate(10)
    frames = [_frame(0), _frame(1, width=640), _frame(2)]
    for frame in frames:
        gate.frame(frame)
    gate.analysed(frames[0], oval_face(300, 200, 200, 400))
    assert _said(gate.analysed(frames[2], oval_face(300, 200, 200, 400)))[0] == (1, None)


def test_a_slow_analysis_costs_pixels_and_not_the_take() -> None:
    gate = PrivacyGate(2)
    frames = [_frame(i) for i in range(5)]
    decided = [item for frame in frames for item in gate.frame(frame)]
    assert _said(decided) == [(0, None), (1, None), (2, None)]
    assert gate.late == 3
    # an analysis of a frame that is gone decides nothing
    assert gate.analysed(frames[0], oval_face()) == []
    assert len(gate) == 2


def test_what_waits_at_the_end_keeps_nothing() -> None:
    gate = PrivacyGate(5)
    for i in range(2):
        gate.frame(_frame(i))
    assert _said(gate.flush()) == [(0, None), (1, None)]
    assert gate.flush() == []
