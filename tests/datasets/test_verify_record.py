"""A take against its label, the step of its protocol, and its consent."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from small_takes import take_in

from liveness.datasets.consent import Consent
from liveness.datasets.findings import Fault
from liveness.datasets.kept_protocol import keep_protocol
from liveness.datasets.protocol import Protocol, parse_protocol
from liveness.datasets.reviewing import relabel_take
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root

pytestmark = pytest.mark.usefixtures("check_here")

TEXT = """
schema_version = 1
id = "ours"
title = "Ours"
[[species]]
id = "print-on-a-mug"
family = "print"
title = "Printed on a mug"
[[steps]]
id = "live"
title = "Live"
text = "Sit down."
[[steps]]
id = "mug"
title = "Mug"
text = "Show the mug."
species = "print-on-a-mug"
picture = "print-bent"
"""
OURS = parse_protocol(TEXT, "ours.toml")


def _faults(root: DatasetRoot, *protocols: Protocol) -> list[Fault]:
    return verify_root(root, protocols=protocols)


def _told(root: DatasetRoot, *protocols: Protocol) -> list[tuple[str, str, str]]:
    return [(fault.code, fault.severity, fault.text) for fault in _faults(root, *protocols)]


def test_a_step_is_served_by_its_label(root: DatasetRoot) -> None:
    take_in(root, "S1", consent="C1", protocol="ours", step="live")
    assert _told(root, OURS) == []
    take_in(root, "S1", consent="C1", protocol="ours", step="mug")
    take_in(root, "S1", consent="C1", protocol="ours", step="cup")
    told = {text: severity for _, severity, text in _told(root, OURS)}
    assert told == {
        "it is labelled bona-fide, step mug of ours asks for print-on-a-mug": "error",
        "protocol ours has no step cup (there are live, mug)": "error",
    }


def test_after_a_relabel_the_step_was_not_served(root: DatasetRoot) -> None:
    take = take_in(root, "S1", consent="C1", protocol="ours", step="live")
    relabel_take(root, take.id, "print-bent", reviewer="Q1")
    ((code, severity, text),) = _told(root, OURS)
    assert (code, severity) == ("V-STEP", "warning")
    assert "labelled print-bent, step live of ours asks for bona-fide" in text


def test_a_protocol_that_nobody_knows_is_told_once_a_session(root: DatasetRoot) -> None:
    for _ in range(3):
        take_in(root, "S1", consent="C1", protocol="ours", step="live")
    (fault,) = _faults(root)
    assert (fault.code, fault.severity, fault.path) == (
        "V-PROTOCOL",
        "warning",
        "sessions/visit",
    )
    (root.path / "protocols").mkdir()
    (root.path / "protocols" / "ours.toml").write_text(TEXT)
    assert _told(root) == []


def test_the_datasets_own_protocol_comes_before_a_shipped_one(root: DatasetRoot) -> None:
    take_in(root, "S1", consent="C1", protocol="ours", step="new")
    assert [code for code, *_ in _told(root, OURS)] == ["V-STEP"]
    (root.path / "protocols").mkdir()
    own = root.path / "protocols" / "ours.toml"
    own.write_text(TEXT.replace('"live"', '"new"'))
    assert _told(root, OURS) == []
    own.write_text("id = ")
    assert [code for code, *_ in _told(root, OURS)] == ["V-PROTOCOL", "V-STEP"]


def test_a_session_is_checked_against_the_protocol_that_it_followed(root: DatasetRoot) -> None:
    take_in(root, "S1", consent="C1", protocol="ours", step="old")
    followed = parse_protocol(TEXT.replace('"live"', '"old"'), "old.toml")
    path = root.path / "sessions" / "visit" / "session.json"
    session = json.loads(path.read_text())
    path.write_text(json.dumps(session | {"protocol": "ours"}))
    # a later version has no such step
    keep_protocol(root.path, OURS)
    assert [code for code, *_ in _told(root)] == ["V-STEP"]
    sum_ = keep_protocol(root.path, followed)
    path.write_text(json.dumps(session | {"protocol": "ours", "protocol_sha256": sum_}))
    assert _told(root) == []


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"scope": ["train"]}, "consent C7 is for train, not to record"),
        ({"granted_utc": "2026-03-02T00:00:00.000Z"}, "consent C7 is of 2026-03-02"),
        ({"expires": date(2026, 2, 28)}, "consent C7 expired on 2026-02-28"),
        ({"withdrawn_utc": "2026-04-01T00:00:00.000Z"}, "was withdrawn on 2026-04-01"),
        ({"subject": "S8"}, "consent C7 is S8's, the take S7's"),
    ],
)
def test_a_consent_must_cover_the_day(
    root: DatasetRoot, changes: dict[str, object], said: str
) -> None:
    good = Consent(
        id="C7",
        subject="S7",
        granted_utc="2026-03-01T00:00:00.000Z",
        expires=date(2026, 3, 1),
    )
    root.consents.add(good)
    take_in(root, "S7", consent="C7", created_utc="2026-03-01T12:00:00.000Z")
    assert _told(root) == []
    bad = Consent.model_validate(good.model_dump() | changes)
    (root.path / "consents" / "C7.json").write_text(bad.model_dump_json())
    (fault,) = _faults(root)
    assert (fault.code, fault.severity) == ("V-CONSENT", "error")
    assert said in fault.text
    if "withdrawn" in said:
        assert fault.fix == "erase the subject: liveness-studio erase ROOT --subject S7"


def test_the_line_of_an_early_version_says_no_day(root: DatasetRoot) -> None:
    root.consents.add(Consent(id="C7", subject="S7", granted_utc="2999-01-01T00:00:00.000Z"))
    take_in(root, "S7", consent="C7")
    assert [code for code, *_ in _told(root)] == ["V-CONSENT"]
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    entry = json.loads(path.read_text())
    del entry["created_utc"]
    path.write_text(json.dumps(entry) + "\n")
    assert _told(root) == []


def test_the_same_frames_twice_are_named(root: DatasetRoot) -> None:
    first = take_in(root, "S1", consent="C1", seed=7)
    take_in(root, "S1", consent="C1", seed=8)
    again = take_in(root, "S1", consent="C1", seed=7)
    ((code, severity, text),) = _told(root)
    assert (code, severity) == ("V-DUPLICATE", "warning")
    assert text == f"it holds the same frames as sessions/visit/{first.file}"
    assert first.sha256 != again.sha256
    take_in(root, "S1", consent="C1", species="print-bent", seed=7)
    wrong = [fault for fault in _faults(root) if fault.severity == "error"]
    assert [fault.text for fault in wrong] == [f"{text}, which is bona-fide of S1"]


@pytest.mark.usefixtures("finalise_here")
def test_a_corrected_species_must_be_known(
    root: DatasetRoot, journal_of: Callable[..., Path]
) -> None:
    take: TakeRecord = root.finalise(journal_of(2))
    path = root.path / "sessions" / "visit" / "takes.jsonl"
    line = {"event": "relabel", "id": take.id, "label": "print-unheard", "reviewer": "Q"}
    with path.open("a") as file:
        file.write(json.dumps(line) + "\n")
    root.write_manifest()
    ((code, _, text),) = _told(root)
    assert (code, "print-unheard" in text) == ("V-LABEL", True)
