"""NUAA Photograph Imposter Database: pictures of a webcam, in ClientRaw and ImposterRaw."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from .base import PRINT, Box, Item, Reading, checked, media, read_lines

_NAME = re.compile(
    r"(?:^|/)(?P<kind>ClientRaw|ImposterRaw)/\d{4}/"
    r"(?P<id>\d{4})_(?P<glasses>\d\d)_(?P<pos>\d\d)_(?P<session>\d\d)_(?P<picture>\d+)\.jpg$"
)
_LISTS = {
    f"{kind}_{part}_raw.txt": (folder, part)
    for kind, folder in (("client", "ClientRaw"), ("imposter", "ImposterRaw"))
    for part in ("train", "test")
}


class Nuaa:
    """``nuaa``; training and test share people, and differ by session (1 and 2, then 3)."""

    name: ClassVar[str] = "nuaa"
    title: ClassVar[str] = "NUAA Photograph Imposter Database"
    prefix: ClassVar[str] = "NUAA"

    def read(self, folder: Path) -> Reading:
        """Read ``ClientRaw/0001/0001_00_00_01_0.jpg`` and the four lists; see `Layout`."""
        reading = Reading()
        parts = _parts(folder)
        seen: set[str] = set()
        for path, name in media(folder, (".jpg",)):
            found = _NAME.search(name)
            if found is None:
                reading.unknown.append(name)
                continue
            key = f"{found['kind']}/{path.name}"
            seen.add(key)
            session = found["session"]
            reading.items.append(
                Item(
                    path=path,
                    name=name,
                    person=f"NUAA-{found['id']}",
                    species=None if found["kind"] == "ClientRaw" else PRINT.id,
                    session=f"NUAA-session{int(session)}",
                    camera="webcam",
                    part=parts.get(key, "test" if session == "03" else "train"),
                    # 00 stands for "with glasses" in the set's own readme; kept as it is
                    attributes={"glasses": found["glasses"], "position": found["pos"]},
                )
            )
        reading.missing = sorted(set(parts) - seen)
        return checked(reading, self.title, folder, "ClientRaw/0001/0001_00_00_01_0.jpg")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return none: the raw pictures come without."""
        return {}


def _parts(folder: Path) -> dict[str, str]:
    """Return the part by class folder and file name, from the lists that are there."""
    found: dict[str, str] = {}
    for path in sorted(folder.rglob("*_raw.txt")):
        if path.name in _LISTS:
            kind, part = _LISTS[path.name]
            for line in read_lines(path):
                # some copies have other slashes or a path before the name
                found[f"{kind}/{line.replace(chr(92), '/').rpartition('/')[2]}"] = part
    return found
