"""Bad input from the outside: one line, the right exit status, no trace, no library's voice."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest
import typer
from rich.console import Console

from liveness.capture.stills import read_still
from liveness.datasets.errors import SourceError
from liveness.datasets.protocol import parse_protocol
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.studio import cli
from liveness.studio.cli import run_app, shared
from liveness.studio.cli.scoring import _short
from liveness.studio.collecting import Collection, GateWatch


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "root"
    assert run_app(["consent", "add", str(path), "--id", "C1", "--subject", "S1"]) == 0
    return path


def _refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str]:
    """Run a command that must end with exactly one line on the standard error."""
    capsys.readouterr()
    code = run_app([str(argument) for argument in arguments])
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1, lines
    return code, lines[0]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("frobnicate",), "frobnicate"),
        (("list",), "oot"),
        (("list", "x", "--zork"), "--zork"),
        (("list", "x", "--format", "xml"), "xml"),
        (("score", "x", "--workers", "0"), "--workers"),
        (("consent", "add", "x", "--id", "C", "--subject", "S", "--expires", "soon"), "soon"),
    ],
)
def test_bad_usage_is_one_line(
    arguments: tuple[str, ...], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = _refused(capsys, *arguments)
    assert code == 2
    assert line.startswith("E-CMD-01: ")
    assert said in line
    assert "--help" in line


def test_help_and_version_are_no_faults(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_app(["--help"]) == 0
    assert run_app(["--version"]) == 0
    assert run_app(["consent", "--help"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize(
    "options",
    [
        ("--subject", "Jo Smith", "--bona-fide"),
        ("--subject", "S1", "--attack", "print-matte", "--target", "Jo Smith"),
        ("--subject", "S1", "--attack", "print-matte", "--pai", "../p"),
    ],
)
def test_a_name_is_no_pseudonym(
    options: tuple[str, ...], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = _refused(capsys, "import", "a.mp4", "--out", root, "--consent", "C1", *options)
    assert code == 2
    assert line.startswith("E-LAB-02: --")
    assert "letters, digits" in line
    assert not list((root / "sessions").iterdir())


def test_what_is_no_source_is_bad_usage_and_begins_no_session(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    common = ("--out", root, "--subject", "S1", "--consent", "C1", "--operator", "O1")
    code, line = _refused(
        capsys, "collect", "--protocol", "quick-check", "--source", "demo:zork", *common,
        "--auto", "--headless",
    )  # fmt: skip
    assert code == 2
    assert line.startswith("E-CAM-10")
    assert not list((root / "sessions").iterdir())


@pytest.mark.parametrize("path", ["~nobody-of-that-name/x", "a" * 400])
def test_a_root_that_cannot_be(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, line = _refused(capsys, "list", path)
    assert code == 2
    assert line.startswith("E-DAT-15: ")
    assert len(line) < 300


def test_a_path_that_the_system_refuses_is_one_line(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = "a" * 300 + ".mp4"
    code, line = _refused(
        capsys, "import", long, "--out", root, "--subject", "S1", "--consent", "C1",
        "--bona-fide",
    )  # fmt: skip
    assert code == 1
    assert line.startswith("E-ENV-11: ")
    assert "too long" in line


def test_a_consent_id_does_not_lead_out_of_its_folder(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, line = _refused(capsys, "consent", "withdraw", root, "--id", "../dataset")
    assert code == 1
    assert line.startswith("E-CON-01: ")


def test_cancelling_is_said(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cancel(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", cancel)
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert "cancelled" in capsys.readouterr().err


def test_typers_own_word_for_cancelled_is_said_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def cancel(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("liveness.studio.cli.life.DatasetRoot.open", cancel)
    monkeypatch.setattr(sys, "argv", ["liveness-studio", "list", "x"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert "cancelled" in capsys.readouterr().err


def test_a_fault_of_ours_keeps_its_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError

    monkeypatch.setattr(cli, "app", broken)
    with pytest.raises(ZeroDivisionError):
        run_app(["list"])


def test_usage_type_is_typers() -> None:
    assert issubclass(typer.BadParameter, cli._usage_type())


def test_names_outside_of_the_terminals_encoding(
    monkeypatch: pytest.MonkeyPatch, root: Path
) -> None:
    raw = io.BytesIO()
    narrow = io.TextIOWrapper(raw, encoding="ascii")
    monkeypatch.setattr(sys, "stdout", narrow)
    monkeypatch.setattr(
        sys,
        "argv",
        ["liveness-studio", "score", str(root.parent / "gesicht-\u00e4"), str(root)],
    )
    with pytest.raises(SystemExit) as ended:
        cli.main()
    narrow.flush()
    assert ended.value.code == 1
    assert narrow.errors == "backslashreplace"


def test_absolute_and_relative_paths_stand_in_one_table() -> None:
    assert _short([]) == []
    assert _short(["/data/a/1.mp4", "b.png"]) == ["/data/a/1.mp4", "b.png"]
    assert _short(["/data/a/1.mp4", "/data/2.mp4"]) == [str(Path("a") / "1.mp4"), "2.mp4"]


def test_libpng_is_silent_on_a_damaged_picture(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    data = cv2.imencode(".png", noise)[1].tobytes()
    path = tmp_path / "cut.png"
    path.write_bytes(data[: len(data) // 2])
    with pytest.raises(SourceError, match="E-CAM-07"):
        read_still(path)
    os.write(2, b"others are heard\n")
    assert capfd.readouterr().err == "others are heard\n"


def test_a_protocols_own_species_can_be_collected(tmp_path: Path) -> None:
    protocol = parse_protocol(
        """
