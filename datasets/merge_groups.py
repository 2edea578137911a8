"""What subjects told of themselves comes along with them, and with nobody else."""

from __future__ import annotations

from pydantic import ValidationError

from .groups import GroupAttributes
from .merge_people import Names
from .merge_state import GROUPS, Conflict, Plan, State


def plan_groups(state: State, other: State, names: Names, plan: Plan) -> None:
    """Plan the group attributes of the people who come in; of two the later told counts.

    Parameters
    ----------
    state
        The dataset that grows.
    other
        The incoming one.
    names
        Who comes in, and what their consents are called here.
    plan
        Grows.
    """
    for person, key in other.keys.items():
        path = f"{GROUPS}/{key}.json"
        if path not in other.files or person not in names.people:
            continue
        told = _read(other.files[path])
        if told is None:
            text, fix = f"{path} is damaged", "correct it, or restore it from a backup"
            plan.conflicts.append(Conflict(str(other.path), text, fix))
            continue
        told = told.model_copy(
            update={"consent": names.consents.get(told.consent, told.consent)}
        )
        there = _read(state.files.get(path, b""))
        if there is not None and there.told_utc >= told.told_utc:
            continue
        content = told.model_dump_json(indent=2).encode() + b"\n"
        state.files[path] = plan.writes[path] = content


def _read(content: bytes) -> GroupAttributes | None:
    try:
        return GroupAttributes.model_validate_json(content)
    except ValidationError:
        return None
