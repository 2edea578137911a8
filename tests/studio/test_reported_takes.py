"""Clips of known faults, recorded and judged at once: each reason with its value and limit."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.demo import DemoSource
from liveness.capture.frame import Frame
from liveness.datasets.consent import Consent
from liveness.datasets.presentation import Presentation
from liveness.datasets.protocol import Step
from liveness.datasets.store import DatasetRoot
from liveness.studio.take_report import take_faults
from liveness.studio.taking import TakeRequest, record_offline

FRAMES = 20
Change = Callable[[np.ndarray], np.ndarray]


class Changed:
    """The demo camera through a bad lens."""

    live = False
    frame_count = None

    def __init__(self, change: Change) -> None:
        self._demo = DemoSource("bona-fide", width=640, height=360, frames=FRAMES)
        self._change = change

    def __getattr__(self, name: str) -> Any:
        return getattr(self._demo, name)

    def __enter__(self) -> Changed:
        self._demo.__enter__()
        return self

    def __exit__(self, *parts: Any) -> None:
        self._demo.__exit__(*parts)

    def read(self) -> Frame | None:
        frame = self._demo.read()
        if frame is None:
            return None
        return Frame(self._change(frame.image), frame.time_ns, frame.index)


def faults_of(change: Change, tmp_path: Path, seconds: float = 0.6) -> tuple[str, ...]:
    root = DatasetRoot.create(tmp_path / "root")
    consent = Consent(id="C1", subject="S1")
    root.consents.add(consent)
    visit = root.start_session("lab", "O1", "demo", name="visit")
    source: Any = Changed(change)
    with source, Analyser(context_of(source.info), signals=()) as analyser:
        request = TakeRequest(Presentation(subject="S1"), consent, visit)
        record = record_offline(root, request, source, analyser)
    step = Step(id="live", title="Live", text="Look.", seconds=seconds)
    return take_faults(root.take_path(record), record, step)


def test_a_good_clip_has_no_fault(tmp_path: Path) -> None:
    assert faults_of(lambda image: image, tmp_path) == ()


def test_a_blurred_clip_is_rejected_with_value_and_limit(tmp_path: Path) -> None:
    def blurred(image: np.ndarray) -> np.ndarray:
        return cv2.GaussianBlur(image, (0, 0), 4).astype(np.uint8)

    (fault,) = faults_of(blurred, tmp_path)
    found = re.fullmatch(r"blurred: sharpness (\d+) of 50", fault)
    assert found is not None
    assert int(found.group(1)) < 50


@pytest.mark.parametrize(
    ("change", "seconds", "said"),
    [
        (lambda image: (image * 0.25).astype(np.uint8), 0.6, r"dark: level \d+ of 255, 60 is"),
        (lambda image: image, 2.0, r"short: 0\.\d of 2\.0 s"),
    ],
)
def test_other_faults_are_told_with_value_and_limit(
    change: Change, seconds: float, said: str, tmp_path: Path
) -> None:
    faults = faults_of(change, tmp_path, seconds)
    assert any(re.match(said, fault) for fault in faults), faults
