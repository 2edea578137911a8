from __future__ import annotations

import pytest

from liveness.datasets.errors import LivenessError
from liveness.datasets.protocol import parse_protocol

STEP = '[[steps]]\nid = "a"\ntitle = "A"\ntext = "do it"\n'
HEAD = 'id = "p"\ntitle = "P"\n'


def test_a_step_without_species_is_bona_fide() -> None:
    step = parse_protocol(HEAD + STEP, "p.toml").steps[0]
    assert step.presentation("S1").label == "bona-fide"


def test_an_attack_step_labels_its_presenter_target_and_family() -> None:
    text = HEAD + STEP + 'species = "print-bent"\nlighting = "dim"\n'
    label = parse_protocol(text, "p.toml").steps[0].presentation("S1", target="S2")
    assert (label.species, label.family, label.subject, label.target) == (
        "print-bent",
        "print",
        "S1",
        "S2",
    )
    assert label.conditions.lighting == "dim"


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        (HEAD + STEP + "distance_mm = 5\n", "line 7", "200"),
        (HEAD + STEP + "secnods = 5\n", "line 7", "secnods"),
        (HEAD + STEP + 'species = "print-mat"\n', "p.toml", "print-matte"),
        (HEAD + STEP + STEP, "p.toml", "twice"),
        (HEAD, "p.toml", "steps"),
        ("id = =\n", "p.toml", "line 1"),
    ],
)
def test_a_fault_names_file_line_and_field(text: str, line: str, word: str) -> None:
    with pytest.raises(LivenessError) as caught:
        parse_protocol(text, "p.toml")
    assert caught.value.code == "E-PRO-01"
    assert line in str(caught.value)
    assert word in str(caught.value)
    assert "\n" not in str(caught.value)
