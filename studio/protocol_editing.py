"""A protocol while it is edited: a table that need not be valid yet, and what is done to it.

Every function returns a new table and leaves the old one as it is, so that a change can be
taken back. No Qt.
"""

from __future__ import annotations

import copy
import itertools
import re
import tomllib
from pathlib import Path
from typing import Any

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_faults import Place
from liveness.datasets.protocol_toml import load_protocol, protocol_toml

from .protocols import shipped_protocols

Content = dict[str, Any]
"""A protocol's table as TOML has it."""


def new_content() -> Content:
    """Return a protocol to begin with: one live step."""
    return {
        "id": "new-protocol",
        "version": "1",
        "title": "New protocol",
        "steps": [_new_step("live")],
    }


def content_of(protocol: Protocol) -> Content:
    """Return the table of a protocol; what has its default is left out."""
    return tomllib.loads(protocol_toml(protocol))


def copy_of_shipped(protocol: Protocol) -> Content:
    """Return the table of a shipped protocol under an id of the site's own."""
    return {**content_of(protocol), "id": f"{protocol.id}-site"[:64], "version": "1"}


def read_content(path: Path) -> tuple[Content, LivenessError | None]:
    """Return the table of a file, and its first fault where it has one.

    Raises
    ------
    LivenessError
        ``E-PRO-01``, with line and field, for a file that is no table of steps at all.
    """
    try:
        return content_of(load_protocol(path)), None
    except LivenessError as error:
        try:
            content = tomllib.loads(path.read_bytes().decode("utf-8-sig"))
        except (OSError, ValueError):
            raise error from None
        steps = content.get("steps", [])
        if not isinstance(steps, list) or not all(isinstance(step, dict) for step in steps):
            raise
        return content, error


def with_value(content: Content, place: Place, value: object) -> Content:
    """Return the table with another value at a place; ``None`` leaves the field out.

    Tables on the way are made where they are missing, and left out when they end up empty,
    but for the one that is set itself.
    """
    new = copy.deepcopy(content)
    tables: list[tuple[Any, Any]] = []
    at: Any = new
    for part, after in itertools.pairwise(place):
        if isinstance(part, str) and not isinstance(at.get(part), dict | list):
            at[part] = [] if isinstance(after, int) else {}
        tables.append((at, part))
        at = at[part]
    if value is None:
        at.pop(place[-1], None)
        for table, part in reversed(tables):
            if table[part] != {} or part == "stop":
                break
            table.pop(part)
    else:
        at[place[-1]] = copy.deepcopy(value)
    return new


def with_step_added(content: Content, index: int) -> Content:
    """Return the table with a new attack step at a place."""
    step = {**_new_step(_free_id(content, "step")), "species": "print-matte"}
    return _with_steps(content, lambda steps: steps.insert(index, step))


def with_step_doubled(content: Content, index: int) -> Content:
    """Return the table with a copy of a step after it, under an id of its own."""
    step = copy.deepcopy(steps_of(content)[index])
    step["id"] = _free_id(content, str(step.get("id", "step")))
    return _with_steps(content, lambda steps: steps.insert(index + 1, step))


def without_step(content: Content, index: int) -> Content:
    """Return the table without a step."""
    return _with_steps(content, lambda steps: steps.pop(index))


def with_step_moved(content: Content, index: int, by: int) -> Content:
    """Return the table with a step further up or down; it stays where it cannot go."""

    def move(steps: list[Any]) -> None:
        if 0 <= index + by < len(steps):
            steps.insert(index + by, steps.pop(index))

    return _with_steps(content, move)


def steps_of(content: Content) -> list[Content]:
    """Return the steps of a table."""
    steps = content.get("steps", [])
    return steps if isinstance(steps, list) else []


def require_own_id(protocol: Protocol) -> None:
    """Refuse the id of a protocol that ships: whoever names it would get that one.

    Raises
    ------
    UsageError
        ``E-PRO-06``.
    """
    if protocol.id in {shipped.id for shipped in shipped_protocols()}:
        raise UsageError(
            "E-PRO-06",
            f"{protocol.id} is the id of a protocol that ships",
            "",
            "give it an id of its own",
        )


def _new_step(id_: str) -> Content:
    return {"id": id_, "title": "New step", "text": "What is done.", "seconds": 4.0}


def _with_steps(content: Content, change: Any) -> Content:
    new = copy.deepcopy(content)
    steps = list(steps_of(new))
    change(steps)
    new["steps"] = steps
    return new


def _free_id(content: Content, wanted: str) -> str:
    """Return an id that no step has: ``print``, ``print-2``, ``print-3``."""
    taken = {str(step.get("id")) for step in steps_of(content)}
    stem = re.sub(r"-\d+$", "", wanted)[:58] or "step"
    number = 1
    while (id_ := stem if number == 1 else f"{stem}-{number}") in taken:
        number += 1
    return id_
