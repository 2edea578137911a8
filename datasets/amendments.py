"""What is said of a take after it was registered: review, relabel, trim, note, supersede.

Each is a line of ``takes.jsonl``, only ever appended; of two lines of one kind for one take the
later counts. A line is taken back by one more line, an ``undo`` that names its key; taking that
one back brings the first one back. The take file and its own line never change.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

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


ABORTS = (
    "subject left or moved away",
    "somebody interrupted",
    "wrong PAI or label",
    "wrong light or distance",
    "camera or light failed",
    "subject asked to stop",
    "other",
)
"""Why an operator breaks a take off."""

NON_RESPONSES = (
    "no face found",
    "no answer in time",
    "device refused to capture",
    "device failed",
    "other",
)
"""Why the system gave no answer to a presentation."""

MarkedOutcome = Literal["non-response", "aborted"]
"""``non-response``: the system gave no answer to the presentation; ``aborted``: it was broken
off, and counts for nothing."""

LineKey = Annotated[str, StringConstraints(pattern="^[0-9a-f]{16}$")]
"""Name of a line, by which an `Undo` refers to it."""


def new_key() -> str:
    """Return the key of a new line: 8 random bytes in hex."""
    return secrets.token_hex(8)


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
    key: LineKey | None = None


class Unreview(Model):
    """Takes back the last review of one reviewer; what stood before counts again."""

    event: Literal["unreview"] = "unreview"
    id: Pseudonym
    """The take."""
    reviewer: Pseudonym
    """Whose last review is taken back; nobody takes back another's."""
    utc: str = Field(default_factory=utc_now)
    key: LineKey | None = None


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
    key: LineKey | None = None


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
    key: LineKey | None = None

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        start, end = self.start_ns, self.end_ns
        if start is not None and end is not None and start >= end:
            raise ValueError("a trimmed take ends after it starts")
        return self


class Note(Model):
    """What somebody wants to be known of a take; an empty text takes the place of an older."""

    event: Literal["note"] = "note"
    id: Pseudonym
    """The take."""
    text: str = Field(max_length=500)
    """Free text; never a name."""
    reviewer: Pseudonym
    """Pseudonym of the person who wrote it, operator or reviewer."""
    utc: str = Field(default_factory=utc_now)
    key: LineKey | None = None


class Mark(Model):
    """What a presentation came to as the operator saw it, where the program saw otherwise."""

    event: Literal["mark"] = "mark"
    id: Pseudonym
    """The take."""
    outcome: MarkedOutcome
    reason: str = Field(default="", max_length=200)
    """In words; never a name."""
    reviewer: Pseudonym
    """Pseudonym of the person who says so."""
    utc: str = Field(default_factory=utc_now)
    key: LineKey | None = None


class Undo(Model):
    """Takes back one line: the register reads as if that line had never been appended.

    A line that an undo names may itself be an undo; then what that one took back counts again.
    """

    event: Literal["undo"] = "undo"
    id: Pseudonym
    """The take."""
    of: LineKey
    """Key of the line that no longer counts."""
    reviewer: Pseudonym
    utc: str = Field(default_factory=utc_now)
    key: LineKey | None = None


def taken_back(undos: Iterable[Undo]) -> frozenset[str]:
    """Return the keys of the lines that no longer count, whatever the order of the undos."""
    by_line: dict[str, list[Undo]] = {}
    for undo in undos:
        by_line.setdefault(undo.of, []).append(undo)
    counts: dict[str, bool] = {}

    def gone(key: str) -> bool:
        # undos are followed one after the other: a chain may be longer than the stack is deep
        open_ = [key]
        while open_:
            top = open_[-1]
            own = [undo.key for undo in by_line.get(top, ()) if undo.key is not None]
            unknown = [each for each in own if each not in counts]
            # a key that stands in its own chain is damage; it is taken not to count
            unknown = [each for each in unknown if each not in open_]
            if unknown:
                open_.append(unknown[0])
                continue
            nameless = any(undo.key is None for undo in by_line.get(top, ()))
            counts[top] = nameless or any(not counts.get(each, False) for each in own)
            open_.pop()
        return counts[key]

    return frozenset(key for key in by_line if gone(key))
