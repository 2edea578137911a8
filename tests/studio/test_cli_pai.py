from __future__ import annotations

import hashlib
import json
from pathlib import Path

import cv2
import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.capture.pai_label import LabelReader
from liveness.datasets.errors import LivenessError
from liveness.datasets.pai import PaiBook
from liveness.studio.cli import app


def run(*arguments: str | Path) -> str:
    done = CliRunner().invoke(app, [str(a) for a in arguments], catch_exceptions=False)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.stdout


def test_a_pai_is_registered_labelled_photographed_and_listed(tmp_path: Path) -> None:
    root = tmp_path / "data"
    said = run(
        "pai", "add", root, "--id", "P7", "--species", "print-matte", "--target", "S9",
        "--printer", "laser", "--dpi", "600", "--made", "2026-11-01", "--age-limit", "30",
    )  # fmt: skip
    assert "registered" in said
    label = tmp_path / "p7.png"
    assert run("pai", "label", root, "--id", "P7", "--out", label).strip() == str(label)
    picture = cv2.imread(str(label))
    assert picture is not None
    assert LabelReader().read(picture) == "P7"
    photo = tmp_path / "making of.png"
    cv2.imwrite(str(photo), np.full((30, 40, 3), 90, np.uint8))
    run("pai", "photo", root, "--id", "P7", photo)
    (row,) = json.loads(run("pai", "list", root, "--format", "json"))
    assert row["recipe"] == "laser, 600"
    assert row["photographs"] == 1
    (name, digest), *_ = PaiBook(root).get("P7").evidence.items()
    kept = (root / "pais" / name).read_bytes()
    assert hashlib.sha256(kept).hexdigest() == digest


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--species", "print-mat"), "E-LAB-01"),
        (("--species", "print-matte", "--dpi", "3"), "E-PAI-04"),
    ],
)
def test_bad_input_is_named_and_leaves_nothing(
    tmp_path: Path, arguments: tuple[str, ...], code: str
) -> None:
    root = tmp_path / "data"
    with pytest.raises(LivenessError, match=code):
        run("pai", "add", root, "--id", "P7", *arguments)
    assert not list(root.glob("pais/*"))


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    root = tmp_path / "data"
    run("pai", "add", root, "--id", "P7", "--species", "print-matte")
    for content in (b"", b"text"):
        (tmp_path / "x.jpg").write_bytes(content)
        with pytest.raises(LivenessError, match="E-PAI-06"):
            run("pai", "photo", root, "--id", "P7", tmp_path / "x.jpg")
    with pytest.raises(LivenessError, match="E-PAI-06"):
        run("pai", "photo", root, "--id", "P7", tmp_path / "none.jpg")
    with pytest.raises(LivenessError, match="E-PAI-05"):
        run("pai", "label", root, "--id", "P7", "--out", tmp_path / "p.jpg")
