"""What must be in order before a take begins, each with its state and its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from liveness.capture.control_board import ControlBoard, LockState
from liveness.capture.engine import Health
from liveness.capture.gating import Fact
from liveness.capture.light_meter import LightReading, LightState
from liveness.datasets.gates import Gates
from liveness.datasets.take import CaptureInfo

from .gates import slow_computer

LOW_DISK_S: Final = 300.0
"""Less disk time than this is a warning, seconds."""


class CheckState(StrEnum):
    """How an item stands; what is unknown is not called wrong, and not called right."""

    READY = "ready"
    WARNING = "warning"
    WRONG = "not ready"
    UNKNOWN = "unknown"
    NEEDLESS = "not needed"
    OVERRIDDEN = "overridden"


@dataclass(frozen=True, slots=True)
class PreflightItem:
    """One line of the checklist.

    Parameters
    ----------
    id
        ``camera``, ``exposure``, ``white-balance``, ``focus``, ``light``, ``rate``, ``disk``,
        ``dataset``, ``operator``, ``consent``, ``protocol``.
    state
        How it stands.
    reason
        Why, with value and limit.
    may_override
        Whether a reason lets the take begin all the same.
    """

    id: str
    state: CheckState
    reason: Fact
    may_override: bool = False

    @property
    def holds(self) -> bool:
        """Whether the start waits for it."""
        return self.state in (CheckState.WRONG, CheckState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Situation:
    """All that the checklist looks at; the defaults are a studio that was just opened.

    Parameters
    ----------
    engine
        State of the source's engine; empty without one.
    info, board, health
        What the source is, its controls where it has any, and how it keeps up.
    light
        What the light meter says.
    gates
        Limits of the next take.
    warn_only
        Whether the gates of the next take warn and never block, as those of an attack do.
    root
        Path of the dataset; empty without one.
    disk_s
        Time that the disk still holds with the reserve left, seconds; ``None`` if unknown.
    missing
        Names of the form's fields that are missing.
    consent_fault
        Why the chosen consent does not do; or empty.
    step
        The protocol's step in words; empty where no protocol is followed.
    step_problem
        What that step still needs; or empty.
    """

    engine: str = ""
    info: CaptureInfo | None = None
    board: ControlBoard | None = None
    health: Health | None = None
    light: LightReading | None = None
    gates: Gates = field(default_factory=Gates)
    warn_only: bool = False
    root: str = ""
    disk_s: float | None = None
    missing: Sequence[str] = ()
    consent_fault: str = ""
    step: str = ""
    step_problem: str = ""


def check(at: Situation) -> tuple[PreflightItem, ...]:
    """Return every item, in the order in which a person puts them right."""
    return (
        _camera(at),
        _exposure(at),
        _other_lock(at, "white-balance", "white_balance_k", "auto_white_balance"),
        _other_lock(at, "focus", "focus", "autofocus"),
        _light(at),
        _rate(at),
        _dataset(at),
        _disk(at),
        _operator(at),
        _consent(at),
        _protocol(at),
    )


def holding(items: Sequence[PreflightItem]) -> tuple[PreflightItem, ...]:
    """Return the items that the start waits for."""
    return tuple(item for item in items if item.holds)


@dataclass(slots=True)
class Override:
    """An operator's reason to begin although items are not green, and for which.

    It holds as long as nothing else turns red, and for one source only.
    """

    reason: str = ""
    items: frozenset[str] = field(default_factory=frozenset)

    def give(self, reason: str, items: Sequence[PreflightItem]) -> bool:
        """Take a reason for what holds now; return whether all of it may be overridden."""
        held = holding(items)
        if not reason.strip() or not held or not all(item.may_override for item in held):
            return False
        self.reason = " ".join(reason.split())
        self.items = frozenset(item.id for item in held)
        return True

    def clear(self) -> None:
        """Take the reason back."""
        self.reason, self.items = "", frozenset()

    def apply(self, items: Sequence[PreflightItem]) -> tuple[PreflightItem, ...]:
        """Return the items with those marked that the reason covers."""
        return tuple(
            replace(item, state=CheckState.OVERRIDDEN)
            if item.holds and item.may_override and item.id in self.items
            else item
            for item in items
        )

    def text(self, items: Sequence[PreflightItem]) -> str:
        """Return what a take says of it, with what was not green; empty where all is."""
        facts = [
            f"{item.id}: {item.reason}" for item in items if item.state is CheckState.OVERRIDDEN
        ]
        return f"{self.reason} ({'; '.join(facts)})"[:500] if facts else ""


def _camera(at: Situation) -> PreflightItem:
    if at.engine != "running" or at.info is None:
        said = {
            "": "no source runs",
            "opening": "the source is being opened",
            "reconnecting": "the source broke off and is opened again",
            "ended": "the recording has ended",
        }.get(at.engine, "the source has failed")
        return PreflightItem("camera", CheckState.WRONG, Fact(said))
    info = at.info
    values: Mapping[str, float | str] = {
        "name": info.device or info.source,
        "width": info.width,
        "height": info.height,
    }
    if info.kind == "camera" and info.virtual:
        fact = Fact("{name} is a program: takes are marked virtual", values)
        return PreflightItem("camera", CheckState.WARNING, fact)
    fact = Fact("{name}, {width:.0f} x {height:.0f} px", values)
    return PreflightItem("camera", CheckState.READY, fact)


def _needless(at: Situation, id_: str) -> PreflightItem | None:
    """Return the item of a source that is no camera: a recording has nothing to lock."""
    if at.info is None or at.engine != "running":
        return PreflightItem(id_, CheckState.NEEDLESS, Fact("no camera runs yet"))
    if at.info.kind in ("camera", "stream", "pylon"):
        return None
    fact = Fact("{kind}: nothing to lock", {"kind": at.info.kind})
    return PreflightItem(id_, CheckState.NEEDLESS, fact)


def _exposure(at: Situation) -> PreflightItem:
    needless = _needless(at, "exposure")
    if needless is not None:
        return needless
    assert at.info is not None
    if at.board is not None and at.board.states:
        return _locked("exposure", at.board.verdict(), "exposure")
    locked = at.info.exposure_locked
    state: LockState = "unknown" if locked is None else "locked" if locked else "automatic"
    return _locked("exposure", state, "exposure")


def _other_lock(at: Situation, id_: str, control: str, automatic: str) -> PreflightItem:
    needless = _needless(at, id_)
    if needless is not None:
        return needless
    assert at.info is not None
    name = {"white-balance": "white balance"}.get(id_, id_)
    if at.board is not None and at.board.states:
        found = next((s for s in at.board.states if s.name == control), None)
        if found is not None:
            return _locked(id_, found.lock, name)
    elif (value := at.info.got.get(automatic)) is not None:
        return _locked(id_, "automatic" if value else "locked", name)
    elif at.info.got.get(control) is not None:
        return _locked(id_, "unknown", name)
    if at.info.kind == "stream":
        return _locked(id_, "unknown", name)
    fact = Fact("the camera has no {name} that can be set", {"name": name})
    return PreflightItem(id_, CheckState.NEEDLESS, fact)


_LOCKS: Final[Mapping[LockState, tuple[CheckState, str]]] = {
    "locked": (CheckState.READY, "the {name} is locked"),
    "automatic": (CheckState.WRONG, "the {name} is automatic: it changes between takes"),
    "not locked": (CheckState.WRONG, "the camera does not keep the {name} that was asked"),
    "unknown": (CheckState.UNKNOWN, "the camera does not say if its {name} is locked"),
}


def _locked(id_: str, lock: LockState, name: str) -> PreflightItem:
    state, text = _LOCKS[lock]
    return PreflightItem(id_, state, Fact(text, {"name": name}), may_override=True)


def _light(at: Situation) -> PreflightItem:
    if at.light is None:
        return PreflightItem("light", CheckState.NEEDLESS, Fact("no picture yet"))
    if at.light.state is LightState.GOOD:
        return PreflightItem("light", CheckState.READY, at.light.fact)
    if at.light.state is LightState.UNKNOWN:
        # nobody need sit there yet; a take without a face is a result of its own
        return PreflightItem("light", CheckState.WARNING, at.light.fact)
    # refusing attacks under bad light would make them look better caught than they are
    state = CheckState.WARNING if at.warn_only else CheckState.WRONG
    return PreflightItem("light", state, at.light.fact, may_override=True)


def _rate(at: Situation) -> PreflightItem:
    health = at.health
    if health is None or health.capture_fps <= 0:
        return PreflightItem("rate", CheckState.NEEDLESS, Fact("no picture yet"))
    values = {
        "camera": health.capture_fps,
        "analysed": health.analysis_fps,
        "limit": at.gates.fps,
    }
    if health.capture_fps < at.gates.fps:
        fact = Fact("camera {camera:.0f} fps, {limit:.0f} are needed", values)
        return PreflightItem("rate", CheckState.WARNING, fact)
    if slow_computer(health):
        fact = Fact("camera {camera:.0f} fps, but only {analysed:.0f} analysed", values)
        return PreflightItem("rate", CheckState.WARNING, fact)
    fact = Fact("camera {camera:.0f} fps, analysed {analysed:.0f}", values)
    return PreflightItem("rate", CheckState.READY, fact)


def _dataset(at: Situation) -> PreflightItem:
    if not at.root:
        return PreflightItem("dataset", CheckState.WRONG, Fact("no dataset folder is chosen"))
    return PreflightItem("dataset", CheckState.READY, Fact("{path}", {"path": at.root}))


def _disk(at: Situation) -> PreflightItem:
    if not at.root or at.disk_s is None:
        return PreflightItem("disk", CheckState.NEEDLESS, Fact("no dataset or no source yet"))
    values = {"minutes": at.disk_s / 60, "limit": LOW_DISK_S / 60}
    if at.disk_s <= 0:
        fact = Fact("the disk is full but for the reserve", values)
        return PreflightItem("disk", CheckState.WRONG, fact)
    if at.disk_s < LOW_DISK_S:
        fact = Fact("{minutes:.1f} minutes left, {limit:.0f} are safe", values)
        return PreflightItem("disk", CheckState.WARNING, fact)
    return PreflightItem("disk", CheckState.READY, Fact("{minutes:.0f} minutes left", values))


def _operator(at: Situation) -> PreflightItem:
    if "operator" in at.missing:
        return PreflightItem("operator", CheckState.WRONG, Fact("no operator is named"))
    return PreflightItem("operator", CheckState.READY, Fact("named in the form"))


def _consent(at: Situation) -> PreflightItem:
    if "subject" in at.missing:
        return PreflightItem("consent", CheckState.WRONG, Fact("no subject is named"))
    if at.consent_fault:
        fact = Fact("{why}", {"why": at.consent_fault})
        return PreflightItem("consent", CheckState.WRONG, fact)
    if "consent" in at.missing:
        fact = Fact("no consent of this subject is chosen")
        return PreflightItem("consent", CheckState.WRONG, fact)
    return PreflightItem("consent", CheckState.READY, Fact("the subject's consent holds"))


def _protocol(at: Situation) -> PreflightItem:
    if at.step_problem:
        fact = Fact("{why}", {"why": at.step_problem})
        return PreflightItem("protocol", CheckState.WRONG, fact)
    if not at.step:
        fact = Fact("none: takes are as the form says")
        return PreflightItem("protocol", CheckState.NEEDLESS, fact)
    return PreflightItem("protocol", CheckState.READY, Fact("{step}", {"step": at.step}))
