"""Parameters of a signal that are tried out: the takes that are shown are scored with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from liveness.datasets.errors import LivenessError
from liveness.datasets.store import DatasetRoot
from liveness.studio.trial_table import Row

from .board import Board
from .jobs import Jobs, Step
from .state import CalibrateState
from .tuned import TunedScore, checked, describe, parameters_of, score_all_tuned

Values = Mapping[str, Any]


class Tuning(QObject):
    """Scores takes again when a parameter changes, and knows the way back.

    Parameters
    ----------
    state
        Is given the evidence.
    jobs
        Scores in the background.
    on_error
        Told what went wrong.
    workers
        Processes that score.
    """

    settled = Signal()
    """The parameters in use may be others: the form shows them again."""

    def __init__(
        self,
        state: CalibrateState,
        jobs: Jobs,
        on_error: Callable[[LivenessError], None],
        *,
        workers: int = 2,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._state, self._jobs, self._on_error = state, jobs, on_error
        self._workers = workers
        self._root: DatasetRoot | None = None
        self._kept: dict[tuple[str, str], dict[str, TunedScore]] = {}
        self._wanted: tuple[str, Values] | None = None
        self._running = False
        self.values: dict[str, Values] = {}
        """Parameters in use that are no defaults, by signal."""
        self.each = 5
        """Takes of each label that are scored at most; 0 for all."""

    def set_root(self, root: DatasetRoot | None) -> None:
        """Try parameters on another dataset: with the defaults at first."""
        self._root, self._kept, self.values, self._wanted = root, {}, {}, None
        self.settled.emit()

    def words(self, name: str) -> str:
        """Return what is tried out of a signal; empty where nothing is."""
        kind = parameters_of(name)
        if name not in self.values or kind is None or self._state.board is None:
            return ""
        told = ", ".join(describe(kind, self.values[name]))
        text = self.tr("{n} of {all} takes are scored with {told}; the others are not shown.")
        board = self._state.board
        return text.format(n=len(board.shown), all=len(board.rows), told=told)

    def track(self, name: str, take: str) -> TunedScore | None:
        """Return a signal's course over a take with the parameters that are tried out."""
        if name not in self.values:
            return None
        return self._kept.get((name, _key(self.values[name])), {}).get(take)

    def wish(self, name: str, values: Values) -> None:
        """Score with other parameters; while something runs the newest wish waits."""
        if self._root is None or self._state.board is None:
            return
        try:
            given = checked(name, values).model_dump()
        except LivenessError as error:
            self._on_error(error)
            self.settled.emit()
            return
        kind = parameters_of(name)
        assert kind is not None
        defaults = kind().model_dump()
        changed = {key: value for key, value in given.items() if value != defaults[key]}
        if changed == self.values.get(name, {}):
            self._wanted = None
            return
        self._wanted = (name, changed)
        if self._running:
            self._jobs.cancel()
        else:
            self._begin()

    def _begin(self) -> None:
        if self._wanted is None or self._root is None or self._state.board is None:
            self.settled.emit()
            return
        (name, values), self._wanted = self._wanted, None
        takes = self.chosen(self._state.board.rows)
        known = self._kept.get((name, _key(values)), {})
        missing = [take for take in takes if take not in known]
        if not values or not missing:
            self._apply(name, values)
            return
        work = partial(_score, self._root, missing, name, values, self._workers)
        text = self.tr("Scoring with other parameters")
        done = partial(self._on_scored, name, values)
        self._running = self._jobs.run(text, work, done, self._on_stopped)
        if not self._running:
            self.settled.emit()

    def chosen(self, rows: tuple[Row, ...]) -> list[str]:
        """Return the takes that are scored: the first few of each label."""
        seen: dict[str, int] = {}
        found = []
        for row in rows:
            seen[row.label] = seen.get(row.label, 0) + 1
            if not self.each or seen[row.label] <= self.each:
                found.append(row.take)
        return found

    def _on_scored(self, name: str, values: Values, found: dict[str, TunedScore]) -> None:
        self._running = False
        self._kept.setdefault((name, _key(values)), {}).update(found)
        if self._wanted is not None:
            self._begin()
            return
        self._apply(name, values)

    def _on_stopped(self) -> None:
        self._running = False
        self._begin()

    def _apply(self, name: str, values: Values) -> None:
        """Use parameters, as a step that can be taken back."""
        before = self.values.get(name, {})
        text = self.tr("change the parameters of {name}").format(name=name)
        self._state.change(
            text, partial(self._use, name, values), partial(self._use, name, before)
        )

    def _use(self, name: str, values: Values) -> None:
        self.values = {key: kept for key, kept in self.values.items() if key != name}
        if values:
            self.values[name] = values
        board = self._state.board
        if board is not None:
            self._state.set_board(self.applied(board))
        self.settled.emit()

    def applied(self, board: Board) -> Board:
        """Return a board with the evidence of the parameters in use."""
        replaced = {}
        for name, values in self.values.items():
            known = self._kept.get((name, _key(values)), {})
            replaced[name] = {
                take: score.evidence
                for take, score in known.items()
                if score.evidence is not None
            }
        return replace(board, replaced=replaced)


def _key(values: Values) -> str:
    return repr(sorted(values.items()))


def _score(
    root: DatasetRoot, takes: list[str], name: str, values: Values, workers: int, step: Step
) -> dict[str, TunedScore]:
    wanted = set(takes)
    paths: dict[str, Path] = {
        record.id: root.take_path(record) for record in root.takes() if record.id in wanted
    }
    return score_all_tuned(paths, name, values, workers=workers, on_done=step)
