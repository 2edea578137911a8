from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

import cv2
import numpy as np
import pytest

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError, SourceError, StorageError
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.session import PrivacyMode
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo
from liveness.studio.taking import TakeRequest, record_offline


class Breaking:
    """The demo camera, vanishing at a frame."""

    live = False
    frame_count = None

    def __init__(self, at: int) -> None:
        self._demo, self._at, self._read = DemoSource(frames=30), at, 0

    @property
    def info(self) -> CaptureInfo:
        return self._demo.info

    def read(self) -> Frame | None:
        if self._read == self._at:
            raise SourceError("E-CAM-09", "the camera vanished")
        self._read += 1
        return self._demo.read()

    def close(self) -> None:
        self._demo.close()

    def __enter__(self) -> Self:
        self._demo.__enter__()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._demo.__exit__(kind, error, trace)


class Blank(Breaking):
    """A wall, with nobody before it."""

    def read(self) -> Frame | None:
        if self._read == self._at:
            return None
        self._read += 1
        return Frame(np.full((240, 320, 3), 90, np.uint8), self._read * 33_000_000, self._read)


@pytest.fixture
def root(tmp_path: Path) -> DatasetRoot:
    return DatasetRoot.create(tmp_path / "root")


@pytest.fixture
def request_(root: DatasetRoot) -> TakeRequest:
    consent = Consent(id="C1", subject="S1")
    root.consents.add(consent)
    session = root.start_session(
        site="test", operator="O1", camera="test", protocol=None, name=None
    )
    return TakeRequest(Presentation(subject="S1"), consent, session)


def record(
    root: DatasetRoot, request: TakeRequest, source: Breaking, **options: object
) -> object:
    with source, Analyser(context_of(source.info)) as analyser:
        return record_offline(root, request, source, analyser, **options)  # type: ignore[arg-type]


def journals(root: DatasetRoot) -> Iterator[Path]:
    return (root.path / "incoming").glob("*")


def test_a_source_that_vanishes_leaves_an_incomplete_take_with_every_frame(
    root: DatasetRoot, request_: TakeRequest
) -> None:
    with pytest.raises(SourceError, match="vanished"):
        record(root, request_, Breaking(at=7))
    (take,) = root.takes()
    assert (take.status, take.frames) == ("incomplete", 7)
    assert not list(journals(root))


def test_a_source_that_fails_at_once_leaves_nothing(
    root: DatasetRoot, request_: TakeRequest
) -> None:
    with pytest.raises(SourceError, match="vanished"):
        record(root, request_, Breaking(at=0))
    assert root.takes() == []
    assert not list(journals(root))


def test_a_take_without_a_face_is_refused_or_kept_as_a_non_response(
    root: DatasetRoot, request_: TakeRequest
) -> None:
    with pytest.raises(DataError, match="no face"):
        record(root, request_, Blank(at=3))
    assert root.takes() == []
    assert not list(journals(root))
    record(root, request_, Blank(at=3), keep_without_face=True)
    (take,) = root.takes()
    assert (take.frames, take.faces, take.score) == (3, 0, None)


def test_a_take_begins_and_ends_at_its_times(root: DatasetRoot, request_: TakeRequest) -> None:
    record(root, request_, Breaking(at=30), start_ns=200_000_000, seconds=0.2)
    (take,) = root.takes()
    with TakeReader(root.take_path(take)) as reader:
        assert reader.time_ns[0] == 0
        assert reader.index[0] == 6
        assert reader.n_frames == 6
        np.testing.assert_array_equal(reader.frame(0), _frame(6))


@pytest.mark.parametrize("mode", ["face", "signals"])
def test_a_take_keeps_what_its_session_promised(root: DatasetRoot, mode: PrivacyMode) -> None:
    consent = Consent(id="C1", subject="S1")
    session = root.start_session(
        "lab", "O1", "test", privacy=mode, retain_until=date(2099, 1, 31), station="K1"
    )
    for number in (1, 2):
        request = TakeRequest(Presentation(subject="S1"), consent, session)
        record(root, request, Breaking(at=9), seconds=0.1)
        take = root.takes()[-1]
        assert (take.privacy, take.outcome, take.frames) == (mode, take.decision, 3)
        with TakeReader(root.take_path(take)) as reader:
            about = reader.attributes().root
            assert reader.privacy == mode
            assert reader.rows_with_pixels.tolist() == [mode == "face"] * 3
            if mode == "face":
                x, y, width, height = reader.crop(2) or (0, 0, 0, 0)
                xyz, _ = reader.landmarks()
                inside = (xyz[2, :, 0] >= x) & (xyz[2, :, 0] <= x + width)
                inside &= (xyz[2, :, 1] >= y) & (xyz[2, :, 1] <= y + height)
                assert inside.all()
        assert (about.station, about.take_number) == ("K1", number)
        assert (about.retain_until, about.thresholds) == ("2099-01-31", "uncalibrated")


@pytest.mark.parametrize(
    ("session_day", "consent_day", "kept"),
    [
        (None, None, None),
        (date(2099, 1, 31), None, "2099-01-31"),
        (None, date(2098, 5, 1), "2098-05-01"),
        (date(2099, 1, 31), date(2098, 5, 1), "2098-05-01"),
        (date(2097, 1, 31), date(2098, 5, 1), "2097-01-31"),
    ],
)
def test_a_take_is_kept_no_longer_than_its_subject_said(
    root: DatasetRoot, session_day: date | None, consent_day: date | None, kept: str | None
) -> None:
    consent = Consent(id="C1", subject="S1", retain_until=consent_day)
    session = root.start_session("lab", "O1", "test", retain_until=session_day)
    request = TakeRequest(Presentation(subject="S1"), consent, session)
    with DemoSource(frames=3) as source, Analyser(context_of(source.info)) as analyser:
        header = request.header("T1", source.info, analyser, zero_ns=0, schedule="live")
    assert (header.retain_until and header.retain_until.isoformat()) == kept


def _frame(index: int) -> np.ndarray:
    with DemoSource(frames=30) as demo:
        for _ in range(index):
            demo.read()
        frame = demo.read()
        assert frame is not None
        return frame.image


def test_a_cancelled_take_leaves_nothing(root: DatasetRoot, request_: TakeRequest) -> None:
    def cancel(_: object) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        record(root, request_, Breaking(at=20), on_frame=cancel)
    assert root.takes() == []
    assert not list(journals(root))


def test_a_full_disk_is_told_before_the_first_frame(
    root: DatasetRoot, request_: TakeRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVENESS_DISK_RESERVE", str(10**18))
    with pytest.raises(StorageError, match="E-DSK-01"):
        record(root, request_, Breaking(at=20))
    assert root.takes() == []


def test_opencv_still_works_in_one_thread() -> None:
    # the analyser sets OpenCV's threads for the process: repeatable flow needs it
    with DemoSource(frames=1) as demo, Analyser(context_of(demo.info)) as analyser:
        frame = demo.read()
        assert frame is not None
        analyser.process(frame)
        assert cv2.getNumThreads() == 1
