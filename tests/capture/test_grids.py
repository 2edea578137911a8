from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.grids import Grid, GridVote, Sighting, best_grid


def peak(period: float, angle_deg: float, level: float = 30.0) -> tuple[float, float, float]:
    turn = np.deg2rad(angle_deg)
    return float(np.cos(turn) / period), float(np.sin(turn) / period), level


def test_a_peak_with_one_at_right_angles_is_a_grid() -> None:
    found = best_grid([np.array([peak(4, 10), peak(4, 100, 25)])], 0.01)
    assert found is not None
    assert found.kind == "grid"
    assert found.witnesses == 2
    assert found.period_px == pytest.approx(4)
    assert found.angle_deg == pytest.approx(10)


def test_a_peak_with_its_double_is_a_harmonic_and_one_alone_a_line() -> None:
    found = best_grid([np.array([peak(8, 30), peak(4, 30, 20)])], 0.01)
    assert found is not None
    assert found.kind == "harmonic"
    alone = best_grid([np.array([peak(8, 30), peak(5, 70, 20)])], 0.01)
    assert alone is not None
    assert (alone.kind, alone.witnesses) == ("line", 1)


def test_what_two_patches_show_goes_before_what_one_shows_stronger() -> None:
    shared, single = peak(4, 10, 20), peak(6, 50, 40)
    found = best_grid([np.array([shared, single]), np.array([shared])], 0.01)
    assert found is not None
    assert found.patches == 2
    assert found.period_px == pytest.approx(4)
    assert best_grid([np.zeros((0, 3))], 0.01) is None
    assert best_grid([], 0.01) is None


def sighting(
    wave: tuple[float, float], *, level: float = 30.0, patches: int = 3, eyes: complex = 100
) -> Sighting:
    return Sighting(Grid(*wave, level, patches, "line"), 0.02, eyes)


def test_a_vote_counts_the_same_pattern_and_not_another() -> None:
    vote = GridVote()
    steady = [sighting(peak(4 + 0.03 * n, 10)[:2]) for n in range(6)]
    strange = [sighting(peak(7 + n, 70 - 30 * n)[:2]) for n in range(3)]
    for seen in (*strange, *steady, None):
        vote.add(seen)
    trace = vote.winner()
    assert trace is not None
    assert trace.votes == 6
    assert trace.grid.period_px == pytest.approx(4.1, abs=0.15)
    assert trace.drift == 0


def test_the_two_waves_of_a_grid_may_take_turns() -> None:
    vote = GridVote()
    for n in range(10):
        vote.add(sighting(peak(4, 10 + 90 * (n % 2))[:2]))
    trace = vote.winner()
    assert trace is not None
    assert (trace.votes, trace.drift) == (10, 0)


def test_only_the_last_ten_analyses_count() -> None:
    vote = GridVote()
    assert vote.winner() is None
    for _ in range(10):
        vote.add(sighting((0.2, 0.1)))
    for _ in range(7):
        vote.add(None)
    trace = vote.winner()
    assert trace is not None
    assert trace.votes == 3
    assert vote.analyses == 10


def test_truth_T2_a_moire_that_drifts_is_followed() -> None:
    """The alias of a carrier of 2.08 cycles a pixel while the distance changes by 2 %."""
    vote = GridVote()
    for n in range(10):
        carrier = 2.08 * (1 + 0.002 * n)
        vote.add(sighting((carrier - 2, 0.01)))
    trace = vote.winner()
    assert trace is not None
    assert trace.votes == 10
    # 2.08 x .018 of .08 and .117, .0985 in the middle
    assert trace.drift == pytest.approx(2.08 * 0.018 / 0.0993, rel=0.02)


@pytest.mark.parametrize("turn_deg", [0.0, 25.0])
def test_a_texture_that_goes_with_the_face_does_not_drift(turn_deg: float) -> None:
    """Who comes nearer by a third in a second, or leans over, takes the texture along."""
    vote = GridVote()
    for n in range(10):
        change = (1 + 0.035 * n) * np.exp(1j * np.deg2rad(turn_deg) * n / 9)
        wave = complex(0.09, 0.03) / np.conj(change)
        vote.add(sighting((wave.real, wave.imag), eyes=100 * change))
    trace = vote.winner()
    assert trace is not None
    assert (trace.votes, trace.drift) == (10, 0)


def test_peaks_that_hop_hardly_ever_drift() -> None:
    random = np.random.default_rng(4)
    drifting = 0
    for _ in range(500):
        vote = GridVote()
        for _ in range(10):
            wave = np.array([0.06, 0.05]) + 0.012 * random.standard_normal(2)
            vote.add(sighting((float(wave[0]), float(wave[1]))))
        trace = vote.winner()
        assert trace is not None
        drifting += trace.drift > 0
    assert drifting <= 5


def test_what_one_patch_shows_has_no_votes() -> None:
    vote = GridVote()
    for n in range(10):
        vote.add(sighting((0.2, 0.1), patches=1 + (n in (3, 4, 6)), level=20 + n))
    trace = vote.winner()
    assert trace is not None
    assert trace.votes == 3
    assert trace.grid.patches == 2


def test_a_gap_of_three_analyses_breaks_a_chain() -> None:
    vote = GridVote()
    for seen in (True, True, False, False, True, False, False, False, True, True):
        vote.add(sighting((0.2, 0.1)) if seen else None)
    trace = vote.winner()
    assert trace is not None
    assert trace.votes == 3
