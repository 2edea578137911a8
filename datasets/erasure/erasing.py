"""Erases a subject from a dataset, whatever interrupts it, and proves it.

First a plan is written and synced (``erasure.json``), then each step is done; every one can be
repeated, and a dataset opens after any of them. Whoever opens the dataset next goes on with a
plan that is found there. At the end every byte under the root is searched, the receipt is
appended to ``erasure_log.jsonl``, and the plan, which held pseudonym and keys, is removed.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from liveness.datasets.catalog import Catalog
from liveness.datasets.durable import replace_file, sync_folder
from liveness.datasets.errors import DataError, LivenessError, StorageError
from liveness.datasets.root_files import CARD
from liveness.datasets.store import DatasetRoot

from .cleaning import clean_lines, clean_sessions, clean_tables, count_lines, unlink
from .plan import (
    PLAN_FILE,
    Cancelled,
    ErasurePlan,
    Progress,
    Reason,
    check_cancelled,
    is_interrupted,
    load_plan,
)
from .receipt import Receipt, make_receipt, write_receipt
from .scan import scan_root
from .search import make_plan


def erase_subject(
    root: DatasetRoot,
    label: str,
    *,
    reason: Reason = "request",
    generator: str = "",
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    scan: bool = True,
    keep_found: bool = False,
) -> Receipt:
    """Erase all that belongs to a subject, as presenter or as target.

    An erasure that was interrupted before is finished first; when it is of the same subject,
    that is all.

    Parameters
    ----------
    root
        The dataset; it is locked meanwhile.
    label
        Pseudonym of the subject.
    reason, generator
        For the receipt: why, and by which program.
    progress, cancelled
        For people who wait. Cancelled before the first removal nothing is erased; cancelled
        after it, the next erasure, recovery or start of the studio goes on.
    scan
        Whether every byte is searched at the end; without it nothing is proved.
    keep_found
        Whether the erasure ends although the search found something: it stays, and stands
        in the receipt.

    Returns
    -------
    Receipt
        Not ``complete`` when the search found something: then the plan stays, and the next
        call searches again.

    Raises
    ------
    UsageError
        ``E-ERA-01``, when nothing of this subject is in the dataset.
    LivenessError
        ``E-ERA-03``, when it was cancelled; ``E-ERA-04``, when an interrupted erasure of
        somebody else cannot be finished first.
    StorageError
        ``E-DSK-04``, when another studio works in the root; others when a file cannot be
        removed or written: what is left to do is kept.
    """
    finish = partial(
        _finish, root, progress=progress, cancelled=cancelled, scan=scan, keep_found=keep_found
    )
    with root.locked():
        before = load_plan(root)
        if before is not None:
            receipt = finish(before)
            if before.label == label:
                return receipt
            if not receipt.complete:
                raise LivenessError(
                    "E-ERA-04",
                    "an earlier erasure is not complete",
                    f"{len(receipt.scan.found) if receipt.scan else 0} files still hold "
                    "something of another subject",
                    f"remove them and run it again: erase {root.path} --resume",
                )
        plan = make_plan(
            root,
            label,
            reason=reason,
            generator=generator,
            progress=progress,
            cancelled=cancelled,
        )
        plan = plan.model_copy(update={"lines": count_lines(root.path, plan)})
        check_cancelled(cancelled)
        save_plan(root, plan)
        return finish(plan)


def preview_erasure(root: DatasetRoot, label: str) -> ErasurePlan:
    """Return what an erasure would remove; nothing is changed.

    Raises
    ------
    UsageError
        ``E-ERA-01``, when nothing of this subject is in the dataset.
    """
    plan = make_plan(root, label)
    return plan.model_copy(update={"lines": count_lines(root.path, plan)})


def resume_erasure(
    root: DatasetRoot,
    *,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
    scan: bool = True,
    keep_found: bool = False,
) -> Receipt | None:
    """Go on with an erasure that was interrupted; ``None`` when there is none.

    Parameters and errors are those of :func:`erase_subject`.
    """
    if not is_interrupted(root):
        return None
    with root.locked():
        plan = load_plan(root)
        if plan is None:
            return None
        return _finish(
            root,
            plan,
            progress=progress,
            cancelled=cancelled,
            scan=scan,
            keep_found=keep_found,
        )


def save_plan(root: DatasetRoot, plan: ErasurePlan) -> None:
    """Write the plan, whole or not at all, and sync it.

    Raises
    ------
    StorageError
        When it cannot be written: then nothing is erased.
    """
    replace_file(root.path / PLAN_FILE, plan.model_dump_json().encode())


def run_step(name: str, step: Callable[[], None]) -> None:
    """Do one step; a place for tests to break an erasure."""
    del name
    step()


def _finish(
    root: DatasetRoot,
    plan: ErasurePlan,
    *,
    progress: Progress | None,
    cancelled: Cancelled | None,
    scan: bool,
    keep_found: bool,
) -> Receipt:
    """Do every step of a plan; those that were done before change nothing."""
    state = _State(root, plan)
    # from here on a cancelled erasure is one that goes on later
    for number, (name, step) in enumerate(STEPS):
        check_cancelled(cancelled, begun=True)
        if progress is not None:
            progress(number, len(STEPS), "erasing")
        run_step(name, partial(step, state))
    result = None
    if scan:
        result = scan_root(root.path, state.plan, progress=progress, cancelled=cancelled)
    complete = keep_found or result is None or not result.found
    receipt = make_receipt(state.plan, result, complete=complete)
    if complete:
        run_step("receipt", lambda: write_receipt(root.path, receipt))
        run_step("end", lambda: _remove_plan(root))
    return receipt


class _State:
    """An erasure under way: its plan changes as exports are done."""

    def __init__(self, root: DatasetRoot, plan: ErasurePlan) -> None:
        self.root = root
        self.plan = plan

    def note_export(self, id_: str, result: str) -> None:
        """Keep what became of an export, on the disk."""
        results = {**self.plan.export_results, id_: result}
        self.plan = self.plan.model_copy(update={"export_results": results})
        save_plan(self.root, self.plan)


def _journals(state: _State) -> None:
    paths = [state.root.path / name for name in state.plan.files]
    unlink([path for path in paths if path.parent.name == "incoming"])


def _lines(state: _State) -> None:
    clean_lines(state.root.path, state.plan)


def _files(state: _State) -> None:
    unlink([state.root.path / name for name in state.plan.files])


def _exports(state: _State) -> None:
    from liveness.datasets.exports.rebuilding import rebuild_export
    from liveness.datasets.exports.record import ExportRecord

    for name in state.plan.exports:
        path = state.root.path / name
        if not path.is_file():  # rebuilt to nothing, by an earlier attempt
            state.note_export(path.stem, state.plan.export_results.get(path.stem, "deleted"))
            continue
        try:
            record = ExportRecord.load(path)
        except LivenessError:
            unlink([path])
            state.note_export(path.stem, "its record was damaged: whatever it wrote is left")
            continue
        if record.finished and not record.place(state.root.path).exists():
            state.note_export(record.id, "gone from where it was written: not reached")
        try:
            left = rebuild_export(state.root, record, state.plan.ids)
        except DataError as error:
            if error.code != "E-EXP-02":
                raise
            continue
        if record.id not in state.plan.export_results:
            state.note_export(record.id, "rebuilt" if left.takes else "deleted")


def _tables(state: _State) -> None:
    clean_tables(state.root.path, state.plan)


def _consents(state: _State) -> None:
    unlink([state.root.path / name for name in state.plan.consents])


def _key(state: _State) -> None:
    if state.plan.key is not None:
        state.root.forget_key(state.plan.label, state.plan.key)


def _sessions(state: _State) -> None:
    clean_sessions(state.root.path, state.plan)


def _register(state: _State) -> None:
    state.root.write_manifest()
    if (state.root.path / "catalog.sqlite").exists():
        with Catalog(state.root) as catalog:
            catalog.rebuild()
        # or a cut of the power might bring the old one back
        sync_folder(state.root.path)


def _card(state: _State) -> None:
    from liveness.datasets.exports.card import is_filled, write_card

    # it counts takes, people and consents; one that somebody wrote by hand is left to them
    path = state.root.path / "README.md"
    if not is_filled(path):
        return
    try:
        write_card(state.root)
    except StorageError:
        raise
    except LivenessError:
        # a damaged split must not hold an erasure up; the plain one counts nothing
        replace_file(path, CARD.encode())


def _remove_plan(root: DatasetRoot) -> None:
    unlink([root.path / PLAN_FILE])


STEPS: tuple[tuple[str, Callable[[_State], None]], ...] = (
    # a journal that stays could become a take again
    ("journals", _journals),
    # no reader may find a line whose file is gone
    ("lines", _lines),
    ("files", _files),
    # once there is room again: a packed export is copied
    ("exports", _exports),
    ("tables", _tables),
    ("consents", _consents),
    # last of the names: until now files are known by it
    ("key", _key),
    ("sessions", _sessions),
    ("register", _register),
    ("card", _card),
)
"""What is done, in this order."""
