"""``check`` as a script meets it: exit codes, one line, JSON that stays clean."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import LivenessError
from liveness.studio.cli import app
from liveness.studio.cli.checking import _mark
from liveness.studio.cli.shared import fail

runner = CliRunner()


def run(*arguments: str) -> tuple[int, str, str]:
    done = runner.invoke(app, ["check", *arguments])
    if isinstance(done.exception, LivenessError):  # main() turns it into one line
        return fail(done.exception), done.stdout, str(done.exception)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.stdout, done.stderr


def test_a_rejected_print_is_work_done() -> None:
    code, out, err = run("demo:print-matte", "--format", "json")
    assert (code, err) == (0, "")
    verdict = json.loads(out)
    assert verdict["decision"] == "reject"
    assert verdict["confidence"] is None
    assert verdict["calibrated"] is False
    assert verdict["timing"]["decided_s"] <= 2.0
    assert set(verdict["signals"]["depth"]) == {"llr", "valid", "quality", "reasons"}


def test_the_table_is_a_line_with_the_verdict_and_its_reasons() -> None:
    code, out, _ = run("demo:print-bent")
    assert code == 0
    first = out.splitlines()[0]
    assert "reject" in first
    assert "score -" in first
    assert "uncalibrated" in first
    assert "depth adds -" in out
    assert "first face at 0.00 s" in out


def test_nobody_there_is_a_verdict_too(tmp_path: Path) -> None:
    import cv2

    picture = tmp_path / "wall.png"
    assert cv2.imwrite(str(picture), np.full((240, 320, 3), 128, np.uint8))
    code, out, _ = run(str(picture))
    assert code == 0
    assert "undecided" in out.splitlines()[0]
    assert "no score" in out.splitlines()[0]
    assert "no face" in out


def test_a_real_clip(shared_media: Path) -> None:
    code, out, _ = run(str(shared_media / "bona_fide" / "d9.mp4"), "--format", "json")
    assert code == 0
    verdict = json.loads(out)
    assert verdict["source"] == "d9.mp4"
    assert verdict["decision"] in ("accept", "undecided")
    assert verdict["timing"]["decided_s"] <= 2.0


@pytest.mark.parametrize("name", ["notes.txt", "missing.mp4"])
def test_what_cannot_be_read_is_a_fault_in_one_line(tmp_path: Path, name: str) -> None:
    (tmp_path / "notes.txt").write_text("no picture")
    code, out, err = run(str(tmp_path / name))
    assert (code, out) == (1, "")
    assert name in err
    assert "\n" not in err


@pytest.mark.parametrize(
    "arguments", [(), ("hologram:3",), ("demo:bona-fide", "--format", "x")]
)
def test_bad_usage(arguments: tuple[str, ...]) -> None:
    assert run(*arguments)[0] == 2


def test_marks_are_kept_for_terminals_that_can_write_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Old:
        encoding = "cp437"

    monkeypatch.setattr("liveness.studio.cli.checking.sys.stdout", Old())
    assert _mark("reject")[0] == "*"
    assert _mark("undecided")[0] == "*"
