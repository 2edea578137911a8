"""The report of a dataset or a session as one HTML page: no network, no script. No Qt."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .html_parts import INTERVAL, page, plain_list, rate_text, svg, table
from .summary import Summary

SHOWN = 40
"""How many takes with problems are listed."""


def summary_html(found: Summary, *, generator: str) -> str:
    """Return a report; it holds pseudonyms and is for people who may know them.

    Parameters
    ----------
    found
        What is told.
    generator
        Program and version.
    """
    what = found.dataset if found.session is None else f"{found.dataset}, {found.session}"
    subjects = {take.subject for take in found.takes if take.subject}
    usable = sum(take.usable for take in found.takes)
    body = [
        f"<h1>Collection report: {escape(what)}</h1>",
        f'<p class="big"><b>{_many(len(found.takes), "take")}</b> of '
        f"{_many(len(subjects), 'person', 'people')} in {_many(len(found.sessions), 'session')}"
        f", {usable} of them usable.</p>",
        '<p class="quiet">Pseudonyms only, no pictures; whoever has the list of names can tell '
        "who was there.</p>",
        *_coverage(found),
        *_quality(found),
        *_health(found),
        *_decisions(found),
        *_reviews(found),
        *_problems(found),
        f'<p class="quiet">Made by {escape(generator)}.</p>',
    ]
    return page(f"Collection report: {what}", body)


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def _coverage(found: Summary) -> Iterable[str]:
    yield "<h2>Coverage against the protocol</h2>"
    if not found.covered:
        yield "<p>No session of these takes followed a protocol that is known here.</p>"
        return
    for covered in found.covered:
        have = sum(pair[0] for pair in covered.cells.values())
        need = sum(pair[1] for pair in covered.cells.values())
        yield (
            f"<p><b>{escape(covered.session)}</b> follows {escape(covered.protocol)}: "
            f"{have} of {need} takes for {len(covered.people)} people.</p>"
        )
        rows = [
            [
                escape(label),
                str(made),
                str(asked),
                str(asked - made) if made < asked else "done",
            ]
            for label, (made, asked) in covered.cells.items()
        ]
        yield table(("presented", "made", "asked for", "missing"), rows)
        open_people = [
            f"{name}: {made} of {asked}"
            for name, (made, asked) in covered.people.items()
            if made < asked
        ]
        if open_people:
            yield "<p>Not complete:</p>"
            yield plain_list(open_people)


def _quality(found: Summary) -> Iterable[str]:
    yield "<h2>Quality of the takes</h2>"
    rows = []
    for each in found.quality:
        share = f"{100 * each.faces / each.frames:.1f} %" if each.frames else "-"
        cells = (each.label, each.takes, each.usable, f"{each.seconds:.0f} s", each.frames,
                 share, each.lost, each.dropped)  # fmt: skip
        rows.append([escape(str(cell)) for cell in cells])
    total = ["<b>all</b>"] + [
        f"<b>{sum(values):.0f}</b>"
        for values in (
            [each.takes for each in found.quality],
            [each.usable for each in found.quality],
        )
    ]
    total += [
        f"<b>{sum(each.seconds for each in found.quality):.0f} s</b>",
        f"<b>{sum(each.frames for each in found.quality)}</b>",
        "",
        f"<b>{sum(each.lost for each in found.quality)}</b>",
        f"<b>{sum(each.dropped for each in found.quality)}</b>",
    ]
    heads = ("", "takes", "usable", "length", "frames", "with a face", "lost", "dropped")
    yield table(heads, [*rows, total])


def _health(found: Summary) -> Iterable[str]:
    yield "<h2>Health of the signals</h2>"
    if not found.health:
        yield "<p>No scores are kept: calibrate or evaluate the dataset once.</p>"
        return
    rows = []
    for each in found.health:
        silent = "; ".join(f"{text} ({n})" for text, n in each.silent)
        rows.append([escape(each.name), f"{each.valid} of {each.takes}", escape(silent or "-")])
    yield table(("signal", "spoke", "why it abstained most"), rows)
    parts = []
    for i, each in enumerate(found.health):
        y, width = 18 + 26 * i, 400 * each.valid / max(1, each.takes)
        parts.append(
            f'<text x="0" y="{y + 4}">{escape(each.name)}</text>'
            f'<rect x="120" y="{y - 8}" width="400" height="14" fill="#e6eaf1"/>'
            f'<rect x="120" y="{y - 8}" width="{width:.1f}" height="14" fill="#2456a6"/>'
            f'<text x="530" y="{y + 4}">{each.valid} of {each.takes}</text>'
        )
    title = "Takes on which each signal spoke"
    yield svg(640, 26 * len(found.health) + 12, parts, title)


def _decisions(found: Summary) -> Iterable[str]:
    yield "<h2>Decisions on usable takes</h2>"
    if not found.calibrated:
        yield "<p><b>Uncalibrated:</b> these decisions are those of the shipped weights.</p>"
    rows = [
        [
            escape(each.label),
            *(str(each.counts.get(name, 0)) for name in ("accept", "reject", "undecided")),
            escape(rate_text(each.wrong)),
        ]
        for each in found.decided
    ]
    yield table(("", "accept", "reject", "undecided", "decided wrongly"), rows)
    yield (
        f'<p class="quiet">Intervals: {INTERVAL}; they take presentations as independent. For '
        "error rates on held-out people run liveness-studio evaluate and report.</p>"
    )


def _reviews(found: Summary) -> Iterable[str]:
    yield "<h2>Reviews</h2>"
    rows = [[escape(verdict), str(count)] for verdict, count in sorted(found.verdicts.items())]
    yield table(("standing review", "takes"), rows)
    if found.reviewers:
        people = [[escape(name), str(count)] for name, count in found.reviewers.items()]
        yield table(("reviewer", "takes"), people)
    for each in found.agreement:
        known = "not defined" if each.kappa is None else f"{each.kappa:.2f}"
        yield (
            f"<p>{escape(each.first)} and {escape(each.second)} agree on {each.same} of "
            f"{each.takes} takes, Cohen's kappa {known}.</p>"
        )


def _problems(found: Summary) -> Iterable[str]:
    yield "<h2>Open problems</h2>"
    if not found.problems:
        yield "<p>None was found.</p>"
        return
    worst = sorted(found.problems.items(), key=lambda item: -sum(p.weight for p in item[1]))
    yield plain_list(
        f"{id_}: " + "; ".join(problem.text for problem in problems)
        for id_, problems in worst[:SHOWN]
    )
    if len(worst) > SHOWN:
        yield f"<p>{len(worst) - SHOWN} more takes have problems.</p>"
