"""The dataset card: a README filled from the data, so that it says what is there."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from liveness.datasets.durable import replace_file, storage_error
from liveness.datasets.errors import UsageError
from liveness.datasets.root_files import CARD
from liveness.datasets.session import Session
from liveness.datasets.splits import divide, load_split, split_names
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord

from .gaps import gaps
from .record import read_records

MARK = "<!-- filled from the data by liveness-studio export --to card -->"
"""First line of a card; a file that bears it is ours to write anew."""

_UNKNOWN = "unknown"


def write_card(root: DatasetRoot, path: Path | None = None, *, force: bool = False) -> Path:
    """Write the card, by default as the dataset's own README.md, and return its path.

    Parameters
    ----------
    root
        The dataset.
    path
        Another file.
    force
        Replace a file that is no card of ours.

    Raises
    ------
    UsageError
        ``E-EXP-05``, when a file of somebody else is there.
    StorageError
        When it cannot be written.
    """
    path = root.path / "README.md" if path is None else path
    try:
        old = path.read_bytes() if path.exists() else b""
    except OSError as error:
        raise storage_error(error, path) from error
    if old and not force and not old.startswith(MARK.encode()) and old != CARD.encode():
        raise UsageError(
            "E-EXP-05",
            f"{path} cannot be the export",
            "somebody wrote it by hand",
            "choose another place, or use --force",
        )
    replace_file(path, card_text(root).encode())
    return path


def is_filled(path: Path) -> bool:
    """Return whether a file is a card that was filled from the data."""
    try:
        return path.read_bytes().startswith(MARK.encode())
    except OSError:
        return False


def card_text(root: DatasetRoot) -> str:
    """Return the card; the same data give the same text, and it names nobody."""
    takes = root.takes()
    sessions = {session.id: session for session in root.sessions()}
    sections = [
        _head(root, takes),
        _labels(takes),
        _sessions(takes, sessions),
        _conditions(takes),
        _consents(root),
        _splits(root, takes),
        _exports(root),
        _gaps(takes, sessions),
        "## What is where\n\n" + CARD.partition("\n\n")[2].rstrip(),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


def _head(root: DatasetRoot, takes: Sequence[TakeRecord]) -> str:
    people = {p for take in takes for p in (take.subject, take.target) if p is not None}
    subjects = {take.subject for take in takes if take.subject is not None}
    minutes = sum(take.seconds for take in takes) / 60
    last = max((take.registered_utc for take in takes), default="")
    lines = [
        MARK,
        "# A liveness dataset",
        "",
        f"Id `{root.info.id}`, made {root.info.created_utc[:10]}; {_count(takes, 'take')}, "
        f"{minutes:.1f} minutes, {_count(subjects, 'subject')} before the camera, "
        f"{_count(people, 'person', 'people')} in all with those whom attacks show"
        + (f"; last take {last[:10]}." if last else "."),
    ]
    return "\n".join(lines)


def _labels(takes: Sequence[TakeRecord]) -> str:
    by_label = _grouped(takes, lambda take: take.label)
    rows = [
        (
            label,
            len(group),
            sum(take.usable for take in group),
            len({take.subject for take in group}),
            len({take.target for take in group} - {None}),
            len({take.session for take in group}),
            sum(take.frames for take in group),
            f"{sum(take.seconds for take in group):.0f}",
            sum(not take.faces for take in group),
        )
        for label, group in sorted(by_label.items(), key=_bona_fide_first)
    ]
    head = (
        "label", "takes", "usable", "subjects", "targets", "sessions", "frames", "seconds",
        "no face",
    )  # fmt: skip
    text = _section("Takes by label", head, rows)
    states = Counter(take.state for take in takes)
    reviews = Counter(take.review.verdict if take.review else "not reviewed" for take in takes)
    if takes:
        text += f"\n\nState: {_counts(states)}. Review: {_counts(reviews)}. "
        text += "Usable: not superseded and not rejected."
    return text


def _sessions(takes: Sequence[TakeRecord], sessions: Mapping[str, Session]) -> str:
    rows = []
    for id_, group in sorted(_grouped(takes, lambda take: take.session).items()):
        session = sessions.get(id_)
        told: tuple[object, ...] = (_UNKNOWN,) * 5
        if session is not None:
            told = (
                session.site,
                session.camera or _UNKNOWN,
                session.protocol or "none",
                session.privacy,
                session.retain_until or "no limit",
            )
        rows.append((id_, *told, len(group)))
    head = ("session", "site", "camera", "protocol", "privacy", "keep until", "takes")
    return _section("Sessions, sites and cameras", head, rows)


def _conditions(takes: Sequence[TakeRecord]) -> str:
    rows = [
        (light, len(group), _counts(Counter(take.label for take in group)))
        for light, group in sorted(
            _grouped(takes, lambda take: take.lighting or _UNKNOWN).items()
        )
    ]
    return _section("Lights", ("lighting", "takes", "by label"), rows)


def _consents(root: DatasetRoot) -> str:
    today = datetime.now(UTC).date()
    states: Counter[tuple[str, str]] = Counter()
    for consent in root.consents:
        if consent.withdrawn_utc:
            state = "withdrawn"
        elif consent.expires and consent.expires < today:
            state = "expired"
        else:
            state = "valid"
        states[", ".join(consent.scope), state] += 1
    rows = [(scope, state, count) for (scope, state), count in sorted(states.items())]
    return _section("Consents", ("scope", "state", "records"), rows)


def _splits(root: DatasetRoot, takes: Sequence[TakeRecord]) -> str:
    keys = root.subject_keys()
    rows: list[tuple[object, ...]] = []
    for name in split_names(root.path):
        split = load_split(root.path, name)
        division = divide(split, takes, keys)
        rows += [
            (name, part, len(members), len(division.parts[part]))
            for part, members in split.parts.items()
        ]
        rows.append((name, "in no part", "", len(division.outside) + len(division.crossing)))
    return _section("Splits", ("split", "part", "people", "usable takes"), rows)


def _exports(root: DatasetRoot) -> str:
    records, _ = read_records(root)
    rows = [(r.id, r.format, r.options.purpose or "", len(r.takes)) for r in records]
    return _section("Exports", ("export", "format", "purpose", "takes"), rows)


def _gaps(takes: Sequence[TakeRecord], sessions: Mapping[str, Session]) -> str:
    found = gaps(takes, sessions)
    lines = [f"- {gap}" for gap in found] or ["None that a program can see."]
    return "## Known gaps\n\n" + "\n".join(lines)


def _section(title: str, head: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    if not rows:
        return f"## {title}\n\nNone."
    lines = [head, ["---"] * len(head), *rows]
    table = "\n".join(
        "| " + " | ".join(_cell(value) for value in line) + " |" for line in lines
    )
    return f"## {title}\n\n{table}"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|").replace("\n", " ")


def _grouped(
    takes: Iterable[TakeRecord], key: Callable[[TakeRecord], str]
) -> dict[str, list[TakeRecord]]:
    groups: dict[str, list[TakeRecord]] = defaultdict(list)
    for take in takes:
        groups[key(take)].append(take)
    return groups


def _bona_fide_first(item: tuple[str, list[TakeRecord]]) -> tuple[bool, str]:
    return not item[1][0].bona_fide, item[0]


def _counts(counter: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(counter.items()))


def _count(items: Sequence[object] | set[str], one: str, more: str = "") -> str:
    return f"{len(items)} {one if len(items) == 1 else more or one + 's'}"
