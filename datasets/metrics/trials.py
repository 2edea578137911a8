"""What every figure is computed from: scores with their truth, and the polarity of both."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import ArrayLike, NDArray

POLARITY: Final = "higher scores mean bona fide; a score at or above the threshold is accepted"
"""How scores and thresholds are read, everywhere in this package."""

POSITIVE_CLASS: Final = "bona fide"
"""The class that a high score speaks for."""

NON_RESPONSES: Final = (
    "presentations without a score are left out of APCER and BPCER, and counted in APNRR and "
    "BPNRR"
)
"""What becomes of a presentation to which no signal answered."""

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Trials:
    """Presentations with score and truth; made by :meth:`of`.

    Parameters
    ----------
    scores
        Shape ``(n,)``, float64: log-likelihood ratio, natural log, above 0 means bona fide;
        NaN where nothing answered (a *non-response*).
    species
        PAI species of each presentation; ``None`` means bona fide.
    subjects
        Who was before the camera, or any other unit that repeats; ``None`` where unknown.
    pais
        The PAI of each attack; ``None`` where unknown or bona fide.
    """

    scores: Floats
    species: tuple[str | None, ...]
    subjects: tuple[str | None, ...]
    pais: tuple[str | None, ...]

    @classmethod
    def of(
        cls,
        scores: ArrayLike | Sequence[float | None],
        species: Sequence[str | None],
        subjects: Sequence[str | None] | None = None,
        pais: Sequence[str | None] | None = None,
    ) -> Trials:
        """Return checked trials; a score of ``None`` is a non-response.

        Raises
        ------
        ValueError
            When lengths differ, a score is infinite, or a species is the empty text.
        """
        values = np.asarray(scores, np.float64)
        count = len(species)
        nobody: tuple[str | None, ...] = (None,) * count
        made = cls(
            values,
            tuple(species),
            nobody if subjects is None else tuple(subjects),
            nobody if pais is None else tuple(pais),
        )
        lengths = (len(made.subjects), len(made.pais))
        if values.shape != (count,) or lengths != (count, count):
            raise ValueError(
                f"scores {values.shape}, species {count}, subjects and PAIs {lengths} differ"
            )
        if np.isinf(values).any():
            raise ValueError("a score is infinite")
        if "" in made.species:
            raise ValueError("a species is empty: None means bona fide")
        return made

    def __len__(self) -> int:
        """Return the number of presentations."""
        return len(self.species)

    @property
    def bona_fide(self) -> Bools:
        """Whether each presentation was bona fide; shape ``(n,)``."""
        return np.array([name is None for name in self.species], np.bool_)

    @property
    def answered(self) -> Bools:
        """Whether each presentation has a score; shape ``(n,)``."""
        found: Bools = ~np.isnan(self.scores)
        return found

    @property
    def species_names(self) -> tuple[str, ...]:
        """The attack species that occur, sorted."""
        return tuple(sorted({name for name in self.species if name is not None}))

    def of_species(self, name: str | None) -> Bools:
        """Return whether each presentation is of a species (``None``: bona fide)."""
        return np.array([each == name for each in self.species], np.bool_)

    def only(self, rows: Bools) -> Trials:
        """Return the presentations marked in ``rows``, shape ``(n,)``."""
        at = np.flatnonzero(rows).tolist()
        return Trials(
            self.scores[rows],
            tuple(self.species[i] for i in at),
            tuple(self.subjects[i] for i in at),
            tuple(self.pais[i] for i in at),
        )

    def bona_fide_scores(self) -> Floats:
        """Return the scores of bona fide presentations that answered, rising."""
        return np.sort(self.scores[self.bona_fide & self.answered])

    def attack_scores(self, species: str | None = None) -> Floats:
        """Return the scores of attacks that answered, rising: of all species or of one."""
        rows = ~self.bona_fide if species is None else self.of_species(species)
        # sorted, so that no sum over them depends on the order of the rows
        return np.sort(self.scores[rows & self.answered])
