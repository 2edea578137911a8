"""What subjects may tell of themselves: age band, sex, skin tone; for errors by group.

Told by those who like to, kept apart from pictures and register: one small file a person, under
the random key that also stands in the takes, removed with the person.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from .durable import replace_file, storage_error
from .errors import LivenessError, UsageError
from .model import Model, Pseudonym, utc_now

FOLDER = "attributes"
"""Where they lie in a dataset."""

AgeBand = Literal["under-18", "18-30", "31-50", "51-70", "over-70"]
"""The three bands from 18 to 70 are those of FIDO's test for bias."""
Sex = Literal["female", "male", "other"]
SkinScale = Literal["monk", "fitzpatrick"]

TONES: Mapping[SkinScale, int] = {"monk": 10, "fitzpatrick": 6}
"""How many tones a scale has; 1 is the lightest."""

LEAST_PEOPLE = 5
"""People that a group needs before a rate is told of it."""
SMALL = f"groups of fewer than {LEAST_PEOPLE} people"
NOT_TOLD = "not told"

KEY = re.compile(r"[0-9a-f]{32}")

Kind = Literal["age band", "sex", "skin tone"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class GroupAttributes(Model):
    """What one person told; whatever was not told is ``None``."""

    schema_version: Literal[1] = 1
    age_band: AgeBand | None = None
    sex: Sex | None = None
    skin_scale: SkinScale | None = None
    skin_tone: int | None = Field(default=None, ge=1, le=10)
    """On `skin_scale`; 1 is the lightest."""
    consent: Pseudonym
    """With which consent it was told."""
    told_utc: str = Field(default_factory=utc_now)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if (self.skin_scale is None) != (self.skin_tone is None):
            raise ValueError("a skin tone is a scale and a number on it")
        if self.skin_scale is not None and self.skin_tone is not None:
            most = TONES[self.skin_scale]
            if self.skin_tone > most:
                raise ValueError(f"the {self.skin_scale} scale ends at {most}")
        if not self.groups():
            raise ValueError("nothing was told")
        return self

    def groups(self) -> dict[Kind, str]:
        """Return the groups that the person is in, by kind."""
        found: dict[Kind, str] = {}
        if self.age_band is not None:
            found["age band"] = self.age_band
        if self.sex is not None:
            found["sex"] = self.sex
        if self.skin_scale is not None:
            found["skin tone"] = f"{self.skin_scale} {self.skin_tone}"
        return found


class GroupBook:
    """The group attributes of a dataset, one JSON file a person, named by the random key.

    Parameters
    ----------
    root
        The dataset root.
    """

    def __init__(self, root: Path) -> None:
        self._folder = root / FOLDER

    def put(self, key: str, attributes: GroupAttributes) -> Path:
        """Write what a person told, in place of what they told before; return the path.

        Raises
        ------
        UsageError
            ``E-LAB-02``, when the key is none.
        StorageError
            When it cannot be written.
        """
        path = self.path(key)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise storage_error(error, path) from error
        replace_file(path, attributes.model_dump_json(indent=2).encode() + b"\n")
        return path

    def path(self, key: str) -> Path:
        """Return where the attributes of a key lie.

        Raises
        ------
        UsageError
            ``E-LAB-02``, when the key is none: it would lead out of the folder.
        """
        if not KEY.fullmatch(key):
            raise UsageError("E-LAB-02", f"{key[:40]!r} is no subject's key", "", "")
        return self._folder / f"{key}.json"

    def all(self) -> dict[str, GroupAttributes]:
        """Return what everybody told, by key.

        Raises
        ------
        LivenessError
            ``E-DAT-03``, when a file is damaged.
        """
        return {
            path.stem: GroupAttributes.load(path)
            for path in sorted(self._folder.glob("*.json"))
            if KEY.fullmatch(path.stem)
        }

    def faults(self) -> list[tuple[Path, LivenessError]]:
        """Return which files are damaged, and how."""
        found = []
        for path in sorted(self._folder.glob("*.json")):
            try:
                GroupAttributes.load(path)
                self.path(path.stem)
            except LivenessError as error:
                found.append((path, error))
        return found


def by_subject(
    attributes: Mapping[str, GroupAttributes], keys: Mapping[str, str]
) -> dict[str, dict[Kind, str]]:
    """Return the groups of each pseudonym that told any.

    Parameters
    ----------
    attributes
        By key, as `GroupBook.all` has them.
    keys
        Key by pseudonym.
    """
    return {
        subject: attributes[key].groups() for subject, key in keys.items() if key in attributes
    }


def pooled(
    groups: Sequence[str | None], people: Sequence[str], *, least: int = LEAST_PEOPLE
) -> list[str | None]:
    """Return the group of each presentation, small groups put together.

    A rate of two people says little, and says it of two people who can be found. Groups of
    fewer than ``least`` people stand together as `SMALL`; where that has too few as well, its
    presentations are of no group that is told.

    Parameters
    ----------
    groups
        The group of each presentation; ``None`` where it was not told.
    people
        Who was shown in each.
    least
        People that a group needs to stand by itself.

    Returns
    -------
    list of str or None
        As many as were given; ``None`` where no rate is to be told of the group.
    """
    found: list[str | None] = [NOT_TOLD if group is None else group for group in groups]
    for _ in range(2):
        members: dict[str, set[str]] = {}
        for group, person in zip(found, people, strict=True):
            if group is not None:
                members.setdefault(group, set()).add(person)
        small = {group for group, who in members.items() if len(who) < least}
        found = [
            (None if group in (SMALL, None) else SMALL) if group in small else group
            for group in found
        ]
    return found
