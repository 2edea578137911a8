"""``export`` as a stranger meets it: a dataset from the demo scene, every format, bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liveness.capture.analysis import Analyser, context_of
from liveness.capture.demo import DemoSource
from liveness.datasets.consent import Consent
from liveness.datasets.errors import LivenessError
from liveness.datasets.packed import PackedClips
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import app
from liveness.studio.cli.shared import fail
from liveness.studio.taking import TakeRequest, record_offline

runner = CliRunner()


def _run(*arguments: str | Path) -> tuple[int, str, str]:
    done = runner.invoke(app, ["export", *map(str, arguments)])
    code, told = done.exit_code, done.stderr
    if isinstance(done.exception, LivenessError):
        code, told = fail(done.exception), told + str(done.exception)
    elif done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return code, done.stdout, told


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One bona fide and one attack take of the demo scene, half a second each."""
    root = DatasetRoot.create(tmp_path_factory.mktemp("made") / "root")
    with root.locked():
        session = root.start_session("lab", None, "demo", name="visit")
        for subject, scene in (("S1", "bona-fide"), ("S2", "print-matte")):
            consent = Consent(id=f"C-{subject}", subject=subject)
            root.consents.add(consent)
            who = Presentation(subject=subject)
            if scene != "bona-fide":
                who = Presentation.attack(scene, subject=subject, target="S1")
            with DemoSource(scene) as source, Analyser(context_of(source.info)) as analyser:
                request = TakeRequest(who, consent, session)
                record_offline(root, request, source, analyser, seconds=0.5)
    return root.path


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "root"))


def test_clips_of_real_takes(root: Path, tmp_path: Path) -> None:
    out = tmp_path / "clips.h5"
    code, said, told = _run(
        root, "--to", "packed", "--out", out, "--clip-frames", "5", "--size", "64",
        "--format", "json",
    )  # fmt: skip
    assert (code, told) == (0, "")
    (row,) = json.loads(said)
    assert (row["takes"], row["left_out"], row["files"]) == (2, {}, 1)
    clips = PackedClips(out)
    assert len(clips) == 6
    assert clips.clip(0).std() > 10  # a face, and no black square
    code, _, told = _run(root, "--to", "packed", "--out", out)
    assert (code, "--force" in told) == (2, True)


def test_scores_of_a_fresh_pass_and_stored_ones(root: Path, tmp_path: Path) -> None:
    code, _, _ = _run(root, "--to", "scores-csv", "--out", tmp_path / "fresh")
    assert code == 0
    lines = (tmp_path / "fresh" / "fused.csv").read_text().splitlines()
    assert lines[0] == "claimed_id,test_label,is_bonafide,attack_type,score"
    assert len(lines) == 3
    assert {line.split(",")[2] for line in lines[1:]} == {"True", "False"}
    # a second export takes what was scored: here a score that no pass would give
    path = root / "scores" / "evidence.jsonl"
    known = [json.loads(line) for line in path.read_text().splitlines()]
    takes = {take.id: take for take in DatasetRoot.open(root).takes()}
    for line in known:
        line["record"]["score"] = 77.5 if takes[line["take"]].bona_fide else None
    path.write_text("".join(json.dumps(line) + "\n" for line in known))
    assert _run(root, "--to", "scores-csv", "--out", tmp_path / "stored")[0] == 0
    table = (tmp_path / "stored" / "fused.csv").read_text()
    assert "True,,77.5\n" in table
    assert "False,print-matte,nan\n" in table
    assert _run(root, "--to", "scores-csv", "--out", tmp_path / "anew", "--fresh")[0] == 0
    again = (tmp_path / "anew" / "fused.csv").read_text()
    assert again == (tmp_path / "fresh" / "fused.csv").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "text"),
    [
        (("--to", "lmdb", "--out", "x"), 2, "frames, video, card"),
        (("--to", "packed"), 2, "Give --out PATH"),
        (("--to", "packed", "--out", "x", "--size", "5"), 2, "size:"),
        (("--to", "packed", "--out", "x", "--split", "half"), 2, "E-EXP-04"),
        (("--to", "packed", "--out", "x", "--for", "share"), 1, "does not cover share"),
        (("--to", "packed", "--out", "x", "--label", "mannequin"), 1, "E-EXP-01"),
    ],
)
def test_bad_input_is_one_line(
    root: Path, tmp_path: Path, arguments: tuple[str, ...], code: int, text: str
) -> None:
    given = [str(tmp_path / word) if word == "x" else word for word in arguments]
    got, _, told = _run(root, *given)
    assert (got, text in told, told.strip().count("\n")) == (code, True, 0)
    assert not (tmp_path / "x").exists()


def test_a_damaged_take_is_named_and_the_rest_done(root: Path, tmp_path: Path) -> None:
    dataset = DatasetRoot.open(root)
    path = dataset.take_path(dataset.takes()[0])
    path.write_bytes(path.read_bytes()[:-100])
    code, _, told = _run(root, "--to", "frames", "--out", tmp_path / "f", "--every", "10")
    assert code == 1
    assert "E-DAT-02" in told
    assert (tmp_path / "f" / "print-matte").is_dir()


def test_the_card(root: Path, tmp_path: Path) -> None:
    code, said, _ = _run(root, "--to", "card")
    assert (code, "README.md" in said) == (0, True)
    assert "| print-matte | 1 |" in (root / "README.md").read_text()
