from __future__ import annotations

import hashlib
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from liveness.datasets.errors import LivenessError
from liveness.datasets.model_file import (
    CALIBRATED_CAP,
    DEFAULT_CAP,
    ModelFile,
    read_model,
)

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "models"


def rewrite(path: Path, change: Any) -> Path:
    text = json.loads(path.read_text("utf-8"))
    change(text)
    path.write_text(json.dumps(text), "utf-8")
    return path


@pytest.fixture
def path(tmp_path: Path, tiny_onnx: ModuleType) -> Path:
    return Path(tiny_onnx.write_model(tmp_path, tiny_onnx.linear([[1, 0], [0, 1]], [0, 0])))


def test_a_model_is_read_with_its_networks(path: Path) -> None:
    model = read_model(path)
    assert model.networks == ((path.parent / "net.onnx").read_bytes(),)
    assert model.file.name == "tiny"
    assert model.file.limits == DEFAULT_CAP
    assert model.file.every == 5


def test_a_network_may_lie_elsewhere(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere" / "net.onnx"
    elsewhere.parent.mkdir()
    (path.parent / "net.onnx").rename(elsewhere)
    for file in (str(elsewhere), "elsewhere/net.onnx"):
        rewrite(path, lambda text, file=file: text["networks"][0].update(file=file))
        assert read_model(path).networks == (elsewhere.read_bytes(),)


def test_a_missing_network_is_named(path: Path) -> None:
    (path.parent / "net.onnx").unlink()
    with pytest.raises(LivenessError, match=r"E-MOD-11: .*net\.onnx of tiny\.json"):
        read_model(path)


def test_a_network_of_another_hash_is_refused(path: Path) -> None:
    data = (path.parent / "net.onnx").read_bytes()
    (path.parent / "net.onnx").write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(LivenessError, match=r"E-MOD-12: .*not the one that tiny\.json"):
        read_model(path)


def no_input(text: dict[str, Any]) -> None:
    del text["networks"][0]["crop"]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t.update(colour="bgr"), "colour: Extra inputs"),
        (lambda t: t["networks"][0]["crop"].update(zoom=2), r"crop\.zoom: Extra inputs"),
        (lambda t: t["networks"][0]["crop"].update(colour="gray"), "colour: Input should be"),
        (lambda t: t["networks"][0]["crop"].update(std=[1, 0, 1]), r"std\.1: .*greater than 0"),
        (lambda t: t["networks"][0].update(sha256="abc"), r"sha256: .*match"),
        (lambda t: t.update(prior=1.0), "prior: .*less than 1"),
        (lambda t: t.update(cap=[0.5, 1.0]), "cap must enclose 0"),
        (lambda t: t.update(networks=[]), "networks: .*at least 1"),
        (no_input, "give crop, features or descriptor"),
        (
            lambda t: t["networks"][0].update(features={"names": ["x"]}),
            "give crop, features or descriptor",
        ),
        (
            lambda t: t["networks"][0]["score"].update(polarity="attack-high"),
            "polarity is for a single number",
        ),
        (lambda t: t.pop("licence"), "licence: Field required"),
    ],
)
def test_a_description_at_fault_names_the_field(path: Path, change: Any, told: str) -> None:
    rewrite(path, change)
    with pytest.raises(LivenessError, match=f"E-DAT-03: .*{told}"):
        read_model(path)


def test_features_have_one_scale_for_each_name(path: Path) -> None:
    features = {"names": ["a", "b"], "mean": [1.0]}

    def change(text: dict[str, Any]) -> None:
        text["networks"][0].pop("crop")
        text["networks"][0]["features"] = features

    with pytest.raises(LivenessError, match="mean has 1 values for 2 names"):
        read_model(rewrite(path, change))
    features["mean"] = [1.0, 2.0]
    rewrite(path, lambda text: text["networks"][0].update(features=features))
    assert read_model(path).file.networks[0].features is not None


def test_a_calibration_widens_the_limits_and_a_cap_has_the_last_word(path: Path) -> None:
    calibration = {"slope": 0.5, "offset": 0.1, "takes": 80}
    rewrite(path, lambda text: text.update(calibration=calibration))
    assert read_model(path).file.limits == CALIBRATED_CAP
    rewrite(path, lambda text: text.update(cap=[-1, 1]))
    assert read_model(path).file.limits == (-1, 1)


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (tmp_path / "m.json").write_bytes(b"\x08\x07net")
    with pytest.raises(LivenessError, match=r"E-DAT-03: .*m\.json is not a valid ModelFile"):
        read_model(tmp_path / "m.json")


def test_the_schema_is_closed_and_names_what_is_required() -> None:
    schema = json.loads(ModelFile.json_schema_text())
    assert schema["additionalProperties"] is False
    assert {"name", "networks", "prior", "licence", "provenance"} <= set(schema["required"])


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*.json")), ids=lambda p: p.stem)
def test_the_examples_describe_the_public_networks(path: Path, shared_models: Path) -> None:
    file = ModelFile.load(path)
    assert file.name == path.stem
    for network in file.networks:
        data = (shared_models / network.file).read_bytes()
        assert hashlib.sha256(data).hexdigest() == network.sha256
