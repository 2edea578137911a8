"""The protocol as a session followed it: kept in the dataset, compared when it goes on."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .durable import make_folder, replace_file, storage_error
from .errors import LivenessError
from .protocol import Protocol, Step, parse_protocol
from .protocol_toml import protocol_toml

_PLAIN = {"version", "title", "text", "subjects", "setup_s", "limits"}
"""Fields of a protocol that change nothing of the takes it asks for."""
_WORDS = {"title", "text", "picture", "optional"}
"""Fields of a step that change nothing of its takes."""


def keep_protocol(root: Path, protocol: Protocol) -> str:
    """Keep a protocol in a dataset, once for each content; return the sum over it.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    content = protocol_toml(protocol).encode()
    sum_ = hashlib.sha256(content).hexdigest()
    path = kept_path(root, protocol.id, sum_)
    if not path.is_file():
        try:
            make_folder(path.parent)
        except OSError as error:
            raise storage_error(error, path) from error
        replace_file(path, content)
    return sum_


def kept_path(root: Path, id_: str, sum_: str) -> Path:
    """Return where a protocol of a content is kept; equal names have equal contents."""
    return root / "protocols" / f"{id_}-{sum_[:12]}.toml"


def kept_protocol(root: Path, id_: str, sum_: str | None) -> Protocol | None:
    """Return the protocol of a sum, or ``None`` where it is not there or does not read."""
    if sum_ is None:
        return None
    path = kept_path(root, id_, sum_)
    with contextlib.suppress(LivenessError, OSError, UnicodeDecodeError):
        return parse_protocol(path.read_text("utf-8"), path.name)
    return None


def protocol_changes(old: Protocol, new: Protocol) -> tuple[str, ...]:
    """Return what differs in what two versions of a protocol ask for, a phrase each.

    Titles, texts and the like are passed over: takes of both go together.
    """
    return (*_fields(old, new, _PLAIN | {"schema_version", "id", "steps"}), *_steps(old, new))


def _steps(old: Protocol, new: Protocol) -> Iterator[str]:
    before = {step.id: step for step in old.steps}
    after = {step.id: step for step in new.steps}
    yield from (f"step {id_} is gone" for id_ in before if id_ not in after)
    yield from (f"step {id_} is new" for id_ in after if id_ not in before)
    for step in new.steps:
        if step.id in before:
            for change in _fields(before[step.id], step, _WORDS | {"id"}):
                yield f"step {step.id}: {change}"
    kept = [id_ for id_ in before if id_ in after]
    if new.order == "fixed" and kept != [id_ for id_ in after if id_ in before]:
        yield "the steps stand in another order"


def _fields(old: Protocol | Step, new: Protocol | Step, passed: set[str]) -> Iterator[str]:
    for name in type(old).model_fields:
        was, is_ = getattr(old, name), getattr(new, name)
        if name not in passed and was != is_:
            yield f"{name} was {_said(was)}, is {_said(is_)}"


def _said(value: Any) -> str:
    if value is None or value == ():
        return "none"
    if isinstance(value, tuple):
        return ", ".join(_said(part) for part in value)
    if isinstance(value, str | int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return "set otherwise"


__all__ = ["keep_protocol", "kept_path", "kept_protocol", "protocol_changes"]
