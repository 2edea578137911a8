"""What the erasure of a subject is going to remove; found once, written down, then followed."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from liveness.datasets.errors import LivenessError
from liveness.datasets.model import Model, Pseudonym, utc_now
from liveness.datasets.store import DatasetRoot

PLAN_FILE = "erasure.json"
"""Stands in the root from before the first removal until the receipt is written."""
TAKE_ID = re.compile(r"T[0-9]{8}-[0-9]{6}-[0-9a-f]{6}")
"""An id that :meth:`.DatasetRoot.new_take_id` made: nothing else looks like it."""

Reason = Literal["request", "consent withdrawn"]
Progress = Callable[[int, int, str], None]
"""Called with how much is done, how much there is (0: unknown), and what is done."""
Cancelled = Callable[[], bool]
"""Whether the user wants to stop."""


class PlannedTake(Model):
    """One take that goes."""

    id: str
    session: str = ""
    sha256: str = ""
    frames: int = 0
    marks: str = ""
    """By what copies of its frames are known; see ``frame_marks``."""


class ErasurePlan(Model):
    """Everything that an interrupted erasure needs to go on (``erasure.json``).

    It holds the pseudonym and the keys, so it is removed at the end; what is known of the
    erased subject afterwards is the receipt.
    """

    schema_version: Literal[1] = 1
    id: str
    """Random; the receipt bears it."""
    created_utc: str = Field(default_factory=utc_now)
    reason: Reason = "request"
    generator: str = ""
    label: Pseudonym
    key: str | None = None
    """The random key that stands for the subject in files."""
    digest_key: str
    """Key of the hashes in the receipt, 64 hexadecimal digits; destroyed with the plan."""
    takes: tuple[PlannedTake, ...] = ()
    files: tuple[str, ...] = ()
    """Files to be removed, relative to the root."""
    bytes: int = 0
    """Their size."""
    journals: int = 0
    """How many of them are journals."""
    pais: int = 0
    """Registered PAIs that show the subject; they and their photographs are among the files."""
    photographs: str = ""
    """By what copies of these photographs are known."""
    consents: tuple[str, ...] = ()
    """Consent records to be removed, relative to the root."""
    exports: tuple[str, ...] = ()
    """Records of exports that hold a take that goes, relative to the root."""
    export_places: tuple[str, ...] = ()
    """Where those of them stand that are outside of the root."""
    export_results: dict[str, str] = {}
    """What became of each export."""
    lines: dict[str, int] = {}
    """Lines that go by file, relative to the root."""
    models: tuple[str, ...] = ()
    """Profiles and models made with a take that goes, relative to the root."""
    unread: tuple[str, ...] = ()
    """Journals of which nobody can say whose they are."""
    linked: int = 0
    """Files that have another name somewhere: datasets that were merged by links."""
    operated: int = 0
    """Takes of other people that bear the pseudonym as their operator's."""

    @property
    def ids(self) -> frozenset[str]:
        """Ids of the takes that go."""
        return frozenset(take.id for take in self.takes)

    @property
    def secrets(self) -> frozenset[str]:
        """Strings by which lines and entries of derived files are known to be theirs."""
        found = set(self.ids) | {take.sha256 for take in self.takes if take.sha256}
        return frozenset(found | ({self.key} if self.key else set()))

    @property
    def empty(self) -> bool:
        """Whether nothing of the subject is in the dataset."""
        return not (self.takes or self.files or self.consents or self.key)


def load_plan(root: DatasetRoot) -> ErasurePlan | None:
    """Return the plan of an erasure that was interrupted, or ``None``.

    Raises
    ------
    LivenessError
        ``E-DAT-03``, when the plan is damaged.
    """
    path = root.path / PLAN_FILE
    return ErasurePlan.load(path) if path.is_file() else None


def is_interrupted(root: DatasetRoot) -> bool:
    """Whether an erasure waits to be finished."""
    return (root.path / PLAN_FILE).exists()


def planned_files(root: DatasetRoot) -> frozenset[Path]:
    """Return the files that an interrupted erasure is going to remove."""
    try:
        plan = load_plan(root)
    except LivenessError:
        return frozenset()
    return frozenset() if plan is None else frozenset(root.path / name for name in plan.files)


def check_cancelled(cancelled: Cancelled | None, *, begun: bool = False) -> None:
    """Stop when the user wants to.

    Raises
    ------
    LivenessError
        ``E-ERA-03``.
    """
    if cancelled is None or not cancelled():
        return
    if begun:
        raise LivenessError(
            "E-ERA-03",
            "the erasure was cancelled before its end",
            "some of it is done",
            "the next erase, recover or start of the studio goes on with it",
        )
    raise LivenessError("E-ERA-03", "the erasure was cancelled", "nothing was removed")


def read_json(path: Path) -> Any:
    """Return the content of a JSON file, ``None`` when it does not read."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return None
