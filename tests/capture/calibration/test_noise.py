from __future__ import annotations

from types import ModuleType

import cv2
import numpy as np
import pytest

from liveness.capture.calibration.noise import PAIRS, NoiseTask
from liveness.datasets.camera_profile import NoiseResult
from liveness.datasets.errors import DataError

SIZE = (480, 320)


def _measured(
    rendered: ModuleType,
    gain: float = 0.1,
    read: float = 1.2,
    seed: int = 0,
    *,
    gamma: float = 1.0,
    levels: tuple[float, float] = (20.0, 220.0),
    blurred: bool = False,
    lossy: bool = False,
) -> NoiseResult:
    rng = np.random.default_rng(seed)
    task = NoiseTask(lossy=lossy)
    for i in range(2 * PAIRS):
        image = rendered.sensor(rng, gain, read, size=SIZE, gamma=gamma, levels=levels)
        if blurred:
            image = cv2.blur(image, (3, 1))
        task.add(rendered.frame_of(image, i))
    return task.solve()


@pytest.mark.parametrize(("gain", "read"), [(0.05, 0.8), (0.2, 2.0)])
def test_truth_noise_within_5_percent(rendered: ModuleType, gain: float, read: float) -> None:
    found = _measured(rendered, gain, read)
    assert found.gain_dn_per_e is not None
    assert found.read_noise_dn is not None
    assert abs(found.gain_dn_per_e.value / gain - 1) < 0.05
    assert abs(found.read_noise_dn.value / read - 1) < 0.05
    assert len(found.levels) > 6
    for level in found.levels:
        true = np.sqrt(read**2 + gain * level.mean)
        assert abs(level.noise.value / true - 1) < 0.05
    assert abs(found.neighbour_correlation) < 0.02


def test_the_interval_covers_the_truth_in_most_seeds(rendered: ModuleType) -> None:
    covered = []
    for seed in range(6):
        found = _measured(rendered, 0.1, 1.2, seed)
        assert found.gain_dn_per_e is not None
        assert found.read_noise_dn is not None
        covered += [found.gain_dn_per_e.covers(0.1), found.read_noise_dn.covers(1.2)]
    assert sum(covered) >= 10


@pytest.mark.parametrize(
    ("how", "says"),
    [
        ({"gamma": 2.2}, "tone curve"),
        ({"blurred": True}, "neighbours are correlated"),
        ({"lossy": True}, "compressed with loss"),
        ({"levels": (100.0, 130.0)}, "brightness ran from"),
    ],
)
def test_no_gain_is_given_where_it_would_mean_nothing(
    rendered: ModuleType, how: dict[str, object], says: str
) -> None:
    found = _measured(rendered, **how)  # type: ignore[arg-type]
    assert found.gain_dn_per_e is None
    assert found.read_noise_dn is None
    assert says in found.notes[0]
    assert found.levels


def test_lamps_that_change_whole_rows_are_no_noise(rendered: ModuleType) -> None:
    rng = np.random.default_rng(3)
    task = NoiseTask()
    for i in range(2 * PAIRS):
        image = rendered.sensor(rng, 0.1, 1.2, size=SIZE).astype(np.float64)
        wave = 1 + 0.03 * np.cos(np.arange(SIZE[1]) / 40 + i)
        image = np.clip(np.rint(image * wave[:, None, None]), 0, 255).astype(np.uint8)
        task.add(rendered.frame_of(image, i))
    for level in task.solve().levels:
        true = np.sqrt(1.2**2 + 0.1 * level.mean)
        assert abs(level.noise.value / true - 1) < 0.05


def test_scenes_and_repeated_pictures_are_refused(rendered: ModuleType) -> None:
    task = NoiseTask()
    image = rendered.sensor(np.random.default_rng(0), 0.1, 1.0, size=SIZE)
    for i in range(2 * PAIRS):
        task.add(rendered.frame_of(image.copy(), i))
    with pytest.raises(DataError, match="pairs were the same picture twice"):
        task.solve()
    edges = (np.indices((320, 480)).sum(axis=0) // 5 % 2 * 150 + 30).astype(np.uint8)
    scene = np.repeat(edges[..., None], 3, axis=2)
    task = NoiseTask()
    assert [task.add(rendered.frame_of(scene + i, i)).hint for i in range(2)][1] == "show-plain"
    white = np.full((320, 480, 3), 254, np.uint8)
    assert task.add(rendered.frame_of(white, 2)).hint == "show-plain"
    assert task.add(rendered.frame_of(white + 1, 3)).hint == "too-bright"
