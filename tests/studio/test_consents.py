"""The consent texts that ship, those of a site, and the commands over them."""

from __future__ import annotations

import hashlib
import json
from importlib import resources
from pathlib import Path

import pytest
from typer.testing import CliRunner

from liveness.datasets.consent import SCOPES
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root
from liveness.studio import consents
from liveness.studio.cli import app
from liveness.studio.cli.shared import fail
from liveness.studio.consents import find_text, known_texts, read_own_text, shipped_texts

runner = CliRunner()


def run(*arguments: object) -> tuple[int, str, str]:
    done = runner.invoke(app, [str(each) for each in arguments])
    if isinstance(done.exception, LivenessError):
        return fail(done.exception), done.stdout, str(done.exception)
    return done.exit_code, done.stdout, done.stderr


def test_four_languages_ship_and_say_the_same() -> None:
    texts = shipped_texts()
    assert [text.language for text in texts] == ["en", "de", "es", "fr"]
    assert {(text.id, text.version) for text in texts} == {("studio", "2")}
    for text in texts:
        assert set(text.statements) == {*SCOPES, "retention"}
        assert len(text.paragraphs) == len(texts[0].paragraphs)
        assert set(text.words) == set(texts[0].words)
        assert len(text.words) == 11


def test_a_text_that_was_agreed_to_has_not_changed() -> None:
    """These sums stand in the consents of subjects: a change of words is a new version."""
    sums = {
        "en": "7a95313651deceb5ff8c29494c74d8f68936445af8d3864cc7ac18ef8b410f2d",
        "de": "e4aab877e65b19a2467e9bad083fea01c369fcd91bc690806d04f317d638d5c8",
        "es": "9bdf95dedaff1f7b18b0f7c0d19c2f78be8068b0c07f6961ebdae9b14c4a3e7e",
        "fr": "6e0f2114edbe19355ec0acaf90a9ca5cabe0b7411f4fa09e1752c719f413baac",
    }
    assert {text.language: text.sha256 for text in shipped_texts()} == sums
    for text in shipped_texts():
        file = resources.files(consents).joinpath(f"studio-2-{text.language}.toml")
        assert hashlib.sha256(file.read_bytes()).hexdigest() == text.sha256


@pytest.fixture
def own(tmp_path: Path) -> Path:
    path = tmp_path / "own.toml"
    text = shipped_texts()[0].source.decode().replace('id = "studio"', 'id = "clinic"')
    path.write_text(text.replace('version = "2"', 'version = "10"'), encoding="utf-8")
    return path


def test_a_site_brings_its_own(tmp_path: Path, own: Path) -> None:
    root = tmp_path / "root"
    common = ("consent", "add", root, "--subject", "S1", "--signature", "S1", "--text", own)
    code, _, _ = run(*common, "--id", "C1", "--retain-until", "2030-01-31")
    assert code == 0
    record = json.loads((root / "consents" / "C1.json").read_text())
    assert (record["form"], record["form_version"]) == ("clinic", "clinic-10")
    assert (record["language"], record["retain_until"]) == ("en", "2030-01-31")
    assert verify_root(DatasetRoot.open(root)) == []
    known, faults = known_texts(root)
    assert (known[0].id, len(known), faults) == ("clinic", 5, [])
    code, out, _ = run("consent", "texts", root, "--format", "json")
    assert (code, len(json.loads(out))) == (0, 5)
    own.write_text(own.read_text().replace('version = "10"', 'version = "9"'))
    assert run(*common, "--id", "C2")[0] == 0
    assert find_text("clinic", "en", root).version == "10"  # 10 comes after 9
    (root / "consents" / "texts" / "bad.toml").write_text("x")
    code, _, err = run("consent", "texts", root)
    assert code == 1
    assert "E-CON-05" in err


def test_bad_texts_and_names_are_told_in_a_line(tmp_path: Path, own: Path) -> None:
    root = tmp_path / "root"
    common = ("consent", "add", root, "--id", "C1", "--subject", "S1")
    code, _, said = run(*common, "--text", "studio", "--language", "it")
    assert (code, said.partition(":")[0]) == (2, "E-CON-07")
    assert "studio in de" in said
    code, _, said = run(*common, "--signature", "S2")
    assert (code, said) == (
        2,
        "E-CON-04: this is no consent (the signature is not the subject's own id).",
    )
    assert not root.exists()
    text = own.read_text()
    own.write_text(text.replace("{until}", "soon"))
    code, _, said = run("consent", "texts", "--check", own)
    assert (code, "own.toml line" in said) == (1, True)
    own.write_text(text.replace('"clinic"', '"studio"').replace('"10"', '"2"') + "\n# more\n")
    with pytest.raises(UsageError, match="E-CON-06"):
        read_own_text(own)
    code, _, said = run("consent", "texts", "--check", tmp_path / "none.toml")
    assert (code, said.partition(":")[0]) == (1, "E-CON-05")
