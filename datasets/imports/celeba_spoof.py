"""CelebA-Spoof: single pictures with a JSON of labels."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from .base import Box, Item, Reading, checked, damaged, media
from .boxes import scaled_box

_NAME = re.compile(
    r"(?:^|/)(?P<key>Data/(?P<part>train|test)/(?P<id>\d+)/(?P<kind>live|spoof)/"
    r"[^/]+\.(?:png|jpg|jpeg))$"
)
_TYPE, _LIGHT, _PLACE = 40, 41, 42
"""Places of spoof type, illumination and environment in a label."""
_SPECIES: tuple[tuple[str | None, str], ...] = (
    (None, "live"),
    ("print-glossy", "photo"),
    ("print-life-size", "poster"),
    ("print-matte", "a4"),
    ("mask-paper", "face-mask"),
    ("mask-paper", "upper-body-mask"),
    ("mask-paper", "region-mask"),
    ("replay-monitor", "pc"),
    ("replay-tablet", "pad"),
    ("replay-phone", "phone"),
    ("mask-rigid", "3d-mask"),
)
_LIGHTS = (None, "normal", "strong", "back", "dark")
_PLACES = (None, "indoor", "outdoor")


class CelebaSpoof:
    """``celeba-spoof``; parts train and test share nobody.

    The bona fide pictures are those of CelebA, taken from the web: they tell nothing of the
    camera of an attack.
    """

    name: ClassVar[str] = "celeba-spoof"
    title: ClassVar[str] = "CelebA-Spoof"
    prefix: ClassVar[str] = "CELEBASPOOF"

    def read(self, folder: Path) -> Reading:
        """Read ``Data/train/1/live/000001.png`` and ``metas/intra_test/*_label.json``."""
        reading = Reading()
        labels = _labels(folder)
        seen: set[str] = set()
        for path, name in media(folder, (".png", ".jpg", ".jpeg")):
            found = _NAME.search(name)
            label = None if found is None else labels.get(found["key"])
            if found is None or (label is None and found["kind"] == "spoof"):
                reading.unknown.append(name)  # without a label nobody knows what it shows
                continue
            seen.add(found["key"])
            reading.items.append(_item(path, name, found, label))
        reading.missing = sorted(set(labels) - seen)
        return checked(reading, self.title, folder, "Data/train/1/live/000001.png")

    def boxes(self, item: Item, width: int, height: int) -> Mapping[int, Box]:
        """Return the box of ``..._BB.txt`` beside the picture, on a grid of 224."""
        return {} if item.boxes is None else scaled_box(item.boxes, width, height)


def _item(
    path: Path, name: str, found: re.Match[str], label: tuple[int, int, int] | None
) -> Item:
    kind, light, place = label if label is not None else (0, 0, 0)
    species, word = _SPECIES[kind] if found["kind"] == "spoof" else _SPECIES[0]
    where = "-".join(w for w in (_PLACES[place], _LIGHTS[light]) if w) or "web"
    box = path.with_name(f"{path.stem}_BB.txt")
    return Item(
        path=path,
        name=name,
        person=f"CELEBASPOOF-{found['id']}",
        species=species,
        session=f"CELEBASPOOF-{where}",
        camera="unknown",
        part=found["part"],
        lighting=None if where == "web" else where,
        pai=None if species is None else f"CELEBASPOOF-{word}",
        boxes=box if box.is_file() else None,
    )


def _labels(folder: Path) -> dict[str, tuple[int, int, int]]:
    """Return spoof type, illumination and environment by the name of the picture."""
    found: dict[str, tuple[int, int, int]] = {}
    for path in sorted(folder.rglob("metas/intra_test/*_label.json")):
        try:
            content = json.loads(path.read_bytes())
            for key, label in content.items():
                found[str(key)] = _checked(label)
        except (OSError, ValueError, AttributeError, IndexError, TypeError) as error:
            raise damaged(path, str(error)) from error
    return found


def _checked(label: Sequence[int]) -> tuple[int, int, int]:
    kind, light, place = int(label[_TYPE]), int(label[_LIGHT]), int(label[_PLACE])
    if kind not in range(len(_SPECIES)) or light not in range(5) or place not in range(3):
        raise ValueError(f"label {kind}, {light}, {place} is out of range")
    return kind, light, place
