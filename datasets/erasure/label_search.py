"""Finds a pseudonym in text as a whole word: ``S1`` is not found in ``S10``."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

from .byte_scan import read_chunks

_WORD = 256
"""Bytes that chunks have in common; an id has at most 64."""
_PERSON_COLUMNS = re.compile(r"subject|target|person|client|presenter|label|user", re.I)
_JSON_LIMIT = 64 << 20
"""Largest JSON file that is read whole, bytes."""


class LabelSearch:
    """Searches text files for a pseudonym.

    A pseudonym with a letter is found as a word of its own, also with a file's ending
    (``S1.jpg``). One without a letter, such as ``12``, cannot be told from a number: it is
    found only where it is a whole string of JSON, or a cell of a table's column that names
    persons.

    Parameters
    ----------
    label
        The pseudonym.
    others
        Ids of other people and things, which are no finds even when they begin like it.
    """

    def __init__(self, label: str, others: Collection[str] = ()) -> None:
        self.label = label
        self._others = frozenset(others) - {label}
        self.numeric = not re.search("[A-Za-z]", label)
        """Whether the pseudonym could be a number."""
        own = re.escape(label.encode())
        # one dot, underscore or hyphen makes a longer id; two of them are a rule or dots
        self._word = re.compile(
            rb"(?<![A-Za-z0-9])(?<![A-Za-z0-9][._-])("
            + own
            + rb"(?:\.[A-Za-z][A-Za-z0-9]{1,4})?)(?![A-Za-z0-9])(?![._-][A-Za-z0-9])"
        )

    def in_name(self, name: str) -> bool:
        """Return whether the name of a file or folder is the pseudonym, ending apart."""
        stem = name.split(".")[0] if "." not in self.label else name
        return self.label in (name, stem) and name not in self._others

    def in_value(self, value: object) -> bool:
        """Return whether a string of JSON is or holds the pseudonym."""
        if not isinstance(value, str) or self.label not in value:
            return False
        if value == self.label:
            return True
        return not self.numeric and any(self._words(value.encode(errors="replace"), True, True))

    def in_bytes(self, data: bytes) -> bool:
        """Return whether the pseudonym stands in some bytes, which may be no text."""
        return not self.numeric and any(self._words(data, True, True))

    def count(self, path: Path) -> int:
        """Return how often the pseudonym stands in a file; 0 in one that is no text.

        Raises
        ------
        OSError
            When it cannot be read.
        """
        if not is_text(path):
            return 0
        if self.numeric:
            return self._count_values(path)
        found, seen, size = 0, 0, path.stat().st_size
        for chunk, old in read_chunks(path, _WORD):
            first, seen = seen == 0, seen + len(chunk) - old
            # one whose neighbours the chunk before held was counted there
            found += sum(end > old - 2 for end in self._words(chunk, first, seen >= size))
        return found

    def _words(self, data: bytes, first: bool, last: bool) -> Iterator[int]:
        """Yield the end of each find that the edge of the chunk does not cut."""
        for match in self._word.finditer(data):
            cut = match.start() < 2 and not first
            cut = cut or (match.end() > len(data) - 2 and not last)
            if not cut and match.group(1).decode() not in self._others:
                yield match.end()

    def _count_values(self, path: Path) -> int:
        if path.stat().st_size > _JSON_LIMIT:
            return 0
        text = path.read_text("utf-8", errors="replace")
        if path.suffix.lower() in (".csv", ".tsv"):
            return self._count_cells(text, "\t" if path.suffix.lower() == ".tsv" else ",")
        found = 0
        for part in [text] if path.suffix.lower() != ".jsonl" else text.splitlines():
            try:
                found += sum(value == self.label for value in strings_of(json.loads(part)))
            except ValueError:
                continue
        return found

    def _count_cells(self, text: str, separator: str) -> int:
        rows = csv.reader(text.splitlines(), delimiter=separator)
        head = next(rows, [])
        columns = [i for i, name in enumerate(head) if _PERSON_COLUMNS.search(name)]
        return sum(
            row[i].strip() == self.label for row in rows for i in columns if i < len(row)
        )


def is_text(path: Path) -> bool:
    """Return whether the start of a file is text in UTF-8.

    Raises
    ------
    OSError
        When it cannot be read.
    """
    with path.open("rb") as file:
        start = file.read(4096)
    if b"\0" in start:
        return False
    try:
        start.decode()
    except UnicodeDecodeError as error:
        return error.start > len(start) - 4 and len(start) == 4096
    return True


def strings_of(content: Any) -> Iterator[str]:
    """Yield every string of a JSON value, keys included."""
    if isinstance(content, str):
        yield content
    elif isinstance(content, dict):
        for key, value in content.items():
            yield key
            yield from strings_of(value)
    elif isinstance(content, list):
        for value in content:
            yield from strings_of(value)
