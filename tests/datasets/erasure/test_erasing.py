from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from liveness.datasets.catalog import Catalog
from liveness.datasets.durable import append_line
from liveness.datasets.erasure import cleaning, erasing
from liveness.datasets.erasure.erasing import (
    STEPS,
    erase_subject,
    preview_erasure,
    resume_erasure,
)
from liveness.datasets.erasure.plan import PLAN_FILE, load_plan
from liveness.datasets.erasure.receipt import Receipt, read_receipts
from liveness.datasets.errors import LivenessError, StorageError, UsageError
from liveness.datasets.pai import Pai, PaiBook
from liveness.datasets.presentation import Presentation
from liveness.datasets.recovery import recover_root
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

Crowd = Any
"""The fixture's class; see conftest."""

pytestmark = pytest.mark.usefixtures("finalise_here", "read_here")


def tree(root: Path) -> dict[str, bytes]:
    """Every file of a dataset by name; random and dated parts apart."""
    found = {}
    for path in sorted(root.rglob("*")):
        name = path.relative_to(root).as_posix()
        if path.is_file() and not name.startswith(("catalog.sqlite", "erasure_log")):
            found[name] = path.read_bytes()
    return found


def everything(root: Path) -> bytes:
    """All bytes and all names under a root."""
    names = "\n".join(str(path) for path in sorted(root.rglob("*"))).encode()
    return names + b"".join(p.read_bytes() for p in sorted(root.rglob("*")) if p.is_file())


def test_nothing_of_one_of_twenty_is_left_and_the_others_are_whole(crowd: Crowd) -> None:
    records = [crowd.take(f"S{i}", session=f"visit-{i % 3}") for i in range(1, 21)]
    attack = crowd.take("S7", target="S3")
    root = crowd.root
    key = root.subject_key("S3")
    receipt = erase_subject(root, "S3", generator="test 1")
    assert receipt.clean
    assert receipt.counts["takes"] == 2
    left = everything(root.path)
    for secret in (
        key.encode(),
        bytes.fromhex(key),
        records[2].id.encode(),
        attack.id.encode(),
    ):
        assert secret not in left
    texts = [root.path / "manifest.csv", *root.path.rglob("*.json*")]
    assert not any(re.search(r"\bS3\b", path.read_text()) for path in texts)
    assert [r.subject for r in root.takes()] == [
        r.subject for r in sorted(records, key=lambda r: r.session) if r.subject != "S3"
    ]
    assert verify_root(root) == []


def test_everything_that_a_dataset_may_hold_is_found(full: Crowd) -> None:
    root = full.root
    before = preview_erasure(root, "S1")
    assert (len(before.takes), before.journals, len(before.consents)) == (3, 1, 3)
    others = {r.id: root.take_path(r).read_bytes() for r in root.takes()}
    receipt = erase_subject(root, "S1")
    assert receipt.clean, receipt.scan
    assert not any(take.id.encode() in everything(root.path) for take in before.takes)
    for record in root.takes():
        assert root.take_path(record).read_bytes() == others[record.id]
    assert [record.subject for record in root.takes()] == ["S2", "S10"]
    assert [entry["subject"] for entry in Catalog(root).query()] == ["S2", "S10"]
    lines = (root.path / "scores/live.jsonl").read_text().splitlines()
    assert [json.loads(line)["take"] for line in lines] == [root.takes()[0].id]
    assert len((root.path / "scores/live.csv").read_text().splitlines()) == 2
    split = json.loads((root.path / "splits/main.json").read_text())
    assert split["parts"] == {
        "train": [root.subject_key("S2")],
        "test": [root.subject_key("S10")],
    }
    names = sorted(path.name for path in (root.path / "pais").iterdir())
    assert names == ["P1-b-made.jpg", "P1-b.json"]
    assert receipt.models == ("profiles/gate.json",)
    assert not (root.path / "sessions/visit-a").exists()
    assert not (root.path / "caches" / before.takes[0].id).exists()
    # the journal of another person is still there, and becomes a take
    assert len(recover_root(root)) == 1
    assert verify_root(root) == []


