"""CASIA-FASD: twelve videos a person, by three cameras."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from .base import Box, Item, Reading, checked, media

_NAME = re.compile(
    r"(?:^|/)(?P<part>train|test)_release/(?P<id>\d{1,2})/(?P<file>[1-8]|HR_[1-4])\.avi$"
)
_FILES: dict[str, tuple[str, str | None, str]] = {
    "1": ("low", None, "bona fide"),
    "2": ("normal", None, "bona fide"),
    "3": ("low", "print-bent", "warped photo"),
    "4": ("normal", "print-bent", "warped photo"),
    "5": ("low", "print-cutout", "cut photo"),
    "6": ("normal", "print-cutout", "cut photo"),
    "7": ("low", "replay-tablet", "video"),
    "8": ("normal", "replay-tablet", "video"),
    "HR_1": ("high", None, "bona fide"),
    "HR_2": ("high", "print-bent", "warped photo"),
    "HR_3": ("high", "print-cutout", "cut photo"),
    "HR_4": ("high", "replay-tablet", "video"),
}
"""Quality of the camera, species and the authors' word by file."""
_TRAINING_PEOPLE = 20


class CasiaFasd:
    """``casia-fasd``; person n of the test set is person n + 20."""

    name: ClassVar[str] = "casia-fasd"
    title: ClassVar[str] = "CASIA Face Anti-Spoofing Database"
    prefix: ClassVar[str] = "CASIAFASD"

    def read(self, folder: Path) -> Reading:
        """Read ``train_release/1/HR_1.avi``; see `Layout`."""
        reading = Reading()
        seen: dict[str, set[str]] = {}
        for path, name in media(folder, (".avi",)):
            found = _NAME.search(name)
            if found is None:
                reading.unknown.append(name)
                continue
            quality, species, word = _FILES[found["file"]]
            number = int(found["id"]) + _TRAINING_PEOPLE * (found["part"] == "test")
            seen.setdefault(name.rpartition("/")[0], set()).add(found["file"])
            reading.items.append(
                Item(
                    path=path,
                    name=name,
                    person=f"CASIAFASD-{number:02d}",
                    species=species,
                    session=f"CASIAFASD-{quality}",
                    camera=f"CASIA-FASD, {quality} quality",
                    part=found["part"],
                    attributes={"kind": word},
                )
            )
        for place, files in sorted(seen.items()):
            reading.missing += [f"{place}/{file}.avi" for file in _FILES if file not in files]
        return checked(reading, self.title, folder, "train_release/1/1.avi")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return none: the set comes without."""
        return {}
