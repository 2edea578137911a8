from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.scenes.eyes import CORNEA_MM, RIGHT, Eye, Screen, mirrored_points
from liveness.capture.scenes.portrait import load_portrait
from liveness.capture.scenes.subjects import subject


def test_reflection_halves_the_angle_and_lies_on_the_cornea() -> None:
    centres = np.array([[-30.0, -10.0, 470.0], [30.0, -10.0, 470.0]])
    lights = Screen().corners()
    at = mirrored_points(centres, lights)
    normal = (at - centres[:, None]) / CORNEA_MM
    assert np.linalg.norm(normal, axis=-1) == pytest.approx(1)
    for eye in range(2):
        for corner in range(4):
            here, n = at[eye, corner], normal[eye, corner]
            incoming = (lights[corner] - here) / np.linalg.norm(lights[corner] - here)
            outgoing = -here / np.linalg.norm(here)
            assert incoming @ n == pytest.approx(outgoing @ n, abs=2e-4)
            assert np.abs(np.cross(incoming, outgoing) @ n) < 1e-3


def test_a_screen_shows_as_a_convex_mirror_shows_it() -> None:
    # f = R / 2: a source of size S at distance d shows as 3.9 S / d millimetres
    centre = np.array([[0.0, 0.0, 500.0]])
    small = Screen(centre_mm=(0.0, 40.0, 0.0), width_mm=200, height_mm=120)
    corners = mirrored_points(centre, small.corners())[0]
    assert np.ptp(corners[:, 0]) == pytest.approx(3.9 * 200 / 500, rel=0.08)
    assert np.ptp(corners[:, 1]) == pytest.approx(3.9 * 120 / 500, rel=0.08)


def test_the_highlight_moves_with_the_screen() -> None:
    centre = np.array([[0.0, 0.0, 470.0]])
    below = mirrored_points(centre, Screen(centre_mm=(0, 165, 0)).corners())[0].mean(0)
    right = mirrored_points(centre, Screen(centre_mm=(200, 0, 0)).corners())[0].mean(0)
    assert below[1] > 1.0
    assert abs(below[0]) < 0.01
    assert right[0] > 1.0


def test_lids_close_over_the_eye() -> None:
    portrait = load_portrait(subject(0), 3.0)
    eye = Eye(portrait, RIGHT, (38, 58, 92))
    gaps = [np.max(low - up) for up, low in (eye.edges(o) for o in (0.0, 0.5, 1.0))]
    assert gaps[0] < 0.01
    assert gaps[1] == pytest.approx(gaps[2] / 2, rel=0.02)
    assert gaps[2] > 10
