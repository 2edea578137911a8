from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from liveness.datasets.agreeing import store_consent
from liveness.datasets.consent import Consent
from liveness.datasets.consent_text import (
    FOLDER,
    keep_text,
    parse_consent_text,
    read_consent_text,
    texts_of,
)
from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.groups import GroupAttributes, GroupBook
from liveness.datasets.store import DatasetRoot
from liveness.datasets.verify import verify_root

GOOD = """id = "clinic"
version = "1"
language = "en"
name = "English"
title = "Your face"
paragraphs = ["We record."]
signature = "Type your id."
voluntary = "If you like."

[statements]
record = "Pictures."
audio = "Voice."
train = "Train."
evaluate = "Evaluate."
share = "Share."
retention = "Until {until}."
"""


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('title = "Your face"', 'titel = "Your face"', "title: Field required"),
        ('name = "English"', "name = English", "line 4"),
        ('language = "en"', 'language = "English"', "own.toml line 3 (language: "),
        ('id = "clinic"', 'id = "our clinic"', "own.toml line 1 (id: "),
        ('paragraphs = ["We record."]', "paragraphs = []", "own.toml line 6 (paragraphs: "),
        ('audio = "Voice."', 'audio = ""', "own.toml line 12 (statements.audio: "),
        ('audio = "Voice."\n', "", "own.toml line 10 (statements lacks audio)"),
        ("{until}", "then", "own.toml line 16 (statements.retention does not say {until}"),
        ('share = "Share."', 'shares = "Share."', "own.toml line 15 (statements.shares"),
        ('"If you like."', '"If you \udcff"', "own.toml line 8 (this is no UTF-8"),
    ],
)
def test_a_broken_text_is_named_with_its_line(old: str, new: str, said: str) -> None:
    assert old in GOOD
    content = GOOD.replace(old, new).encode("utf-8", "surrogateescape")
    with pytest.raises(LivenessError) as caught:
        parse_consent_text(content, "own.toml")
    assert caught.value.code == "E-CON-05"
    assert said in str(caught.value)


def test_line_ends_do_not_change_what_was_agreed_to() -> None:
    one = parse_consent_text(GOOD.encode(), "a.toml")
    two = parse_consent_text(GOOD.replace("\n", "\r\n").encode(), "b.toml")
    assert one.sha256 == two.sha256
    assert parse_consent_text(GOOD.replace("face", "head").encode(), "c").sha256 != one.sha256


def test_a_text_is_kept_once_and_never_changed(tmp_path: Path) -> None:
    text = parse_consent_text(GOOD.encode(), "own.toml")
    path = keep_text(tmp_path, text)
    assert path == tmp_path / FOLDER / "clinic-1-en.toml"
    assert keep_text(tmp_path, text) == path
    assert read_consent_text(path).sha256 == text.sha256
    other = parse_consent_text(GOOD.replace("face", "head").encode(), "own.toml")
    with pytest.raises(UsageError, match="E-CON-06"):
        keep_text(tmp_path, other)
    assert texts_of(tmp_path)[0][0].title == "Your face"
    with pytest.raises(LivenessError, match="E-CON-05"):
        read_consent_text(tmp_path)


def _consent(root: DatasetRoot, **changes: object) -> Consent:
    text = parse_consent_text(GOOD.encode(), "own.toml")
    content: dict[str, object] = {
        "id": "C9",
        "subject": "S9",
        "form": text.id,
        "form_version": "clinic-1",
        "form_sha256": text.sha256,
        "language": "en",
        "signature": "S9",
        "retain_until": date(2030, 1, 1),
    }
    consent = Consent.model_validate(content | changes)
    told = GroupAttributes(sex="female", consent=consent.id)
    store_consent(root, consent, text, told)
    return consent


def test_a_consent_is_stored_with_its_text_and_what_was_told(root: DatasetRoot) -> None:
    consent = _consent(root)
    assert root.consents.get("C9") == consent
    (told,) = GroupBook(root.path).all().values()
    assert told.groups() == {"sex": "female"}
    assert verify_root(root) == []


def test_the_signature_is_the_subject_s_own_id(root: DatasetRoot) -> None:
    with pytest.raises(ValueError, match="not the subject's own id"):
        _consent(root, signature="S1")


def test_verify_names_a_text_that_is_gone_or_another(root: DatasetRoot) -> None:
    _consent(root)
    path = root.path / FOLDER / "clinic-1-en.toml"
    path.write_text(GOOD.replace("Pictures", "Photos"))
    (fault,) = verify_root(root)
    assert (fault.code, fault.severity, fault.path) == (
        "V-CONSENT",
        "error",
        "consents/C9.json",
    )
    path.unlink()
    (fault,) = verify_root(root)
    assert (fault.code, fault.severity) == ("V-CONSENT", "warning")
    path.write_text("no text")
    assert [fault.path for fault in verify_root(root)] == ["consents/C9.json", FOLDER]


def test_a_record_of_before_opens(root: DatasetRoot) -> None:
    text = (
        '{"schema_version": 1, "id": "OLD", "subject": "S1", "scope": ["record", "share"],'
        ' "form_version": "studio-1", "granted_utc": "2026-01-01T00:00:00.000Z",'
        ' "expires": null, "withdrawn_utc": null}'
    )
    (root.path / "consents" / "OLD.json").write_text(text)
    old = root.consents.require("OLD", "S1")
    assert (old.form, old.language, old.retain_until) == (None, None, None)
    assert not old.allows("audio")
    assert verify_root(root) == []
