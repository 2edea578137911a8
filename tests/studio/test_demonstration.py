from __future__ import annotations

import socket
from pathlib import Path

import pytest

from liveness.datasets.reader import TakeReader
from liveness.datasets.species import SPECIES
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.datasets.verify import verify_root
from liveness.studio.cli import demo, run_app
from liveness.studio.demonstration import (
    DemoTake,
    ensure_consents,
    plan,
    record_demo_take,
    record_demo_takes,
)


@pytest.mark.parametrize("subjects", [1, 2, 5])
def test_eight_takes_hold_two_bona_fide_and_every_attack_of_the_demo_camera(
    subjects: int,
) -> None:
    rows = plan(subjects, 8, seed=0)
    scenes = [row.scene for row in rows]
    assert scenes.count("bona-fide") == 2
    assert set(scenes) - {"bona-fide"} == {s.id for s in SPECIES if s.demo_scene}
    assert len({row.seed for row in rows}) == 8
    for row in rows:
        assert row.subject < subjects
        assert (row.shown == row.subject) == (row.scene == "bona-fide" or subjects == 1)


def test_people_present_in_pairs_and_each_shows_every_species_in_time() -> None:
    rows = [row for row in plan(6, 60, seed=0) if row.scene != "bona-fide"]
    assert all({row.subject, row.shown} in ({0, 1}, {2, 3}, {4, 5}) for row in rows)
    shown = {(row.subject, row.scene) for row in rows}
    assert len(shown) == 36


def test_the_first_five_takes_hold_each_attack_family() -> None:
    family = {s.id: s.family for s in SPECIES}
    rows = plan(2, 6, seed=0)
    assert {family[r.scene] for r in rows if r.scene != "bona-fide"} == {
        "print",
        "replay",
        "mask",
        "generated",
    }


def test_consents_are_added_once_and_a_withdrawn_one_stops_the_demo(tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    first = ensure_consents(root, 2)
    assert ensure_consents(root, 2) == first
    root.consents.withdraw("DEMO-C1")
    with pytest.raises(Exception, match="withdrawn"):
        ensure_consents(root, 2)


def test_every_scene_becomes_a_take_that_verifies_with_no_network(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the demo must not use the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    root = DatasetRoot.create(tmp_path / "root")
    consents = ensure_consents(root, 2)
    session = root.start_session(
        site="test", operator=None, camera="demo", protocol=None, name=None
    )
    rows = plan(2, 8, seed=3)
    records = [
        record_demo_take(root, session, consents[row.subject], row, seconds=0.2) for row in rows
    ]
    assert [r.label for r in records] == [row.scene for row in rows]
    assert all((r.frames, r.faces, r.status) == (6, 6, "complete") for r in records)
    assert verify_root(root) == []
    with TakeReader(root.take_path(records[1])) as take:
        assert take.labels["species"] == "print-matte"
        assert take.labels["family"] == "print"
        assert take.target_key == root.subject_key("DEMO-S2")


def test_the_same_seed_gives_the_same_frames(tmp_path: Path) -> None:
    packets = []
    for name in ("a", "b"):
        root = DatasetRoot.create(tmp_path / name)
        consents = ensure_consents(root, 1)
        session = root.start_session(
            site="test", operator=None, camera="demo", protocol=None, name=None
        )
        take = DemoTake("replay-phone", 0, 0, seed=11)
        record = record_demo_take(root, session, consents[0], take, seconds=0.1)
        with TakeReader(root.take_path(record)) as reader:
            packets.append([reader.packet(i) for i in range(reader.n_frames)])
    assert packets[0] == packets[1]


def test_several_processes_record_what_one_does_in_the_order_of_the_plan(
    tmp_path: Path,
) -> None:
    found: list[list[tuple[str, str | None, float | None]]] = []
    for workers in (1, 2):
        root = DatasetRoot.create(tmp_path / f"root{workers}")
        consents = ensure_consents(root, 2)
        rows = plan(2, 3, seed=3, look="b")
        with root.locked():
            session = root.start_session(site="test", operator=None, camera="demo")
            made = list(
                record_demo_takes(root, session, consents, rows, seconds=0.3, workers=workers)
            )
        records = [record for record in made if isinstance(record, TakeRecord)]
        assert len(records) == 3
        assert root.unfinished() == []
        assert verify_root(root) == []
        found.append([(r.label, r.subject, r.score) for r in records])
        with TakeReader(root.take_path(records[0])) as take:
            assert take.capture.device == "Demo camera B"
            assert take.packet(0)[1].name == "CAMERA_JPEG"
    assert found[0] == found[1]


def test_a_take_that_cannot_be_recorded_is_told_and_costs_no_other(tmp_path: Path) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    consents = ensure_consents(root, 2)
    rows = plan(2, 2, seed=3)
    bad = DemoTake("bona-fide", 0, 0, -1)
    with root.locked():
        session = root.start_session(site="test", operator=None, camera="demo")
        made = list(
            record_demo_takes(root, session, consents, [bad, rows[0]], seconds=0.2, workers=1)
        )
    assert isinstance(made[0], str)
    assert "E-CAM-12" in made[0]
    assert isinstance(made[1], TakeRecord)


@pytest.mark.parametrize("option", ["--workers=2", "--look=b", "--seconds=1"])
def test_what_a_window_cannot_do_is_said_and_not_passed_over(
    option: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(demo, "has_display", lambda: True)
    assert run_app(["demo", option]) == 2
    assert "add --headless" in capsys.readouterr().err.lower()
