"""The takes of a dataset as rows to fit and to judge: evidence, truth, people, camera."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from liveness.capture.fusion import Fusion
from liveness.datasets.consent import Consent
from liveness.datasets.evidence import Evidence, FusedEvidence
from liveness.datasets.exports.selection import ABORTED, consent_fault
from liveness.datasets.groups import GroupBook, Kind, by_subject
from liveness.datasets.metrics import Trials
from liveness.datasets.people import people_of
from liveness.datasets.profile import CameraProfile, DataFingerprint
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .fused_scores import evidence_of
from .score_cache import CachedScore, ScoreCache

NO_ANSWER = ("E-DAT-10", "E-DAT-12")
"""Faults of a take on which the program answers nothing: two faces, no frame."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One take.

    Parameters
    ----------
    take, sha256, session, dataset
        Which take it is, and in which dataset.
    species
        PAI species; ``None`` means bona fide.
    family
        Family of the species.
    people
        Everybody in it, presenter and target; somebody made up where nobody is named.
    subject, pai
        Who was before the camera, and the PAI.
    camera, lighting
        Where it was recorded.
    evidence
        By name of the signal; none where the program answered nothing.
    may_train, may_evaluate
        What the consents allow.
    told
        Groups of the person whose face it shows, by kind; of those who told any.
    """

    take: str
    sha256: str
    session: str
    dataset: str
    species: str | None
    family: str | None
    people: tuple[str, ...]
    subject: str
    pai: str | None
    camera: CameraProfile
    lighting: str | None
    evidence: Mapping[str, Evidence]
    may_train: bool
    may_evaluate: bool
    recorded: str | None = None
    """When it was recorded, ISO 8601, UTC; ``None`` where nobody knows."""
    told: Mapping[Kind, str] = field(default_factory=dict)

    @property
    def shown(self) -> str:
        """Whose face it shows: of an attack the target's, where one is named."""
        attack = self.species is not None and len(self.people) > 1
        return self.people[1] if attack else self.subject

    @property
    def label(self) -> str:
        """``bona-fide`` or the species."""
        return self.species or "bona-fide"

    @property
    def answered(self) -> bool:
        """Whether any signal speaks."""
        return any(item.valid and item.quality > 0 for item in self.evidence.values())


@dataclass(frozen=True, slots=True)
class Table:
    """Rows by take, and what was left out.

    Parameters
    ----------
    rows
        Sorted by the take's id.
    left_out
        Number of takes by reason.
    faults
        Files that could not be read, one line each.
    """

    rows: tuple[Row, ...]
    left_out: Mapping[str, int]
    faults: tuple[str, ...]


def read_table(
    root: DatasetRoot,
    *,
    workers: int = 1,
    fresh: bool = False,
    scored: bool = True,
    on_done: Callable[[int, int], None] | None = None,
) -> Table:
    """Return the takes of a dataset that may be used, scored in fresh passes or from the cache.

    Left out are superseded and rejected takes, takes whose consent allows neither training nor
    evaluation today, and files that cannot be read.

    Parameters
    ----------
    root
        The dataset.
    scored
        Whether scores are needed; else rows bear those that are known, and nothing is scored.
    workers, fresh, on_done
        As for :meth:`~liveness.studio.score_cache.ScoreCache.scores`.
    """
    left: Counter[str] = Counter()
    takes = []
    for record in sorted(root.takes(), key=lambda record: record.id):
        reason = _put_aside(record)
        if reason is None:
            takes.append(record)
        else:
            left[reason] += 1
    cache = ScoreCache(root)
    if scored:
        found = cache.scores(takes, workers=workers, fresh=fresh, on_done=on_done)
    else:
        found = cache.looked_into(takes)
    consents = _Consents(root)
    told = by_subject(GroupBook(root.path).all(), root.subject_keys())
    rows, faults = [], []
    for record in takes:
        line = found[record.id]
        fault = line.record.error
        if line.camera is None or (fault is not None and fault.code not in NO_ANSWER):
            left["cannot be read"] += 1
            faults.append(f"{record.id}: {fault.text if fault else 'unknown'}")
            continue
        refused = consents.refused(record, line.consent)
        if len(refused) == 2:
            left[refused["evaluate"]] += 1
            continue
        row = _row(root, record, line, line.camera, refused)
        rows.append(replace(row, told=told.get(row.shown, {})))
    return Table(tuple(rows), dict(sorted(left.items())), tuple(faults))


