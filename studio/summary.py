"""What a dataset or a session holds: coverage, quality, signals, decisions, problems, reviews.

No Qt. Every number is counted from the register and the kept scores; nothing is scored.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liveness.datasets.agreement import Agreement, agreements
from liveness.datasets.coverage import Coverage
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.kept_protocol import kept_protocol
from liveness.datasets.metrics import Rate
from liveness.datasets.protocol import Protocol
from liveness.datasets.register import read_reviews, read_takes
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .problems import Problem, find_problems
from .protocols import find_protocol
from .rescoring import ScoreRecord
from .score_cache import ScoreCache

TOP = 3
"""How many reasons of abstaining are told."""


@dataclass(frozen=True, slots=True)
class Covered:
    """How far one session has come with its protocol.

    Parameters
    ----------
    session, protocol
        Their ids.
    people
        Takes made and takes asked for, by subject.
    cells
        Takes made and asked for, by label, over all subjects, lights and distances.
    """

    session: str
    protocol: str
    people: Mapping[str, tuple[int, int]]
    cells: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Health:
    """How one signal worked.

    Parameters
    ----------
    name
        Of the signal.
    valid, takes
        Takes on which it spoke, and takes with a kept score.
    silent
        Its most frequent reasons for abstaining, with their number.
    """

    name: str
    valid: int
    takes: int
    silent: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Quality:
    """What the takes of one label are like.

    Parameters
    ----------
    label
        ``bona-fide`` or the species.
    takes, usable
        All, and those that count.
    frames, faces, lost, dropped
        Sums over the takes: frames, frames with a face, frames known to be lost on the way,
        frames that the source skipped.
    seconds
        Sum of their lengths.
    """

    label: str
    takes: int
    usable: int
    frames: int
    faces: int
    lost: int
    dropped: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Decided:
    """What the decisions on the usable takes of one label were.

    Parameters
    ----------
    label
        ``bona-fide`` or the species.
    counts
        By decision: accept, reject, undecided.
    wrong
        Share that was decided wrongly: a reject of bona fide, an accept of an attack.
    """

    label: str
    counts: Mapping[str, int]
    wrong: Rate


@dataclass(frozen=True, slots=True)
class Summary:
    """Everything that a report of a dataset tells.

    Parameters
    ----------
    dataset
        Name of its folder.
    session
        The one session that is told of; ``None`` for all.
    takes
        Oldest first.
    sessions
        Those of the takes.
    covered, quality, health, decided
        As the classes say.
    calibrated
        Whether a profile decided every one of the kept scores.
    problems
        By take.
    verdicts
        Standing reviews by verdict, and ``none`` for takes without one.
    reviewers
        Number of takes that each reviewed.
    agreement
        Of each two reviewers.
    """

    dataset: str
    session: str | None
    takes: tuple[TakeRecord, ...]
    sessions: tuple[Session, ...]
    covered: tuple[Covered, ...]
    quality: tuple[Quality, ...]
    health: tuple[Health, ...]
    decided: tuple[Decided, ...]
    calibrated: bool
    problems: Mapping[str, tuple[Problem, ...]]
    verdicts: Mapping[str, int]
    reviewers: Mapping[str, int]
    agreement: tuple[Agreement, ...]


def summarise(root: DatasetRoot, session: str | None = None) -> Summary:
    """Return what a dataset, or one session of it, holds.

    Raises
    ------
    UsageError
        ``E-DAT-30``, when there is no such session.
    """
    every = {each.id: each for each in root.sessions()}
    if session is not None and session not in every:
        known = ", ".join(sorted(every)) or "none"
        raise UsageError("E-DAT-30", f"there is no session {session!r}", f"there are {known}")
    takes = [t for t in read_takes(root.path) if session in (None, t.session)]
    scores = {id_: line.record for id_, line in ScoreCache(root).known(takes).items()}
    ids = {take.id for take in takes}
    reviews = {id_: found for id_, found in read_reviews(root.path).items() if id_ in ids}
    used = tuple(every[id_] for id_ in dict.fromkeys(t.session for t in takes) if id_ in every)
    verdicts = Counter("none" if t.review is None else t.review.verdict for t in takes)
    people = Counter(
        name for found in reviews.values() for name in {each.reviewer for each in found}
    )
    return Summary(
        dataset=root.path.name,
        session=session,
        takes=tuple(takes),
        sessions=used,
        covered=tuple(_covered(root, used, takes)),
        quality=tuple(_quality(takes)),
        health=tuple(_health(scores.values())),
        decided=tuple(_decided(takes, scores)),
        calibrated=bool(scores) and all(score.calibrated for score in scores.values()),
        problems=find_problems(takes, scores=scores),
        verdicts=dict(verdicts),
        reviewers=dict(people.most_common()),
        agreement=tuple(agreements(reviews)),
    )


def _covered(
    root: DatasetRoot, sessions: Iterable[Session], takes: Sequence[TakeRecord]
) -> Iterable[Covered]:
    for session in sessions:
        protocol = _protocol(root, session)
        if protocol is None:
            continue
        own = [take for take in takes if take.session == session.id]
        subjects = list(dict.fromkeys(t.subject for t in own if t.subject is not None))
        coverage = Coverage(protocol, own, subjects)
        cells: dict[str, tuple[int, int]] = {}
        for cell in coverage.cells():
            have, need = cells.get(cell.label, (0, 0))
            cells[cell.label] = have + cell.have, need + cell.need
        yield Covered(session.id, protocol.id, coverage.progress(), cells)


def _protocol(root: DatasetRoot, session: Session) -> Protocol | None:
    """Return the protocol as it was followed, or as it ships where it was not kept."""
    if session.protocol is None:
        return None
    kept = kept_protocol(root.path, session.protocol, session.protocol_sha256)
    if kept is not None:
        return kept
    try:
        return find_protocol(session.protocol)
    except LivenessError:
        return None


def _quality(takes: Sequence[TakeRecord]) -> Iterable[Quality]:
    for label in _labels(takes):
        own = [take for take in takes if take.label == label]
        yield Quality(
            label,
            len(own),
            sum(take.usable for take in own),
            sum(take.frames for take in own),
            sum(take.faces for take in own),
            sum(take.frames_known_lost for take in own),
            sum(take.dropped for take in own),
            sum(take.seconds for take in own),
        )


def _labels(takes: Iterable[TakeRecord]) -> list[str]:
    """Return the labels, bona fide first."""
    return sorted(
        {take.label for take in takes}, key=lambda label: (label != "bona-fide", label)
    )


def _health(scores: Iterable[ScoreRecord]) -> Iterable[Health]:
    known = [score for score in scores if score.error is None]
    for name in dict.fromkeys(name for score in known for name in score.signals):
        said = [score.signals[name] for score in known if name in score.signals]
        # a reason without its numbers, so that like ones count together
        silent = Counter(
            reason.split(":")[0] for one in said if not one.valid for reason in one.reasons[:1]
        )
        spoke = sum(one.valid for one in said)
        yield Health(name, spoke, len(said), tuple(silent.most_common(TOP)))


def _decided(
    takes: Sequence[TakeRecord], scores: Mapping[str, ScoreRecord]
) -> Iterable[Decided]:
    usable = [take for take in takes if take.usable]
    for label in _labels(usable):
        own = [take for take in usable if take.label == label]
        counts = Counter(
            scores[take.id].decision if take.id in scores else take.decision for take in own
        )
        bad = "reject" if label == "bona-fide" else "accept"
        yield Decided(label, dict(counts), Rate.of(counts[bad], len(own)))
