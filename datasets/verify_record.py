"""Checks one take against its line, its keys, its label and protocol, and its consent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from .consent import Consent
from .errors import ConsentError, LivenessError, UsageError
from .findings import Fault, Severity
from .kept_protocol import kept_protocol
from .protocol import Protocol, Step, parse_protocol
from .species import Species, find_species
from .store import DatasetRoot
from .take import TakeRecord
from .verify_take import TakeReport


class RecordCheck:
    """Compares takes with what a dataset says of them.

    Parameters
    ----------
    root
        The dataset.
    keys
        Key by pseudonym; ``None`` where they do not read.
    shipped
        Protocols that ship; one of the dataset with the same id comes before them.
    """

    def __init__(
        self,
        root: DatasetRoot,
        keys: Mapping[str, str] | None,
        shipped: Iterable[Protocol] = (),
    ) -> None:
        self._root = root
        self._keys = keys
        self.faults: list[Fault] = []
        """What is wrong with the protocols of the dataset."""
        self._protocols = {protocol.id: protocol for protocol in shipped}
        self._read_protocols()
        visits = root.sessions()
        self._names = {visit.id: visit.recorded_as or visit.id for visit in visits}
        kept = {
            visit.id: kept_protocol(root.path, visit.protocol, visit.protocol_sha256)
            for visit in visits
            if visit.protocol is not None
        }
        self._followed = {id_: protocol for id_, protocol in kept.items() if protocol}

    def _read_protocols(self) -> None:
        for path in sorted((self._root.path / "protocols").glob("*.toml")):
            name = place_of(self._root, path)
            try:
                protocol = parse_protocol(path.read_text("utf-8"), path.name)
            except (LivenessError, OSError, ValueError) as error:
                fix = "correct the file, or restore it from a backup"
                self.faults.append(Fault("V-PROTOCOL", name, str(error).rstrip("."), fix=fix))
                continue
            self._protocols[protocol.id] = protocol

    def of(self, record: TakeRecord, report: TakeReport) -> Iterator[Fault]:
        """Yield the faults of one take."""
        name = place_of(self._root, Path(report.path))
        if report.sha256 and report.sha256 != record.sha256:
            yield Fault("V-SHA256", name, "the file is not the one that was registered")
        if not report.read:
            return
        session = self._names.get(record.session, record.session)
        for field, own, said in (
            ("id", report.take_id, record.id),
            ("session", report.session_id, session),
            ("label", report.label, record.file_label),
            ("frames", report.frames, record.frames),
        ):
            if own != said:
                text = f"{field} is {own} in the file, {said} in its line"
                yield Fault("V-RECORD", name, text)
        yield from self._check_keys(name, record, report)
        yield from self._check_label(name, record, report)
        yield from self._check_step(name, record)
        yield from self._check_consent(name, record, report)

    def _check_keys(self, name: str, record: TakeRecord, report: TakeReport) -> Iterator[Fault]:
        if self._keys is None:
            return
        for who, label, key in (
            ("subject", record.subject, report.subject_key),
            ("target", record.file_target, report.target_key),
        ):
            if label is None and key is not None:
                yield Fault("V-KEY", name, f"it has a {who} key, its line names no {who}")
            elif label is not None and label not in self._keys:
                # told once for all takes of a person
                yield Fault("V-KEY", "subjects.json", f"it has no key of {label}")
            elif label is not None and self._keys[label] != key:
                yield Fault("V-KEY", name, f"its {who} key is not that of {label}")

    def _check_label(
        self, name: str, record: TakeRecord, report: TakeReport
    ) -> Iterator[Fault]:
        protocol = self._protocol_of(record)
        extra: tuple[Species, ...] = () if protocol is None else protocol.species
        for label, family in ((report.label, report.family), (record.label, record.family)):
            if label == "bona-fide" or family:
                continue
            try:
                find_species(label, extra)
            except UsageError:
                text = f"PAI species {label!r} is unknown and has no family"
                yield Fault("V-LABEL", name, text)

    def _protocol_of(self, record: TakeRecord) -> Protocol | None:
        """Return the protocol as the take's session followed it, else the one of its id."""
        followed = self._followed.get(record.session)
        if followed is not None and followed.id == record.protocol:
            return followed
        return self._protocols.get(record.protocol or "")

    def _check_step(self, name: str, record: TakeRecord) -> Iterator[Fault]:
        """Compare the label with what the step of the protocol asks for."""
        if record.protocol is None:
            return
        protocol = self._protocol_of(record)
        if protocol is None:
            text = f"protocol {record.protocol} of its takes is not known here"
            place = f"sessions/{record.session}"
            yield Fault("V-PROTOCOL", place, text, "warning")
            return
        if record.step is None:
            return
        steps: dict[str, Step] = {step.id: step for step in protocol.steps}
        step = steps.get(record.step)
        if step is None:
            there = ", ".join(steps)
            text = f"protocol {protocol.id} has no step {record.step} (there are {there})"
            yield Fault("V-STEP", name, text, fix="restore the protocol that was followed")
            return
        wanted = step.species or "bona-fide"
        if record.label != wanted:
            text = (
                f"it is labelled {record.label}, step {step.id} of {protocol.id} "
                f"asks for {wanted}"
            )
            # after a relabel the label is what was seen, and the step was not served
            severe: Severity = "error" if record.relabel is None else "warning"
            yield Fault("V-STEP", name, text, severe)

    def _check_consent(
        self, name: str, record: TakeRecord, report: TakeReport
    ) -> Iterator[Fault]:
        id_ = record.consent or report.consent
        try:
            consent = self._root.consents.get(id_)
        except ConsentError:
            yield Fault("V-CONSENT", name, f"there is no consent record {id_!r}")
            return
        except LivenessError as error:
            fix = "restore the record from a backup"
            yield Fault("V-CONSENT", name, f"{error.what} ({error.measured})", fix=fix)
            return
        if record.subject is not None and consent.subject != record.subject:
            text = f"consent {id_} is {consent.subject}'s, the take {record.subject}'s"
            yield Fault("V-CONSENT", name, text)
        if consent.withdrawn_utc is not None:
            text = f"consent {id_} was withdrawn on {consent.withdrawn_utc[:10]}"
            fix = f"erase the subject: liveness-studio erase ROOT --subject {consent.subject}"
            yield Fault("V-CONSENT", name, text, fix=fix)
        for text in _not_covering(consent, record):
            fix = "erase the take with its subject, or add the consent that was given"
            yield Fault("V-CONSENT", name, text, fix=fix)


def _not_covering(consent: Consent, record: TakeRecord) -> Iterator[str]:
    """Yield why a consent did not allow a take when it was recorded."""
    if "record" not in consent.scope:
        yield f"consent {consent.id} is for {', '.join(consent.scope)}, not to record"
    if record.created_utc is None:  # the line of an early version does not say when
        return
    day = record.created_utc[:10]
    if consent.granted_utc[:10] > day:
        yield f"recorded on {day}, consent {consent.id} is of {consent.granted_utc[:10]}"
    if consent.expires is not None and consent.expires.isoformat() < day:
        yield f"recorded on {day}, consent {consent.id} expired on {consent.expires}"


def place_of(root: DatasetRoot, path: Path) -> str:
    """Return a path relative to the dataset, as faults name it."""
    try:
        return path.relative_to(root.path).as_posix()
    except ValueError:
        return path.name
