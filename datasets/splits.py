"""Named splits, kept in the root: every person, as subject or as target, in one part only."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, ValidationError, model_validator

from .dealing import deal
from .durable import replace_file, storage_error, sync_folder
from .errors import DataError, UsageError
from .model import ID_PATTERN, Model, Pseudonym, describe_validation, utc_now
from .people import groups_of, labels_by_group, linker_of, people_of
from .store import DatasetRoot
from .take import TakeRecord

FOLDER = "splits"
Key = Annotated[str, StringConstraints(pattern="^[0-9a-f]{32}$")]


class Split(Model):
    """A named split (``splits/NAME.json``): people by part, by their random keys."""

    schema_version: Literal[1] = 1
    name: Pseudonym
    kind: Literal["subject"] = "subject"
    """What parts share nothing of: people."""
    seed: int = 0
    stratified: bool = False
    """Whether the species were balanced too."""
    shares: Mapping[Pseudonym, float] = {}
    """Share of the people that was asked for, by part."""
    parts: Mapping[Pseudonym, tuple[Key, ...]] = Field(min_length=1)
    created_utc: str = Field(default_factory=utc_now)

    @model_validator(mode="after")
    def _disjoint(self) -> Self:
        seen: dict[str, str] = {}
        for part, keys in self.parts.items():
            for key in keys:
                if seen.setdefault(key, part) != part:
                    raise ValueError(f"a key stands in {seen[key]} and in {part}")
        return self

    def parts_of(self, keys: Iterable[str | None]) -> tuple[str | None, ...]:
        """Return the parts in which people stand, each once; ``None`` for who is in none.

        A key of ``None`` is nobody.
        """
        place = {key: part for part, held in self.parts.items() for key in held}
        return tuple(dict.fromkeys(place.get(key) for key in keys if key is not None))


@dataclass(frozen=True, slots=True)
class Division:
    """The takes of a dataset, as a split divides them.

    Parameters
    ----------
    parts
        Usable takes by part.
    outside
        Usable takes of which somebody, or everybody, is in no part.
    crossing
        Usable takes whose people stand in different parts: in no part either.
    """

    parts: dict[str, list[TakeRecord]]
    outside: list[TakeRecord] = field(default_factory=list)
    crossing: list[TakeRecord] = field(default_factory=list)


def make_split(
    root: DatasetRoot,
    name: str,
    parts: Mapping[str, float],
    *,
    seed: int = 0,
    stratify: bool = False,
) -> Split:
    """Divide the people of a dataset, and keep the split in the root.

    People whom takes link (a presenter and the target of an attack) go into one part. The
    same takes, parts and seed give the same split.

    Parameters
    ----------
    root
        The dataset.
    name
        Of the split; a file name.
    parts
        Share by part, of any sum, for instance ``{"train": 60, "dev": 20, "test": 20}``.
    seed
        Of the random choice.
    stratify
        Whether each species shall have its share in each part too, as well as groups allow.

    Raises
    ------
    UsageError
        ``E-DAT-31`` when there are fewer groups of people than parts, ``E-DAT-32`` when the
        name is taken, ``E-DAT-34`` for a name or shares that do not fit.
    DataError
        ``E-DAT-03``, when ``subjects.json`` is damaged or lacks somebody.
    StorageError
        When it cannot be written.
    """
    _check_shares(name, parts)
    path = root.path / FOLDER / f"{name}.json"
    if path.exists():
        raise UsageError(
            "E-DAT-32",
            f"there is a split {name} already",
            f"{path}",
            "choose another name, or remove it: liveness-studio splits remove",
        )
    takes = root.takes()
    groups = groups_of(takes)
    if len(groups) < len(parts):
        raise _too_few(takes, groups, len(parts))
    keys = _keys_of(root, groups)
    # by key, not by pseudonym: renaming people changes nothing
    groups.sort(key=lambda group: min(keys[person] for person in group))
    labels = labels_by_group(takes, groups) if stratify else [{} for _ in groups]
    dealt = deal([len(group) for group in groups], labels, list(parts.values()), seed)
    split = Split(
        name=name,
        seed=seed,
        stratified=stratify,
        shares=dict(parts),
        parts={
            part: tuple(
                sorted(
                    keys[person]
                    for group, place in zip(groups, dealt, strict=True)
                    if place == number
                    for person in group
                )
            )
            for number, part in enumerate(parts)
        },
    )
    write_split(root.path, split)
    return split


def write_split(root: Path, split: Split) -> None:
    """Write a split into a root, whole or not at all.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    path = root / FOLDER / f"{split.name}.json"
    try:
        if not path.parent.is_dir():
            path.parent.mkdir()
            sync_folder(root)
    except OSError as error:
        raise storage_error(error, path) from error
    replace_file(path, split.model_dump_json(indent=2).encode() + b"\n")


