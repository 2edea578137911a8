"""``score --model``: a trained model in one of the signals, for every worker alike."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import LivenessError
from liveness.studio.cli import app
from liveness.studio.cli.shared import fail

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "models"


def score(*arguments: str | Path) -> tuple[int, str, str]:
    """Return exit code, output and error text."""
    done = CliRunner().invoke(app, ["score", *[str(a) for a in arguments]])
    if isinstance(done.exception, LivenessError):  # main() turns it into one line
        return fail(done.exception), done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def model(tmp_path: Path, tiny_onnx: ModuleType) -> Path:
    """A model that is red less blue, in tenths of a level."""
    data = tiny_onnx.brightness(4, [[0.1, 0, 0], [0, 0, 0.1]], [0, 0])
    return Path(tiny_onnx.write_model(tmp_path / "model", data))


def test_a_model_speaks_in_its_signal(model: Path, shared_media: Path) -> None:
    file = shared_media / "bona_fide" / "true_001.jpg"
    code, plain, _ = score(file, "--format", "json")
    assert code == 0
    code, out, _ = score(file, "--format", "json", "--model", model, "--model-signal", "motion")
    assert code == 0
    ((without,), (with_,)) = json.loads(plain), json.loads(out)
    assert "model_p" not in without["signals"]["motion"]["raw"]
    found = with_["signals"].pop("motion")
    assert found["valid"]
    assert found["units"]["model_p"] == "1"
    assert any("the model tiny says" in reason for reason in found["reasons"])
    without["signals"].pop("motion")
    assert with_["signals"] == without["signals"], "every other signal is as it was"


def test_workers_use_the_model_alike(model: Path, shared_media: Path) -> None:
    files = [shared_media / "bona_fide" / name for name in ("true_001.jpg", "image_T1.jpg")]
    alone = score(*files, "--format", "json", "--model", model)
    many = score(*files, "--format", "json", "--model", model, "--workers", "2")
    assert alone[:2] == many[:2]
    assert all("model_p" in r["signals"]["texture"]["raw"] for r in json.loads(alone[1]))


def test_what_is_wrong_is_said_before_any_file_is_scored(model: Path, tmp_path: Path) -> None:
    code, out, err = score(tmp_path, "--model", model, "--model-signal", "colour")
    assert (code, out) == (2, "")
    assert "E-MOD-15: there is no signal 'colour' (there are depth, texture," in err
    code, out, err = score(tmp_path, "--model", tmp_path / "none.json")
    assert (code, out) == (1, "")
    assert "E-DAT-03" in err
    (model.parent / "net.onnx").unlink()
    code, out, err = score(tmp_path, "--model", model)
    assert (code, out) == (1, "")
    assert "E-MOD-11" in err


@pytest.mark.media
@pytest.mark.parametrize("name", ["minifasnet-pair", "facenox"])
def test_the_shipped_descriptions_part_a_person_from_a_replay(
    name: str, tmp_path: Path, shared_media: Path, shared_models: Path
) -> None:
    (tmp_path / "m.json").write_bytes((EXAMPLES / f"{name}.json").read_bytes())
    for file in shared_models.glob("*.onnx"):
        (tmp_path / file.name).symlink_to(file)
    files = (
        shared_media / "bona_fide" / "true_001.jpg",
        shared_media / "attack" / "replay_phone_F2.jpg",
    )
    code, out, _ = score(*files, "--format", "json", "--model", tmp_path / "m.json")
    assert code == 0
    person, replay = json.loads(out)
    assert person["signals"]["texture"]["raw"]["model_p"] > 0.9
    assert person["decision"] != "reject"
    assert replay["signals"]["texture"]["raw"]["model_p"] < 0.1
    assert replay["decision"] == "reject"
