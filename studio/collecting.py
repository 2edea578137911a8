"""Guided collection without a screen: wait for the gates, record, go on to the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from liveness.capture.analysis import Analyser, Snapshot, context_of
from liveness.capture.engine import Health, LiveEngine
from liveness.capture.gating import GateJudge, complaints
from liveness.capture.prefetch import Prefetch
from liveness.capture.preroll import PREROLL_S
from liveness.capture.sources import open_source
from liveness.datasets.consent import Consent
from liveness.datasets.errors import DataError, LivenessError, SourceError
from liveness.datasets.gates import Gates
from liveness.datasets.protocol import Protocol, Step
from liveness.datasets.protocol_plan import Slot
from liveness.datasets.session import Session
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import CodecChoice, TakeRecord

from .session_controller import SessionController
from .step_sound import microphone_of
from .taking import TakeRequest, record_offline

GATE_HOLD_S = 0.3
"""Gates count as held when they were good for this long."""

FILE_LIMIT_S = 120.0
"""The file of a take may take this long to be made."""

OPEN_LIMIT_S = 20.0
"""A camera may take this long to open or to give its first frame."""

GATE_WAIT_S = 5.0
"""After this long gates only warn, so that an automatic run cannot hang."""


@dataclass
class GateWatch:
    """Decides from snapshot to snapshot whether a take may begin."""

    gates: Gates
    first_ns: int | None = None
    good_since_ns: int | None = None
    saw_face: bool = False
    faults: Sequence[str] = ()
    judge: GateJudge = field(init=False)

    def __post_init__(self) -> None:
        """Begin with nothing seen."""
        self.judge = GateJudge(self.gates)

    def feed(self, snapshot: Snapshot, health: Health | None = None) -> bool:
        """Take in a snapshot; return True once the gates have held long enough.

        ``health`` tells the camera's rate; without it that gate is not judged.
        """
        now = snapshot.frame.time_ns
        if self.first_ns is None:
            self.first_ns = now
        self.saw_face = self.saw_face or snapshot.face is not None
        faults = complaints(self.judge.update(snapshot, health))
        if faults:
            self.faults = faults
            self.good_since_ns = None
            return False
        if self.good_since_ns is None:
            self.good_since_ns = now
        return now - self.good_since_ns >= GATE_HOLD_S * 1e9

    def complaint(self) -> str:
        """Return why the take begins although the gates have not held."""
        if self.good_since_ns is None:
            return "gates did not hold: " + "; ".join(self.faults)
        return f"gates held for less than {GATE_HOLD_S:g} s"

    def waited_s(self, now_ns: int) -> float:
        """Return for how long the gates have been watched, seconds of the source's clock."""
        return 0.0 if self.first_ns is None else (now_ns - self.first_ns) / 1e9


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything that the takes of one collecting run share."""

    root: DatasetRoot
    protocol: Protocol
    session: Session
    consent: Consent
    subject: str
    source: str
    target: str | None = None
    pai: str | None = None
    codec: CodecChoice = "auto"
    preroll: bool = True
    """Whether the two seconds before a live take are stored with it."""

    def request(self, slot: Slot) -> TakeRequest:
        """Return the take that a place of the protocol asks for."""
        return TakeRequest(
            self.protocol.step(slot.step).presentation(
                self.subject,
                target=self.target,
                pai=self.pai,
                lighting=slot.lighting,
                distance_mm=slot.distance_mm,
                known=self.protocol.species,
            ),
            self.consent,
            self.session,
            codec=self.codec,
            step=slot.step,
            repetition=slot.repetition,
            manual=False,
            number=self.root.numbers.next(self.session.id),
        )


@dataclass(frozen=True, slots=True)
class Said:
    """A word to the operator while a step runs."""

    step: Step
    text: str
    warning: bool = False


Say = Callable[[Said], None]


def collect_step(
    collection: Collection,
    slot: Slot,
    say: Say,
    on_frame: Callable[[Snapshot], None] | None = None,
    replaces: str | None = None,
) -> TakeRecord:
    """Record the take of one place of the protocol, started by the gates.

    A source that waits for its reader (a file, the unpaced demo) is recorded frame by frame;
    a live one in real time. ``replaces`` is the id of a take that it supersedes: what a fault
    or a crash has left of one.

    Raises
    ------
    LivenessError
        When no take came: the source failed, showed no face, or the disk is full.
    """
    # the demo is a camera: it goes at its own pace here
    paced = collection.source.startswith("demo:")
    if open_source(collection.source, paced=paced).live:
        return _collect_live(collection, slot, say, on_frame, replaces)
    record = _collect_file(collection, slot, say, on_frame)
    if replaces is not None:
        collection.root.supersede(replaces, record.id)
    return record


def _collect_file(
    collection: Collection,
    slot: Slot,
    say: Say,
    on_frame: Callable[[Snapshot], None] | None,
) -> TakeRecord:
    step = collection.protocol.step(slot.step)
    start_ns = _find_start(collection, step, say)
    with (
        open_source(collection.source) as source,
        Analyser(context_of(source.info)) as analyser,
    ):
        say(Said(step, f"recording {step.seconds:g} s"))
        return record_offline(
            collection.root,
            collection.request(slot),
            source,
            analyser,
            seconds=step.seconds,
            start_ns=start_ns,
            on_frame=on_frame,
        )


def _find_start(collection: Collection, step: Step, say: Say) -> int | None:
    """Return the time at which the gates first hold, or ``None`` for the beginning."""
    watch = GateWatch(step.gates)
    waited_s = 0.0
    with (
        open_source(collection.source) as source,
        Analyser(context_of(source.info)) as analyser,
        Prefetch(source) as frames,
    ):
        for frame in frames:
            if watch.feed(analyser.process(frame)):
                return watch.good_since_ns
            waited_s = watch.waited_s(frame.time_ns)
            if waited_s >= GATE_WAIT_S:
                break
    if not watch.saw_face:
        raise DataError(
            "E-DAT-11",
            f"no take of step {step.id!r}: no face came before {collection.source}",
            f"watched for {waited_s:.1f} s",
            "use a source that shows a face",
        )
    say(Said(step, watch.complaint(), warning=True))
    return None


def _snapshots(engine: LiveEngine, limit_s: float) -> Iterator[Snapshot]:
    """Yield new snapshots of a live engine until its source ends.

    Raises
    ------
    SourceError
        ``E-CAM-05`` when none came for ``limit_s`` seconds; whatever made the source fail.
    """
    seen = 0
    while True:
        seen, snapshot = engine.snapshots.take(seen, limit_s, engine.is_over)
        if snapshot is not None:
            yield snapshot
        elif engine.error is not None:
            raise engine.error
        elif engine.is_over():
            return
        else:
            raise SourceError(
                "E-CAM-05",
                "the source gave no frame",
                f"waited {limit_s:.0f} s",
                "check the source and run it again",
            )


def _collect_live(
    collection: Collection,
    slot: Slot,
    say: Say,
    on_frame: Callable[[Snapshot], None] | None,
    replaces: str | None,
) -> TakeRecord:
    step = collection.protocol.step(slot.step)
    source = open_source(collection.source, paced=True)
    preroll_s = PREROLL_S if collection.preroll else 0.0

    def warn(text: str) -> None:
        say(Said(step, text, warning=True))

    with (
        microphone_of(step, collection.consent, collection.session.privacy, warn) as microphone,
        LiveEngine(source, preroll_s=preroll_s) as engine,
    ):
        engine.microphone = microphone
        snapshots = _snapshots(engine, OPEN_LIMIT_S)
        say(Said(step, "waiting for the gates"))
        _await_gates(step, engine, snapshots, say)
        say(Said(step, f"recording {step.seconds:g} s"))
        run = _LiveRun(step.seconds, on_frame)
        request = partial(collection.request, slot)
        record, error = run.record(collection.root, engine, request, snapshots, replaces)
    if error is not None:
        if record is not None:
            kept = f"{record.frames} frames are kept as incomplete take {record.id}"
            say(Said(step, kept, warning=True))
        raise error
    assert record is not None
    return record


class _LiveRun:
    """One take by the window's own state machine, whose clock is that of the source.

    Parameters
    ----------
    seconds
        Length of the take.
    on_frame
        Told of each snapshot of the take.
    """

    def __init__(self, seconds: float, on_frame: Callable[[Snapshot], None] | None) -> None:
        self._seconds, self._on_frame = seconds, on_frame
        self._now_s = 0.0
        self._controller = SessionController(clock=lambda: self._now_s, countdown_s=0.0)
        self._record: TakeRecord | None = None
        self._error: LivenessError | None = None

    def record(
        self,
        root: DatasetRoot,
        engine: LiveEngine,
        request: Callable[[], TakeRequest],
        snapshots: Iterator[Snapshot],
        replaces: str | None,
    ) -> tuple[TakeRecord | None, LivenessError | None]:
        """Return the take that came, and what ended it before its time."""
        controller = self._controller
        controller.begin(root, engine, request, seconds=self._seconds, replaces=replaces)
        try:
            for snapshot in snapshots:
                self._now_s = snapshot.frame.time_ns / 1e9
                controller.tick()
                self._look(snapshot)
                if controller.phase not in ("countdown", "recording"):
                    break
            else:
                self._broke_off(
                    SourceError(
                        "E-CAM-05",
                        "the source ended during the take",
                        "",
                        "the take is kept as incomplete",
                    )
                )
        except LivenessError as error:
            self._broke_off(error)
        except BaseException:
            controller.abort("cancelled", "incomplete")
            raise
        finally:
            self._settle()
        return self._record, self._error

    def _look(self, snapshot: Snapshot) -> None:
        if self._controller.phase != "recording":
            return
        if self._on_frame is not None:
            self._on_frame(snapshot)
        if snapshot.conflict:
            text, fact = "two faces before the camera", snapshot.conflict
            self._broke_off(DataError("E-DAT-10", text, fact, "one at a time"))

    def _broke_off(self, error: LivenessError) -> None:
        self._error = error
        self._controller.abort(str(error), "incomplete")

    def _settle(self) -> None:
        """Wait for the file of what was recorded, and hear what became of it."""
        self._controller.close(FILE_LIMIT_S)
        for item in self._controller.happened():
            if item.record is not None:
                self._record = item.record
            elif item.error is not None and self._error is None:
                self._error = item.error


def _await_gates(
    step: Step, engine: LiveEngine, snapshots: Iterator[Snapshot], say: Say
) -> None:
    watch = GateWatch(step.gates)
    for snapshot in snapshots:
        if watch.feed(snapshot, engine.health()):
            return
        if watch.waited_s(snapshot.frame.time_ns) >= GATE_WAIT_S:
            break
    if not watch.saw_face:
        raise DataError(
            "E-DAT-11",
            f"no take of step {step.id!r}: no face came before the camera",
            f"watched for {GATE_WAIT_S:.0f} s",
            "sit before the camera and run it again",
        )
    say(Said(step, watch.complaint(), warning=True))
