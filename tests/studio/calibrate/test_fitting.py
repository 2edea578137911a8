from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from liveness.capture.profiled import weights_of
from liveness.datasets.metrics import assess, outcomes_at
from liveness.datasets.profile import CameraProfile, Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.calibrate.export_dialog import ExportDialog
from liveness.studio.calibrate.page import CalibratePage
from liveness.studio.fused_scores import fusion_of
from liveness.studio.trial_table import fuse_rows, trials_of

Open = Callable[[DatasetRoot | None], CalibratePage]


@pytest.fixture
def fitted(open_page: Open, site: Callable[..., DatasetRoot], qtbot: QtBot) -> CalibratePage:
    """The page after Fit by the rule."""
    page = open_page(site())
    page.left.fusion.fit_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy, timeout=20_000)
    assert page.state.profile is not None
    return page


def _profile(page: CalibratePage) -> Profile:
    profile = page.state.profile
    assert profile is not None
    return profile


def test_a_fit_decides_from_then_on_and_can_be_taken_back(fitted: CalibratePage) -> None:
    profile, board = _profile(fitted), fitted.state.board
    assert board is not None
    assert board.weights == weights_of(profile)
    assert fitted.state.threshold == profile.operating_point.threshold
    assert fitted.state.thresholds["depth"] == profile.thresholds["depth"]
    people = {row.take: set(row.people) for row in board.rows}
    parts = [set().union(*(people[take] for take in profile.parts[p])) for p in profile.parts]
    assert not parts[0] & parts[1], "nobody is on both sides"
    assert "Checked on other people" in fitted.left.fusion.words.text()
    assert "Uncalibrated" not in fitted.rates.verdict.text()
    n = len(profile.parts["fit"])
    assert (
        f"{n} of these {len(board.shown)} takes were fitted to" in fitted.rates.verdict.text()
    )
    fitted.undo.click()
    assert fitted.state.profile is None
    assert fitted.state.threshold == 1.0
    fitted.redo.click()
    assert _profile(fitted).id == profile.id
    fitted.left.fusion.drop_button.click()
    assert fitted.state.profile is None


def test_reliability_is_shown_on_people_the_fit_had_not_seen(fitted: CalibratePage) -> None:
    fitted.plots.tabs.setCurrentWidget(fitted.reliability)
    text = fitted.reliability.words.text()
    n = len(_profile(fitted).parts["validate"])
    assert "had not seen" in text
    assert "Brier score" in text
    assert f"n = {n} takes" in text
    assert fitted.reliability.plot._bins


def test_an_export_that_nobody_moved_is_the_profile_with_author_and_expiry(
    fitted: CalibratePage, tmp_path: Path
) -> None:
    path = tmp_path / "p.json"
    fitted.fitting.export(str(path), "ENG-7", date(2030, 1, 31))
    read, made = Profile.load(path), _profile(fitted)
    assert (read.id, read.author, read.expires) == (made.id, "ENG-7", date(2030, 1, 31))
    assert read.operating_point == made.operating_point
    content = json.loads(path.read_text())
    assert content["data"]["sha256"] == made.data.sha256
    assert content["generator"].startswith("liveness-studio")
    assert content["created_utc"]
    assert content["schema_version"] == 1
    assert content["limits"]["cameras"]
    path.write_text(path.read_text().replace('"ENG-7"', '"ENG-8"'))
    fitted.fitting.open_profile(str(path))
    message = fitted._bench.messages.message
    assert message is not None
    assert message.code == "E-CAL-01", "what was changed by hand is refused"


