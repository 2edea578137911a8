"""What is said of a take after it was registered: review, relabel, trim, supersede.

Each is a line of ``takes.jsonl``, only ever appended; of two lines of one kind for one take the
later counts. The take file and its own line never change.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from .model import Model, Pseudonym, utc_now
from .species import Family

BONA_FIDE = "bona-fide"

Verdict = Literal["accept", "reject", "retake"]
"""What a reviewer says of a take: use it, do not use it, record it anew."""

REASONS = (
    "wrong label",
    "face not seen",
    "blurred",
    "bad light",
    "other person in the picture",
    "PAI not as described",
    "protocol not followed",
    "technical fault",
    "other",
)
"""Why a take is rejected or asked for again."""


class Labelling(Model):
    """What a take shows, as far as a reviewer may correct it."""

    label: Pseudonym
    """``bona-fide`` or the PAI species id."""
    family: Family | None = None
    """Family of the species; ``None`` for bona fide."""
    pai: Pseudonym | None = None
    """Id of the physical PAI."""
    target: Pseudonym | None = None
    """Pseudonym of the person whom the PAI shows."""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        if self.label == BONA_FIDE and (self.family or self.pai or self.target):
            raise ValueError("a bona fide take has no family, PAI or target")
        return self


class Supersede(Model):
    """Says which retake replaces a take; both are kept."""

    event: Literal["supersede"] = "supersede"
    id: Pseudonym
    """The take that is replaced."""
    by: Pseudonym
    utc: str = Field(default_factory=utc_now)


class Review(Model):
    """What a reviewer decided on a take."""

    event: Literal["review"] = "review"
    id: Pseudonym
    """The take."""
    verdict: Verdict
    reasons: tuple[str, ...] = ()
    """Short reasons, for instance ``blurred``."""
    reviewer: Pseudonym
    """Pseudonym of the person who reviewed."""
    utc: str = Field(default_factory=utc_now)
    note: str = Field(default="", max_length=500)
    """Free text; never a name."""


class Unreview(Model):
    """Takes back the last review of one reviewer; what stood before counts again."""

    event: Literal["unreview"] = "unreview"
    id: Pseudonym
    """The take."""
    reviewer: Pseudonym
    """Whose last review is taken back; nobody takes back another's."""
    utc: str = Field(default_factory=utc_now)


class Relabel(Labelling):
    """The whole label as it should have been; it takes the place of the recorded one.

    The subject is never changed: the file carries the subject's key and consent, so a take of
    somebody else is erased and recorded again.
    """

    event: Literal["relabel"] = "relabel"
    id: Pseudonym
    """The take."""
    reviewer: Pseudonym
    utc: str = Field(default_factory=utc_now)
    note: str = Field(default="", max_length=500)


class Trim(Model):
    """The part of a take that counts; frames outside of it stay in the file.

    A frame is inside when ``start_ns <= time_ns < end_ns``, on the take's own time axis.
    """

    event: Literal["trim"] = "trim"
    id: Pseudonym
    """The take."""
    start_ns: int | None = None
    """First instant that counts, nanoseconds; ``None`` for the beginning."""
    end_ns: int | None = None
    """First instant that no longer counts, nanoseconds; ``None`` for the end."""
    reviewer: Pseudonym
    utc: str = Field(default_factory=utc_now)
    note: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        start, end = self.start_ns, self.end_ns
        if start is not None and end is not None and start >= end:
            raise ValueError("a trimmed take ends after it starts")
        return self
