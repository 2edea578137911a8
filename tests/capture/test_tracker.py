from __future__ import annotations

import os
import threading
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from liveness.capture import landmarks
from liveness.capture.frame import Frame
from liveness.capture.landmarks import Detection, MediapipeBackend, ModelId, quiet_stderr
from liveness.capture.pose import CANONICAL_CM
from liveness.capture.tracker import FaceTracker

FRAME_NS = 33_333_333


class Scene:
    """A landmark backend that sees faces where the test puts them, and counts its calls.

    A face is a grey level: every picture is black with squares, and a square is a face. The
    mesh takes the first square of the picture it is shown and holds on to it.
    """

    def __init__(self, levels: tuple[int, ...] = (100, 200), blind: bool = False) -> None:
        self.levels, self.blind = levels, blind
        self.held: int | None = None
        self.calls: list[str] = []

    @property
    def model_id(self) -> ModelId:
        return ModelId("scene", "1", "0" * 64)

    def squares(self, rgb: NDArray[np.uint8]) -> list[tuple[int, Detection]]:
        found = []
        for level in self.levels:
            rows, columns = np.nonzero(rgb[:, :, 0] == level)
            if rows.size:
                x, y = float(columns.min()), float(rows.min())
                box = Detection(x, y, columns.max() - x + 1, rows.max() - y + 1, 0.9)
                found.append((level, box))
        return found

    def detect(self, rgb: NDArray[np.uint8], *, far: bool) -> list[Detection]:
        self.calls.append("far" if far else "near")
        # the detector for small faces sees large ones, too
        return [box for _, box in self.squares(rgb) if far or box.width > rgb.shape[1] / 10]

    def mesh(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32] | None:
        self.calls.append("mesh")
        squares = dict(self.squares(rgb))
        if self.held not in squares:
            # started from a detector for large faces, like mediapipe's
            large = [k for k, box in squares.items() if box.width > rgb.shape[1] / 10]
            self.held = large[0] if large and not self.blind else None
        if self.held is None:
            return None
        box, size = squares[self.held], (rgb.shape[1], rgb.shape[0])
        canonical = np.array([*CANONICAL_CM.values()])
        low, high = canonical.min(axis=0), canonical.max(axis=0)
        unit = (canonical - low) / (high - low)
        points = np.full((478, 3), 0.5, np.float32)
        points[:, :2] = (box.x + box.width / 2, box.y + box.height / 2) / np.array(size)
        x = (box.x + unit[:, 0] * box.width) / size[0]
        y = (box.y + (1 - unit[:, 1]) * box.height) / size[1]
        points[list(CANONICAL_CM), :2] = np.stack([x, y], axis=1)
        return points

    def restart(self) -> None:
        self.calls.append("restart")
        self.held = None

    def close(self) -> None:
        self.held = None


def frame(index: int, *squares: tuple[int, int, int, int]) -> Frame:
    """A 640x360 picture with squares ``(level, x, y, side)``."""
    image = np.zeros((360, 640, 3), np.uint8)
    for level, x, y, side in squares:
        image[y : y + side, x : x + side] = level
    return Frame(image, index * FRAME_NS, index)


def test_the_largest_face_wins_even_where_the_mesh_took_the_smaller() -> None:
    tracker = FaceTracker(backend=Scene())
    face = tracker.update(frame(0, (100, 40, 40, 100), (200, 300, 60, 200)))
    assert face is not None
    assert face.box == pytest.approx((300, 60, 200, 200), abs=2)
    assert (face.others, tracker.faces) == (1, 2)
    assert face.second_ratio == pytest.approx(0.5, abs=0.02)


def test_faces_of_one_size_do_not_take_turns() -> None:
    tracker = FaceTracker(backend=Scene())
    boxes = []
    for i in range(60):
        # the second is a little larger, now and then
        side = 118 if i % 2 else 100
        face = tracker.update(frame(i, (100, 40, 40, 110), (200, 300, 60, side)))
        assert face is not None
        boxes.append(face.box[0])
    assert max(boxes) - min(boxes) < 2


def test_a_larger_face_that_comes_is_followed_after_a_second_look() -> None:
    tracker = FaceTracker(backend=Scene())
    for i in range(15):
        tracker.update(frame(i, (100, 40, 40, 100)))
    since = [
        i
        for i in range(15, 45)
        if (face := tracker.update(frame(i, (100, 40, 40, 100), (200, 300, 60, 200))))
        and face.box[0] > 250
    ]
    assert 20 < since[0] <= 24
    assert since == list(range(since[0], 45))


