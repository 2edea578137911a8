"""Dealing groups of people to parts of given shares, balanced and repeatable."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

ROUNDS = 20
"""Most passes of improvement; each ends early when nothing gets better."""
SWAPS = 4000
"""Swaps that one pass tries."""


def deal(
    sizes: Sequence[int],
    labels: Sequence[Mapping[str, int]],
    shares: Sequence[float],
    seed: int,
) -> list[int]:
    """Deal groups to parts.

    What is made small is the sum over parts of the squared distance between the share of the
    people a part has and the one it should have, and, where labels are given, the mean of the
    same over the labels. Large groups are dealt first, each where it fits best; then groups
    are moved and swapped while that helps. No part stays empty.

    Parameters
    ----------
    sizes
        People of each group.
    labels
        Takes of each label of each group; empty for a balance of people only.
    shares
        Share of each part, of any sum; not more parts than groups.
    seed
        Decides among equals.

    Returns
    -------
    list of int
        The part of each group.
    """
    chance = random.Random(seed)
    weights = _weights(sizes, labels)
    wanted = np.asarray(shares, np.float64) / sum(shares)
    order = list(range(len(sizes)))
    chance.shuffle(order)
    order.sort(key=lambda i: -sizes[i])
    table = _Table(weights, wanted)
    for rank, i in enumerate(order):
        left = len(order) - rank
        empty = [part for part in range(len(wanted)) if not table.members[part]]
        # the last ones go where nobody is yet
        choice = empty if left <= len(empty) else range(len(wanted))
        table.put(i, min(choice, key=lambda part: (table.gain(i, None, part), -wanted[part])))
    for _ in range(ROUNDS):
        if not (_move(table, order) | _swap(table, order, chance)):
            break
    return [table.place[i] for i in range(len(sizes))]


def _weights(sizes: Sequence[int], labels: Sequence[Mapping[str, int]]) -> NDArray[np.float64]:
    """Return, by group, its share of all people and of the takes of each label."""
    names = sorted({name for counts in labels for name, count in counts.items() if count})
    columns = [np.asarray(sizes, np.float64)]
    for name in names:
        columns.append(np.asarray([counts.get(name, 0) for counts in labels], np.float64))
    table: NDArray[np.float64] = np.stack(columns, axis=1)
    table /= table.sum(axis=0)
    return table


class _Table:
    """Which group lies in which part, and what a change would cost."""

    def __init__(self, weights: NDArray[np.float64], wanted: NDArray[np.float64]) -> None:
        self.weights = weights
        self.members: list[set[int]] = [set() for _ in wanted]
        self.place: dict[int, int] = {}
        # by part and column: what it has, less what it should have
        self.off = -np.repeat(wanted[:, None], weights.shape[1], axis=1)
        labels = max(1, weights.shape[1] - 1)
        self._scale = np.r_[1.0, np.full(weights.shape[1] - 1, 1.0 / labels)]

    def gain(self, i: int, source: int | None, part: int) -> float:
        """Return how the cost changes when group ``i`` goes to ``part``."""
        w = self.weights[i]
        change = 2 * self.off[part] * w + w * w
        if source is not None:
            change = change - 2 * self.off[source] * w + w * w
        return float(change @ self._scale)

    def gain_of_swap(self, i: int, j: int) -> float:
        """Return how the cost changes when two groups of different parts change places."""
        w = self.weights[j] - self.weights[i]
        one, other = self.off[self.place[i]], self.off[self.place[j]]
        return float((2 * (one - other) * w + 2 * w * w) @ self._scale)

    def put(self, i: int, part: int) -> None:
        """Put a group into a part, from wherever it is."""
        source = self.place.get(i)
        if source is not None:
            self.members[source].remove(i)
            self.off[source] -= self.weights[i]
        self.place[i] = part
        self.members[part].add(i)
        self.off[part] += self.weights[i]


_LEAST = -1e-12
"""A change must help by more than rounding does."""


def _move(table: _Table, order: Sequence[int]) -> bool:
    moved = False
    for i in order:
        source = table.place[i]
        if len(table.members[source]) == 1:
            continue
        others = [part for part in range(len(table.members)) if part != source]
        best = min(others, key=lambda part: table.gain(i, table.place[i], part))
        if table.gain(i, source, best) < _LEAST:
            table.put(i, best)
            moved = True
    return moved


def _swap(table: _Table, order: Sequence[int], chance: random.Random) -> bool:
    swapped = False
    for _ in range(min(SWAPS, len(order) ** 2)):
        i, j = chance.choice(order), chance.choice(order)
        one, other = table.place[i], table.place[j]
        if one != other and table.gain_of_swap(i, j) < _LEAST:
            table.put(i, other)
            table.put(j, one)
            swapped = True
    return swapped