def test_a_threshold_set_by_hand_has_rates_of_its_own(
    fitted: CalibratePage, tmp_path: Path
) -> None:
    made, board = _profile(fitted), fitted.state.board
    assert board is not None
    threshold = made.operating_point.threshold + 1.0
    fitted.state.move_threshold(threshold)
    path = tmp_path / "p.json"
    fitted.fitting.export(str(path), "", None)
    read = Profile.load(path)
    assert read.id != made.id
    assert read.operating_point.threshold == threshold
    assert read.operating_point.rule == f"set by hand, after {made.operating_point.rule}"
    rows = [row for row in board.rows if row.take in set(made.parts["validate"])]
    trials = trials_of(rows, fuse_rows(rows, fusion_of(weights_of(read))))
    wanted = assess(trials, outcomes_at(trials, threshold))
    assert read.validation.rates == wanted.rates
    assert read.validation.rates.bpcer.errors > made.validation.rates.bpcer.errors


def test_what_is_tried_out_is_not_exported(fitted: CalibratePage, tmp_path: Path) -> None:
    fitted.try_weights({"depth": 0.0})
    assert "tried out" in fitted.rates.verdict.text()
    fitted.left.fusion.export_button.click()
    message = fitted._bench.messages.message
    assert message is not None
    assert message.code == "E-CAL-05"
    assert fitted.findChild(ExportDialog) is None


def test_the_dialog_asks_for_a_pseudonym_and_a_day(
    fitted: CalibratePage, tmp_path: Path, qtbot: QtBot
) -> None:
    fitted.left.fusion.export_button.click()
    dialog = fitted.findChild(ExportDialog)
    assert dialog.author.text() == "ENG-1"
    dialog.author.setText("Jane Doe?")
    assert not dialog.next.isEnabled()
    dialog.author.setText("ENG-2")
    assert dialog.next.isEnabled()
    dialog.ends.setChecked(False)
    with qtbot.waitSignal(dialog.wished):
        dialog.write_to(str(tmp_path / "q.json"))
    read = Profile.load(tmp_path / "q.json")
    assert (read.author, read.expires) == ("ENG-2", None)


def test_a_profile_of_another_camera_raises_a_banner(
    fitted: CalibratePage, open_page: Open, site: Callable[..., DatasetRoot], tmp_path: Path
) -> None:
    path = tmp_path / "p.json"
    fitted.fitting.export(str(path), "", date(2020, 1, 1))
    other = CameraProfile(device="door camera", kind="camera", width=640, height=480)
    page = open_page(site("other", people=2, each=2, prefix="X", camera=other))
    page.fitting.open_profile(str(path))
    message = page._bench.messages.message
    assert message is not None
    assert "the profile was made for desk camera" in message.what
    verdict = page.rates.verdict.text()
    assert "16 of 16 takes: the profile was made for desk camera" in verdict
    assert "The profile expired on 2020-01-01" in verdict


def test_too_few_people_are_named(
    open_page: Open, site: Callable[..., DatasetRoot], qtbot: QtBot
) -> None:
    page = open_page(site(people=1, each=2))
    page.left.fusion.fit_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy)
    message = page._bench.messages.message
    assert message is not None
    assert message.code == "E-CAL-02"
    assert page.state.profile is None


def test_the_camera_s_settings_are_part_of_an_export(
    open_page: Open, site: Callable[..., DatasetRoot], tmp_path: Path, qtbot: QtBot
) -> None:
    made = CameraProfile(
        device="desk camera", kind="camera", width=1280, height=720, preset="a" * 64
    )
    page = open_page(site(camera=made))
    page.left.fusion.fit_button.click()
    qtbot.waitUntil(lambda: not page.jobs.busy, timeout=20_000)
    path = tmp_path / "p.json"
    page.fitting.export(str(path), "", None)
    (camera,) = json.loads(path.read_text())["limits"]["cameras"]
    assert camera["preset"] == "a" * 64
    changed = made.model_copy(update={"preset": "b" * 64})
    other = open_page(site("other", people=2, each=2, prefix="X", camera=changed))
    other.fitting.open_profile(str(path))
    message = other._bench.messages.message
    assert message is not None
    assert "camera settings aaaaaaaa" in message.what
    assert "camera settings bbbbbbbb" in message.what
