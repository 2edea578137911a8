from __future__ import annotations

import copy
from pathlib import Path

import pytest

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.protocol import Protocol, validate_protocol
from liveness.studio import protocol_editing as editing
from liveness.studio.protocols import find_protocol, shipped_protocols


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda p: p.id)
def test_the_table_of_a_protocol_is_that_protocol(protocol: Protocol) -> None:
    assert validate_protocol(editing.content_of(protocol)) == protocol
    own = validate_protocol(editing.copy_of_shipped(protocol))
    assert isinstance(own, Protocol)
    assert own.id == f"{protocol.id}-site"
    assert own.steps == protocol.steps
    editing.require_own_id(own)
    with pytest.raises(UsageError, match="E-PRO-06"):
        editing.require_own_id(protocol)


def test_a_new_protocol_is_valid() -> None:
    content = editing.with_step_added(editing.new_content(), 1)
    found = validate_protocol(content)
    assert isinstance(found, Protocol)
    assert [step.species for step in found.steps] == [None, "print-matte"]


def test_a_value_is_set_and_left_out() -> None:
    first = editing.new_content()
    kept = copy.deepcopy(first)
    deep = editing.with_value(first, ("steps", 0, "gates", "iod_px"), 40)
    assert first == kept, "the old table stays as it is"
    assert deep["steps"][0]["gates"] == {"iod_px": 40}
    # a table that ends up empty goes, but for a stop rule: that says something
    assert editing.with_value(deep, ("steps", 0, "gates", "iod_px"), None) == first
    ruled = editing.with_value(first, ("steps", 0, "stop"), {})
    more = editing.with_value(ruled, ("steps", 0, "stop", "stop_at"), 4)
    assert editing.with_value(more, ("steps", 0, "stop", "stop_at"), None) == ruled
    assert editing.with_value(ruled, ("steps", 0, "stop"), None) == first
    limited = editing.with_value(first, ("limits", "apcer"), 0.05)
    assert limited["limits"] == {"apcer": 0.05}
    # what is no table becomes one
    odd = editing.with_value({**first, "limits": 3}, ("limits", "apcer"), 0.05)
    assert odd["limits"] == {"apcer": 0.05}


def test_steps_are_copied_moved_and_removed() -> None:
    content = editing.content_of(find_protocol("quick-check"))

    def ids(of: editing.Content) -> list[object]:
        return [step["id"] for step in editing.steps_of(of)]

    assert ids(content) == ["bona-fide", "print", "replay"]
    double = editing.with_step_doubled(content, 1)
    assert ids(double) == ["bona-fide", "print", "print-2", "replay"]
    assert ids(editing.with_step_doubled(double, 2))[3] == "print-3"
    assert ids(editing.with_step_moved(content, 0, 1)) == ["print", "bona-fide", "replay"]
    assert editing.with_step_moved(content, 0, -1) == content
    assert editing.with_step_moved(content, 2, 1) == content
    assert ids(editing.without_step(content, 0)) == ["print", "replay"]
    added = editing.with_step_added(editing.with_step_added(content, 1), 1)
    assert ids(added)[1:3] == ["step-2", "step"]


def test_a_file_with_faults_can_be_edited_and_one_that_is_none_cannot(tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text('id = "p"\ntitle = "P"\n[[steps]]\nid = "a"\ntitle = "A"\ntxet = "x"\n')
    content, fault = editing.read_content(path)
    assert fault is not None
    assert "p.toml line 3 (step 1, text: is missing (and 1 more))" in str(fault)
    assert content["steps"][0]["txet"] == "x"
    for text in ("id = ", "steps = 3\n", 'steps = ["a"]\n'):
        path.write_text(text)
        with pytest.raises(LivenessError, match="E-PRO-01"):
            editing.read_content(path)
    with pytest.raises(LivenessError, match="E-PRO-01"):
        editing.read_content(tmp_path / "nothing.toml")
