from __future__ import annotations

from pathlib import Path

import pytest

from liveness.datasets.errors import UsageError
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import estimate, matrix, plan
from liveness.datasets.species import SPECIES
from liveness.studio.protocols import find_protocol, shipped_protocols


def test_quick_check_begins_with_the_one_step_a_plain_source_can_serve() -> None:
    protocol = find_protocol("quick-check")
    assert protocol.steps[0].bona_fide
    assert [step.optional for step in protocol.steps] == [False, True, True]
    assert len(plan(protocol, "S1")) == 1


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


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda p: p.id)
def test_every_shipped_protocol_says_what_it_asks_for(protocol: Protocol) -> None:
    rows = matrix(protocol, optional=False)
    cost = estimate(protocol)
    assert sum(row.takes for row in rows) * protocol.subjects == cost.takes > 0
    assert cost.bona_fide > 0
    assert 0 < cost.hours < 40
    assert cost.bytes > 0
    for step in protocol.steps:
        assert (
            step.species is None
            or {"target", "pai"} <= set(step.require)
            or (protocol.id in {"quick-check", "site-check"})
        ), step.id


def test_the_toolbox_has_its_720_attacks() -> None:
    cost = estimate(find_protocol("cc-toolbox"))
    assert (cost.attacks, cost.bona_fide) == (720, 15)


def test_ibeta_1_has_150_attacks_a_species_and_three_between_two_live_takes() -> None:
    protocol = find_protocol("ibeta-1")
    takes = {row.step: row.takes for row in matrix(protocol)}
    assert takes.pop("bona-fide") == 300
    assert set(takes.values()) == {150}
    kinds = "".join("b" if s.pai is None else "a" for s in plan(protocol, "S1", seed=1))
    assert kinds == "baaa" * 300


def test_the_attack_surface_names_every_physical_species() -> None:
    asked = {step.species for step in find_protocol("attack-surface").steps}
    assert {species.id for species in SPECIES if species.family != "injection"} <= asked
