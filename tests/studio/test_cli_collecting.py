"""``collect --auto``: the window's way through a protocol, with no window."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from liveness.capture.demo import DemoSource
from liveness.capture.sources import open_source
from liveness.datasets.errors import LivenessError
from liveness.datasets.kept_protocol import kept_protocol
from liveness.datasets.protocol_toml import load_protocol
from liveness.datasets.reader import TakeReader
from liveness.datasets.root_files import close_session
from liveness.datasets.species import SPECIES
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root
from liveness.studio import collecting
from liveness.studio.cli import app
from liveness.studio.cli.shared import fail

SCENES = tuple(one.id for one in SPECIES if one.demo_scene)
STEP = """
[[steps]]
id = "{id}"
title = "{id}"
text = "Show it."
species = "{id}"
seconds = 1.0
require = ["target", "pai"]
"""
HEAD = """id = "scenes"
title = "Every scene of the demo"
order = "random"
[[steps]]
id = "live"
title = "Live"
text = "Look."
seconds = 1.0
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> DatasetRoot:
    """A dataset with a consent; the demo camera is small, so that one core keeps up."""

    def small(spec: str, *, paced: bool = False) -> Any:
        if not spec.startswith("demo:"):
            return open_source(spec, paced=paced)
        return DemoSource(spec.partition(":")[2], width=640, height=360, paced=paced)

    monkeypatch.setattr(collecting, "open_source", small)
    made = DatasetRoot.create(tmp_path / "root")
    done = CliRunner().invoke(
        app, ["consent", "add", str(made.path), "--id", "C1", "--subject", "S1"]
    )
    assert done.exit_code == 0
    return made


def collect(root: DatasetRoot, protocol: Path | str, *more: str) -> tuple[int, list[Any], str]:
    """Return exit code, takes and what was said on the side."""
    done = CliRunner().invoke(
        app,
        ["collect", "--protocol", str(protocol), "--source", "demo:bona-fide", "--out",
         str(root.path), "--subject", "S1", "--consent", "C1", "--operator", "O1", "--auto",
         "--headless", "--no-preroll", "--format", "json", *more],
    )  # fmt: skip
    if isinstance(done.exception, LivenessError):
        return fail(done.exception), [], str(done.exception)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, json.loads(done.stdout), done.stderr


def test_a_whole_protocol_of_every_demo_scene(root: DatasetRoot, tmp_path: Path) -> None:
    path = tmp_path / "scenes.toml"
    path.write_text(HEAD + "".join(STEP.format(id=id_) for id_ in SCENES))
    code, takes, said = collect(root, path, "--attack-source", "demo", "--target", "S9")
    assert code == 0, said
    assert sorted(take["label"] for take in takes) == sorted(["bona-fide", *SCENES])
    (session,) = root.sessions()
    protocol = load_protocol(path)
    assert kept_protocol(root.path, "scenes", session.protocol_sha256) == protocol
    assert session.seed is not None
    records = root.takes()
    for record in records:
        assert record.status == "complete"
        assert 0.8 <= record.seconds <= 2.5
        assert record.pai == (None if record.bona_fide else f"demo-{record.label}-1")
        with TakeReader(root.take_path(record)) as take:
            assert not take.labels["manual"]
            assert take.n_frames == record.frames
    assert verify_root(root) == []
    # once more: nothing is missing
    code, takes, _ = collect(
        root, path, "--attack-source", "demo", "--target", "S9", "--session", session.id
    )
    assert (code, takes) == (0, [])
    assert root.takes() == records


def test_what_is_not_served_waits_and_is_told(root: DatasetRoot, tmp_path: Path) -> None:
    path = tmp_path / "scenes.toml"
    path.write_text(HEAD + STEP.format(id="print-matte") + STEP.format(id="mask-silicone"))
    code, takes, said = collect(root, path, "--attack-source", "demo")
    assert code == 0
    assert [take["label"] for take in takes] == ["bona-fide"]
    assert "step print-matte: 1 take to come, it needs --target" in said
    assert "step mask-silicone: 1 take to come, it needs a source of mask-silicone" in said
    # the session goes on where it was left, and as it was begun
    (session,) = root.sessions()
    path.write_text(path.read_text().replace('id = "print-matte"', 'id = "other"'))
    more = ("--attack-source", "demo", "--target", "S9", "--session", session.id)
    code, takes, said = collect(root, path, *more)
    assert code == 0
    assert [take["label"] for take in takes] == ["print-matte"]
    assert "goes on as it was begun; since then: step print-matte is gone" in said
    close_session(root.path / "sessions", session.id)
    code, takes, said = collect(root, path, *more)
    assert code == 2
    assert said.startswith("E-LAB-08")


@pytest.mark.parametrize(
    ("more", "word"),
    [
        (("--attack-source", "print-matte"), "E-PRO-07"),
        (("--attack-source", "print-matte=camera:x"), "E-CAM"),
        (("--attack-source", "nothing=demo:bona-fide"), "E-LAB-01"),
    ],
)
def test_a_wrong_source_of_attacks_is_bad_usage(
    root: DatasetRoot, more: tuple[str, ...], word: str
) -> None:
    code, _, said = collect(root, "quick-check", *more)
    assert code == 2
    assert word in said
    assert root.sessions() == []


def test_a_broken_protocol_is_one_line(root: DatasetRoot, tmp_path: Path) -> None:
    path = tmp_path / "p.toml"
    path.write_text(HEAD.replace("seconds = 1.0", "seconds = 0"))
    code, _, said = collect(root, path)
    assert code == 1
    assert "p.toml line 8 (step 1, seconds: should be greater than 0, got 0)" in said
