"""What is left to show of an erasure: counts and hashes whose key is destroyed, no ids."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import Field

from liveness.datasets.durable import append_line
from liveness.datasets.model import Model, utc_now
from liveness.datasets.register import read_lines

from .plan import ErasurePlan, Reason

LOG_FILE = "erasure_log.jsonl"

OUTSIDE = (
    "copies outside this folder: backups, snapshots, exports that were moved or handed on, "
    "profiles and models made with these takes and kept elsewhere",
    "blocks of the disk that are free now and not yet written over; on an SSD only "
    "full-disk encryption, or its secure erase, reaches them",
)
"""What no program that erases files can reach."""


class Found(Model):
    """Something of the subject that is still there; never the thing itself."""

    path: str
    """Relative to the root; pseudonym, key and ids of takes are left out of it."""
    kind: str
    """``key``, ``take id``, ``checksum``, ``frame``, ``photograph``, ``pseudonym``,
    ``name`` or ``unreadable``."""
    count: int = 1


class Scan(Model):
    """What the search of every byte under the root found."""

    files: int = 0
    bytes: int = 0
    seconds: float = 0.0
    patterns: int = 0
    """Number of byte strings that were searched for."""
    found: tuple[Found, ...] = ()


class Receipt(Model):
    """One line of ``erasure_log.jsonl``."""

    event: Literal["erase"] = "erase"
    schema_version: Literal[1] = 1
    id: str
    started_utc: str
    utc: str = Field(default_factory=utc_now)
    """When it was complete."""
    reason: Reason
    generator: str
    """Program and version."""
    subject: str
    """HMAC-SHA256 of the pseudonym; as of all hashes here, its random key is destroyed, so
    that nobody can try pseudonyms against it."""
    takes: tuple[str, ...]
    """HMAC-SHA256 of the SHA-256, or else the id, of each erased take."""
    counts: Mapping[str, int]
    """Number of things erased by kind."""
    bytes: int
    """Size of the files that were removed."""
    exports: Mapping[str, str] = {}
    """What became of each export that held a take."""
    models: tuple[str, ...] = ()
    """Models and profiles made with erased takes: they are to be made again."""
    scan: Scan | None = None
    """``None`` when it was asked to be left out: then nothing is proved."""
    not_reached: tuple[str, ...] = ()
    """What was not, or cannot be, erased."""
    complete: bool = True
    """Whether the scan found nothing, or the user keeps what it found."""

    @property
    def clean(self) -> bool:
        """Whether every byte was searched and nothing found."""
        return self.scan is not None and not self.scan.found


def make_receipt(plan: ErasurePlan, scan: Scan | None, *, complete: bool) -> Receipt:
    """Return the receipt of an erasure whose removals are done.

    Parameters
    ----------
    plan
        What was followed.
    scan
        What the search found; ``None`` without one.
    complete
        Whether the erasure ends with it.
    """

    def keyed(text: str) -> str:
        return hmac.new(bytes.fromhex(plan.digest_key), text.encode(), "sha256").hexdigest()

    return Receipt(
        id=plan.id,
        started_utc=plan.created_utc,
        reason=plan.reason,
        generator=plan.generator,
        subject=keyed(plan.label),
        takes=tuple(sorted(keyed(take.sha256 or take.id) for take in plan.takes)),
        counts={
            "takes": len(plan.takes),
            "frames": sum(take.frames for take in plan.takes),
            "files": len(plan.files),
            "journals": plan.journals,
            "pais": plan.pais,
            "consents": len(plan.consents),
            "keys": int(plan.key is not None),
            "lines": sum(plan.lines.values()),
            "exports": len(plan.exports),
        },
        bytes=plan.bytes,
        exports=plan.export_results,
        models=tuple(masked(name, plan) for name in plan.models),
        scan=scan,
        not_reached=tuple(_not_reached(plan)),
        complete=complete,
    )


def _not_reached(plan: ErasurePlan) -> list[str]:
    lines = [
        f"journal {name} cannot be read: nobody can say whom it shows" for name in plan.unread
    ]
    if plan.operated:
        takes = "1 take" if plan.operated == 1 else f"{plan.operated} takes"
        lines.append(f"{takes} of other people, which name the pseudonym as their operator's")
    if plan.linked:
        files = "1 file has" if plan.linked == 1 else f"{plan.linked} files have"
        lines.append(f"{files} another name on this disk: erase the other dataset, too")
    without = sum(not take.marks for take in plan.takes)
    if without:
        takes = "1 take" if without == 1 else f"{without} takes"
        lines.append(f"stray copies of single frames of {takes} without readable pictures")
    if not any(c.isalpha() for c in plan.label):
        lines.append("the pseudonym in running text, where it cannot be told from a number")
    return [*lines, *OUTSIDE]


def masked(text: str, plan: ErasurePlan) -> str:
    """Return a path without the secrets that may stand in it."""
    for secret in sorted(plan.secrets, key=len, reverse=True):
        text = text.replace(secret, "...")
    parts = [
        part if not _is_label(part, plan.label) else part.replace(plan.label, "...")
        for part in text.split("/")
    ]
    return "/".join(parts)


def _is_label(part: str, label: str) -> bool:
    return part == label or part.partition(".")[0] == label


def write_receipt(root: Path, receipt: Receipt) -> None:
    """Append a receipt to the log, once.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    path = root / LOG_FILE
    if any(entry and entry.get("id") == receipt.id for _, entry in read_lines(path)):
        return
    append_line(path, json.dumps(receipt.model_dump(mode="json")))


def read_receipts(root: Path) -> list[Receipt]:
    """Return every receipt of a dataset, the oldest first."""
    return [
        Receipt.model_validate(entry)
        for _, entry in read_lines(root / LOG_FILE)
        if entry and entry.get("event") == "erase"
    ]