def load_split(root: Path, name: str) -> Split:
    """Return a split of a root.

    Raises
    ------
    UsageError
        ``E-DAT-33``, when there is none of that name; the text lists those there are.
    LivenessError
        ``E-DAT-03``, when its file is damaged.
    """
    return Split.load(_existing(root, name))


def split_names(root: Path) -> list[str]:
    """Return the names of the splits of a root."""
    return sorted(path.stem for path in (root / FOLDER).glob("*.json"))


def remove_split(root: Path, name: str) -> None:
    """Remove a split from a root.

    Raises
    ------
    UsageError
        ``E-DAT-33``, when there is none of that name.
    """
    _existing(root, name).unlink()


def divide(split: Split, takes: Iterable[TakeRecord], keys: Mapping[str, str]) -> Division:
    """Return usable takes as a split divides them.

    Parameters
    ----------
    split
        The split.
    takes
        Takes of its dataset; superseded and rejected ones are left out.
    keys
        Key by pseudonym, of the same dataset.
    """
    division = Division({part: [] for part in split.parts})
    for record in takes:
        if not record.usable:
            continue
        parts = split.parts_of(keys.get(person, "") for person in people_of(record))
        if None in parts or not parts:
            division.outside.append(record)
        elif len(parts) > 1:
            division.crossing.append(record)
        elif (part := parts[0]) is not None:
            division.parts[part].append(record)
    return division


def _existing(root: Path, name: str) -> Path:
    path = root / FOLDER / f"{name}.json"
    # a name that a file cannot bear would lead out of the folder
    if re.fullmatch(ID_PATTERN, name) and path.is_file():
        return path
    names = split_names(root)
    raise UsageError(
        "E-DAT-33",
        f"there is no split {name!r}",
        f"there are {', '.join(names)}" if names else "the dataset has no split yet",
        "make one: liveness-studio splits make",
    )


def _keys_of(root: DatasetRoot, groups: Sequence[Sequence[str]]) -> dict[str, str]:
    keys = root.subject_keys()
    missing = sorted({person for group in groups for person in group} - set(keys))
    if missing:
        raise DataError(
            "E-DAT-03",
            f"subjects.json lacks {missing[0]}",
            f"{len(missing)} of the people in takes have no key",
            "restore the file from a backup",
        )
    return keys


def _check_shares(name: str, parts: Mapping[str, float]) -> None:
    try:
        Split(name=name, shares=parts, parts=dict.fromkeys(parts, ()))
    except ValidationError as error:
        raise UsageError(
            "E-DAT-34",
            "a split cannot be named so",
            describe_validation(error),
            "use letters, digits, dots, underscores and hyphens",
        ) from error
    if len(parts) < 2 or not all(0 < share < float("inf") for share in parts.values()):
        raise UsageError(
            "E-DAT-34",
            "these are no parts of a split",
            ", ".join(f"{part}={share:g}" for part, share in parts.items()),
            "give two or more, each with a share above 0: train=60,dev=20,test=20",
        )


def _too_few(
    takes: Sequence[TakeRecord], groups: Sequence[Sequence[str]], parts: int
) -> UsageError:
    people = sum(len(group) for group in groups)
    measured = f"{people} {'person' if people == 1 else 'people'}"
    remedy = "record more people, or ask for fewer parts"
    if people > len(groups):
        measured += f" in {len(groups)} group{'' if len(groups) == 1 else 's'} that takes link"
        linker = linker_of(takes, max(groups, key=len))
        if linker is not None:
            measured += f", {linker[0]} to {linker[1]} others"
            remedy = (
                "let people present attacks on themselves, or several presenters each on a few"
            )
    return UsageError(
        "E-DAT-31", f"there are too few subjects for {parts} parts", measured, remedy
    )