def test_the_receipt_tells_numbers_and_no_ids(full: Crowd) -> None:
    root = full.root
    plan = preview_erasure(root, "S1")
    receipt = erase_subject(root, "S1", reason="consent withdrawn", generator="test 1")
    text = (root.path / "erasure_log.jsonl").read_text()
    (logged,) = read_receipts(root.path)
    assert logged == receipt
    assert (logged.reason, logged.generator, logged.bytes) == (
        "consent withdrawn", "test 1", plan.bytes,
    )  # fmt: skip
    assert logged.counts == {
        "takes": 3, "frames": 9, "files": 8, "journals": 1, "pais": 1, "consents": 3, "keys": 1,
        "lines": 7, "exports": 0,
    }  # fmt: skip
    assert len(set(logged.takes)) == 3
    assert any("SSD" in line for line in logged.not_reached)
    for secret in ("S1", plan.key, plan.digest_key, *(take.id for take in plan.takes)):
        assert secret is not None
        assert secret not in text
    # whose key is destroyed: the same erasure elsewhere has other hashes
    assert load_plan(root) is None


def test_an_operator_of_the_same_pseudonym_is_named(crowd: Crowd) -> None:
    crowd.take("S1")
    crowd.root.start_session("lab", "S1", "cam", name="other")
    record = crowd.take("S2", session="other", operator="S1")
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.clean
    assert any("operator" in line for line in receipt.not_reached)
    assert (
        '"operator": "erased"' in (crowd.root.path / "sessions/other/session.json").read_text()
    )
    assert [r.id for r in crowd.root.takes()] == [record.id]


def test_a_take_of_a_pai_that_shows_the_subject_is_theirs(crowd: Crowd) -> None:
    PaiBook(crowd.root.path).add(Pai(id="P1", species="print-matte", target="S1"))
    shown = Presentation.attack("print-matte", subject="S2", pai="P1")
    registered = crowd.take("S2", presentation=shown)
    waiting = crowd.journal("S2", presentation=shown)
    other = crowd.take("S2")
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.clean
    assert receipt.counts["takes"] == 2
    assert not waiting.exists()
    assert [record.id for record in crowd.root.takes()] == [other.id]
    assert registered.id != other.id


def test_a_file_is_known_by_its_key_without_any_line(crowd: Crowd) -> None:
    record, damaged, other = crowd.take("S1"), crowd.take("S1"), crowd.take("S2")
    lines = crowd.root.path / "sessions/visit/takes.jsonl"
    kept = [line for line in lines.read_text().splitlines() if other.id in line]
    lines.write_text("\n".join(kept) + "\n")
    path = crowd.root.take_path(damaged)
    path.write_bytes(b"no signature" + path.read_bytes()[12:])
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.clean
    assert receipt.counts["takes"] == 2
    assert not crowd.root.take_path(record).exists()
    assert not path.exists()
    assert any("without readable pictures" in line for line in receipt.not_reached)


def test_the_lines_of_a_take_that_was_relabelled_are_theirs(crowd: Crowd) -> None:
    record = crowd.take("S2")
    line = {"event": "relabel", "id": record.id, "label": "bona-fide", "subject": "S1"}
    append_line(crowd.root.path / "sessions/visit/takes.jsonl", json.dumps(line))
    assert erase_subject(crowd.root, "S1").counts["takes"] == 1
    assert crowd.root.takes() == []


def test_a_journal_that_nobody_can_read_is_named(crowd: Crowd) -> None:
    crowd.take("S1")
    crowd.write("incoming/T20261122-000000-ffffff.mcap", bytes(100_000))
    (crowd.root.path / "incoming" / "named.mcap").write_bytes(b'..{"subject":"S1"}..')
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.clean
    assert receipt.not_reached[0].startswith("journal incoming/T20261122-000000-ffffff.mcap")
    assert [path.stem for path in crowd.root.unfinished()] == ["T20261122-000000-ffffff"]


def test_a_file_with_another_name_is_told(crowd: Crowd) -> None:
    record = crowd.take("S1")
    other = crowd.root.path.parent / "linked.h5"
    other.hardlink_to(crowd.root.take_path(record))
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.not_reached[0].startswith("1 file has another name on this disk")
    assert other.exists()


def test_an_erasure_that_is_not_complete_holds_up_the_next(crowd: Crowd) -> None:
    record = crowd.take("S1")
    crowd.take("S2")
    copy = crowd.root.path / "copy.bin"
    copy.write_bytes(crowd.root.take_path(record).read_bytes())
    assert not erase_subject(crowd.root, "S1").complete
    with pytest.raises(LivenessError) as caught:
        erase_subject(crowd.root, "S2")
    assert caught.value.code == "E-ERA-04"
    assert len(crowd.root.takes()) == 1, "nothing of the second is touched"
    copy.unlink()
    assert erase_subject(crowd.root, "S2").complete
    assert crowd.root.takes() == []


