from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.frame import Frame
from liveness.capture.signal import SignalContext
from liveness.capture.signals._presence import Presence, Turns

BLANK = np.zeros((8, 8, 3), np.uint8)


def at(seconds):
    return Frame(BLANK, round(seconds * 1e9), round(30 * seconds))


@pytest.fixture(scope="module")
def face(face_maker):
    return face_maker().face()


def test_a_short_gap_is_bridged_and_a_long_one_is_told(face):
    presence = Presence(1.0)
    assert presence.missing() == "no face"
    assert not presence.update(at(0.0), face)
    assert presence.missing() == ""
    assert not presence.update(at(0.9), None)
    assert presence.missing() == ""
    assert not presence.update(at(2.5), None)
    assert presence.missing() == "no face for 2.5 s"


def test_a_face_that_comes_back_late_may_be_another_one(face):
    presence = Presence(1.0)
    presence.update(at(0.0), face)
    assert not presence.update(at(0.9), face)
    assert presence.update(at(2.0), face)
    assert not presence.update(at(2.1), face)


def test_a_source_that_begins_again_voids_all(face):
    presence = Presence(1.0)
    presence.update(at(5.0), face)
    assert presence.update(at(0.0), None)
    assert presence.missing() == "no face"
    assert not presence.update(at(0.1), face)


def test_clear_is_as_new(face):
    presence = Presence(1.0)
    presence.update(at(5.0), face)
    presence.clear()
    assert (presence.face, presence.now_ns, presence.missing()) == (None, 0, "no face")


@pytest.mark.parametrize(("fps", "every"), [(30.0, 3), (None, 3), (60.0, 6), (5.0, 1)])
def test_turns_come_at_the_rate_that_is_asked_for(fps, every):
    turns = Turns(10.0, SignalContext(fps=fps))
    assert [n for n in range(20) if turns.due()] == list(range(0, 20, every))
    turns.clear()
    assert turns.due()
