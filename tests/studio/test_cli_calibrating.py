from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import app, run_app

Site = Callable[..., DatasetRoot]


def run(*arguments: object) -> tuple[int, str]:
    done = CliRunner().invoke(app, [str(each) for each in arguments])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout


def fault(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    code = run_app([str(each) for each in arguments])
    err = capsys.readouterr().err.strip()
    assert len(err.splitlines()) == 1, err
    return code, err


def test_calibrate_then_evaluate(site: Site, tmp_path: Path) -> None:
    root, path = site(people=10).path, tmp_path / "p.json"
    code, text = run("calibrate", root, "--out", path, "--id", "lab-1", "--author", "E1")
    assert code == 0
    assert "profile lab-1" in text
    assert "whom the fit has not seen" in text
    assert "BPCER 5 % or less" in text
    saved = Profile.load(path)
    assert (saved.id, saved.author) == ("lab-1", "E1")
    code, text = run("evaluate", root, "--profile", path)
    assert code == 0
    assert "profile lab-1: accepted at a score of" in text
    assert "print-matte" in text
    assert "What these numbers do not show" in text
    code, text = run("evaluate", root, "--profile", path, "--format", "json")
    found = json.loads(text)
    assert found["profile"] == "lab-1"
    rate = found["assessment"]["rates"]["species"][0]["apcer"]
    assert set(rate) == {"errors", "n", "value", "low", "high", "upper"}
    assert "accepted" in found["assessment"]["polarity"]
    assert found["data"]["sha256"]


def test_without_a_profile_it_says_uncalibrated(site: Site) -> None:
    code, text = run("evaluate", site(people=3).path)
    assert code == 0
    assert "uncalibrated: accepted at +1.00 or more" in text


def test_across_the_loss_comes_first(site: Site) -> None:
    home, away = site("home", people=8), site("away", people=8, seed=3, shift=1.0)
    code, text = run("evaluate", home.path, "--scheme", "cross", "--against", away.path)
    assert code == 0
    assert text.startswith("APCER of the worst species: +")
    assert "BPCER: " in text.splitlines()[1]


def test_a_scheme_by_what_was_left_out(site: Site) -> None:
    code, text = run("evaluate", site(people=8).path, "--scheme", "leave-one-species-out")
    assert code == 0
    assert "by what was left out" in text
    assert "an unseen attack" in text


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--rule", "eer"), 2, "E-CAL-03: the rule 'eer' cannot be read"),
        (("--rule", "apcer<=5"), 2, "between 0 and 1"),
        (("--split", "none"), 2, "there is no split"),
        (("--expires", "soon"), 2, "is no day"),
        (("--author", "Jane Doe"), 2, "E-LAB-02"),
        (("--seed", "-1"), 2, "E-CMD-01"),
    ],
)
def test_bad_usage_of_calibrate(
    site: Site,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    code: int,
    words: str,
) -> None:
    root = site(people=6).path
    found, text = fault(capsys, "calibrate", root, "--out", tmp_path / "p.json", *arguments)
    assert found == code
    assert words in text
    assert not (tmp_path / "p.json").exists()


def test_a_profile_that_cannot_be_written_is_told_before_the_work(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(people=2).path
    for out in (tmp_path / "none" / "p.json", tmp_path):
        code, text = fault(capsys, "calibrate", root, "--out", out)
        assert (code, text[:8]) == (2, "E-CAL-05")


def test_too_little_is_named(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = site(people=3, species=()).path
    code, text = fault(capsys, "calibrate", root, "--out", tmp_path / "p.json")
    assert code == 1
    assert "missing: attacks, there are none" in text


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--scheme", "cross"), "--against"),
        (("--rule", "bpcer<=0.1"), "--rule is for a scheme"),
        (("--profile", "none.json"), "there is no profile none.json"),
        (("--scheme", "all"), "E-CMD-01"),
    ],
)
def test_bad_usage_of_evaluate(
    site: Site,
    capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    code, text = fault(capsys, "evaluate", site(people=2).path, *arguments)
    assert code == 2
    assert words in text


def test_no_dataset(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = fault(capsys, "evaluate", tmp_path)
    assert code == 1
    assert "E-DAT-01" in text
