"""Guided collection without a screen: wait for the gates, record, go on to the next step."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

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

from .taking import TakeRequest, record_offline

GATE_HOLD_S = 0.3
"""Gates count as held when they were good for this long."""

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
) -> TakeRecord:
    """Record the take of one place of the protocol, started by the gates.

    A source that waits for its reader (a file, the unpaced demo) is recorded frame by frame;
    a live one in real time.

    Raises
    ------
    LivenessError
        When no take came: the source failed, showed no face, or the disk is full.
    """
    # the demo is a camera: it goes at its own pace here
    paced = collection.source.startswith("demo:")
    if open_source(collection.source, paced=paced).live:
        return _collect_live(collection, slot, say, on_frame)
    return _collect_file(collection, slot, say, on_frame)


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
) -> TakeRecord:
    step = collection.protocol.step(slot.step)
    source = open_source(collection.source, paced=True)
    with LiveEngine(source, preroll_s=PREROLL_S if collection.preroll else 0.0) as engine:
        snapshots = _snapshots(engine, OPEN_LIMIT_S)
        say(Said(step, "waiting for the gates"))
        _await_gates(step, engine, snapshots, say)
        if engine.info is None or engine.analyser is None:
            raise SourceError("E-CAM-05", "the source ended before the take began")
        header = collection.request(slot).header(
            collection.root.new_take_id(),
            engine.info,
            engine.analyser,
            zero_ns=0,  # the engine sets it to the first frame's time
            schedule="live",
        )
        say(Said(step, f"recording {step.seconds:g} s"))
        engine.start_recording(collection.root, header)
        try:
            _record_for(step.seconds, engine, snapshots, on_frame)
            journal = engine.stop_recording()
        except LivenessError as error:
            # what was written is a take all the same, marked incomplete
            journal = engine.stop_recording("incomplete", str(error))
            record = collection.root.finalise(journal)
            kept = f"{record.frames} frames are kept as incomplete take {record.id}"
            say(Said(step, kept, warning=True))
            raise
    return collection.root.finalise(journal)


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


def _record_for(
    seconds: float,
    engine: LiveEngine,
    snapshots: Iterator[Snapshot],
    on_frame: Callable[[Snapshot], None] | None,
) -> None:
    """Let a live take run for its time on the source's clock."""
    start_ns: int | None = None
    for snapshot in snapshots:
        status = engine.recording
        if engine.finished is not None and engine.finished.error is not None:
            raise engine.finished.error
        if status is None or not status.frames_submitted:
            continue
        start_ns = snapshot.frame.time_ns if start_ns is None else start_ns
        if on_frame is not None:
            on_frame(snapshot)
        if snapshot.conflict:
            raise DataError(
                "E-DAT-10", "two faces before the camera", snapshot.conflict, "one at a time"
            )
        if snapshot.frame.time_ns - start_ns >= seconds * 1e9:
            return
    raise SourceError(
        "E-CAM-05", "the source ended during the take", "", "the take is kept as incomplete"
    )
