"""PAI records of an incoming dataset: with their photographs, and one id for one PAI."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from .merge_state import PAIS, Conflict, Plan, State
from .model import ID_PATTERN
from .pai import Pai


def plan_pais(
    state: State, other: State, people: Mapping[str, str], prefix: str, plan: Plan
) -> dict[str, str | None]:
    """Plan the PAIs of an incoming dataset, and change ``state`` as planned.

    Parameters
    ----------
    state
        The dataset that grows.
    other
        The incoming one.
    people
        New pseudonym of each person who comes in.
    prefix
        Put before the id of a PAI when another one has it.
    plan
        Grows.

    Returns
    -------
    dict of str to str or None
        New id by the old one; ``None`` for a PAI that cannot come in.
    """
    ids: dict[str, str | None] = {}
    for path, content in sorted(other.files.items()):
        if not re.fullmatch(rf"{PAIS}/[^/]+\.json", path):
            continue
        try:
            pai = Pai.model_validate_json(content)
        except ValueError:
            text, fix = f"{path} is no PAI record", "correct it, or restore it from a backup"
            plan.conflicts.append(Conflict(str(other.path), text, fix))
            ids[Path(path).stem] = None
            continue
        ids[pai.id] = _plan_pai(state, other, pai, people, prefix, plan)
    return ids


def _plan_pai(
    state: State, other: State, pai: Pai, people: Mapping[str, str], prefix: str, plan: Plan
) -> str | None:
    target = pai.target
    if target is not None and target not in people:
        text = f"PAI {pai.id} stays behind with {target}"
        fix = "solve the conflict of that subject"
        plan.conflicts.append(Conflict(str(other.path), text, fix))
        return None
    for front in dict.fromkeys(("", prefix)):
        id_ = front + pai.id
        if not re.fullmatch(ID_PATTERN, id_):
            continue
        files = dict(_files(other, pai, id_, front, people))
        if all(state.files.get(path) in (None, content) for path, content in files.items()):
            for path, content in files.items():
                if path not in state.files:
                    state.files[path] = plan.writes[path] = content
                    if front and path.endswith(".json"):
                        plan.notes.append(f"PAI {pai.id} of {other.path} is {id_} here")
            return id_
    text = f"PAI {pai.id} is another one here"
    fix = "merge with another prefix" if prefix else "merge with --prefix"
    plan.conflicts.append(Conflict(str(other.path), text, fix))
    return None


def _files(
    other: State, pai: Pai, id_: str, front: str, people: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield path and content of a PAI's photographs and, last, of its record."""
    for name in pai.evidence:
        content = other.files.get(f"{PAIS}/{name}")
        if content is not None:
            yield f"{PAIS}/{front}{name}", content
    renamed = pai.model_dump() | {
        "id": id_,
        "target": None if pai.target is None else people[pai.target],
        "evidence": {front + name: digest for name, digest in pai.evidence.items()},
    }
    record = Pai.model_validate(renamed)
    original = other.files[f"{PAIS}/{pai.id}.json"]
    if record == pai:
        yield f"{PAIS}/{id_}.json", original
    else:
        yield f"{PAIS}/{id_}.json", record.model_dump_json(indent=2).encode() + b"\n"
