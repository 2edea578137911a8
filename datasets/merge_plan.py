"""Plans a merge: what comes in under which name, and everything that stands in the way."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from pydantic import ValidationError

from .amendments import Undo, taken_back
from .consent import Consent
from .durable import sha256_of
from .errors import LivenessError
from .merge_groups import plan_groups
from .merge_pais import plan_pais
from .merge_people import Names, plan_people
from .merge_state import (
    GROUPS,
    LOG,
    PAIS,
    SPLITS,
    Conflict,
    Copy,
    Line,
    Plan,
    State,
    is_plain,
    reason_of,
    record_in,
    session_folders,
    small_files,
)
from .register import LINES, read_lines
from .session import Session
from .splits import Split
from .store import DatasetRoot
from .take import TakeRecord
from .take_reports import take_reports
from .verify_take import TakeReport

Progress = Callable[[int, int, str], None]

FROM_BACKUP = "run verify there, and restore what is damaged from a backup"
_AMENDING = ("review", "unreview", "relabel", "trim", "note", "mark", "supersede")


class Incoming:
    """Plans one incoming dataset into a state and a plan, both of which grow.

    Parameters
    ----------
    state
        The dataset that grows, as planned so far.
    other
        The incoming one.
    prefix
        For incoming pseudonyms, and for what else would have the name of something else.
    plan
        Grows.
    """

    def __init__(self, state: State, other: DatasetRoot, prefix: str, plan: Plan) -> None:
        self._state = state
        self._other = other
        self._prefix = prefix
        self._plan = plan
        self._name = str(other.path)
        self._names = Names()
        self._pais: dict[str, str | None] = {}
        self._sessions: dict[str, str] = {}
        self._taken: dict[str, str] = {}
        self._behind: Counter[tuple[str, ...]] = Counter()

    def run(self, progress: Progress | None = None) -> None:
        """Plan it all; ``progress`` gets takes checked, takes to check, and a name."""
        waiting = len(self._other.unfinished())
        if waiting:
            text = f"{waiting} take{'s wait' if waiting > 1 else ' waits'} to be finished"
            self._conflict(text, "run recover there first")
        try:
            incoming = State.of(self._other)
        except LivenessError as error:
            self._conflict(reason_of(error), FROM_BACKUP)
            return
        self._names = plan_people(self._state, incoming, self._name, self._prefix, self._plan)
        self._pais = plan_pais(
            self._state, incoming, self._names.people, self._prefix, self._plan
        )
        plan_groups(self._state, incoming, self._names, self._plan)
        self._plan_files()
        for folder in session_folders(self._other.path):
            self._plan_session(folder)
        self._plan_takes(progress)
        for people, count in self._behind.items():
            # the conflict of the person or PAI has told why
            text = f"{count} take{'s stay' if count > 1 else ' stays'} behind with "
            self._conflict(text + ", ".join(people), "solve that conflict")
        for folder in session_folders(self._other.path):
            self._plan_lines(folder)
        # a visit of which nothing comes in is none
        self._plan.sessions = [v for v in self._plan.sessions if v.id in self._plan.lines]

    def _conflict(self, text: str, fix: str, path: Path | None = None) -> None:
        place = self._name if path is None else str(path)
        self._plan.conflicts.append(Conflict(place, text, fix))

    def _plan_files(self) -> None:
        for path, content in small_files(self._other.path):
            if path.startswith((f"{PAIS}/", f"{GROUPS}/")):
                continue
            there = self._state.files.get(path)
            if path == LOG:
                known = set((there or b"").splitlines())
                new = [line for line in content.splitlines() if line and line not in known]
                content = b"".join(
                    line + b"\n" for line in [*(there or b"").splitlines(), *new]
                )
            elif there is not None and there != content:
                path, content = self._renamed_split(path, content)
                if not path:
                    continue
            if self._state.files.get(path) != content:
                self._state.files[path] = content
                self._plan.writes[path] = content

    def _renamed_split(self, path: str, content: bytes) -> tuple[str, bytes]:
        """Return a split under a prefixed name; nothing when that is taken as well."""
        name = Path(path).stem
        if self._prefix and path.startswith(f"{SPLITS}/"):
            new = f"{SPLITS}/{self._prefix}{name}.json"
            try:
                split = Split.model_validate_json(content)
                renamed = Split.model_validate(
                    split.model_dump() | {"name": self._prefix + name}
                )
            except ValidationError:
                self._conflict("the split cannot be read", FROM_BACKUP, self._other.path / path)
                return "", b""
            text = renamed.model_dump_json(indent=2).encode() + b"\n"
            if self._state.files.get(new) in (None, text):
                self._plan.notes.append(f"{path} of {self._name} is {new} here")
                return new, text
        fix = "make them equal, or rename one of the two"
        self._conflict(f"{path} is another one here", fix)
        return "", b""

    def _plan_session(self, folder: Path) -> None:
        try:
            visit = Session.load(folder / "session.json")
        except LivenessError as error:
            self._conflict(reason_of(error), FROM_BACKUP)
            return
        if visit.id != folder.name:
            self._conflict(f"session.json is of session {visit.id}", FROM_BACKUP, folder)
            return
        first = self._prefix or f"{self._other.info.id[:6]}-"
        for id_ in (visit.id, first + visit.id):
            recorded = visit.recorded_as or visit.id
            renamed = {"id": id_, "recorded_as": None if id_ == recorded else recorded}
            try:
                wanted = Session.model_validate(visit.model_dump() | renamed)
            except ValidationError:
                break
            there = self._state.sessions.get(id_)
            if there is None or there == wanted:
                self._sessions[visit.id] = id_
                if there is None:
                    self._state.sessions[id_] = wanted
                    self._plan.sessions.append(wanted)
                    if id_ != visit.id:
                        text = f"session {visit.id} of {self._name} is {id_} here"
                        self._plan.notes.append(text)
                return
        self._conflict(f"session {visit.id} is another one here", "merge with another --prefix")

    def _plan_takes(self, progress: Progress | None) -> None:
        """Check every take that is new, and plan its copy and its line."""
        new: list[tuple[TakeRecord, Line, Path]] = []
        for folder in session_folders(self._other.path):
            # of two lines with one id the later counts
            entries = {
                record.id: (record, entry)
                for _, entry in read_lines(folder / "takes.jsonl")
                if entry is not None and (record := record_in(entry)) is not None
            }
            for record, entry in entries.values():
                if self._is_new(record, folder):
                    new.append((record, entry, folder / record.file))
        reports = take_reports([path for _, _, path in new])
        for number, ((record, entry, path), report) in enumerate(
            zip(new, reports, strict=True), 1
        ):
            line = self._accepted(record, entry, report, path)
            if line is not None:
                session = str(line["session"])
                target = f"sessions/{session}/{record.file}"
                size = path.stat().st_size
                self._plan.copies.append(Copy(path, target, record.sha256, size))
                self._add_line(session, line)
                self._state.takes[record.id] = (record.sha256, session)
                self._taken[record.id] = session
            if progress is not None:
                progress(number, len(new), path.name)

    def _is_new(self, record: TakeRecord, folder: Path) -> bool:
        """Whether a take shall come in; where it cannot, a conflict says why."""
        path = folder / record.file
        if folder.name not in self._sessions:
            return False
        if record.session != folder.name:
            text = f"the line of take {record.id} is of another session"
            self._conflict(text, FROM_BACKUP, path)
        elif record.file != f"{record.id}.h5" or not is_plain(path):
            self._conflict(f"take {record.id} has no file of its own", FROM_BACKUP, path)
        elif record.id in self._state.takes:
            sha256, session = self._state.takes[record.id]
            if sha256 == record.sha256:
                self._plan.known += 1
                self._taken[record.id] = session
            else:
                text = f"take {record.id} is another one here, by its SHA-256"
                self._conflict(text, "keep the two in datasets of their own", path)
        elif self._in_the_way(record):
            text = f"an unregistered file has the name of take {record.id}"
            self._conflict(text, "run verify here, and delete it or register it", path)
        else:
            return self._all_comes(record)
        return False

    def _in_the_way(self, record: TakeRecord) -> bool:
        """Whether another file stands where a take shall go."""
        place = self._state.path / "sessions" / self._sessions[record.session] / record.file
        try:
            return place.exists() and sha256_of(place) != record.sha256
        except OSError:
            return True

    def _all_comes(self, record: TakeRecord) -> bool:
        people = {record.subject, record.target} - {None, *self._names.people}
        missing = sorted(map(str, people))
        if record.pai is not None and self._pais.get(record.pai, "") is None:
            missing.append(f"PAI {record.pai}")
        if missing:
            self._behind[tuple(missing)] += 1
        return not missing

    def _accepted(
        self, record: TakeRecord, entry: Line, report: TakeReport, path: Path
    ) -> Line | None:
        """Return the line of a checked take under its new names; ``None`` for a conflict."""
        broken = [finding for finding in report.findings if finding.severity == "error"]
        if broken or report.sha256 != record.sha256:
            text = broken[0].text if broken else "it is not the file that was registered"
            self._conflict(f"take {record.id} is damaged: {text}", FROM_BACKUP, path)
            return None
        id_ = record.consent or report.consent
        consent = self._consent(id_)
        if consent is None or consent.withdrawn_utc is not None:
            text = f"take {record.id} has no consent {id_}"
            fix = f"erase its subject in {self._name}, or bring the record"
            if consent is not None and consent.withdrawn_utc is not None:
                text = f"consent {id_} of take {record.id} was withdrawn"
                fix = f"erase its subject in {self._name}"
            self._conflict(text, fix, path)
            return None
        changes: Line = {"session": self._sessions[record.session]}
        for field in ("subject", "target"):
            if entry.get(field) is not None:
                changes[field] = self._names.people[str(getattr(record, field))]
        if consent.id != report.consent:
            changes["consent"] = consent.id
        return self._with_pai(entry | changes)

    def _with_pai(self, entry: Line) -> Line:
        """Return a line with the id that its PAI has here."""
        pai = entry.get("pai")
        new = None if pai is None else self._pais.get(str(pai))
        return entry if new in (None, pai) else entry | {"pai": new}

    def _consent(self, id_: str) -> Consent | None:
        new = self._names.consents.get(id_)
        return None if new is None else self._state.consents[new]

    def _plan_lines(self, folder: Path) -> None:
        """Plan the reviews, labels, trims and retakes of the takes that are or come in."""
        for session, entry in list(self._later_lines(folder)):
            newest = self._newer(session, entry)
            self._add_line(session, entry)
            if newest is not None:
                # said again, so that what was said last still counts
                self._add_line(session, newest)

    def _later_lines(self, folder: Path) -> Iterator[tuple[str, Line]]:
        """Yield session here and content of each line that is no take and not here yet."""
        for number, entry in read_lines(folder / "takes.jsonl"):
            if entry is None or not _fits(entry):
                text = f"line {number} of takes.jsonl is damaged"
                self._conflict(text, FROM_BACKUP, folder)
                continue
            session = self._taken.get(str(entry.get("id")))
            if entry.get("event") == "take" or session is None:
                continue
            if entry.get("event") == "relabel" and entry.get("target") is not None:
                target = self._names.people.get(str(entry["target"]))
                if target is None:
                    continue
                entry = entry | {"target": target}
            if entry.get("event") == "relabel":
                entry = self._with_pai(entry)
            if entry not in self._state.lines.get(session, []):
                yield session, entry

    def _newer(self, session: str, entry: Line) -> Line | None:
        """Return what was said here of the same take later than an incoming line."""
        if entry.get("event") not in _AMENDING:
            return None
        here = self._state.lines.get(session, [])
        undos = [line for line in here if line.get("event") == "undo" and _fits(line)]
        gone = taken_back(Undo.model_validate(line) for line in undos)
        same = [
            line
            for line in here
            if (line.get("event"), line.get("id")) == (entry["event"], entry["id"])
            and line.get("key") not in gone
        ]
        if same and str(same[-1].get("utc")) > str(entry.get("utc")):
            return same[-1]
        return None

    def _add_line(self, session: str, entry: Line) -> None:
        self._plan.lines.setdefault(session, []).append(entry)
        self._state.lines.setdefault(session, []).append(entry)


def _fits(entry: Line) -> bool:
    """Whether a line is what its event says; an unknown event may be anything."""
    kind = LINES.get(str(entry.get("event")))
    try:
        return kind is None or kind.model_validate(entry) is not None
    except ValidationError:
        return False


def keys_content(keys: dict[str, str]) -> bytes:
    """Return ``subjects.json``."""
    return (json.dumps(keys, indent=2, sort_keys=True) + "\n").encode()
