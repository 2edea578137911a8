"""The report of a day as one HTML page: no network, no picture, no script. No Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape

from .day import Day, DayTake
from .html_parts import page, plain_list, table

_RESULTS = (
    "kept",
    "accepted",
    "non-response",
    "recovered",
    "incomplete",
    "aborted",
    "superseded",
    "to be retaken",
    "rejected",
)
"""In the order in which they are told."""


def day_html(day: Day, *, generator: str) -> str:
    """Return the page of a day; it holds pseudonyms and is for people who may know them.

    Parameters
    ----------
    day
        The day.
    generator
        Program and version.
    """
    title = f"{day.dataset}, {day.day.isoformat()}"
    body = [
        f"<h1>Day report: {escape(title)}</h1>",
        f'<p class="big">{_headline(day)}</p>',
        f'<p class="quiet">Times are {escape(day.zone)}. Pseudonyms only, no pictures; whoever '
        "has the list of names can tell who was there.</p>",
        *_warnings(day),
        *_sessions(day),
        *_counts(day),
        *_people(day),
        f'<p class="quiet">Made by {escape(generator)}.</p>',
    ]
    return page(title, body)


def _plural(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _headline(day: Day) -> str:
    if not day.takes:
        days = ", ".join(other.isoformat() for other in day.others)
        return "No take was recorded on this day." + (f" Days near it: {days}." if days else "")
    people = sum(subject != "-" for subject in day.subjects)
    return (
        f"<b>{_plural(len(day.takes), 'take', 'takes')}</b> of "
        f"{_plural(people, 'person', 'people')}, {day.usable} of them usable."
    )


def _warnings(day: Day) -> Iterable[str]:
    lines = []
    lost = [take.record.id for take in day.takes if not take.readable]
    if lost:
        lines.append(
            f"{_plural(len(lost), 'take file does', 'take files do')} not open: "
            f"{', '.join(lost)}; run liveness-studio verify"
        )
    if day.unfinished:
        lines.append(
            f"{_plural(day.unfinished, 'interrupted take waits', 'interrupted takes wait')} "
            "to be recovered, of this day or another"
        )
    if lines:
        yield "<h2>To do</h2>"
        yield plain_list(lines)


def _sessions(day: Day) -> Iterable[str]:
    if not day.sessions:
        return
    rows = []
    for session in day.sessions:
        takes = [take for take in day.takes if take.record.session == session.id]
        cells = (
            session.id,
            session.site,
            session.camera or "-",
            session.protocol or "-",
            session.privacy,
            f"{takes[0].begun:%H:%M} to {takes[-1].begun:%H:%M}",
            str(len(takes)),
        )
        rows.append([escape(cell) for cell in cells])
    yield "<h2>Sessions</h2>"
    yield table(("session", "site", "camera", "protocol", "keeps", "time", "takes"), rows)


def _counts(day: Day) -> Iterable[str]:
    if not day.takes:
        return
    species = day.count(lambda take: take.record.label)
    results = [name for name in _RESULTS if any(take.result == name for take in day.takes)]
    rows = []
    for label, count in species.items():
        own = [take for take in day.takes if take.record.label == label]
        cells = [sum(take.result == name for take in own) for name in results]
        usable = sum(take.record.usable for take in own)
        rows.append([escape(label), *map(str, (count, usable, *cells))])
    total = [sum(take.result == name for take in day.takes) for name in results]
    rows.append(["<b>all</b>", *(f"<b>{n}</b>" for n in (len(day.takes), day.usable, *total))])
    yield "<h2>By what was presented</h2>"
    yield table(("", "takes", "usable", *results), rows)
    yield "<h2>By operator</h2>"
    yield _short("operator", day.count(lambda take: take.operator))


def _short(name: str, counts: Mapping[str, int]) -> str:
    return table((name, "takes"), [[escape(key), str(n)] for key, n in counts.items()])


def _people(day: Day) -> Iterable[str]:
    for subject in day.subjects:
        takes = [take for take in day.takes if (take.record.subject or "-") == subject]
        name = "Nobody presented" if subject == "-" else subject
        count = _plural(len(takes), "take", "takes")
        usable = sum(take.record.usable for take in takes)
        yield f"<h2>{escape(name)}: {count}, {usable} usable</h2>"
        yield table(
            ("time", "take", "presented", "length", "face in", "result", "reasons", "operator"),
            [_row(take) for take in takes],
        )


def _row(take: DayTake) -> list[str]:
    record = take.record
    what = [record.label]
    if record.pai is not None:
        what.append(record.pai)
    if record.target is not None:
        what.append(f"shows {record.target}")
    if record.lighting is not None:
        what.append(record.lighting)
    faces = "-" if not record.analysed else f"{100 * record.faces / record.analysed:.0f} %"
    result = take.result
    if record.score is not None:
        known = "" if take.calibrated else ", uncalibrated"
        result += f"; {record.decision} {record.score:+.1f}{known}"
    cells = (
        f"{take.begun:%H:%M:%S}",
        record.id,
        ", ".join(what),
        f"{record.seconds:.1f} s",
        faces,
        result,
        "; ".join(take.reasons),
        take.operator or "-",
    )
    return [escape(cell) for cell in cells]
