from __future__ import annotations

import copy
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import h5py
import jsonschema
import pytest
from pydantic import ValidationError

from liveness.datasets.attributes import TakeAttributes, read_attributes
from liveness.datasets.schemas import SCHEMAS, schema_text, write_schemas
from liveness.datasets.store import DatasetRoot

pytestmark = pytest.mark.usefixtures("finalise_here")

DOCS = Path(__file__).resolve().parents[2] / "docs" / "schema"


@pytest.mark.parametrize("name", SCHEMAS)
def test_the_published_schema_is_that_of_the_model(name: str) -> None:
    text = (DOCS / f"{name}.json").read_text("utf-8")
    assert text == schema_text(name), "run python -m liveness.datasets.schemas"


def test_all_schemas_are_valid_and_published(tmp_path: Path) -> None:
    written = {path.name for path in write_schemas(tmp_path)}
    assert written == {path.name for path in DOCS.glob("*.json")}
    for path in tmp_path.glob("*.json"):
        jsonschema.Draft202012Validator.check_schema(json.loads(path.read_bytes()))


@pytest.fixture
def good(root: DatasetRoot, journal_of: Callable[..., Path]) -> dict[str, Any]:
    with h5py.File(root.take_path(root.finalise(journal_of(6, analysed=True)))) as file:
        return read_attributes(file)


def _model_says(content: object) -> bool:
    try:
        TakeAttributes.model_validate(content)
    except ValidationError:
        return False
    return True


def _bad(good: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield changes of every field: missing, unknown, of another type, out of its range."""
    values = (
        None,
        "",
        "x",
        "print-matte",
        -1,
        0,
        3,
        1e9,
        0.5,
        True,
        [],
        {},
        "2026-11-22",
        "a b",
    )
    for group, content in good.items():
        if group == "evidence":
            content, path = content["depth"], ("evidence", "depth")
        else:
            path = (group,)
        for name in [*content, "extra"]:
            for value in values:
                changed = copy.deepcopy(good)
                place = changed
                for step in path:
                    place = place[step]
                place[name] = value
                yield f"{group}.{name} = {value!r}", changed
        for name in content:
            changed = copy.deepcopy(good)
            place = changed
            for step in path:
                place = place[step]
            del place[name]
            yield f"without {group}.{name}", changed


def test_schema_and_model_agree_on_good_and_bad_files(good: dict[str, Any]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_text("take-attributes")))
    assert _model_says(good)
    assert validator.is_valid(good)
    told = [
        (what, _model_says(content), validator.is_valid(content))
        for what, content in _bad(good)
    ]
    assert [row for row in told if row[1] != row[2]] == []
    refused = [what for what, model, _ in told if not model]
    # most changes are for the worse
    assert len(told) > 1000
    assert len(refused) > 0.6 * len(told)


def test_a_file_of_the_real_schema_1_fits(good: dict[str, Any]) -> None:
    new = ("station", "take_number", "outcome", "outcome_reason", "end_reason", "thresholds")
    old = copy.deepcopy(good)
    old["root"] = {key: value for key, value in good["root"].items() if key not in new}
    old["root"]["schema_version"] = 1
    assert _model_says(old)
