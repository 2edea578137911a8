from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.pictures import PICTURES
from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import estimate, matrix, plan
from liveness.datasets.protocol_toml import save_protocol
from liveness.datasets.species import SPECIES
from liveness.studio.cli import app
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


def test_own_protocols_are_found_by_their_id(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIVENESS_PROTOCOLS", str(tmp_path))
    made = find_protocol("quick-check").model_copy(update={"id": "mine"})
    save_protocol(made, tmp_path / "mine.toml")
    assert find_protocol("mine") == made
    listed = CliRunner().invoke(app, ["protocols", "--format", "json"])
    assert "mine" in [row["id"] for row in json.loads(listed.stdout)]
    (tmp_path / "bad.toml").write_text('id = "bad"\ntitle = "B"\n')
    with pytest.raises(LivenessError, match=r"bad\.toml \(steps: is missing"):
        find_protocol("bad")
    with pytest.raises(UsageError, match=r"site-check, mine"):
        find_protocol("other")
    # one that does not read is told, the rest is listed
    said = CliRunner().invoke(app, ["protocols"])
    assert said.exit_code == 1
    assert "mine" in said.stdout
    assert said.stderr.count("\n") == 1


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda p: p.id)
def test_every_shipped_protocol_says_what_it_asks_for(protocol: Protocol) -> None:
    rows = matrix(protocol, optional=False)
    cost = estimate(protocol)
    assert sum(row.takes for row in rows) * protocol.subjects == cost.takes > 0
    assert cost.bona_fide > 0
    assert 0 < cost.hours < 40
    assert cost.bytes > 0
    for step in protocol.steps:
        assert step.title
        assert step.text
        assert step.drawing in PICTURES
        assert step.gates.iod_px > 0
        assert step.blocks == (step.bona_fide and step.gates.mode == "block")
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


@pytest.mark.parametrize(
    ("what", "species", "words"),
    [
        ("prints by paper", "print-matte", ("plain", "lab")),
        ("prints by paper", "print-glossy", ("photo paper",)),
        ("prints by resolution", "print-matte", ("300 dpi", "1200 dpi")),
        ("prints by resolution", "print-glossy", ("300 dpi", "1200 dpi")),
        ("phone", "replay-phone", ("phone",)),
        ("tablet", "replay-tablet", ("tablet",)),
        ("monitor", "replay-monitor", ("monitor",)),
        ("high-resolution and HDR displays", "replay-high-resolution", ("high-res", "hdr")),
        ("generated faces", "generated-still", ("gan", "diffusion")),
        ("generated video", "generated-video", ("video",)),
        ("paper mask", "mask-paper", ("paper",)),
        ("resin mask", "mask-rigid", ("resin",)),
        ("silicone mask", "mask-silicone", ("silicone",)),
        ("occlusion by glasses", "occlusion-glasses", ("glasses",)),
        ("occlusion by a hat", "occlusion-hat", ("hat",)),
        ("occlusion by a medical mask", "occlusion-medical-mask", ("medical",)),
        ("lighting manipulation", "lighting-manipulation", ("behind", "coloured")),
        ("live face swap through a screen", "face-swap-live", ("screen",)),
    ],
)
def test_the_checklist_has_all_that_is_listed(
    what: str, species: str, words: tuple[str, ...]
) -> None:
    steps = find_protocol("attack-surface").steps
    titles = [step.title.lower() for step in steps if step.species == species]
    for word in words:
        assert any(word in title for title in titles), what


@pytest.mark.parametrize("protocol", shipped_protocols(), ids=lambda p: p.id)
def test_a_light_of_attacks_is_a_light_of_live_people_too(protocol: Protocol) -> None:
    lights: dict[bool, set[str]] = {True: set(), False: set()}
    for step in protocol.steps:
        lights[step.bona_fide].update(step.lighting)
    assert lights[False] <= lights[True], "the light alone would tell the class"


def _lined_up(protocol: Protocol, people: int = 40) -> tuple[float, float, float]:
    """Correlation of the class with the hour and with the operator, its V with the light.

    One day per person: the hour is the place in the order, and at noon the operator changes.
    """
    hour, live, light = [], [], []
    for i in range(people):
        slots = plan(protocol, f"S{i}", seed=5)
        hour += [(k + 0.5) / len(slots) for k in range(len(slots))]
        live += [slot.pai is None for slot in slots]
        light += [slot.lighting for slot in slots]
    both = np.array(live, float)
    at = np.array(hour)
    table = np.array(
        [
            [sum(a == name and b == side for a, b in zip(light, live, strict=True))]
            for name in set(light)
            for side in (True, False)
        ],
        float,
    ).reshape(-1, 2)
    wanted = table.sum(1, keepdims=True) * table.sum(0) / table.sum()
    v = float(np.sqrt(((table - wanted) ** 2 / wanted).sum() / table.sum()))
    return np.corrcoef(both, at)[0, 1], np.corrcoef(both, at > 0.5)[0, 1], v


RANDOM = [protocol for protocol in shipped_protocols() if protocol.order == "random"]


@pytest.mark.parametrize("protocol", RANDOM, ids=lambda p: p.id)
def test_hour_operator_and_light_do_not_line_up_with_the_class(protocol: Protocol) -> None:
    hour, operator, light = _lined_up(protocol)
    assert abs(hour) < 0.1
    assert abs(operator) < 0.1
    # the checklist has a light for which half of the takes are of live people, not a fifth
    assert light < (0.2 if protocol.id == "attack-surface" else 0.01)
    # in the order of the file they would
    steps = tuple(sorted(protocol.steps, key=lambda step: not step.bona_fide))
    fixed = protocol.model_copy(
        update={"order": "fixed", "attacks_per_bona_fide": None, "steps": steps}
    )
    assert abs(_lined_up(fixed, 4)[0]) > 0.4


def test_three_attacks_between_two_live_takes_within_each_light() -> None:
    mixed = Protocol.model_validate(
        {
            "id": "p",
            "title": "P",
            "order": "random",
            "attacks_per_bona_fide": 3,
            "steps": [
                {"id": "a", "title": "A", "text": "x", "lighting": ["dim", "office"]},
                {
                    "id": "b",
                    "title": "B",
                    "text": "x",
                    "species": "print-matte",
                    "repetitions": 3,
                    "lighting": ["dim", "office"],
                },
            ],
        }
    )
    slots = plan(mixed, "S1", seed=2)
    assert "".join("b" if slot.pai is None else "a" for slot in slots) == "baaabaaa"
    assert [len({slot.lighting for slot in slots[i : i + 4]}) for i in (0, 4)] == [1, 1]
    assert Counter(slot.lighting for slot in slots) == {"dim": 4, "office": 4}
