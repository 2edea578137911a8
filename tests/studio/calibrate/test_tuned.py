from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.errors import UsageError
from liveness.studio.calibrate.tuned import (
    checked,
    describe,
    parameters_of,
    score_all_tuned,
    score_tuned,
)
from liveness.studio.rescoring import score_path


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twenty frames of the demo as pictures in a folder."""
    import cv2

    from liveness.capture.demo import DemoSource

    folder = tmp_path_factory.mktemp("clip") / "frames"
    folder.mkdir()
    with DemoSource("print-matte", frames=10) as source:
        i = 0
        while (frame := source.read()) is not None:
            cv2.imwrite(str(folder / f"{i:03}.png"), frame.image)
            i += 1
    return folder


def test_the_defaults_give_what_a_whole_pass_gives(clip: Path) -> None:
    whole = score_path(clip).signals["texture"]
    alone = score_tuned(clip, "texture", {})
    assert alone.fault == ""
    assert alone.evidence is not None
    assert alone.evidence.llr == whole.llr
    assert alone.evidence.valid == whole.valid
    assert dict(alone.evidence.raw) == dict(whole.raw)
    assert alone.llr.shape == alone.seconds.shape == (10,)
    assert alone.llr[-1] == whole.llr


def test_a_parameter_changes_what_the_signal_says(clip: Path) -> None:
    strict = score_tuned(clip, "texture", {"iod_min_px": 5000.0})
    assert strict.evidence is not None
    assert not strict.evidence.valid
    assert not strict.valid.any()


def test_many_takes_are_scored_with_progress_and_a_bad_one_has_a_fault(
    clip: Path, tmp_path: Path
) -> None:
    steps: list[tuple[int, int]] = []
    paths = {"good": clip, "gone": tmp_path / "none.h5"}
    found = score_all_tuned(
        paths, "texture", {}, on_done=lambda done, of: steps.append((done, of))
    )
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert found["gone"].evidence is None
    assert "none.h5" in found["gone"].fault
    assert found["good"].llr.shape == (10,)


def test_what_the_progress_raises_ends_the_work(tmp_path: Path) -> None:
    clip = tmp_path / "none.h5"
    done: list[int] = []

    def stop(count: int, _: int) -> None:
        done.append(count)
        if count == 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        score_all_tuned({"a": clip, "b": clip}, "texture", {}, on_done=stop)
    assert done == [0, 1]


def test_parameters_out_of_their_limits_are_named() -> None:
    with pytest.raises(UsageError, match=r"E-CAL-05.*min_turn_deg"):
        checked("depth", {"min_turn_deg": -1.0})
    with pytest.raises(UsageError, match=r"E-MOD-15: there is no signal 'sonar'"):
        checked("sonar", {})
    kind = parameters_of("depth")
    assert kind is not None
    assert describe(kind, {"corners": 80, "lost_s": 1.0}) == ["corners 80"]
