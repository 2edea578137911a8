"""Engines: where much work of one kind is done - here, in processes, or on other computers.

An engine takes a function and a list, and gives back what the function made of each item. The
one that ships spreads it over processes of this computer. Another package offers a cluster's
under the entry-point group ``liveness.engines``; ``LIVENESS_ENGINE`` or ``--engine`` names it.
"""

from __future__ import annotations

import importlib.metadata
import logging
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing.context import BaseContext
from typing import Any, NamedTuple, Protocol, TypeVar

from liveness.capture.plugins import one_line
from liveness.datasets.errors import DataError, LivenessError, UsageError

log = logging.getLogger(__name__)

ENTRY_POINTS = "liveness.engines"
"""Entry-point group under which other packages offer engines."""

VARIABLE = "LIVENESS_ENGINE"
"""Environment variable that names the engine to use."""

T = TypeVar("T")
R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Died:
    """Stands for the result of an item at which the process crashed or was killed."""


class Engine(Protocol):
    """Does one kind of work on many items.

    It is built without arguments and may be used again. What it gives may not depend on the
    number of workers: the work depends on its item alone.
    """

    name: str
    """Name by which it is chosen."""

    def run(
        self, work: Callable[[T], R], items: Sequence[T], workers: int
    ) -> Iterator[tuple[int, R | Died]]:
        """Yield ``(position, result)`` of each item once, as they are done, in any order.

        Parameters
        ----------
        work
            Can be pickled, as can items and results. It raises nothing on a bad item.
        items
            What it is done with.
        workers
            Processes or computers to use, 1 or more.

        Notes
        -----
        An item that ends its process gives :class:`Died` and costs no other. When the
        iterator is closed or something is thrown into it, what still runs is ended.
        """


class LocalEngine:
    """Processes of this computer; with one worker the work is done in this one."""

    name = "local"

    def run(
        self, work: Callable[[T], R], items: Sequence[T], workers: int
    ) -> Iterator[tuple[int, R | Died]]:
        """Yield ``(position, result)`` of each item (see :class:`Engine`)."""
        if workers <= 1 or len(items) <= 1:
            for i, item in enumerate(items):
                yield i, work(item)
            return
        # spawn: a forked child would inherit the locks of OpenCV's and mediapipe's threads
        spawn = multiprocessing.get_context("spawn")
        waiting = dict(enumerate(items))
        with ProcessPoolExecutor(min(workers, len(items)), mp_context=spawn) as pool:
            with deaf_to_interrupts():
                jobs = {pool.submit(work, item): i for i, item in waiting.items()}
            try:
                for job in as_completed(jobs):
                    made = job.result()
                    del waiting[jobs[job]]
                    yield jobs[job], made
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                for child in multiprocessing.active_children():
                    child.terminate()  # what they do now nobody waits for
                raise
        # one of these killed its process: alone, each answers for itself
        for i, item in waiting.items():
            yield i, _alone(work, item, spawn)


@contextmanager
def deaf_to_interrupts() -> Iterator[None]:
    """Let processes that start here ignore Ctrl+C: this one hears it, and ends them.

    A terminal sends it to all of them, and each would print where it was.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _alone(work: Callable[[T], R], item: T, spawn: BaseContext) -> R | Died:
    """Do the work in a process of its own, which may die."""
    with ProcessPoolExecutor(1, mp_context=spawn) as pool:
        try:
            with deaf_to_interrupts():
                job = pool.submit(work, item)
            return job.result()
        except BrokenProcessPool:
            return Died()


class LoadedEngines(NamedTuple):
    """The engines that are there, and what is wrong with those that are not."""

    engines: tuple[Engine, ...]
    faults: tuple[str, ...]


@lru_cache(maxsize=1)
def load_engines() -> LoadedEngines:
    """Return the local engine and those that others offer by entry point.

    A plug-in that cannot be loaded, is no engine, or takes a name that is taken is reported
    in ``faults`` and left out.
    """
    engines: list[Engine] = [LocalEngine()]
    faults: list[str] = []
    for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
        try:
            made: Any = entry.load()()
            if not isinstance(getattr(made, "name", None), str) or not callable(
                getattr(made, "run", None)
            ):
                raise TypeError("it is no engine: name or run is missing")
            if made.name in {known.name for known in engines}:
                raise ValueError(f"the name {made.name!r} is taken")
        except Exception as error:  # a foreign module may raise anything
            faults.append(f"engine plug-in {entry.name!r} is left out: {one_line(error)}")
            log.warning(faults[-1])
        else:
            engines.append(made)
    return LoadedEngines(tuple(engines), tuple(faults))


def engine_named(name: str | None = None) -> Engine:
    """Return an engine by its name; by default that of ``LIVENESS_ENGINE``, else the local one.

    Raises
    ------
    UsageError
        ``E-ENG-01``, when there is none of that name; the text lists those there are.
    """
    name = name or os.environ.get(VARIABLE) or LocalEngine.name
    loaded = load_engines()
    for known in loaded.engines:
        if known.name == name:
            return known
    raise UsageError(
        "E-ENG-01",
        f"there is no engine {name!r}",
        "; ".join(loaded.faults),
        "use one of " + ", ".join(known.name for known in loaded.engines),
    )


def spread(
    work: Callable[[T], R], items: Sequence[T], workers: int, engine: Engine | None = None
) -> Iterator[tuple[int, R | Died]]:
    """Yield ``(position, result)`` of each item once, as an engine makes them.

    An engine is foreign code: an item that it passes over gives :class:`Died`, and one that it
    answers twice counts once.

    Parameters
    ----------
    work, items, workers
        As for :meth:`Engine.run`.
    engine
        By default :func:`engine_named`.

    Raises
    ------
    UsageError
        ``E-ENG-01``, see :func:`engine_named`.
    DataError
        ``E-ENG-02``, when the engine fails.
    """
    engine = engine or engine_named()
    waiting = set(range(len(items)))
    results = engine.run(work, items, workers)
    try:
        for place, made in _answers(engine, results):
            if place in waiting:
                waiting.remove(place)
                yield place, made
    finally:
        close = getattr(results, "close", None)
        if callable(close):
            close()  # it ends what still runs
    for place in sorted(waiting):
        yield place, Died()


def _answers(
    engine: Engine, results: Iterator[tuple[int, R | Died]]
) -> Iterator[tuple[int, R | Died]]:
    """Yield what an engine gives; what a foreign one raises becomes one line."""
    try:
        yield from results
    except Exception as error:
        if isinstance(engine, LocalEngine) or isinstance(error, LivenessError):
            raise
        raise DataError(
            "E-ENG-02",
            f"the engine {engine.name} failed",
            one_line(error),
            "look at its own log, or use the engine local; what is done is kept",
        ) from error
