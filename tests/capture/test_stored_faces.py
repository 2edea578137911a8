"""Faces out of the landmarks that a take holds."""

from __future__ import annotations

import dataclasses
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from liveness.capture.demo import DemoSource
from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.capture.landmarks import MediapipeBackend
from liveness.capture.signal import SignalContext
from liveness.capture.stored_faces import StoredFaces, why_not_stored
from liveness.capture.tracker import FaceTracker
from liveness.datasets.codec import Codec

CONTEXT = SignalContext(horizontal_fov_deg=70)


@pytest.fixture(scope="module")
def frames() -> list[Frame]:
    with DemoSource("bona-fide", frames=4) as source:
        return [frame for _ in range(4) if (frame := source.read()) is not None]


@pytest.fixture(scope="module")
def faces(frames: list[Frame]) -> list[Face | None]:
    tracker = FaceTracker(CONTEXT)
    found = [tracker.update(frame) for frame in frames]
    tracker.close()
    assert all(found)
    return found


def take(frames: list[Frame], faces: list[Face | None], **changes: Any) -> Any:
    """What a reader says of a take of these frames; times count from its first one."""
    xyz = np.full((len(frames), 478, 3), np.nan, np.float32)
    for row, face in enumerate(faces):
        if face is not None:
            xyz[row] = face.landmarks
    valid = np.array([face is not None for face in faces])
    content: dict[str, Any] = {
        "schedule": "offline",
        "privacy": "full",
        "codecs": {Codec.JPEG_XL, Codec.CAMERA_JPEG},
        "n_frames": len(frames),
        "landmark_model": str(MediapipeBackend().model_id),
        "index": np.array([frame.index for frame in frames]),
        "time_ns": np.array([frame.time_ns for frame in frames]),
        "landmarks": lambda: (xyz, valid),
        "evidence": lambda name: {"decision": ["undecided"] * len(frames)},
    }
    return SimpleNamespace(**content | changes)


def same(one: Face, other: Face) -> bool:
    """Whether two faces are the same to the last bit, NaN included."""
    return all(
        np.array_equal(getattr(one, field.name), getattr(other, field.name), equal_nan=True)
        for field in dataclasses.fields(Face)
    )


def test_a_stored_face_is_the_tracked_one_bit_by_bit(
    frames: list[Frame], faces: list[Face | None]
) -> None:
    stored = StoredFaces(take(frames, faces), CONTEXT)
    for frame, tracked in zip(frames, faces, strict=True):
        again = stored.update(frame)
        assert again is not None
        assert tracked is not None
        assert same(again, tracked)
    other = StoredFaces(take(frames, faces)).update(frames[0])
    assert other is not None
    assert faces[0] is not None
    assert not same(other, faces[0]), "the field of view counts"


def test_a_frame_without_a_face_has_none(frames: list[Frame], faces: list[Face | None]) -> None:
    stored = StoredFaces(take(frames, [faces[0], None, faces[2], faces[3]]))
    found = [(stored.update(frame) is None, stored.faces) for frame in frames]
    assert found == [(False, 1), (True, 0), (False, 1), (False, 1)]
    assert stored.conflict is None


def test_frames_are_known_by_number_and_time_not_by_order(
    frames: list[Frame], faces: list[Face | None]
) -> None:
    stored = StoredFaces(take(frames, faces), CONTEXT)
    last = stored.update(frames[3])
    assert last is not None
    assert faces[3] is not None
    assert same(last, faces[3])
    with pytest.raises(KeyError):
        stored.update(dataclasses.replace(frames[0], index=99))


def _no_decision(name: str) -> dict[str, list[str]]:
    raise KeyError(name)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, None),
        ({"schedule": "live"}, "recorded live"),
        ({"evidence": lambda name: {"decision": ["", "accept", "", "x"]}}, "2 of its 4"),
        ({"evidence": lambda name: {}}, "does not say"),
        ({"evidence": _no_decision}, "does not say"),
        ({"landmark_model": "other-mesh 2 sha256:00"}, "of other-mesh 2 sha256:00, not"),
        ({"codecs": {Codec.JPEG_XL, Codec.JPEG}}, "compressed with loss after"),
        ({"privacy": "face"}, "privacy mode face"),
        ({"landmark_model": ""}, "an unknown model"),
        ({"landmarks": lambda: (np.zeros((4, 68, 2)), np.ones(4, bool))}, "(4, 68, 2)"),
        ({"landmarks": lambda: (np.full((4, 478, 3), np.nan), np.ones(4, bool))}, "no numbers"),
    ],
)
def test_why_landmarks_are_not_used(
    frames: list[Frame], faces: list[Face | None], changes: dict[str, Any], why: str | None
) -> None:
    told = why_not_stored(take(frames, faces, **changes))
    assert told is None if why is None else told is not None and why in told


def test_no_model_is_loaded(
    frames: list[Frame],
    faces: list[Face | None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the mesh ran")

    monkeypatch.setattr(MediapipeBackend, "mesh", refuse)
    monkeypatch.setattr(MediapipeBackend, "detect", refuse)
    stored = StoredFaces(take(frames, faces))
    assert stored.update(frames[0]) is not None
    stored.reset()
    stored.close()
    assert stored.model_id == MediapipeBackend().model_id
