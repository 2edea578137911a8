"""Which part of a stored split a take belongs to."""

from __future__ import annotations

import json
from collections.abc import Callable

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .options import ExportOptions

FOLDER = "splits"


def part_of(root: DatasetRoot, options: ExportOptions) -> Callable[[TakeRecord], bool]:
    """Return whether a take is in the part of the split that the options name.

    A take belongs to the part of its subject, or, where a PAI stands by itself, of its
    target; it belongs to none when another part holds its target.

    Raises
    ------
    UsageError
        ``E-EXP-04``, when there is no such split or part, or only one of both is named.
    LivenessError
        ``E-DAT-03``, when the split is damaged.
    """
    if options.split is None and options.part is None:
        return lambda _: True
    if options.split is None or options.part is None:
        raise UsageError(
            "E-EXP-04", "a split needs its part", "", "give both --split and --part"
        )
    parts = parts_of(root, options.split)
    if options.part not in parts:
        raise UsageError(
            "E-EXP-04",
            f"split {options.split} has no part {options.part!r}",
            f"it has {', '.join(parts)}",
        )
    here = parts[options.part]
    elsewhere = frozenset[str]().union(
        *(keys for name, keys in parts.items() if name != options.part)
    )

    def member(record: TakeRecord) -> bool:
        keys = [root.subject_key(p) for p in (record.subject, record.target) if p is not None]
        return bool(keys) and keys[0] in here and not elsewhere.intersection(keys)

    return member


def split_names(root: DatasetRoot) -> list[str]:
    """Return the names of the stored splits."""
    return sorted(path.stem for path in (root.path / FOLDER).glob("*.json"))


def parts_of(root: DatasetRoot, name: str) -> dict[str, frozenset[str]]:
    """Return the keys of the people in each part of a stored split.

    Raises
    ------
    UsageError
        ``E-EXP-04``, when there is no such split.
    LivenessError
        ``E-DAT-03``, when it is damaged.
    """
    known = split_names(root)
    if name not in known:
        raise UsageError(
            "E-EXP-04",
            f"there is no split {name!r}",
            f"there are {', '.join(known)}" if known else f"{root.path / FOLDER} is empty",
            "make one with splits",
        )
    path = root.path / FOLDER / f"{name}.json"
    try:
        parts = json.loads(path.read_bytes())["parts"]
        return {part: frozenset(map(str, keys)) for part, keys in parts.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise LivenessError(
            "E-DAT-03",
            f"{path} is not a valid split",
            str(error),
            "make it anew, or restore it from a backup",
        ) from error
