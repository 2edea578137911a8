from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from liveness.datasets.profile import Profile
from liveness.datasets.store import DatasetRoot
from liveness.studio.cli import run_app
from liveness.studio.evaluating import Question, evaluate
from liveness.studio.reporting import report_html

Site = Callable[..., DatasetRoot]


class Page(HTMLParser):
    """Notes what a page would fetch, and whether its tags close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.titles: list[str] = []
        self.marks: list[str] = []
        self.ids: set[str] = set()
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "link", "img", "iframe", "object"):
            self.fetched.append(tag)
        found = {name: value or "" for name, value in attrs}
        self.titles.append(found.get("title", ""))
        self.ids.add(found.get("id", ""))
        for name in ("src", "href"):
            link = found.get(name, "#")
            if link.startswith("#"):
                self.marks.append(link.removeprefix("#"))
            else:
                self.fetched.append(link)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def svgs(text: str) -> list[ElementTree.Element]:
    pieces = text.split("<svg")[1:]
    return [ElementTree.fromstring("<svg" + p.split("</svg>")[0] + "</svg>") for p in pieces]


def test_a_page_that_fetches_nothing_and_tells_every_number_with_its_n(site: Site) -> None:
    found = evaluate(site(people=8), Question("leave-one-species-out"))
    text = report_html(found, title="site <A>", generator="test")
    page = Page(text)
    assert page.fetched == []
    assert "url(" not in text
    told = " ".join(" ".join(page.words).split())
    assert "site <A>" in told
    for species in found.assessment.rates.species:
        assert species.apcer.value is not None
        rate = f"{100 * species.apcer.value:.1f} %"
        assert f"APCER {rate} [" in told
        assert f"{species.apcer.errors} of {species.apcer.n}" in told
    for warning in found.warnings:
        assert warning in told
    assert found.data.sha256 in told
    assert len(svgs(text)) == 2
    dots = svgs(text)[0].findall(".//circle")
    assert len(dots) == 4


def test_every_number_says_which_takes_it_counts(site: Site) -> None:
    root = site(people=8)
    found = evaluate(root, Question("leave-one-species-out"))
    page = Page(report_html(found, title="t", generator="test"))
    # no mark without its footnote
    assert {mark for mark in page.marks if mark} <= page.ids
    for species in found.assessment.rates.species:
        (told, *_) = [t for t in page.titles if t.startswith(f"APCER: {species.species} ")]
        assert f"{species.apcer.errors} of {species.apcer.n}" in told
        assert "rule" in told or "chose by bpcer<=0.05" in told
        assert "Clopper" in told
        assert found.data.sha256[:12] in told
        # and the takes at the end give that very count
        takes = [take for take in found.takes if take.label == species.species]
        assert sum(take.wrong for take in takes) == species.apcer.errors
        assert sum(take.outcome != "no answer" for take in takes) == species.apcer.n
    words = " ".join(page.words)
    for record in root.takes():
        assert f"sessions/{record.session}/{record.file}" in words


def test_a_profile_of_january_judges_attacks_of_march(site: Site, tmp_path: Path) -> None:
    path = tmp_path / "january.json"
    assert run_app(["calibrate", str(site(people=8).path), "--out", str(path)]) == 0
    profile = Profile.load(path)
    march = site("march", people=4, species=("mask-silicone",), prefix="M")
    for file in march.path.glob("sessions/*/takes.jsonl"):
        day = '"created_utc":"2199-03-01T09:00:00.000Z"'
        file.write_text(file.read_text().replace('"created_utc":null', day))
    found = evaluate(march, Question(profile=profile))
    assert f"profile {profile.id} of {profile.created_utc[:10]}" in found.profile_words
    assert "recorded on 2199-03-01" in found.profile_words
    assert f"{found.data.takes} of {found.data.takes} takes are newer" in found.profile_words
    assert "not made from: mask-silicone" in found.profile_words
    assert found.profile_words in report_html(found, title="t", generator="g")


def test_the_loss_comes_first(site: Site) -> None:
    home, away = site("home", people=8), site("away", people=8, seed=3)
    text = report_html(
        evaluate(home, Question("cross", against=away)), title="t", generator="test"
    )
    assert text.index("What is lost") < text.index("Errors by species")


def test_a_dataset_without_attacks_has_a_page_too(site: Site) -> None:
    text = report_html(evaluate(site(people=2, species=())), title="t", generator="g")
    assert "no rate" in text
    assert "there are no attacks" in text
    assert len(svgs(text)) == 1


def test_the_command(site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root, out = site(people=4).path, tmp_path / "r.html"
    assert run_app(["report", str(root), "--out", str(out)]) == 0
    assert out.read_text().startswith("<!doctype html>")
    assert run_app(["report", str(root), "--out", str(tmp_path / "no" / "r.html")]) == 2
    assert "E-CAL-05" in capsys.readouterr().err
