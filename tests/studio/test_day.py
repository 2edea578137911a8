"""The report of a day: every take, and counts that are those of the files."""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, timedelta, timezone
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtPdf import QPdfDocument

from liveness.datasets import store
from liveness.datasets.amendments import Mark, Note, Review
from liveness.datasets.codec import Codec, encode
from liveness.datasets.consent import Consent
from liveness.datasets.durable import append_line
from liveness.datasets.finalise import finalise_journal
from liveness.datasets.gathering import Keys, Status, Summary
from liveness.datasets.journal import JournalWriter
from liveness.datasets.presentation import Presentation
from liveness.datasets.reader import TakeReader
from liveness.datasets.records import FrameRecord, TakeEnd
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CaptureInfo, TakeHeader, TakeRecord
from liveness.studio.cli import run_app
from liveness.studio.day import Day, day_of
from liveness.studio.day_page import day_html
from liveness.studio.pdf import write_pdf

TODAY = date(2026, 11, 22)
TIMES = ("08:59:00", "09:10:00", "09:20:00", "14:00:00", "23:30:00")


def take(
    root: DatasetRoot, n: int, day: str, time: str, subject: str, species: str | None
) -> TakeRecord:
    """A take of two frames that begins then, in UTC."""
    session = root.start_session("gate <2>", f"O{n % 2}", "desk camera", name=f"visit-{day}")
    presentation = (
        Presentation(subject=subject)
        if species is None
        else Presentation.attack(species, subject=subject, target="S9", pai="P1")
    )
    header = TakeHeader(
        id=f"T{n}",
        session=session.id,
        presentation=presentation,
        consent=Consent(id=f"C-{subject}", subject=subject),
        capture=CaptureInfo(source="desk", kind="camera", width=8, height=6, fps=30),
        operator=f"O{n % 2}",
        site="gate <2>",
        created_utc=f"{day}T{time}.000Z",
    )
    with JournalWriter(root.journal_path(header.id), header, sync="never") as writer:
        for i in range(2):
            data = encode(np.full((6, 8, 3), n, np.uint8), Codec.PNG)
            writer.frame(FrameRecord(i, i * 33_000_000, 0, Codec.PNG, 8, 6, data))
        if n == 3:
            writer.close(TakeEnd(status="incomplete", reason="the cable came out"))
    return root.finalise(writer.path)


@pytest.fixture
def root(tmp_path: Path, finalise_here: None) -> DatasetRoot:
    made = DatasetRoot.create(tmp_path / "gate-data")
    for n, time in enumerate(TIMES):
        species = None if n % 2 else "print-matte"
        take(made, n, "2026-11-22", time, f"S{n % 3}", species)
    take(made, 7, "2026-11-20", "10:00:00", "S0", None)
    return made


@pytest.fixture
def finalise_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make take files in this process, which starts no child."""

    def run(journal: Path, out: Path, keys: Keys, status: Status | None, _: object) -> Summary:
        return finalise_journal(journal, out, keys, status)

    monkeypatch.setattr(store, "run_finalise", run)


def say(root: DatasetRoot, line: Review | Mark | Note) -> None:
    path = root.path / "sessions" / "visit-2026-11-22" / "takes.jsonl"
    append_line(path, line.model_dump_json())


def test_counts_are_those_of_the_files(root: DatasetRoot) -> None:
    day = day_of(root, TODAY, zone=UTC)
    files = sorted((root.path / "sessions" / "visit-2026-11-22").glob("*.h5"))
    assert [each.record.id for each in day.takes] == [path.stem for path in files]
    labels, operators, keys = Counter(), Counter(), set()
    for path in files:
        with TakeReader(path) as opened:
            labels[opened.label] += 1
            operators[opened.attributes().root.operator] += 1
            keys.add(opened.subject_key)
    assert day.count(lambda each: each.record.label) == labels
    assert day.count(lambda each: each.operator) == operators
    assert len(day.subjects) == len(keys) == 3
    assert [f"{each.begun:%H:%M:%S}" for each in day.takes] == list(TIMES)
    assert day.others[0] == TODAY
    html = day_html(day, generator="test")
    assert "<b>5 takes</b> of 3 people, 5 of them usable." in html
    for each in day.takes:
        assert html.count(f"<td>{each.record.id}</td>") == 1
    assert "T7" not in html
    assert re.search(r"<td><b>all</b></td><td><b>5</b></td><td><b>5</b></td>", html)


def test_a_day_is_one_of_the_time_zone(root: DatasetRoot) -> None:
    east = timezone(timedelta(hours=1))
    day = day_of(root, TODAY, zone=east)
    assert [each.record.id for each in day.takes] == ["T0", "T1", "T2", "T3"]
    assert day.zone == "UTC+01:00"
    assert f"{day.takes[0].begun:%H:%M}" == "09:59"
    assert [t.record.id for t in day_of(root, date(2026, 11, 23), zone=east).takes] == ["T4"]


def test_what_became_of_each_take_and_why(root: DatasetRoot) -> None:
    root.supersede("T0", "T2")
    say(root, Review(id="T1", verdict="reject", reasons=("blurred",), reviewer="R1"))
    say(root, Mark(id="T4", outcome="aborted", reason="fire alarm", reviewer="O0"))
    say(root, Note(id="T2", text="glasses <on>", reviewer="O0"))
    (root.path / "sessions" / "visit-2026-11-22" / "T2.h5").write_bytes(b"damaged")
    day = day_of(root, TODAY, zone=UTC)
    found = {each.record.id: each for each in day.takes}
    results = {id_: each.result for id_, each in found.items()}
    assert results == {
        "T0": "superseded",
        "T1": "rejected",
        "T2": "kept",
        "T3": "incomplete",
        "T4": "aborted",
    }
    assert "replaced by T2" in found["T0"].reasons
    assert "reject by R1: blurred" in found["T1"].reasons
    assert "the cable came out" in found["T3"].reasons
    assert "marked aborted by O0: fire alarm" in found["T4"].reasons
    assert "no frame was analysed" in found["T1"].reasons
    assert (found["T2"].readable, found["T2"].operator) == (False, "O0")
    html = day_html(day, generator="test")
    assert "1 take file does not open: T2" in html
    assert "note by O0: glasses &lt;on&gt;" in html
    assert "gate &lt;2&gt;" in html
    assert day.usable == 2
    assert "2 of them usable" in html


class Outside(HTMLParser):
    """Everything that a page would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe"):
            self.found.append(tag)
        self.found += [f"{name}={value}" for name, value in attrs if name in ("src", "href")]