id = "site"
title = "A site"
[[species]]
id = "wax-head"
title = "A head of wax"
family = "mask"
[[steps]]
id = "wax"
title = "Wax"
text = "Hold it."
species = "wax-head"
picture = "mannequin"
""",
        "site.toml",
    )
    root = DatasetRoot.create(tmp_path / "root")
    run_app(["consent", "add", str(root.path), "--id", "C1", "--subject", "S1"])
    session = Session(id="V1", site="here", operator="O1")
    collection = Collection(
        root, protocol, session, root.consents.get("C1"), "S1", "demo:mask-rigid"
    )
    label = collection.request(Slot("wax", 1, 1)).presentation
    assert (label.label, label.family) == ("wax-head", "mask")


def test_gates_that_were_never_bad_have_a_complaint_all_the_same() -> None:
    step = parse_protocol(
        'id = "p"\ntitle = "P"\n[[steps]]\nid = "s"\ntitle = "S"\ntext = "T"\n', "p.toml"
    ).steps[0]
    assert "less than 0.3 s" in GateWatch(step.gates, good_since_ns=5).complaint()
    watch = GateWatch(step.gates, faults=["no face"])
    assert watch.complaint() == "gates did not hold: no face"


@pytest.mark.skipif(sys.platform != "linux", reason="file names are bytes on Linux")
def test_a_name_that_is_no_text_is_named_before_opencv_crashes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / os.fsdecode(b"odd-\xff.png")
    path.write_bytes(cv2.imencode(".png", np.zeros((8, 8, 3), np.uint8))[1].tobytes())
    code, line = _refused(capsys, "score", path)
    assert code == 1
    assert line.startswith("E-CAM-06: ")
    assert "rename" in line.lower()


def test_what_looks_like_markup_is_printed_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a [b]root"
    assert run_app(["consent", "add", str(path), "--id", "C1", "--subject", "S1"]) == 0
    assert run_app(["verify", str(path)]) == 0
    assert "a [b]root is clean" in capsys.readouterr().out.replace("\n", "")


def test_a_full_disk_leaves_no_session_and_says_what_waits(
    root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(cv2.imencode(".png", np.zeros((8, 8, 3), np.uint8))[1].tobytes())
    monkeypatch.setenv("LIVENESS_DISK_RESERVE", "1e18")
    command = ["import", str(path), "--out", str(root), "--subject", "S1", "--consent", "C1"]
    assert run_app([*command, "--bona-fide"]) == 1
    assert "E-DSK-01" in capsys.readouterr().err
    assert not list((root / "sessions").iterdir())
    (root / "incoming" / "T1.mcap").write_text("cut off")
    assert run_app([*command, "--bona-fide"]) == 1
    assert f"1 take waits to be finished: liveness-studio recover {root}" in (
        capsys.readouterr().err
    )


def test_a_narrow_terminal_breaks_no_word(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "take": "T20261122-073207-3103fb", "label": "face-swap-live", "subject": "DEMO-S1",
        "seconds": 2.97, "frames": 90, "analysed": 90, "faces": 90, "score": -1.25,
        "decision": "undecided", "status": "incomplete",
    }  # fmt: skip
    for width, gone in ((80, True), (132, False)):
        told = io.StringIO()
        console = Console(file=told, width=width, highlight=False)
        monkeypatch.setattr(shared, "out", console)
        shared.emit([row], shared.TAKE_COLUMNS, shared.Format.table)
        lines = told.getvalue().splitlines()
        assert max(len(line.rstrip()) for line in lines) <= width
        assert sum("T20261122-073207-3103fb" in line for line in lines) == 1
        for word in ("face-swap-live", "undecided", "-1.25"):
            assert word in told.getvalue()
        assert ("analysed" not in told.getvalue()) == gone
        assert ("--format csv" in told.getvalue()) == gone
