"""Replay-Mobile (Idiap and Gradiant): videos of a phone and a tablet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from .base import Box, Item, Reading, checked, media
from .boxes import frame_boxes

_LIGHT = r"(?P<light>lighton|lightoff|controlled|adverse|direct|lateral|diffuse)"
_CLIENT = r"client(?P<id>\d{3})_session(?P<session>\d\d)"
_REAL = re.compile(
    rf"(?:^|/)(?P<part>train|devel|test)/real/{_CLIENT}"
    rf"_authenticate_(?P<camera>mobile|tablet)_{_LIGHT}\.mov$"
)
_ENROLL = re.compile(
    rf"(?:^|/)enroll/(?:.*/)?{_CLIENT}_enroll_(?P<camera>mobile|tablet)_{_LIGHT}\.mov$"
)
_ATTACK = re.compile(
    rf"(?:^|/)(?P<part>train|devel|test)/attack/attack_{_CLIENT}"
    r"_(?P<device>print|mattescreen)_(?P<support>fixed|hand)"
    rf"_(?P<camera>mobile|tablet)_(?P<sample>photo|video)_{_LIGHT}\.mov$"
)
_SPECIES = {"print": "print-matte", "mattescreen": "replay-monitor"}
"""Matte A4 paper; a matte Philips monitor (Costa-Pazo et al., 2016)."""
_CAMERAS = {"mobile": "LG-G4", "tablet": "iPad Mini 2"}


class ReplayMobile:
    """``replay-mobile``; parts train, devel and test share nobody."""

    name: ClassVar[str] = "replay-mobile"
    title: ClassVar[str] = "Replay-Mobile"
    prefix: ClassVar[str] = "REPLAYMOBILE"

    def read(self, folder: Path) -> Reading:
        """Read ``devel/real/client005_session02_authenticate_mobile_adverse.mov``."""
        reading = Reading()
        for path, name in media(folder, (".mov", ".mp4")):
            found = _REAL.search(name) or _ENROLL.search(name) or _ATTACK.search(name)
            if found is None:
                reading.unknown.append(name)
                continue
            told = found.groupdict()
            device = told.get("device")
            boxes = folder / "faceloc" / "rect" / Path(name).with_suffix(".face")
            reading.items.append(
                Item(
                    path=path,
                    name=name,
                    person=f"REPLAYMOBILE-{told['id']}",
                    species=None if device is None else _SPECIES[device],
                    session=f"REPLAYMOBILE-{told['camera']}-session{int(told['session'])}",
                    camera=_CAMERAS[told["camera"]],
                    part=told.get("part"),
                    lighting=told["light"],
                    pai=None if device is None else f"REPLAYMOBILE-{device}-{told['sample']}",
                    attributes={k: told[k] for k in ("support", "sample") if told.get(k)},
                    boxes=boxes if boxes.is_file() else None,
                )
            )
        return checked(reading, self.title, folder, "train/real/client001_session01_...mov")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return ``faceloc/rect``: frame, x, y, width, height, of the upright picture."""
        # they fit only where the picture stands upright, as the authors' reader turns it
        upright = item.boxes is not None and height > width
        return frame_boxes(item.boxes) if upright and item.boxes else {}
