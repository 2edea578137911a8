"""Drift between days of a dataset: people who score as they did, and people who do not."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import DataError, UsageError
from liveness.datasets.evidence import Evidence
from liveness.datasets.profile import CameraProfile, Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import app, run_app
from liveness.studio.drifting import PROFILE, DriftOverTime, compare_periods
from liveness.studio.trial_table import Row, Table

from .conftest import add_person, add_take, score_record

CAMERA = CameraProfile(device="desk camera", kind="camera", width=1280, height=720)
DAYS = ("2026-03-01", "2026-03-02", "2026-03-03")
PEOPLE = 120


def _row(number: int, day: str, person: str, texture: float, **more: object) -> Row:
    evidence = {
        "depth": Evidence("depth", float(np.sin(number)), True, 1.0),
        "texture": Evidence("texture", texture, True, 1.0),
    }
    content: dict[str, object] = {
        "take": f"T{number}",
        "sha256": f"{number:064x}",
        "session": f"visit-{day}",
        "dataset": "d",
        "species": None,
        "family": None,
        "people": (person,),
        "subject": person,
        "pai": None,
        "camera": CAMERA,
        "lighting": "office",
        "evidence": evidence,
        "may_train": True,
        "may_evaluate": True,
        "recorded": f"{day}T09:00:00.000Z",
    }
    return Row(**{**content, **more})  # type: ignore[arg-type]


def _table(shift: float, seed: int = 0, people: int = PEOPLE) -> Table:
    """Three days of takes, two a person; on the last day texture lies ``shift`` sd lower."""
    chance = np.random.default_rng(seed)
    rows = []
    for day in DAYS:
        for i in range(people):
            middle = chance.normal(1.0, 0.6) - (shift * 0.6 if day == DAYS[-1] else 0.0)
            for k in range(2):
                score = middle + 0.01 * k
                rows.append(_row(len(rows), day, f"S{i}", float(score)))
    return Table(tuple(rows), {}, ())


def test_half_a_standard_deviation_on_one_day_is_named_with_day_and_signal() -> None:
    found = compare_periods(_table(0.5))
    assert found.alarm
    assert found.reference == DAYS[0]
    assert found.reference_people == PEOPLE
    assert [p.period for p in found.periods] == list(DAYS[1:])
    assert [bool(p.drift and p.drift.alarm) for p in found.periods] == [False, True]
    last = found.periods[-1].drift
    assert last is not None
    assert [s.signal for s in last.signals if s.alarm] == ["texture"]
    assert last.signals[0].shift == pytest.approx(-0.5, abs=0.25)
    # ten takes of one person are not ten people
    assert last.signals[0].n_day == PEOPLE


def test_resampled_days_raise_few_alarms_over_all_days_together() -> None:
    alarms = sum(compare_periods(_table(0.0, seed, people=30)).alarm for seed in range(200))
    # .05 of 200 is 10; three standard deviations of the count are 9
    assert alarms <= 10 + 9


def test_attacks_and_what_consent_does_not_allow_are_not_compared() -> None:
    rows = list(_table(0.0).rows)
    rows += [_row(5000 + i, DAYS[1], f"S{i}", -9.0, species="mask-rigid") for i in range(50)]
    rows += [_row(6000 + i, DAYS[1], f"S{i}", -9.0, may_evaluate=False) for i in range(50)]
    assert compare_periods(Table(tuple(rows), {}, ())) == compare_periods(_table(0.0))


def test_sessions_and_a_chosen_reference() -> None:
    found = compare_periods(_table(0.5), by="session", reference=f"visit-{DAYS[-1]}")
    assert [bool(p.drift and p.drift.alarm) for p in found.periods] == [True, True]
    assert found.periods[0].drift is not None
    assert found.periods[0].drift.signals[0].shift > 0.3
    with pytest.raises(UsageError, match=r"E-CAL-05.*no day '2026-04-01'"):
        compare_periods(_table(0.0), reference="2026-04-01")


def test_another_camera_and_light_are_told_as_what_they_are() -> None:
    other = CameraProfile(device="phone", kind="camera", width=1280, height=720)
    rows = [
        row
        if row.recorded is None or not row.recorded.startswith(DAYS[1])
        else _row(int(row.take[1:]), DAYS[1], row.subject, 1.0, camera=other, lighting="lamp")
        for row in _table(0.0).rows
    ]
    told = compare_periods(Table(tuple(rows), {}, ())).warnings
    assert told == (
        f"{DAYS[1]}: recorded with another camera, phone at 1280 x 720",
        f"{DAYS[1]}: recorded in another light, lamp",
    )


def test_too_little_is_said() -> None:
    one_day = Table(tuple(r for r in _table(0.0).rows if r.session.endswith("01")), {}, ())
    with pytest.raises(DataError, match=r"E-CAL-22.*no other day"):
        compare_periods(one_day)
    with pytest.raises(DataError, match=r"E-CAL-22.*too few people"):
        compare_periods(_table(0.0, people=5))
    with pytest.raises(DataError, match=r"E-CAL-22.*no bona fide take"):
        compare_periods(Table((), {}, ()))


@pytest.fixture
def days(tmp_path: Path) -> DatasetRoot:
    """A dataset on disk: ten people on two days, the second one lower by two."""
    root = DatasetRoot.create(tmp_path / "days")
    (root.path / "scores").mkdir(exist_ok=True)
    chance = np.random.default_rng(1)
    for i in range(10):
        add_person(root, f"S{i}")
        for k, day in enumerate(DAYS[:2]):
            llr = {"depth": float(chance.normal(1, 0.3)), "texture": 1.0 + 0.1 * i - 2 * k}
            created = f"{day}T10:00:00.000Z"
            add_take(root, 10 * i + k, "bona-fide", f"S{i}", score_record(llr), created=created)
    return root


def test_the_command_says_what_moved_and_the_json_is_the_model(days: DatasetRoot) -> None:
    done = CliRunner().invoke(app, ["drift", str(days.path)])
    assert done.exit_code == 0
    assert "The scores moved in 1 of 1" in done.stdout
    assert "texture -" in done.stdout
    assert "towards attack" in done.stdout
    assert "10 people" in done.stdout
    text = CliRunner().invoke(app, ["drift", str(days.path), "--format", "json"]).stdout
    found = DriftOverTime.model_validate_json(text)
    assert found.alarm
    assert json.loads(text)["format"] == "liveness-drift"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--false-alarms", "0"], "E-CAL-05"),
        (["--reference", "yesterday"], "E-CAL-05"),
        (["--by", "session"], "E-CAL-22"),
    ],
)
def test_what_cannot_be_compared_is_one_line(
    days: DatasetRoot, options: list[str], code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_app(["drift", str(days.path), *options]) in (1, 2)
    told = capsys.readouterr().err.strip()
    assert told.startswith(code)
    assert "\n" not in told


def test_with_a_profile_its_own_takes_are_the_reference(
    site: Callable[..., DatasetRoot], tmp_path: Path
) -> None:
    root = site(people=10)
    path = tmp_path / "january.json"
    assert run_app(["calibrate", str(root.path), "--out", str(path)]) == 0
    profile = Profile.load(path)
    for i in range(10):
        llr = {"depth": -1.5, "texture": -1.0, "reflection": None}
        add_take(
            root,
            9000 + i,
            "bona-fide",
            f"S{i}",
            score_record(llr),
            session="visit-march",
            created="2026-12-01T10:00:00.000Z",
        )
    done = CliRunner().invoke(
        app, ["drift", str(root.path), "--profile", str(path), "--format", "json"]
    )
    found = DriftOverTime.model_validate_json(done.stdout)
    assert found.reference == PROFILE
    assert found.profile == profile.id
    (march,) = found.periods
    assert march.drift is not None
    assert {s.signal for s in march.drift.signals if s.alarm} == {"depth", "texture", "fused"}