def test_the_page_fetches_nothing(root: DatasetRoot) -> None:
    html = day_html(day_of(root, TODAY, zone=UTC), generator="test")
    page = Outside()
    page.feed(html)
    assert page.found == []
    assert "url(" not in html
    assert "@import" not in html


def words_of(path: Path) -> str:
    document = QPdfDocument(None)
    assert document.load(str(path)) == QPdfDocument.Error.None_
    pages = [document.getAllText(i).text() for i in range(document.pageCount())]
    document.close()
    return " ".join(" ".join(pages).split())


@pytest.mark.parametrize("thread", [False, True])
def test_the_pdf_says_the_same_also_from_a_thread(
    root: DatasetRoot, tmp_path: Path, qapp: object, thread: bool
) -> None:
    day = day_of(root, TODAY, zone=UTC)
    out = tmp_path / "day.pdf"
    work: Callable[[], None] = lambda: write_pdf(day_html(day, generator="test"), out)  # noqa: E731
    if thread:
        worker = threading.Thread(target=work)
        worker.start()
        worker.join(20)
    else:
        work()
    assert out.read_bytes().startswith(b"%PDF")
    text = words_of(out)
    assert "5 takes of 3 people, 5 of them usable." in text
    for each in day.takes:
        assert each.record.id in text
        assert f"{each.begun:%H:%M:%S}" in text


def test_progress_and_cancel(root: DatasetRoot) -> None:
    told: list[tuple[int, int]] = []
    day_of(root, TODAY, zone=UTC, progress=lambda done, of: told.append((done, of)))
    assert told == [(i, 5) for i in range(6)]
    cut = day_of(root, TODAY, zone=UTC, cancelled=lambda: len(told) > 0)
    assert cut.takes == ()


def test_the_command_writes_both_and_lists(
    root: DatasetRoot, tmp_path: Path, capsys: pytest.CaptureFixture[str], qapp: object
) -> None:
    where = [str(root.path), "--date", "2026-11-22"]
    for name in ("day.html", "day.PDF"):
        assert run_app(["day", *where, "--out", str(tmp_path / name)]) == 0
        assert "5 takes of 2026-11-22 in " in capsys.readouterr().out
    assert "Day report: gate-data, 2026-11-22" in (tmp_path / "day.html").read_text()
    assert run_app(["day", *where, "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["take"] for row in rows] == ["T0", "T1", "T2", "T3", "T4"]
    assert rows[3]["result"] == "incomplete"
    assert run_app(["day", *where]) == 0
    assert "UTC" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "code", "said"),
    [
        (("--out", "day.txt"), 2, "E-CMD-01: --out day.txt is neither .html nor .pdf"),
        (("--date", "yesterday"), 2, "E-CMD-01"),
        (("--date", "2020-01-01"), 0, "no take on 2020-01-01; days near it: 2026-11-20"),
        (("--date", "2026-11-22", "--out", "/nowhere/day.html"), 1, "E-DSK-02"),
    ],
)
def test_bad_input_is_one_line(
    root: DatasetRoot,
    capsys: pytest.CaptureFixture[str],
    options: tuple[str, ...],
    code: int,
    said: str,
) -> None:
    assert run_app(["day", str(root.path), *options]) == code
    told = capsys.readouterr().err.strip()
    assert said in told
    assert "\n" not in told


def test_an_empty_day_says_so(root: DatasetRoot) -> None:
    html = day_html(Day(TODAY, "UTC+00:00", "d", (), ()), generator="test")
    assert "No take was recorded on this day." in html
