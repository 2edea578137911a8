from __future__ import annotations

import numpy as np

from liveness.widgets.scope_paint import PEAK_BGR, STRIPE_BGR, Scopes, painted


def test_stripes_stand_on_bright_pixels_only_and_on_half_of_them() -> None:
    image = np.full((80, 80, 3), 100, np.uint8)
    image[20:60, 20:60] = 250
    before = image.copy()
    shown = painted(image, image, Scopes(zebra=245))
    changed = (shown != image).any(axis=2)
    assert np.array_equal(image, before)
    assert not changed[image[..., 0] < 245].any()
    assert changed[20:60, 20:60].mean() == 0.5
    assert (shown[changed] == STRIPE_BGR).all()
    assert not (painted(image, image, Scopes(zebra=251)) != image).any()


def test_edges_take_the_peaks_colour() -> None:
    image = np.full((80, 80, 3), 60, np.uint8)
    image[:, 40:] = 200
    shown = painted(image, image, Scopes(peaking=40))
    peaks = (shown == PEAK_BGR).all(axis=2)
    assert np.flatnonzero(peaks[5]).tolist() == [39, 40]
    both = painted(image, image, Scopes(zebra=150, peaking=40))
    assert (both == PEAK_BGR).all(axis=2).sum() == peaks.sum()


def test_a_thin_edge_survives_a_picture_that_is_shown_smaller() -> None:
    image = np.full((300, 300, 3), 60, np.uint8)
    image[:, 150] = 200
    small = np.full((100, 100, 3), 60, np.uint8)
    shown = painted(small, image, Scopes(peaking=40))
    assert (shown == PEAK_BGR).all(axis=2).any(axis=1).all()


def test_scopes_that_are_off_are_false() -> None:
    assert not Scopes()
    assert Scopes(zebra=1)
    assert Scopes(peaking=1)
