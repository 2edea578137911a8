from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.errors import UsageError
from liveness.studio.protocols import find_protocol, shipped_protocols


def test_quick_check_begins_with_the_one_step_a_plain_source_can_serve() -> None:
    protocol = find_protocol("quick-check")
    assert protocol.steps[0].bona_fide
    assert [step.optional for step in protocol.steps] == [False, True, True]
    assert protocol.takes == 1


def test_site_check_asks_for_twenty_takes_of_each_kind() -> None:
    protocol = find_protocol("site-check")
    by_label: dict[str | None, int] = {}
    for step in protocol.steps:
        by_label[step.species] = by_label.get(step.species, 0) + step.repetitions
    assert set(by_label.values()) == {20}
    assert None in by_label


def test_an_unknown_protocol_lists_those_that_ship() -> None:
    with pytest.raises(UsageError) as caught:
        find_protocol("nothing")
    for protocol in shipped_protocols():
        assert protocol.id in str(caught.value)


def test_a_site_may_give_its_own_file(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('id="own"\ntitle="Own"\n[[steps]]\nid="a"\ntitle="A"\ntext="x"\n')
    assert find_protocol(str(path)).id == "own"
