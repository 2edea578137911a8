from __future__ import annotations

import pytest

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.protocol import StopRule, parse_protocol

STEP = '[[steps]]\nid = "a"\ntitle = "A"\ntext = "do it"\n'
HEAD = 'id = "p"\ntitle = "P"\n'
ATTACK = STEP + 'species = "print-matte"\n'


def test_a_step_without_species_is_bona_fide() -> None:
    step = parse_protocol(HEAD + STEP, "p.toml").steps[0]
    assert step.presentation("S1").label == "bona-fide"
    assert step.blocks


def test_an_attack_step_labels_its_presenter_target_and_family() -> None:
    text = HEAD + STEP + 'species = "print-bent"\nlighting = "dim"\ndistance_mm = 400\n'
    step = parse_protocol(text, "p.toml").steps[0]
    label = step.presentation("S1", target="S2")
    assert (label.species, label.family, label.subject, label.target) == (
        "print-bent",
        "print",
        "S1",
        "S2",
    )
    assert (label.conditions.lighting, label.conditions.distance_mm) == ("dim", 400)
    assert not step.blocks


def test_the_condition_of_a_take_is_one_of_several() -> None:
    text = HEAD + STEP + 'lighting = ["dim", "office"]\ndistance_mm = [300, 600]\n'
    step = parse_protocol(text, "p.toml").steps[0]
    assert step.presentation("S1").conditions.lighting is None
    label = step.presentation("S1", lighting="office", distance_mm=600)
    assert (label.conditions.lighting, label.conditions.distance_mm) == ("office", 600)


@pytest.mark.parametrize(
    ("text", "where", "word"),
    [
        (HEAD + STEP + "distance_mm = 5\n", "p.toml line 7", "200"),
        (HEAD + STEP + "secnods = 5\n", "p.toml line 7", "secnods"),
        (HEAD + STEP + 'species = "print-mat"\n', "p.toml line 7", "print-matte"),
        (HEAD + STEP + STEP, "p.toml line 8", "twice"),
        (HEAD, "p.toml", "steps"),
        ("id = =\n", "p.toml line 1", "Invalid value"),
        (HEAD + STEP + "pais = 3\n", "p.toml line 7", "bona fide step has no PAIs"),
        (HEAD + ATTACK + '[steps.gates]\nmode = "block"\n', "p.toml line 9", "warn"),
        (
            HEAD + STEP + '[[steps.prompts]]\nat_s = 1\ntext = "x"\n'
            '[[steps.prompts]]\nat_s = -1\ntext = "y"\n',
            "p.toml line 11",
            "greater than or equal to 0",
        ),
        (HEAD + STEP + 'lighting = ["a", "a"]\n', "p.toml line 7", "twice"),
        (HEAD + ATTACK + "[steps.stop]\nstop_at = 0\n", "p.toml line 9", "stop_at"),
        ("attacks_per_bona_fide = 3\n" + HEAD + ATTACK, "p.toml line 1", "bona fide step"),
    ],
)
def test_a_fault_names_file_line_and_field(text: str, where: str, word: str) -> None:
    with pytest.raises(LivenessError) as caught:
        parse_protocol(text, "p.toml")
    assert caught.value.code == "E-PRO-01"
    assert f"{where} (" in str(caught.value) or f"{where} is not TOML" in str(caught.value)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_step_lists_those_that_there_are() -> None:
    protocol = parse_protocol(HEAD + STEP, "p.toml")
    assert protocol.step("a").title == "A"
    with pytest.raises(UsageError, match=r"E-PRO-04.*Its steps are a"):
        protocol.step("b")


@pytest.mark.parametrize(
    ("done", "accepted", "outcome"),
    [
        (9, 0, "continue"),
        (10, 0, "passed"),
        (10, 1, "passed"),
        (10, 2, "continue"),
        (19, 2, "continue"),
        (20, 2, "passed"),
        (3, 3, "failed"),
        (20, 3, "failed"),
    ],
)
def test_ten_presentations_ten_more_at_two_stop_at_three(
    done: int, accepted: int, outcome: str
) -> None:
    assert StopRule().outcome(done, accepted) == outcome


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ('[[steps]]\nid = "a"\ntext = "x"\n', "title: is missing"),
        ('[[steps]]\nid = "a"\ntitle = "A"\n', "text: is missing"),
        ('[[steps]]\nid = "a"\ntitle = " "\ntext = "x"\n', "title: should have at least 1"),
        (STEP + 'picture = ""\n', "picture: there is no picture ''"),
        (STEP + "gates = []\n", "gates: should be a valid dictionary"),
        (STEP + 'species = "own"\n', "picture: species 'own' of this protocol has no drawing"),
    ],
)
def test_a_step_without_title_text_picture_or_gates_is_refused(step: str, field: str) -> None:
    own = '[[species]]\nid = "own"\nfamily = "mask"\ntitle = "Own"\n'
    with pytest.raises(LivenessError) as caught:
        parse_protocol(HEAD + own + step, "p.toml")
    assert f"(step 1, {field}" in str(caught.value)


def test_every_step_has_a_picture_and_gates() -> None:
    live, attack = parse_protocol(HEAD + STEP + ATTACK.replace('"a"', '"b"'), "p").steps
    assert (live.drawing, attack.drawing) == ("live", "print-matte")
    assert live.gates == attack.gates
    assert (live.blocks, attack.blocks) == (True, False)
    own = '[[species]]\nid = "own"\nfamily = "mask"\ntitle = "Own"\n'
    named = STEP + 'species = "own"\npicture = "mask-rigid"\n'
    assert parse_protocol(HEAD + own + named, "p").steps[0].drawing == "mask-rigid"
