"""The people of a day, one after the other. No Qt.

It is kept in memory only: a list of who comes when is nobody's to find on the disk later.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from liveness.datasets.model import ID_PATTERN

_SEPARATORS = re.compile(r"[\s,;]+")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of a text of pseudonyms.

    Parameters
    ----------
    new
        Those that were added.
    known
        Those that stood there already.
    refused
        Those that are no pseudonym.
    """

    new: tuple[str, ...]
    known: tuple[str, ...]
    refused: tuple[str, ...]


class PeopleQueue:
    """Pseudonyms in the order in which their people come."""

    def __init__(self) -> None:
        self._people: list[str] = []

    @property
    def people(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._people)

    def add(self, text: str) -> Added:
        """Add pseudonyms, parted by blanks, commas, semicolons or lines."""
        new: list[str] = []
        known: list[str] = []
        refused: list[str] = []
        for word in filter(None, _SEPARATORS.split(text)):
            if not re.fullmatch(ID_PATTERN, word):
                refused.append(word)
            elif word in self._people:
                known.append(word)
            else:
                self._people.append(word)
                new.append(word)
        return Added(tuple(new), tuple(known), tuple(refused))

    def remove(self, people: Iterable[str]) -> None:
        """Take people out."""
        gone = set(people)
        self._people = [person for person in self._people if person not in gone]

    def after(self, person: str, done: Callable[[str], bool]) -> str | None:
        """Return who comes next: the first after a person who is not done, else from the top.

        Parameters
        ----------
        person
            Who is there now, in the queue or not.
        done
            Whether a person needs no more takes.
        """
        at = self._people.index(person) + 1 if person in self._people else 0
        ring = (*self._people[at:], *self._people[:at])
        return next((each for each in ring if each != person and not done(each)), None)