def _put_aside(record: TakeRecord) -> str | None:
    if record.superseded_by is not None:
        return "superseded by a retake"
    if record.result == "aborted":
        return ABORTED
    if not record.usable:
        return "rejected in review"
    return None


class _Consents:
    """What the people in takes allow today."""

    def __init__(self, root: DatasetRoot) -> None:
        self._today = datetime.now(UTC).date()
        self._by_id: dict[str, Consent] = {consent.id: consent for consent in root.consents}
        self._of_subject: dict[str, list[Consent]] = {}
        for consent in self._by_id.values():
            self._of_subject.setdefault(consent.subject, []).append(consent)

    def refused(self, record: TakeRecord, id_: str | None) -> dict[str, str]:
        """Return why, by what is not allowed: ``train``, ``evaluate``."""
        consent = self._by_id.get(id_ or "")
        if consent is None:
            return dict.fromkeys(("train", "evaluate"), "no consent record")
        # whom a PAI shows: a person with records here must not have withdrawn all of them
        other = record.target if record.target != record.subject else None
        shown = self._of_subject.get(other or "", [])
        refused = {}
        for purpose in ("train", "evaluate"):
            fault = consent_fault(consent, purpose, self._today)
            faults = [consent_fault(each, purpose, self._today) for each in shown]
            if fault is None and faults and all(faults):
                fault = f"target: {faults[0]}"
            if fault is not None:
                refused[purpose] = fault
        return refused


def _row(
    root: DatasetRoot,
    record: TakeRecord,
    line: CachedScore,
    camera: CameraProfile,
    refused: Mapping[str, str],
) -> Row:
    # a PAI that stands alone and shows nobody: its takes are of one person, nobody else's
    nobody = f"?{record.pai or record.id}"
    # the program may have answered, and the system under test had not: a person says so
    silent = line.record.error is not None or record.result == "non-response"
    return Row(
        take=record.id,
        sha256=record.sha256,
        session=record.session,
        dataset=root.info.id,
        species=None if record.bona_fide else record.label,
        family=record.family,
        people=people_of(record) or (nobody,),
        subject=record.subject or record.target or nobody,
        pai=record.pai,
        camera=camera,
        lighting=record.lighting,
        evidence={} if silent else evidence_of(line.record.signals),
        may_train="train" not in refused,
        may_evaluate="evaluate" not in refused,
        recorded=record.created_utc,
    )


def fuse_rows(rows: Iterable[Row], fusion: Fusion) -> list[FusedEvidence]:
    """Return what a fusion makes of each row."""
    return [fusion.fuse(row.evidence) for row in rows]


def trials_of(rows: Sequence[Row], fused: Sequence[FusedEvidence]) -> Trials:
    """Return rows and their fused scores as trials; what is not valid is a non-response."""
    return Trials.of(
        [each.llr if each.valid else None for each in fused],
        [row.species for row in rows],
        [row.subject for row in rows],
        [row.pai for row in rows],
    )


def demo_warning(rows: Sequence[Row]) -> tuple[str, ...]:
    """Return what is to be said of takes of the demo camera; nothing where there are none."""
    count = sum(row.camera.kind == "demo" for row in rows)
    if count == 0:
        return ()
    whose = "all takes are" if count == len(rows) else f"{count} of {len(rows)} takes are"
    return (f"{whose} of the demo camera: they prove the path, never an error rate",)


def fingerprint(rows: Sequence[Row]) -> DataFingerprint:
    """Return which takes these are."""
    return DataFingerprint.of(
        [(row.take, row.sha256, row.label) for row in rows],
        subjects=len({name for row in rows for name in row.people if name[0] != "?"}),
        sessions=len({(row.dataset, row.session) for row in rows}),
    )
