"""Which part of a stored split a take belongs to."""

from __future__ import annotations

from collections.abc import Callable

from liveness.datasets.errors import UsageError
from liveness.datasets.people import people_of
from liveness.datasets.splits import load_split
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .options import ExportOptions


def part_of(root: DatasetRoot, options: ExportOptions) -> Callable[[TakeRecord], bool]:
    """Return whether a take is in the part of the split that the options name.

    A take belongs to a part when everybody in it does: the subject, and whom a PAI shows.

    Raises
    ------
    UsageError
        ``E-DAT-33`` when there is no such split, ``E-EXP-04`` when it has no such part or
        only one of both is named.
    LivenessError
        ``E-DAT-03``, when the split is damaged.
    """
    if options.split is None and options.part is None:
        return lambda _: True
    if options.split is None or options.part is None:
        raise UsageError(
            "E-EXP-04", "a split needs its part", "", "give both --split and --part"
        )
    split, keys = load_split(root.path, options.split), root.subject_keys()
    if options.part not in split.parts:
        raise UsageError(
            "E-EXP-04",
            f"split {options.split} has no part {options.part!r}",
            f"it has {', '.join(split.parts)}",
        )

    def member(record: TakeRecord) -> bool:
        people = [keys.get(person, "") for person in people_of(record)]
        return split.parts_of(people) == (options.part,)

    return member
