from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from liveness.datasets.errors import LivenessError
from liveness.datasets.pictures import PICTURES
from liveness.datasets.protocol import Protocol, parse_protocol
from liveness.datasets.protocol_toml import (
    load_protocol,
    protocol_toml,
    save_protocol,
    table_toml,
)
from liveness.datasets.species import SPECIES

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
IDS = st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,12}", fullmatch=True)
TITLES = WORDS.filter(lambda text: bool(text.strip()))


def numbers(least: float, most: float) -> st.SearchStrategy[float]:
    return st.floats(least, most, allow_nan=False).filter(lambda value: value > 0)


GATES = st.fixed_dictionaries(
    {}, optional={"iod_px": numbers(1, 500), "yaw_deg": numbers(1, 90)}
)
STOP = st.fixed_dictionaries(
    {}, optional={"presentations": st.integers(1, 50), "stop_at": st.integers(1, 9)}
)
PROMPTS = st.lists(
    st.fixed_dictionaries({"at_s": st.floats(0, 0.5), "text": TITLES}), max_size=3
)
COMMON: dict[str, st.SearchStrategy[Any]] = {
    "title": TITLES,
    "text": st.text(alphabet="ab\" \\'\n\t", max_size=200).filter(lambda t: bool(t.strip())),
}
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "picture": st.sampled_from(PICTURES),
    "seconds": numbers(1, 600),
    "repetitions": st.integers(1, 1000),
    "optional": st.booleans(),
    "microphone": st.booleans(),
    "lighting": st.lists(IDS, max_size=3, unique=True),
    "distance_mm": st.lists(st.integers(200, 2000), max_size=3, unique=True),
    "prompts": PROMPTS,
    "gates": GATES,
}
LIVE = st.fixed_dictionaries(COMMON, optional=OPTIONAL)
ATTACK = st.fixed_dictionaries(
    {**COMMON, "species": st.sampled_from([species.id for species in SPECIES])},
    optional={
        **OPTIONAL,
        "pais": st.integers(1, 100),
        "support": st.sampled_from(["hand", "stand", "worn"]),
        "require": st.lists(st.sampled_from(["target", "pai", "site"]), unique=True),
        "stop": STOP,
    },
)


@st.composite
def protocols(draw: st.DrawFn) -> Protocol:
    steps = draw(st.lists(st.one_of(LIVE, ATTACK), min_size=1, max_size=4))
    for i, step in enumerate(steps):
        step["id"] = f"step-{i}"
    head = st.fixed_dictionaries(
        {"id": IDS, "title": TITLES},
        optional={
            "text": WORDS,
            "version": WORDS,
            "order": st.sampled_from(["fixed", "random"]),
            "seed": st.integers(-(2**60), 2**60),
            "setup_s": st.floats(0, 1e6),
            "subjects": st.integers(1, 10_000),
            "limits": st.just({"apcer": 0.05, "source": 'a "source"'}),
            "species": st.just([{"id": "own", "family": "mask", "title": "Own"}]),
        },
    )
    return Protocol.model_validate({**draw(head), "steps": steps})


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(made=protocols())
def test_what_is_saved_is_loaded_again(made: Protocol) -> None:
    text = protocol_toml(made)
    assert parse_protocol(text, "p") == made
    # and the text itself is settled: it does not creep from save to save
    assert protocol_toml(parse_protocol(text, "p")) == text


@settings(max_examples=150, deadline=None)
@given(text=st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_any_text_comes_back_letter_by_letter(text: str) -> None:
    assert tomllib.loads(table_toml({"a": text, "b": [text, text]})) == {
        "a": text,
        "b": [text] * 2,
    }


def test_a_person_can_read_it() -> None:
    made = Protocol.model_validate(
        {
            "id": "p",
            "title": "P",
            "text": "word " * 30 + "end",
            "steps": [
                {"id": "a", "title": "A", "text": "x", "lighting": "dim"},
                {
                    "id": "b",
                    "title": "B",
                    "text": "y",
                    "species": "print-matte",
                    "stop": {"stop_at": 4},
                    "prompts": [{"at_s": 1, "text": "now"}],
                },
            ],
        }
    )
    text = protocol_toml(made)
    assert max(map(len, text.splitlines())) <= 96
    assert text.partition("\n\n")[2] == (
        '[[steps]]\nid = "a"\ntitle = "A"\ntext = "x"\nseconds = 4.0\nlighting = ["dim"]\n\n'
        '[[steps]]\nid = "b"\ntitle = "B"\ntext = "y"\nspecies = "print-matte"\nseconds = 4.0\n'
        '[[steps.prompts]]\nat_s = 1.0\ntext = "now"\n[steps.stop]\nstop_at = 4\n'
    )


def test_a_file_is_written_and_read(tmp_path: Path) -> None:
    made = Protocol.model_validate(
        {"id": "p", "title": "Ü", "steps": [{"id": "a", "title": "A", "text": "x"}]}
    )
    path = tmp_path / "p.toml"
    save_protocol(made, path)
    assert load_protocol(path) == made
    # an editor of another system may have put a mark before the text
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_protocol(path) == made


@pytest.mark.parametrize(("content", "word"), [(b"id = '\xff'", "byte 6"), (None, "cannot be")])
def test_what_is_no_text_is_named(tmp_path: Path, content: bytes | None, word: str) -> None:
    path = tmp_path / "p.toml"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(LivenessError, match=f"E-PRO-01.*{word}"):
        load_protocol(path)