def test_a_small_face_is_found_and_followed_across_the_picture() -> None:
    tracker, found = FaceTracker(backend=Scene()), []
    for i in range(100):
        face = tracker.update(frame(i, (100, 20 + 5 * i, 150, 40)))
        assert face is not None
        found.append(face.box[0] - 5 * i)
    assert np.ptp(found) < 1.5


def test_no_face_costs_a_search_in_three_frames() -> None:
    scene = Scene()
    tracker = FaceTracker(backend=scene)
    for i in range(30):
        assert tracker.update(frame(i)) is None
    assert tracker.faces == 0
    assert scene.calls.count("mesh") == 30
    assert scene.calls.count("near") == scene.calls.count("far") == 10


def test_a_followed_face_costs_a_search_in_ten_frames() -> None:
    scene = Scene()
    tracker = FaceTracker(backend=scene)
    for i in range(100):
        tracker.update(frame(i, (100, 40, 40, 150)))
    assert scene.calls.count("near") == 10
    assert scene.calls.count("far") == scene.calls.count("restart") == 0


def test_a_detection_without_mesh_is_counted_and_gives_no_face() -> None:
    tracker = FaceTracker(backend=Scene(blind=True))
    assert tracker.update(frame(0, (100, 40, 40, 150))) is None
    assert tracker.faces == 1


@pytest.mark.parametrize(("side", "conflict"), [(110, True), (80, False)])
def test_a_second_face_is_a_conflict_by_size_and_time(side: int, conflict: bool) -> None:
    tracker = FaceTracker(backend=Scene())
    seen = []
    for i in range(40):
        face = tracker.update(frame(i, (200, 300, 60, 200), (100, 40, 40, side)))
        assert face is not None
        seen.append(tracker.conflict)
    if conflict:
        assert seen.index(next(filter(None, seen))) == 16  # 0.53 s
        assert "0.55 of the size" in (seen[-1] or "")
    else:
        assert seen == [None] * 40


def test_a_passer_by_is_no_conflict_and_a_conflict_ends_when_he_leaves() -> None:
    tracker = FaceTracker(backend=Scene())
    one, two = (200, 300, 60, 200), (100, 40, 40, 150)
    for i in range(12):
        tracker.update(frame(i, one, two))
        assert tracker.conflict is None
    for i in range(12, 40):
        tracker.update(frame(i, one))
    assert tracker.conflict is None
    for i in range(40, 80):
        tracker.update(frame(i, one, two))
    assert tracker.conflict
    for i in range(80, 90):
        tracker.update(frame(i, one))
    assert tracker.conflict is None


def test_time_that_goes_back_starts_afresh() -> None:
    tracker = FaceTracker(backend=Scene())
    for i in range(30):
        tracker.update(frame(i, (200, 300, 60, 200), (100, 40, 40, 150)))
    assert tracker.conflict
    tracker.update(frame(0, (200, 300, 60, 200)))
    assert tracker.conflict is None
    assert tracker.faces == 1


def test_a_backend_that_fails_gives_no_face_and_is_tried_again() -> None:
    class Failing(Scene):
        def mesh(self, rgb: NDArray[np.uint8]) -> NDArray[np.float32] | None:
            if not self.calls:
                self.calls.append("failed")
                raise RuntimeError("graph")
            return super().mesh(rgb)

    tracker = FaceTracker(backend=Failing())
    assert tracker.update(frame(0, (200, 300, 60, 200))) is None
    assert tracker.update(frame(1, (200, 300, 60, 200))) is not None


@pytest.mark.parametrize("shape", [(1, 1), (1, 4000), (31, 32), (32, 32), (37, 1999)])
def test_strange_sizes_never_raise(shape: tuple[int, int]) -> None:
    tracker = FaceTracker()
    image = np.random.default_rng(0).integers(0, 255, (*shape, 3)).astype(np.uint8)
    for i in range(2):
        assert tracker.update(Frame(image, i * FRAME_NS, i)) is None
    tracker.close()


def test_the_model_is_named_without_loading_it() -> None:
    name, version, digest = FaceTracker().model_id
    assert (name, version) == ("mediapipe-face-mesh", "0.10.21")
    assert len(digest) == 64
    assert str(FaceTracker().model_id) == f"{name} {version} sha256:{digest}"


def test_landmarks_read_in_one_go_are_those_read_one_by_one() -> None:
    from mediapipe.framework.formats import landmark_pb2

    values = np.random.default_rng(1).normal(size=(478, 3)).astype(np.float32)
    values[5] = 0
    for extra in (False, True):
        message = landmark_pb2.NormalizedLandmarkList()
        for x, y, z in values.tolist():
            point = message.landmark.add(x=x, y=y, z=z)
            if extra:
                point.visibility = 0.5
        assert np.array_equal(landmarks._points(message), values)