def test_a_subject_that_is_not_there_is_named(crowd: Crowd) -> None:
    crowd.take("S1")
    before = tree(crowd.root.path)
    with pytest.raises(UsageError) as caught:
        erase_subject(crowd.root, "S9")
    assert caught.value.code == "E-ERA-01"
    assert tree(crowd.root.path) == before


def test_a_consent_alone_can_be_erased(crowd: Crowd) -> None:
    receipt = erase_subject(crowd.root, "S1")
    assert receipt.clean
    assert receipt.counts["consents"] == 1
    assert list(crowd.root.consents) == []


def test_another_studio_is_left_alone(crowd: Crowd) -> None:
    crowd.take("S1")
    with DatasetRoot.open(crowd.root.path).locked(), pytest.raises(StorageError):
        erase_subject(crowd.root, "S1")
    assert len(crowd.root.takes()) == 1


def test_cancelled_before_the_first_removal_nothing_is_gone(full: Crowd) -> None:
    before = tree(full.root.path)
    with pytest.raises(LivenessError) as caught:
        erase_subject(full.root, "S1", cancelled=lambda: True)
    assert (caught.value.code, caught.value.measured) == ("E-ERA-03", "nothing was removed")
    assert tree(full.root.path) == before


class Killed(BaseException):
    """Stands for the end of the process."""


def _kill_after(monkeypatch: pytest.MonkeyPatch, wanted: str) -> None:
    def run(name: str, step: Callable[[], None]) -> None:
        step()
        if name == wanted:
            raise Killed

    monkeypatch.setattr(erasing, "run_step", run)


@pytest.mark.parametrize("step", [*(name for name, _ in STEPS), "receipt"])
def test_killed_after_any_step_it_ends_the_same(
    full: Crowd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, step: str
) -> None:
    shutil.copytree(full.root.path, tmp_path / "whole")
    whole = DatasetRoot.open(tmp_path / "whole")
    erase_subject(whole, "S1")
    with monkeypatch.context() as patch:
        _kill_after(patch, step)
        with pytest.raises(Killed):
            erase_subject(full.root, "S1")
    # it opens, and no reader meets a line without its file
    opened = DatasetRoot.open(full.root.path)
    if step != "journals":
        assert all(opened.take_path(record).is_file() for record in opened.takes())
    # by the next erasure, or by whoever opens it next
    resumed = erase_subject(opened, "S1") if step == "files" else resume_erasure(opened)
    assert isinstance(resumed, Receipt)
    assert resumed.clean
    assert resumed.counts["lines"] == 7
    assert len(read_receipts(opened.path)) == 1
    assert resume_erasure(opened) is None
    assert tree(opened.path) == tree(whole.path)


def test_any_write_or_removal_may_be_the_last(
    full: Crowd, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spare = tmp_path / "spare"
    shutil.copytree(full.root.path, spare)
    ends: list[dict[str, bytes]] = []
    left = [0]

    def dying(real: Callable[..., object]) -> Callable[..., object]:
        def run(*arguments: object, **options: object) -> object:
            left[0] -= 1
            if left[0] < 0:
                raise Killed
            return real(*arguments, **options)

        return run

    unlink, replace = Path.unlink, cleaning.replace_file
    for allowed in range(100):
        shutil.rmtree(full.root.path)
        shutil.copytree(spare, full.root.path)
        left[0] = allowed
        done = False
        with monkeypatch.context() as patch:
            patch.setattr(Path, "unlink", dying(unlink))
            patch.setattr(cleaning, "replace_file", dying(replace))
            root = DatasetRoot.open(full.root.path)
            try:
                erase_subject(root, "S1", scan=False)
                done = True
            except Killed:
                pass
        (full.root.path / "lock").unlink(missing_ok=True)
        root = DatasetRoot.open(full.root.path)
        resume_erasure(root)
        root.write_manifest()
        ends.append(tree(full.root.path))
        if done:
            break
    assert done
    assert len(ends) > 15
    # killed before the plan was written, the erasure never began
    whole = [end for end in ends if PLAN_FILE not in end and len(end) == len(ends[-1])]
    assert all(end == ends[-1] for end in whole)
    assert len(whole) >= len(ends) - 1
