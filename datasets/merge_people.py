"""Who is who when datasets are merged: one key, one person; consents follow their people."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .consent import Consent
from .merge_state import Conflict, Plan, State
from .model import ID_PATTERN


@dataclass
class Names:
    """What the pseudonyms and consents of one incoming dataset become.

    Parameters
    ----------
    people
        New pseudonym by the old one; who is missing cannot come in.
    consents
        New id by the old one; likewise.
    """

    people: dict[str, str] = field(default_factory=dict)
    consents: dict[str, str] = field(default_factory=dict)


def plan_people(state: State, other: State, name: str, prefix: str, plan: Plan) -> Names:
    """Plan people and consents of an incoming dataset, and change ``state`` as planned.

    Parameters
    ----------
    state
        The dataset that grows.
    other
        The incoming one.
    name
        What conflicts call it.
    prefix
        Put before incoming pseudonyms, unless the key says that the person is known.
    plan
        Grows.
    """
    names = Names()
    for person in sorted(other.people):
        new = _new_name(state, other, person, prefix)
        problem = _problem(state, other, person, new, prefix)
        if problem is not None:
            plan.conflicts.append(Conflict(name, *problem))
            continue
        names.people[person] = new
        fresh = new not in state.people
        if fresh:
            plan.people.append(new)
        if new not in (person, "" if fresh else prefix + person):
            plan.notes.append(f"{person} of {name} is {new} here")
    for person, new in names.people.items():
        state.people.add(new)
        if person in other.keys:
            state.keys.setdefault(new, other.keys[person])
    for consent in other.consents.values():
        _plan_consent(state, consent, names, name, prefix, plan)
    return names


def _new_name(state: State, other: State, person: str, prefix: str) -> str:
    key = other.keys.get(person)
    known = next((own for own, held in state.keys.items() if held == key), None)
    return known or prefix + person


def _problem(
    state: State, other: State, person: str, new: str, prefix: str
) -> tuple[str, str] | None:
    """Return why a person cannot come in under a name, and what to do, or ``None``."""
    if not re.fullmatch(ID_PATTERN, new):
        return f"subject {person} would be {new[:80]!r}, which is no id", "use a shorter prefix"
    key = other.keys.get(person)
    if new not in state.people or (key is not None and state.keys.get(new) == key):
        return None
    if None not in (key, state.keys.get(new)):
        text = f"subject {person} stands for two people, by their keys"
    elif _shares_consent(state, other, person, new, prefix):
        return None
    else:
        text = f"subject {person} stands in both, and nothing says that it is one person"
    if prefix:
        return text, "merge this dataset by itself, with a prefix of its own"
    return text, "merge with --prefix, which renames the incoming subjects"


def _shares_consent(state: State, other: State, person: str, new: str, prefix: str) -> bool:
    """Whether both datasets hold the same consent of a person."""
    for consent in other.consents.values():
        if consent.subject == person:
            renamed = consent.model_copy(update={"subject": new})
            for id_ in (consent.id, prefix + consent.id):
                if _same(state.consents.get(id_), renamed):
                    return True
    return False


def _plan_consent(
    state: State, consent: Consent, names: Names, name: str, prefix: str, plan: Plan
) -> None:
    """Plan one incoming consent; of two that differ in the withdrawal the withdrawn counts."""
    if consent.subject not in names.people:
        return
    renamed = consent.model_copy(update={"subject": names.people[consent.subject]})
    for id_ in dict.fromkeys((consent.id, prefix + consent.id)):
        there = state.consents.get(id_)
        if there is None or _same(there, renamed):
            break
    else:
        text = f"consent {consent.id} is another one here"
        fix = "merge with another prefix" if prefix else "merge with --prefix"
        plan.conflicts.append(Conflict(name, text, fix))
        return
    if not re.fullmatch(ID_PATTERN, id_):
        text = f"consent {consent.id} would be {id_[:80]!r}, which is no id"
        plan.conflicts.append(Conflict(name, text, "use a shorter prefix"))
        return
    names.consents[consent.id] = id_
    if id_ != consent.id and there is None:
        plan.notes.append(f"consent {consent.id} of {name} is {id_} here")
    withdrawn = renamed.withdrawn_utc
    result = renamed.model_copy(update={"id": id_})
    if there is not None:
        if there.withdrawn_utc is not None or withdrawn is None:
            return
        result = there.model_copy(update={"withdrawn_utc": withdrawn})
        plan.notes.append(f"consent {id_} was withdrawn in {name} on {withdrawn[:10]}")
    state.consents[id_] = result
    text = result.model_dump_json(indent=2)
    plan.writes[f"consents/{id_}.json"] = text.encode() + b"\n"


def _same(one: Consent | None, other: Consent) -> bool:
    """Whether two records are one consent, apart from its id and its withdrawal."""
    apart = {"id": "", "withdrawn_utc": None}
    return one is not None and one.model_copy(update=apart) == other.model_copy(update=apart)
