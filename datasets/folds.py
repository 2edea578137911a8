"""Leave one out: folds over species, sessions, cameras or lights, for an evaluation."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from .dealing import deal
from .errors import UsageError
from .people import groups_of, people_of
from .store import DatasetRoot
from .take import TakeRecord

Left = Literal["species", "session", "camera", "lighting"]
"""What a fold leaves out of training."""
UNKNOWN = "unknown"
"""Name of the fold of takes that do not say their camera or light."""


@dataclass(frozen=True, slots=True)
class Fold:
    """What one fold trains on, and what it is tested on.

    Parameters
    ----------
    left_out
        The species, session, camera or light that training does not see.
    train, test
        Usable takes; no take stands in both.
    """

    left_out: str
    train: tuple[TakeRecord, ...]
    test: tuple[TakeRecord, ...]

    @property
    def shared_people(self) -> frozenset[str]:
        """People, as subject or target, of whom both sides hold takes."""
        return _people(self.train) & _people(self.test)


def leave_one_out(
    root: DatasetRoot,
    by: Left,
    *,
    takes: Iterable[TakeRecord] | None = None,
    disjoint: bool = False,
    seed: int = 0,
) -> tuple[Fold, ...]:
    """Return one fold for each species, session, camera or light.

    Sessions, cameras and lights: the test is every take that has it, training the others.
    Species: the test is every attack of that species, training the attacks of the others; the
    bona fide takes are dealt to the folds by person, so that none is trained and tested on in
    one fold. Where there are fewer people than species, folds share their bona fide takes.

    Parameters
    ----------
    root
        The dataset.
    by
        What is left out.
    takes
        Takes of the dataset to use; all by default. Superseded and rejected ones never count.
    disjoint
        Whether training also leaves out every take of a person of the test. Most datasets
        show each person to each species, and are left with little to train on.
    seed
        Deals the people with bona fide takes.

    Raises
    ------
    UsageError
        ``E-DAT-35``, when there is nothing that could be left out.
    """
    used = [record for record in (root.takes() if takes is None else takes) if record.usable]
    if by == "species":
        folds = list(_by_species(used, seed))
    else:
        folds = list(_by_value(used, by, _value_of(root, by)))
    return tuple(_without_people(fold) if disjoint else fold for fold in folds)


def _value_of(root: DatasetRoot, by: Left) -> Callable[[TakeRecord], str]:
    if by == "session":
        return lambda record: record.session
    if by == "lighting":
        return lambda record: record.lighting or UNKNOWN
    cameras: Mapping[str, str | None] = {visit.id: visit.camera for visit in root.sessions()}
    return lambda record: cameras.get(record.session) or UNKNOWN


def _by_value(
    takes: Sequence[TakeRecord], by: Left, value_of: Callable[[TakeRecord], str]
) -> Iterator[Fold]:
    values = sorted({value_of(record) for record in takes})
    if len(values) < 2:
        raise _nothing_to_leave(by, values)
    for value in values:
        yield Fold(
            value,
            tuple(record for record in takes if value_of(record) != value),
            tuple(record for record in takes if value_of(record) == value),
        )


def _by_species(takes: Sequence[TakeRecord], seed: int) -> Iterator[Fold]:
    species = sorted({record.label for record in takes if not record.bona_fide})
    if len(species) < 2:
        raise _nothing_to_leave("species", species)
    live = [record for record in takes if record.bona_fide]
    groups = groups_of(live)
    count = min(len(species), len(groups))
    if count < 2:
        people = "nobody" if not groups else "one person only"
        raise UsageError(
            "E-DAT-35",
            "no species can be left out",
            f"there are bona fide takes of {people}",
            "training and test need bona fide takes of different people",
        )
    dealt = deal([len(group) for group in groups], [{} for _ in groups], [1.0] * count, seed)
    place = {name: dealt[i] for i, group in enumerate(groups) for name in group}
    for number, left in enumerate(species):
        mine = number % count
        train: list[TakeRecord] = []
        test: list[TakeRecord] = []
        for record in takes:
            if record.bona_fide:
                tested = place[people_of(record)[0]] == mine
            else:
                tested = record.label == left
            (test if tested else train).append(record)
        yield Fold(left, tuple(train), tuple(test))


def _without_people(fold: Fold) -> Fold:
    tested = _people(fold.test)
    train = tuple(record for record in fold.train if not tested & set(people_of(record)))
    return Fold(fold.left_out, train, fold.test)


def _people(takes: Iterable[TakeRecord]) -> frozenset[str]:
    return frozenset(person for record in takes for person in people_of(record))


def _nothing_to_leave(by: Left, values: Sequence[str]) -> UsageError:
    there = f"there is {values[0]} only" if values else "there is none"
    return UsageError("E-DAT-35", f"no {by} can be left out", there, f"record a second {by}")


SCHEMES: Mapping[str, Left] = {f"leave-one-{left}-out": left for left in get_args(Left)}
"""What may be left out, by the name of the scheme."""
