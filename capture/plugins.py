"""The signals that are installed: this package's and those that others plug in."""

from __future__ import annotations

import importlib.metadata
import logging
from collections.abc import Collection
from functools import lru_cache
from typing import Any, NamedTuple, Protocol

from .signal import Signal, SignalContext

log = logging.getLogger(__name__)

ENTRY_POINTS = "liveness.signals"
"""Entry-point group under which other packages offer signals."""


class SignalClass(Protocol):
    """A class whose instances are signals, built as ``Class(parameters, context)``."""

    @property
    def name(self) -> str:
        """Name of the signal."""

    def __call__(self, parameters: Any, context: SignalContext | None, /) -> Signal:
        """Build the signal."""


class LoadedSignals(NamedTuple):
    """The signals that are there, and what is wrong with those that are not."""

    classes: tuple[SignalClass, ...]
    faults: tuple[str, ...]


@lru_cache(maxsize=1)
def load_signals() -> LoadedSignals:
    """Return the signals of this package and those that others offer by entry point.

    A plug-in that cannot be loaded, is no signal, or takes a name that is taken is reported
    in ``faults`` and left out.
    """
    from .signals import SIGNALS

    classes: list[SignalClass] = list(SIGNALS)
    faults: list[str] = []
    for entry in importlib.metadata.entry_points(group=ENTRY_POINTS):
        try:
            found = entry.load()
            _check_signal_class(found, {known.name for known in classes})
        except Exception as error:  # a foreign module may raise anything
            faults.append(f"signal plug-in {entry.name!r} is left out: {one_line(error)}")
            log.warning(faults[-1])
        else:
            classes.append(found)
    return LoadedSignals(tuple(classes), tuple(faults))


def _check_signal_class(found: Any, taken: Collection[str]) -> None:
    wanted = ("name", "family", "title", "version", "units", "cap", "update", "evidence")
    missing = [part for part in (*wanted, "reset") if not hasattr(found, part)]
    is_class = isinstance(found, type)
    if missing or not is_class:
        raise TypeError(f"it is no signal class, {', '.join(missing) or 'no class'} missing")
    if found.name in taken:
        raise ValueError(f"the name {found.name!r} is taken")


def one_line(error: Exception) -> str:
    """Return an exception's type and text on one line."""
    return " ".join(f"{type(error).__name__}: {error}".split())
