"""Takes scored again with other parameters of one signal: a fresh pass of that signal alone.

No signal knows another, so its evidence equals that of a pass with all of them; a test holds
that. No Qt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.plugins import SignalClass, load_signals
from liveness.capture.sources import open_source
from liveness.datasets.errors import DataError, LivenessError, UsageError
from liveness.datasets.evidence import Evidence
from liveness.datasets.model import Model, describe_validation
from liveness.studio.engines import Died, spread

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class TunedScore:
    """What one signal says of a take with some parameters.

    Parameters
    ----------
    evidence
        After the last frame; ``None`` where the take has no answer.
    seconds, llr, quality, valid
        At each frame, shape ``(frames,)``; time from the first frame.
    fault
        Why there is no evidence.
    """

    evidence: Evidence | None
    seconds: Floats
    llr: Floats
    quality: Floats
    valid: NDArray[np.bool_]
    fault: str = ""


def signal_class(name: str) -> SignalClass:
    """Return an installed signal's class.

    Raises
    ------
    UsageError
        ``E-MOD-15``, when there is none of this name.
    """
    for each in load_signals().classes:
        if each.name == name:
            return each
    known = ", ".join(each.name for each in load_signals().classes)
    raise UsageError("E-MOD-15", f"there is no signal {name!r}", f"there are {known}")


def parameters_of(name: str) -> type[Model] | None:
    """Return the class of a signal's parameters; ``None`` where it has none to change."""
    found = getattr(signal_class(name), "Parameters", None)
    return found if isinstance(found, type) and issubclass(found, Model) else None


def checked(name: str, values: Mapping[str, Any]) -> Model:
    """Return checked parameters of a signal.

    Raises
    ------
    UsageError
        ``E-CAL-05``, which names the value that is at fault.
    """
    kind = parameters_of(name)
    if kind is None:
        raise UsageError("E-CAL-05", f"{name} has no parameters to change")
    try:
        return kind.model_validate(dict(values))
    except ValidationError as error:
        raise UsageError(
            "E-CAL-05",
            f"{name} cannot run with these parameters",
            describe_validation(error),
            "put the value back, or choose one within its limits",
        ) from error


def score_tuned(path: Path, name: str, values: Mapping[str, Any]) -> TunedScore:
    """Score one take with one signal in a fresh pass; never raises on a bad take."""
    seconds: list[float] = []
    said: list[Evidence] = []
    try:
        given = {name: checked(name, values)}
        with open_source(str(path)) as source:
            context = context_of(source.info)
            with Analyser(context, signals=[signal_class(name)], parameters=given) as analyser:
                while (frame := source.read()) is not None:
                    found = analyser.process(frame)
                    seconds.append(frame.time_ns / 1e9)
                    said.append(found.evidence[name])
                    if found.conflict:
                        raise DataError("E-DAT-10", f"two faces in {path}", found.conflict)
    except LivenessError as error:
        return _nothing(str(error))
    return TunedScore(
        said[-1] if said else None,
        np.array(seconds) - (seconds[0] if seconds else 0.0),
        np.array([each.llr for each in said]),
        np.array([each.quality for each in said]),
        np.array([each.valid for each in said], np.bool_),
    )


def score_all_tuned(
    paths: Mapping[str, Path],
    name: str,
    values: Mapping[str, Any],
    *,
    workers: int = 1,
    on_done: Callable[[int, int], None] | None = None,
) -> dict[str, TunedScore]:
    """Return what a signal says of takes with some parameters, by take.

    Parameters
    ----------
    paths
        File of each take.
    name, values
        The signal, and its parameters where they differ from the defaults.
    workers
        Processes; with 1 it runs here. The scores do not depend on their number.
    on_done
        Called with the number done and of all; what it raises ends the work.

    Raises
    ------
    UsageError
        ``E-CAL-05``, when the parameters are not possible.
    """
    checked(name, values)
    takes = list(paths)
    score = partial(score_tuned, name=name, values=dict(values))
    found: dict[str, TunedScore] = {}
    if on_done is not None:
        on_done(0, len(takes))
    for i, made in spread(score, list(paths.values()), workers):
        if isinstance(made, Died):
            made = _nothing(f"{paths[takes[i]].name}: the process that read it was killed")
        found[takes[i]] = made
        if on_done is not None:
            on_done(len(found), len(takes))
    return {take: found[take] for take in takes}


def _nothing(fault: str) -> TunedScore:
    nothing = np.zeros(0)
    return TunedScore(None, nothing, nothing, nothing, np.zeros(0, np.bool_), fault)


def describe(kind: type[Model], values: Mapping[str, Any]) -> Sequence[str]:
    """Return what differs from the defaults, ``name value`` each."""
    defaults = kind().model_dump()
    return [
        f"{key} {values[key]}"
        for key, default in defaults.items()
        if values.get(key, default) != default
    ]
