"""Engines: the local one, those that others plug in, and what becomes of bad ones."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from liveness.datasets.errors import DataError, UsageError
from liveness.studio import engines
from liveness.studio.cli import run_app
from liveness.studio.engines import Died, engine_named, load_engines, spread
from liveness.studio.rescoring import score_all


class Backwards:
    """A sample engine, as a cluster's package would offer it: it answers from the last on."""

    name = "backwards"

    def __init__(self) -> None:
        self.asked: list[int] = []
        self.closed = False

    def run(
        self, work: Callable[[Any], Any], items: Sequence[Any], workers: int
    ) -> Iterator[tuple[int, Any]]:
        self.asked.append(workers)
        try:
            for place in reversed(range(len(items))):
                yield place, work(items[place])
        finally:
            self.closed = True


class Careless(Backwards):
    """It forgets the first item and tells the last one twice."""

    name = "careless"

    def run(
        self, work: Callable[[Any], Any], items: Sequence[Any], workers: int
    ) -> Iterator[tuple[int, Any]]:
        last = len(items) - 1
        yield from ((i, work(items[i])) for i in (*range(1, last + 1), last))


class Broken(Backwards):
    """Its scheduler is away."""

    name = "broken"

    def run(
        self, work: Callable[[Any], Any], items: Sequence[Any], workers: int
    ) -> Iterator[tuple[int, Any]]:
        yield 0, work(items[0])
        raise ConnectionError("no scheduler\nat tcp://cluster:8786")


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Any]]:
    found: list[Any] = []

    class Offer:
        def __init__(self, made: Any) -> None:
            self.name, self._made = getattr(made, "name", "offer"), made

        def load(self) -> Any:
            return self._made

    def entry_points(group: str) -> list[Offer]:
        assert group == "liveness.engines"
        return [Offer(made) for made in found]

    monkeypatch.setattr(engines.importlib.metadata, "entry_points", entry_points)
    load_engines.cache_clear()
    yield found
    load_engines.cache_clear()


def _halved(number: int) -> float:
    return number / 2


@pytest.mark.parametrize("name", ["local", "backwards"])
def test_every_engine_gives_the_same(name: str, offered: list[Any]) -> None:
    offered.append(Backwards)
    found = dict(spread(_halved, [1, 2, 3], 1, engine_named(name)))
    assert found == {0: 0.5, 1: 1.0, 2: 1.5}


def test_processes_give_what_this_one_gives() -> None:
    assert dict(spread(abs, [-1, 2, -3], 2)) == dict(spread(abs, [-1, 2, -3], 1))


def test_the_environment_names_the_engine_that_scores(
    offered: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    offered.append(Backwards)
    monkeypatch.setenv("LIVENESS_ENGINE", "backwards")
    paths = [tmp_path / name for name in ("one.png", "two.png", "three.png")]
    order = [place for place, _ in score_all(paths, workers=7)]
    assert order == [2, 1, 0]
    engine = engine_named()
    assert isinstance(engine, Backwards)
    assert engine.asked == [7]
    monkeypatch.delenv("LIVENESS_ENGINE")
    assert dict(score_all(paths)).keys() == {0, 1, 2}


def test_an_engine_is_told_when_nobody_waits_any_more(offered: list[Any]) -> None:
    offered.append(Backwards)
    engine = engine_named("backwards")
    assert isinstance(engine, Backwards)
    results = spread(_halved, [1, 2, 3], 1, engine)
    next(results)
    assert not engine.closed
    results.close()  # type: ignore[attr-defined]
    assert engine.closed


def test_what_an_engine_forgets_has_died_and_what_it_repeats_counts_once(
    offered: list[Any],
) -> None:
    offered.append(Careless)
    found = list(spread(_halved, [1, 2, 3], 1, engine_named("careless")))
    assert found == [(1, 1.0), (2, 1.5), (0, Died())]


def test_an_engine_that_fails_is_one_line_after_what_it_did(offered: list[Any]) -> None:
    offered.append(Broken)
    results = spread(_halved, [1, 2], 1, engine_named("broken"))
    assert next(results) == (0, 0.5)
    with pytest.raises(DataError, match="no scheduler at tcp") as raised:
        next(results)
    assert raised.value.code == "E-ENG-02"
    assert "\n" not in str(raised.value)


def test_broken_plugins_are_left_out_and_a_wrong_name_lists_what_there_is(
    offered: list[Any], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Taken(Backwards):
        name = "local"

    class Nothing:
        name = "nothing"

    offered += [Taken, Nothing, Backwards]
    assert [engine.name for engine in load_engines().engines] == ["local", "backwards"]
    assert len(load_engines().faults) == 2
    with pytest.raises(UsageError) as raised:
        engine_named("slurm")
    assert raised.value.code == "E-ENG-01"
    assert "local, backwards" in str(raised.value)
    assert "run is missing" in str(raised.value)
    monkeypatch.setenv("LIVENESS_ENGINE", "slurm")
    assert run_app(["score", str(Path(__file__))]) == 2
    assert "E-ENG-01" in capsys.readouterr().err
