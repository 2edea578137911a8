"""Replay-Attack (Idiap): videos of a laptop's webcam, in two lights."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from .base import Box, Item, Reading, checked, media
from .boxes import frame_boxes

_REAL = re.compile(
    r"(?:^|/)(?P<part>train|devel|test)/real/client(?P<id>\d{3})_session(?P<session>\d\d)"
    r"_webcam_authenticate_(?P<light>controlled|adverse)_(?P<number>\d)\.mov$"
)
_ENROLL = re.compile(
    r"(?:^|/)enroll/(?:.*/)?client(?P<id>\d{3})_session(?P<session>\d\d)"
    r"_webcam_enroll_(?P<light>controlled|adverse)_(?P<number>\d)\.mov$"
)
_ATTACK = re.compile(
    r"(?:^|/)(?P<part>train|devel|test)/attack/(?P<support>fixed|hand)/"
    r"attack_(?P<device>print|mobile|highdef)_client(?P<id>\d{3})_session(?P<session>\d\d)"
    r"_(?P<origin>highdef|mobile)_(?P<sample>photo|video)_(?P<light>controlled|adverse)\.mov$"
)
_SPECIES = {"print": "print-matte", "mobile": "replay-phone", "highdef": "replay-tablet"}
"""Plain A4 paper of a laser printer; an iPhone 3GS; an iPad (Chingovska et al., 2012)."""


class ReplayAttack:
    """``replay-attack``; parts train, devel and test share nobody."""

    name: ClassVar[str] = "replay-attack"
    title: ClassVar[str] = "Replay-Attack"
    prefix: ClassVar[str] = "REPLAYATTACK"

    def read(self, folder: Path) -> Reading:
        """Read ``train/attack/hand/attack_print_client001_...mov``; see `Layout`."""
        reading = Reading()
        for path, name in media(folder, (".mov",)):
            found = _REAL.search(name) or _ENROLL.search(name) or _ATTACK.search(name)
            if found is None:
                reading.unknown.append(name)
                continue
            told = found.groupdict()
            device = told.get("device")
            boxes = folder / "face-locations" / Path(name).with_suffix(".face")
            kinds = ("support", "origin", "sample")
            reading.items.append(
                Item(
                    path=path,
                    name=name,
                    person=f"REPLAYATTACK-{told['id']}",
                    species=None if device is None else _SPECIES[device],
                    session=f"REPLAYATTACK-{told['light']}",
                    camera="MacBook webcam, 320x240",
                    part=told.get("part"),
                    lighting=told["light"],
                    pai=None if device is None else f"REPLAYATTACK-{device}-{told['sample']}",
                    attributes={kind: told[kind] for kind in kinds if told.get(kind)},
                    boxes=boxes if boxes.is_file() else None,
                )
            )
        reading.missing = _missing(reading)
        return checked(reading, self.title, folder, "train/real/client001_session01_...mov")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return ``face-locations``: frame, x, y, width, height a line."""
        return {} if item.boxes is None else frame_boxes(item.boxes)


def _missing(reading: Reading) -> list[str]:
    """Return the bona fide videos that a person's others tell of: each has four."""
    names = {item.name for item in reading.items}
    lost = []
    for name in sorted(names):
        found = _REAL.search(name)
        if found is None:
            continue
        start = name[: found.start("light")]
        for light in ("controlled", "adverse"):
            lost += [twin for n in (1, 2) if (twin := f"{start}{light}_{n}.mov") not in names]
    return sorted(set(lost))
