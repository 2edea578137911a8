"""The command line as a stranger meets it: good input, bad input, exit codes, one line each."""

from __future__ import annotations

import json
from pathlib import Path

import cv2
import h5py
import numpy as np
import pytest
from typer.testing import CliRunner

from liveness.datasets.errors import LivenessError
from liveness.studio.cli import app
from liveness.studio.cli.shared import fail

runner = CliRunner()


class Result:
    def __init__(self, *arguments: str | Path) -> None:
        done = runner.invoke(app, [str(a) for a in arguments])
        self.code = done.exit_code
        self.out = done.stdout
        self.err = done.stderr
        if isinstance(done.exception, LivenessError):  # main() turns it into one line
            self.code = fail(done.exception)
            self.err += str(done.exception)
        elif done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception

    @property
    def json(self) -> list[dict[str, object]]:
        return json.loads(self.out)  # type: ignore[no-any-return]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    path = tmp_path / "root"
    assert Result("consent", "add", path, "--id", "C1", "--subject", "S1").code == 0
    return path


def test_no_record_without_a_consent(tmp_path: Path, root: Path, shared_media: Path) -> None:
    common = ("--out", root, "--subject", "S1", "--bona-fide", "--consent")
    done = Result("import", shared_media / "bona_fide" / "d19.mp4", *common, "C9")
    assert done.code == 1
    assert "E-CON-01" in done.err
    done = Result(
        "import", shared_media / "bona_fide" / "d19.mp4", "--out", root, "--subject", "S2",
        "--bona-fide", "--consent", "C1",
    )  # fmt: skip
    assert done.code == 1
    assert "belongs to subject S1" in done.err
    assert Result("consent", "withdraw", root, "--id", "C1").code == 0
    done = Result("import", shared_media / "bona_fide" / "d19.mp4", *common, "C1")
    assert done.code == 1
    assert "withdrawn" in done.err


def test_a_consent_id_is_taken_once(root: Path) -> None:
    done = Result("consent", "add", root, "--id", "C1", "--subject", "S2")
    assert (done.code, "E-CON-03" in done.err) == (2, True)


@pytest.mark.parametrize("subject", ["Ann Smith", "", "../x", "a" * 65])
def test_a_subject_is_a_pseudonym(tmp_path: Path, subject: str) -> None:
    done = Result("consent", "add", tmp_path, "--id", "C1", "--subject", subject)
    assert done.code == 2
    assert "E-CON-04" in done.err


def test_an_unknown_species_lists_the_known_ones(root: Path, tmp_path: Path) -> None:
    done = Result(
        "import", tmp_path, "--out", root, "--subject", "S1", "--consent", "C1", "--attack",
        "print-mate",
    )  # fmt: skip
    assert done.code == 2
    assert "print-matte" in done.err


def test_a_label_is_either_bona_fide_or_attack(root: Path, tmp_path: Path) -> None:
    common = ("import", tmp_path, "--out", root, "--subject", "S1", "--consent", "C1")
    assert Result(*common).code == 2
    assert Result(*common, "--bona-fide", "--attack", "print-bent").code == 2
    assert Result(*common, "--bona-fide", "--target", "S2").code == 2


def test_a_real_clip_becomes_a_take_with_its_frames_untouched(
    root: Path, shared_media: Path
) -> None:
    clip = shared_media / "bona_fide" / "d19.mp4"
    done = Result(
        "import", clip, "--out", root, "--subject", "S1", "--consent", "C1", "--bona-fide",
        "--format", "json",
    )  # fmt: skip
    assert done.code == 0, done.err
    assert Result("verify", root).code == 0
    (take,) = Result("list", root, "--format", "json").json
    assert take["label"] == "bona-fide"
    assert take["faces"] > 0.9 * take["frames"]  # type: ignore[operator]

    (path,) = root.glob("sessions/*/*.h5")
    from liveness.datasets.reader import TakeReader

    video = cv2.VideoCapture(str(clip))
    with TakeReader(path) as reader:
        for _, stored in reader.frames():
            good, image = video.read()
            assert good
            np.testing.assert_array_equal(stored, image)
        assert not video.read()[0]
    with h5py.File(path) as file:
        assert "S1" not in str(dict(file.attrs))
        assert "d19" not in str(
            dict(file["capture"].attrs)
        )  # a file may be named after a person

    (record,) = Result("score", root, "--format", "json").json
    signals = record["signals"]
    assert isinstance(signals, dict)
    assert list(signals) == ["depth", "texture", "reflection", "motion"]
    for signal in signals.values():
        assert {"llr", "valid", "quality", "reasons", "raw"} <= set(signal)
        assert signal["valid"] or signal["reasons"]
    assert record["calibrated"] is False
    assert record["decision"] != "reject"


