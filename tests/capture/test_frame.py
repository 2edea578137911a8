from __future__ import annotations

import threading

import numpy as np
import pytest

from liveness.capture.frame import Frame, Latest


def frame(index: int = 0) -> Frame:
    return Frame(np.zeros((4, 6, 3), np.uint8), time_ns=index, index=index)


def test_a_frame_is_read_only_and_knows_its_size() -> None:
    one = frame()
    assert (one.width, one.height) == (6, 4)
    with pytest.raises(ValueError, match="read-only"):
        one.image[0, 0, 0] = 1


@pytest.mark.parametrize(
    "image",
    [np.zeros((4, 6), np.uint8), np.zeros((4, 6, 4), np.uint8), np.zeros((4, 6, 3), np.uint16)],
)
def test_a_frame_is_bgr_bytes(image: np.ndarray) -> None:
    with pytest.raises(ValueError, match="uint8 BGR"):
        Frame(image, 0, 0)


def test_encoded_bytes_come_with_their_encoding() -> None:
    with pytest.raises(ValueError, match="together"):
        Frame(np.zeros((4, 6, 3), np.uint8), 0, 0, encoded=b"x")


def test_the_slot_holds_the_newest_and_counts_what_nobody_took() -> None:
    slot: Latest[int] = Latest()
    for i in range(5):
        slot.put(i)
    assert slot.take(0, 0.0) == (5, 4)
    assert slot.overwritten == 4
    assert slot.take(5, 0.0) == (5, None)
    slot.put(9)
    assert slot.peek() == (6, 9)
    assert slot.take(5, 0.0) == (6, 9)
    assert slot.overwritten == 4


def test_waiting_ends_with_an_item_or_a_stop() -> None:
    slot: Latest[str] = Latest()
    threading.Timer(0.05, slot.put, ["here"]).start()
    assert slot.take(0, 5.0) == (1, "here")
    stop = threading.Event()

    def end() -> None:
        stop.set()
        slot.wake()

    threading.Timer(0.05, end).start()
    assert slot.take(1, 5.0, stop.is_set) == (1, None)
