"""SiW (Spoof in the Wild): videos of two cameras in four sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from .base import PRINT, REPLAY, Box, Item, Reading, checked, media
from .boxes import corner_boxes

_NAME = re.compile(
    r"(?:^|/)(?P<part>Train|Test)/(?P<kind>live|spoof)/(?:.*/)?(?P<id>\d{3})[-_]"
    r"(?P<sensor>\d)[-_](?P<type>\d)[-_](?P<medium>\d)[-_](?P<session>\d)\.(?:mov|mp4)$"
)
_TYPES = {"1": None, "2": PRINT.id, "3": REPLAY.id}
"""Live, print, replay; which paper or screen a medium is, the name does not tell."""


class Siw:
    """``siw``; parts train and test share nobody."""

    name: ClassVar[str] = "siw"
    title: ClassVar[str] = "Spoof in the Wild"
    prefix: ClassVar[str] = "SIW"

    def read(self, folder: Path) -> Reading:
        """Read ``Train/live/003/003-1-1-1-1.mov``: subject, sensor, type, medium, session."""
        reading = Reading()
        for path, name in media(folder, (".mov", ".mp4")):
            found = _NAME.search(name)
            # a live clip in the folder of spoofs, or the other way round, is nobody's guess
            wrong = found is not None and (found["type"] == "1") != (found["kind"] == "live")
            if found is None or wrong or found["type"] not in _TYPES:
                reading.unknown.append(name)
                continue
            species = _TYPES[found["type"]]
            boxes = path.with_suffix(".face")
            kind = "print" if species == PRINT.id else "replay"
            reading.items.append(
                Item(
                    path=path,
                    name=name,
                    person=f"SIW-{found['id']}",
                    species=species,
                    session=f"SIW-sensor{found['sensor']}-session{found['session']}",
                    camera=f"SiW sensor {found['sensor']}",
                    part=found["part"].lower(),
                    pai=None if species is None else f"SIW-{kind}-medium{found['medium']}",
                    boxes=boxes if boxes.is_file() else None,
                )
            )
        return checked(reading, self.title, folder, "Train/live/003/003-1-1-1-1.mov")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return the ``.face`` file: left, top, right, bottom, one line a frame."""
        return {} if item.boxes is None else corner_boxes(item.boxes)
