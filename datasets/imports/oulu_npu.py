"""OULU-NPU: videos of six phones' front cameras in three sessions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

from .base import Box, Item, Reading, checked, media, read_lines
from .boxes import eye_boxes

_NAME = re.compile(
    r"(?:^|/)(?P<part>Train|Dev|Test)_files/(?:.*/)?"
    r"(?P<phone>[1-6])_(?P<session>[1-3])_(?P<id>\d\d)_(?P<file>[1-5])\.avi$"
)
_FILES: dict[str, tuple[str | None, str | None]] = {
    "1": (None, None),
    "2": ("print-glossy", "OULUNPU-printer1"),
    "3": ("print-glossy", "OULUNPU-printer2"),
    "4": ("replay-monitor", "OULUNPU-display1"),
    "5": ("replay-monitor", "OULUNPU-display2"),
}
"""Species and PAI by file: A3 glossy paper of two printers; a Dell 1905FP and a MacBook."""
_PHONES = {
    "1": "Samsung Galaxy S6 edge",
    "2": "HTC Desire EYE",
    "3": "MEIZU X5",
    "4": "ASUS Zenfone Selfie",
    "5": "Sony XPERIA C5 Ultra Dual",
    "6": "OPPO N3",
}


class OuluNpu:
    """``oulu-npu``; parts train, dev and test share nobody.

    Its four protocols restrict these parts further, by phone, session and PAI: each studio
    session holds one phone and one session, so that they can be told by ``--session``.
    """

    name: ClassVar[str] = "oulu-npu"
    title: ClassVar[str] = "OULU-NPU"
    prefix: ClassVar[str] = "OULUNPU"

    def read(self, folder: Path) -> Reading:
        """Read ``Train_files/1_1_01_1.avi``: phone, session, user, file; see `Layout`."""
        reading = Reading()
        for path, name in media(folder, (".avi",)):
            found = _NAME.search(name)
            if found is None:
                reading.unknown.append(name)
                continue
            species, pai = _FILES[found["file"]]
            eyes = path.with_suffix(".txt")
            reading.items.append(
                Item(
                    path=path,
                    name=name,
                    person=f"OULUNPU-{found['id']}",
                    species=species,
                    session=f"OULUNPU-phone{found['phone']}-session{found['session']}",
                    camera=_PHONES[found["phone"]],
                    part=found["part"].lower(),
                    lighting=f"session {found['session']}",
                    pai=pai,
                    boxes=eyes if eyes.is_file() else None,
                )
            )
        reading.missing = _missing(folder, reading)
        return checked(reading, self.title, folder, "Train_files/1_1_01_1.avi")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return boxes round the eyes of the text file beside the video."""
        return {} if item.boxes is None else eye_boxes(item.boxes)


def _missing(folder: Path, reading: Reading) -> list[str]:
    """Return the videos that the protocols name (``+1,1_1_01_1``) and that are not there."""
    here = {item.path.stem for item in reading.items}
    named: set[str] = set()
    for path in sorted(folder.rglob("Protocol_*/*.txt")):
        named.update(line.rpartition(",")[2].strip() for line in read_lines(path))
    return [f"{name}.avi" for name in sorted(named - here)]