def test_bad_files_are_named_and_the_rest_is_done(
    root: Path, tmp_path: Path, shared_media: Path
) -> None:
    good = shared_media / "bona_fide" / "true_001.jpg"
    text = tmp_path / "text.mp4"
    text.write_text("no video")
    empty = tmp_path / "empty.png"
    empty.touch()
    faceless = tmp_path / "grey.png"
    cv2.imwrite(str(faceless), np.full((64, 64), 128, np.uint8))
    done = Result(
        "import", text, empty, faceless, tmp_path / "missing.mp4", good, "--out", root,
        "--subject", "S1", "--consent", "C1", "--bona-fide",
    )  # fmt: skip
    assert done.code == 1
    for name in ("text.mp4", "empty.png", "grey.png", "missing.mp4"):
        assert name in done.err
    assert "Traceback" not in done.err
    assert len(Result("list", root, "--format", "json").json) == 1
    assert not list((root / "incoming").glob("*"))
    assert Result("verify", root).code == 0


def test_score_gives_each_odd_image_a_record(tmp_path: Path) -> None:
    rng = np.random.default_rng(1)
    images = {
        "one.png": np.zeros((1, 1, 3), np.uint8),
        "grey.png": rng.integers(0, 256, (40, 60), dtype=np.uint8),
        "deep.png": rng.integers(0, 65536, (40, 60, 3), dtype=np.uint16),
        "alpha.png": rng.integers(0, 256, (40, 60, 4), dtype=np.uint8),
    }
    for name, image in images.items():
        cv2.imwrite(str(tmp_path / name), image)
    (tmp_path / "notes.txt").write_text("not media")
    done = Result("score", tmp_path, "--format", "json")
    assert done.code == 0, done.err
    records = {Path(str(r["source"])).name: r for r in done.json}
    assert set(records) == set(images)
    for record in records.values():
        assert (record["frames"], record["faces"], record["score"]) == (1, 0, None)


def test_score_of_nothing_is_a_usage_error(tmp_path: Path) -> None:
    assert Result("score", tmp_path / "missing").code == 2


def test_workers_do_not_change_a_digit(tmp_path: Path, shared_media: Path) -> None:
    files = [shared_media / "bona_fide" / name for name in ("true_001.jpg", "image_T1.jpg")]
    alone = Result("score", *files, "--format", "json")
    many = Result("score", *files, "--format", "json", "--workers", "2")
    assert alone.out == many.out


def test_two_people_side_by_side_are_an_error_over_time(shared_media: Path) -> None:
    done = Result(
        "score", shared_media / "other" / "two_faces_head-pose.gif", "--format", "json"
    )
    assert done.code == 1
    assert done.json[0]["error"]["code"] == "E-DAT-10"  # type: ignore[index]


def test_collect_from_a_real_clip(root: Path, shared_media: Path) -> None:
    common = (
        "collect", "--protocol", "quick-check", "--source",
        shared_media / "bona_fide" / "d19.mp4", "--out", root, "--operator", "O1", "--auto",
        "--headless", "--session", "V1",
    )  # fmt: skip
    refused = Result(*common, "--subject", "S2", "--consent", "C2")
    assert refused.code == 1
    assert "E-CON-01" in refused.err
    assert len(refused.err.strip().splitlines()) <= 2
    done = Result(*common, "--subject", "S1", "--consent", "C1")
    assert done.code == 0, done.err
    (take,) = Result("list", root, "--format", "json").json
    assert take["label"] == "bona-fide"
    again = Result(*common, "--subject", "S1", "--consent", "C1")
    assert (again.code, "session V1 is complete" in again.out) == (0, True)
    assert len(Result("list", root, "--format", "json").json) == 1


def test_collect_without_a_face_exits_1_and_keeps_nothing(root: Path, tmp_path: Path) -> None:
    picture = tmp_path / "wall.png"
    cv2.imwrite(str(picture), np.full((240, 320, 3), 90, np.uint8))
    done = Result(
        "collect", "--protocol", "quick-check", "--source", picture, "--out", root,
        "--operator", "O1", "--auto", "--headless", "--subject", "S1", "--consent", "C1",
    )  # fmt: skip
    assert done.code == 1
    assert "no face" in done.err
    assert Result("list", root, "--format", "json").json == []


def test_an_unknown_protocol_is_a_usage_error(root: Path) -> None:
    done = Result(
        "collect", "--protocol", "x", "--source", "demo:bona-fide", "--out", root,
        "--operator", "O1", "--auto", "--headless", "--subject", "S1", "--consent", "C1",
    )  # fmt: skip
    assert done.code == 2
    assert "quick-check" in done.err


def test_a_folder_that_is_no_dataset_is_named(tmp_path: Path) -> None:
    for command in ("list", "verify", "recover"):
        done = Result(command, tmp_path / "nothing")
        assert done.code == 1
        assert str(tmp_path / "nothing") in done.err


def test_sources_and_protocols_speak_json() -> None:
    specs = [row["source"] for row in Result("sources", "--format", "json").json]
    assert "demo:bona-fide" in specs
    listed = [row["id"] for row in Result("protocols", "--format", "json").json]
    assert {"quick-check", "site-check", "cc-toolbox", "attack-surface"} <= set(listed)
    shown = Result("protocols", "cc-toolbox", "--subjects", "2", "--format", "json").json
    assert (shown["takes"], shown["attacks"]) == (490, 480)
    assert sum(row["takes"] for row in shown["matrix"]) == 245
    schema = Result("protocols", "--schema").json
    assert "steps" in schema["properties"]
