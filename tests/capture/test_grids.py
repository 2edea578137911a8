from __future__ import annotations

import numpy as np
import pytest

from liveness.capture.grids import Grid, GridVote, best_grid


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


def test_a_vote_counts_the_same_pattern_and_not_another() -> None:
    vote = GridVote()
    steady = [Grid(*peak(4 + 0.03 * n, 10)[:2], 30, 3, "grid") for n in range(6)]
    strange = [Grid(*peak(7 + n, 70 - 30 * n)[:2], 30, 3, "grid") for n in range(3)]
    for grid in (*strange, *steady, None):
        vote.add(grid)
    votes, winner = vote.winner()
    assert votes == 6
    assert winner is not None
    assert winner.period_px == pytest.approx(4.1, abs=0.15)


def test_the_two_waves_of_a_grid_may_take_turns() -> None:
    vote = GridVote()
    for n in range(10):
        vote.add(Grid(*peak(4, 10 + 90 * (n % 2))[:2], 30, 3, "grid"))
    assert vote.winner()[0] == 10


def test_only_the_last_ten_analyses_count() -> None:
    vote = GridVote()
    assert vote.winner() == (0, None)
    for _ in range(10):
        vote.add(Grid(0.2, 0.1, 30, 3, "grid"))
    for _ in range(7):
        vote.add(None)
    assert vote.winner()[0] == 3
    assert vote.analyses == 10