def test_only_the_chatter_is_kept_from_stderr(capfd: pytest.CaptureFixture[str]) -> None:
    def other_thread() -> None:
        os.write(2, b"a line of another thread\n")

    with quiet_stderr():
        os.write(2, b"W is for warning, this one is ours\n")
        os.write(2, b"INFO: Created TensorFlow Lite XNNPACK delegate for CPU.\n")
        os.write(2, b"W0000 00:00:17.29 4711 inference_feedback_manager.cc:114] Feedback\n")
        worker = threading.Thread(target=other_thread)
        worker.start()
        worker.join()
    os.write(2, b"and after\n")
    assert capfd.readouterr().err == (
        "W is for warning, this one is ours\na line of another thread\nand after\n"
    )


def frames_of(video: Path, count: int) -> list[Frame]:
    capture = cv2.VideoCapture(str(video))
    frames = []
    while len(frames) < count and (read := capture.read())[0]:
        frames.append(Frame(read[1], len(frames) * FRAME_NS, len(frames)))
    return frames


@pytest.mark.media
def test_a_fresh_tracker_gives_the_same_to_the_last_digit(shared_media: Path) -> None:
    # the small face takes the way over the window, the large one does not
    for name in ("asl_bird.mkv", "d9.mp4"):
        frames = frames_of(shared_media / "bona_fide" / name, 25)
        runs = []
        tracker = FaceTracker()
        for fresh in (False, False, True):
            if fresh:
                tracker = FaceTracker()
            else:
                tracker.reset()
            runs.append([tracker.update(frame) for frame in frames])
        for first, second, third in zip(*runs, strict=True):
            assert first is not None
            for other in (second, third):
                assert other is not None
                assert np.array_equal(first.landmarks, other.landmarks)
                assert first.yaw_deg == other.yaw_deg
                assert np.array_equal(first.iris_px, other.iris_px, equal_nan=True)


@pytest.mark.media
@pytest.mark.parametrize(
    "name",
    [
        "bona_fide/obama-240p.jpg",
        "bona_fide/true_003.png",
        "bona_fide/image_T1.jpg",
        "attack/replay_phone_F2.jpg",
    ],
)
def test_a_still_shows_its_face_at_once(shared_media: Path, name: str) -> None:
    image = cv2.imread(str(shared_media / name))
    tracker = FaceTracker()
    face = tracker.update(Frame(image, 0, 0))
    assert face is not None
    assert tracker.faces == 1
    assert 0.9 < face.box[2] / face.iod_px / 2.3 < 1.4 or face.roll_deg < -60
    tracker.close()


@pytest.mark.media
def test_two_people_are_counted_and_become_a_conflict(shared_media: Path) -> None:
    tracker = FaceTracker()
    for frame in frames_of(shared_media / "other" / "two_faces_head-pose.gif", 20):
        assert tracker.update(frame) is not None
        assert tracker.faces == 2
    assert "a second face" in (tracker.conflict or "")
    tracker.close()


@pytest.mark.media
def test_a_face_of_60_px_with_hands_over_it_is_held(shared_media: Path) -> None:
    # FaceMesh alone finds this one in 3 of 80 frames
    tracker = FaceTracker()
    frames = frames_of(shared_media / "bona_fide" / "asl_book.mkv", 60)
    found = [tracker.update(frame) for frame in frames]
    assert sum(face is not None for face in found) >= 58
    tracker.close()


@pytest.mark.media
def test_a_huge_picture_has_landmarks_in_its_own_pixels(shared_media: Path) -> None:
    small = cv2.imread(str(shared_media / "bona_fide" / "obama.jpg"))
    large = cv2.resize(small, None, fx=6, fy=6)
    assert max(large.shape) > 6000
    tracker = FaceTracker()
    one, other = tracker.update(Frame(small, 0, 0)), tracker.update(Frame(large, 1, 1))
    assert one is not None
    assert other is not None
    assert other.iod_px == pytest.approx(6 * one.iod_px, rel=0.03)
    assert other.yaw_deg == pytest.approx(one.yaw_deg, abs=2)
    tracker.close()


@pytest.mark.media
def test_nothing_reaches_stderr(shared_media: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tracker = FaceTracker(backend=MediapipeBackend())
    for frame in frames_of(shared_media / "bona_fide" / "asl_bird.mkv", 12):
        tracker.update(frame)
    tracker.close()
    assert capfd.readouterr().err == ""
