"""Which people takes link: a presenter and the target of an attack stand together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from .take import TakeRecord


def people_of(record: TakeRecord) -> tuple[str, ...]:
    """Return the pseudonyms of the people in a take: the subject, and on an attack the target.

    The target that the file bears counts too where a relabel changed it: the picture may show
    either.
    """
    found = (record.subject, record.target, record.file_target)
    return tuple(dict.fromkeys(name for name in found if name is not None))


def groups_of(takes: Iterable[TakeRecord]) -> list[tuple[str, ...]]:
    """Return the people in groups that no take links to another group.

    Parameters
    ----------
    takes
        Any takes; a person stands for all of theirs.

    Returns
    -------
    list of tuple of str
        Pseudonyms, sorted within each group and by group.
    """
    return linked(people_of(record) for record in takes)


def linked(bonds: Iterable[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return names in groups that no bond joins to another group.

    Parameters
    ----------
    bonds
        Names that stand together, any number in each.

    Returns
    -------
    list of tuple of str
        Sorted within each group and by group.
    """
    above: dict[str, str] = {}

    def top(name: str) -> str:
        while above.setdefault(name, name) != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for bond in bonds:
        for name in bond:
            above[top(name)] = top(bond[0])
    groups: dict[str, list[str]] = {}
    for name in sorted(above):
        groups.setdefault(top(name), []).append(name)
    return sorted(tuple(group) for group in groups.values())


def linker_of(takes: Iterable[TakeRecord], group: Sequence[str]) -> tuple[str, int] | None:
    """Return who links a group most, and to how many people; ``None`` when nobody does."""
    links: dict[str, set[str]] = {}
    for record in takes:
        people = people_of(record)
        for name in people:
            if name in group:
                links.setdefault(name, set()).update(set(people) - {name})
    counts = Counter({name: len(others) for name, others in links.items() if others})
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return best[0] if best else None


def labels_by_group(
    takes: Iterable[TakeRecord], groups: Sequence[Sequence[str]]
) -> list[Mapping[str, int]]:
    """Return the number of usable takes of each label, by group."""
    place = {name: i for i, group in enumerate(groups) for name in group}
    counts: list[Counter[str]] = [Counter() for _ in groups]
    for record in takes:
        people = people_of(record)
        if people and record.usable:
            counts[place[people[0]]][record.label] += 1
    return list(counts)
