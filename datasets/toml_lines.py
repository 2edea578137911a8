"""Where each field of a TOML text stands, so that an error can name the line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-.\"']+)\s*=\s*(.*)$")
_FENCES = ('"""', "'''")

Place = tuple[str | int, ...]
"""Names and indices that lead to a field, as pydantic gives them."""


_PARTS = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#|[\[\]{},]|[^\s\[\]{},\"'#]+")
"""What a list is made of: strings, brackets, commas, a comment's beginning, other words."""


@dataclass
class _Array:
    """A list that is read: where it stands, its present value, the brackets that are open."""

    place: Place
    count: int = 0
    depth: int = 0


def _parts(dotted: str) -> list[str]:
    return [part.strip().strip("\"'") for part in dotted.split(".")]


class TomlLines:
    """Line numbers of the fields of a TOML text.

    Parameters
    ----------
    text
        TOML that :mod:`tomllib` reads; of other text the lines are a best guess.
    """

    def __init__(self, text: str) -> None:
        self._lines: dict[Place, int] = {}
        self._counts: dict[Place, int] = {}
        self._read(text)

    def line_of(self, place: Sequence[str | int]) -> int | None:
        """Return the line of a field, from 1, else of the nearest table around it."""
        wanted = tuple(place)
        while wanted:
            if wanted in self._lines:
                return self._lines[wanted]
            wanted = wanted[:-1]
        return None

    def _read(self, text: str) -> None:
        table: Place = ()
        fence: str | None = None
        array: _Array | None = None
        for number, line in enumerate(text.splitlines(), 1):
            if fence is not None:
                if fence in line:
                    fence = None
                continue
            if array is not None:
                array = self._go_on(array, line, number)
                continue
            if header := _HEADER.match(line):
                table = self._enter(header[2], array=header[1] == "[[")
                self._lines.setdefault(table, number)
            elif key := _KEY.match(line):
                place = (*table, *_parts(key[1]))
                self._lines.setdefault(place, number)
                fence = _open_fence(key[2])
                if key[2].startswith("["):
                    array = self._go_on(_Array(place), key[2], number)

    def _go_on(self, array: _Array, line: str, number: int) -> _Array | None:
        """Note the values of a list that begin in a line; return it while it is open."""
        for part in _PARTS.findall(line):
            if part.startswith("#"):
                break
            if part in "]}":
                array.depth -= 1
                if not array.depth:
                    return None
            elif part == "," and array.depth == 1:
                array.count += 1
            elif part not in "[{," or array.depth:
                self._lines.setdefault((*array.place, array.count), number)
            if part in "[{":
                array.depth += 1
        return array

    def _enter(self, dotted: str, *, array: bool) -> Place:
        """Return the place of a table; the parts before its last lead through open arrays."""
        names = _parts(dotted)
        place: Place = ()
        for i, name in enumerate(names):
            place = (*place, name)
            if array and i == len(names) - 1:
                self._counts[place] = self._counts.get(place, -1) + 1
            if place in self._counts:
                place = (*place, self._counts[place])
        return place


def _open_fence(value: str) -> str | None:
    """Return the fence of a string of many lines that a line begins and does not end."""
    for fence in _FENCES:
        if value.startswith(fence) and fence not in value[3:]:
            return fence
    return None
