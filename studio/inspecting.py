"""What the inspector knows of a dataset's takes, and what they append. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from liveness.datasets.amendments import BONA_FIDE, Review, Verdict
from liveness.datasets.duplicates import Pair, find_duplicates, read_signatures
from liveness.datasets.register import read_reviews, read_takes
from liveness.datasets.reviewing import (
    find_take,
    relabel_take,
    review_take,
    trim_take,
    withdraw_review,
)
from liveness.datasets.species import SPECIES, Species
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.widgets import wording

from .problems import Problem, find_problems
from .protocols import shipped_protocols
from .score_cache import ScoreCache


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known of the takes.

    Parameters
    ----------
    takes
        Oldest first.
    reviews
        Those that stand, by take.
    problems
        By take.
    """

    takes: list[TakeRecord]
    reviews: Mapping[str, list[Review]]
    problems: Mapping[str, tuple[Problem, ...]]

    def decided(self, id_: str, reviewer: str) -> bool:
        """Return whether a reviewer has said something of a take that stands."""
        return any(each.reviewer == reviewer for each in self.reviews.get(id_, ()))

    def look(self, id_: str) -> list[str]:
        """Return a sentence for each problem of a take."""
        return [wording.said(f"Look: {each.text}.") for each in self.problems.get(id_, ())]

    def standing(self, review: Review) -> str:
        """Return the review that counts in words, and who else reviewed the take."""
        reasons = ", ".join(review.reasons)
        text = f"{review.verdict} by {review.reviewer}" + (f": {reasons}" if reasons else "")
        others = {each.reviewer for each in self.reviews.get(review.id, ())}
        if others := others - {review.reviewer}:
            text += f" (also reviewed by {', '.join(sorted(others))})"
        return text


def read_known(root: DatasetRoot, pairs: Iterable[Pair] = ()) -> Known:
    """Read the takes with reviews and problems.

    Parameters
    ----------
    root
        The dataset.
    pairs
        Duplicates that were found before.
    """
    takes = read_takes(root.path)
    scores = {id_: line.record for id_, line in ScoreCache(root).known(takes).items()}
    problems = find_problems(takes, scores=scores, duplicates=pairs)
    return Known(takes, read_reviews(root.path), problems)


def look_for_duplicates(root: DatasetRoot) -> list[Pair]:
    """Return takes that show the same; reads a picture of every take."""
    return find_duplicates(read_signatures(root, read_takes(root.path)))


def known_species() -> tuple[Species, ...]:
    """Return the species that ship, with those of the protocols that ship."""
    added = [each for protocol in shipped_protocols() for each in protocol.species]
    return tuple({each.id: each for each in (*SPECIES, *added)}.values())


@dataclass(frozen=True, slots=True)
class Desk:
    """Appends what one reviewer says of one take.

    Parameters
    ----------
    root, id
        The dataset and the take.
    reviewer
        Pseudonym.
    key
        Names the line, so that it can be taken back.
    """

    root: DatasetRoot
    id: str
    reviewer: str
    key: str | None = None

    def review(self, verdict: Verdict, reason: str, note: str) -> None:
        """Accept, reject or ask for a retake."""
        reasons = (reason,) if reason else ()
        review_take(
            self.root,
            self.id,
            verdict,
            reviewer=self.reviewer,
            reasons=reasons,
            note=note,
            key=self.key,
        )

    def undo(self) -> None:
        """Take back the own last review."""
        withdraw_review(self.root, self.id, reviewer=self.reviewer, key=self.key)

    def relabel(self, label: str) -> None:
        """Correct the label; target and PAI of an attack stay."""
        record = find_take(self.root, self.id)
        attack = label != BONA_FIDE
        relabel_take(
            self.root,
            self.id,
            label,
            reviewer=self.reviewer,
            target=record.target if attack else None,
            pai=record.pai if attack else None,
            known=known_species(),
            key=self.key,
        )

    def trim(self, mark: str, start_ns: int, end_ns: int | None) -> None:
        """Set one end of the part that counts, or take the trim back.

        Parameters
        ----------
        mark
            ``start``, ``end`` or ``clear``.
        start_ns, end_ns
            First instant that counts, and first that no longer does (``None`` after the last
            frame); the one that ``mark`` names is used.
        """
        standing = find_take(self.root, self.id).trim
        start = None if standing is None else standing.start_ns
        end = None if standing is None else standing.end_ns
        if mark == "clear":
            start, end = None, None
        elif mark == "start":
            start = start_ns
        else:
            end = end_ns
        trim_take(self.root, self.id, start, end, reviewer=self.reviewer, key=self.key)
