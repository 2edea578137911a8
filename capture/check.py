"""The verdict within two seconds: for a program that asks whether a live person is there."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from liveness.datasets.errors import DataError, SourceError, UsageError
from liveness.datasets.profile import Profile

from .analysis import Analyser, Snapshot, context_of
from .feed import Feed, live_feed, stored_feed
from .frame import Frame, Source
from .fusion import Fusion, FusionWeights
from .profiled import outside, weights_of
from .signal import SignalContext
from .sources import open_source
from .tracker import SECOND_RATIO
from .verdict import Decision, SignalVerdict, Timing, Verdict, posterior

__all__ = ["Check", "Verdict", "posterior"]

LIMIT_S: Final = 2.0
"""Time from the first face to the verdict, seconds."""

PATIENCE_S: Final = 5.0
"""Time to wait for the first face, seconds."""

EARLY_S: Final = 0.5
"""A verdict before the limit takes a decision that held for so long, seconds."""

DECISIVE_LLR: Final = 0.75
"""And that lies so far beyond its threshold all that time, natural log."""

_POLL_S: Final = 0.05
_WARM_SIDE_PX: Final = 256
_SLACK: Final = 0.1

AnalyserFactory = Callable[[SignalContext], Analyser]


class Check:
    """Decides whether a live person is before a source, and keeps nothing of what it saw.

    A verdict falls at ``limit_s`` after the first face, or before it when a decision has held
    for half a second well beyond its threshold. On a live source the wall's clock counts as
    well, so that a slow computer answers in time with the frames it managed. Each run is a
    fresh pass; a check holds no image, no landmark and no source once it has returned, and
    nothing is written anywhere.

    Parameters
    ----------
    weights
        Fusion, thresholds and whether they are calibrated, as from a profile; the priors,
        marked uncalibrated, when ``None``.
    patience_s
        How long to wait for the first face, seconds.
    analyser
        Makes the analyser of a run, where it is not the usual one, from what is known of the
        source; called once more before a live source opens, to load the models.
    profile
        Decides instead of ``weights``; a verdict then bears its id, and says where the source
        lies outside of what it was made for.

    Raises
    ------
    UsageError
        ``E-CHK-01``, when ``patience_s`` is not above 0.

    Examples
    --------
    >>> from liveness.capture import Check
    >>> verdict = Check().run("camera:0")  # doctest: +SKIP
    >>> verdict.decision, verdict.score  # doctest: +SKIP
    ('accept', 1.9)
    """

    def __init__(
        self,
        weights: FusionWeights | None = None,
        *,
        patience_s: float = PATIENCE_S,
        analyser: AnalyserFactory | None = None,
        profile: Profile | None = None,
    ) -> None:
        if profile is not None:
            weights = weights_of(profile)
        self._profile = profile
        self._weights = FusionWeights.prior() if weights is None else weights
        self._patience_s = _positive("patience", patience_s)
        self._analyser = analyser or self._usual_analyser

    def run(self, source: str | Source, *, limit_s: float = LIMIT_S) -> Verdict:
        """Return the verdict on a source.

        Parameters
        ----------
        source
            What :func:`liveness.capture.sources.open_source` takes, or a source that is not
            open yet. It is closed afterwards.
        limit_s
            Time from the first face to the verdict, seconds.

        Raises
        ------
        UsageError
            ``E-CAM-10`` for a specification that names no source; ``E-CHK-01`` for a limit
            that is not above 0.
        SourceError
            When the source cannot be read, or failed before the verdict: half a look is none.
        DataError
            ``E-DAT-12``, when it ended without a single frame.
        """
        started = time.monotonic_ns()
        limit_s = _positive("limit", limit_s)
        opened = open_source(source) if isinstance(source, str) else source
        watch = _Watch(limit_s, self._patience_s, self._weights)
        with ExitStack() as stack:
            if opened.live:
                _warm_up(self._analyser)  # else the person waits while models load
            stack.enter_context(opened)
            info = opened.info
            analyser = stack.enter_context(self._analyser(context_of(info)))
            feed = stack.enter_context(
                live_feed(opened) if opened.live else stored_feed(opened)
            )
            end = _look(feed, analyser, watch)
            wall_ms = (time.monotonic_ns() - started) / 1e6
            frames, versions = feed.frames, analyser.versions()
        verdict = _verdict(info.source, watch, end, wall_ms, frames)
        if self._profile is None:
            return verdict
        beyond = outside(self._profile, info, versions=versions)
        return verdict.model_copy(
            update={
                "profile": self._profile.id,
                "outside": beyond,
                "reasons": (*verdict.reasons, *beyond),
            }
        )

    def _usual_analyser(self, context: SignalContext) -> Analyser:
        analyser = Analyser(context)
        analyser.fusion = Fusion(self._weights, signals=analyser.signals)
        return analyser


def _positive(name: str, seconds: float) -> float:
    if not (math.isfinite(seconds) and seconds > 0):
        raise UsageError("E-CHK-01", f"the {name} must be above 0 s", f"got {seconds:g} s")
    return seconds


def _warm_up(make: AnalyserFactory) -> None:
    """Load code and models on an empty picture, which takes a second the first time."""
    side = _WARM_SIDE_PX
    with make(SignalContext()) as analyser:
        analyser.process(Frame(np.zeros((side, side, 3), np.uint8), time_ns=0, index=0))


@dataclass
class _Watch:
    """Decides from snapshot to snapshot whether the verdict falls; keeps no snapshot's image.

    Parameters
    ----------
    limit_s, patience_s
        From the first face to the verdict, and from the first frame to the first face.
    weights
        The thresholds.
    """

    limit_s: float
    patience_s: float
    weights: FusionWeights
    first_ns: int | None = None
    face_ns: int | None = None
    now_ns: int = 0
    gap_ns: int = 0
    held_since_ns: int | None = None
    held: Decision = "undecided"
    analysed: int = 0
    last: Snapshot | None = None

    def overdue(self, frame: Frame) -> bool:
        """Whether a frame comes after the limit, so that the verdict falls without it."""
        if self.first_ns is None:
            self.first_ns = self.now_ns = frame.time_ns
        if self.face_ns is not None:
            return frame.time_ns - self.face_ns > self.limit_s * 1e9
        return frame.time_ns - self.first_ns > self.patience_s * 1e9

    def feed(self, snapshot: Snapshot) -> bool:
        """Take in a snapshot; return whether the verdict falls now."""
        now = snapshot.frame.time_ns
        self.gap_ns, self.now_ns = max(now - self.now_ns, 0), now
        self.analysed += 1
        self.last = snapshot
        if self.face_ns is None and snapshot.face is not None:
            self.face_ns = now
        if self.face_ns is None:
            return False
        # whether the next frame would come too late
        due = now + (1 - _SLACK) * self.gap_ns - self.face_ns > self.limit_s * 1e9
        return snapshot.conflict is not None or self._stable(snapshot, now) or due

    def _stable(self, snapshot: Snapshot, now: int) -> bool:
        fused, face = snapshot.fused, snapshot.face
        # a second face is given the time to become a conflict
        alone = face is not None and face.second_ratio < SECOND_RATIO
        decision = fused.decision if alone else "undecided"
        beyond = {
            "accept": fused.llr - self.weights.accept,
            "reject": self.weights.reject - fused.llr,
        }.get(decision, -1.0)
        if beyond < DECISIVE_LLR:
            self.held_since_ns = None
            return False
        if self.held_since_ns is None or self.held != decision:
            self.held_since_ns, self.held = now, decision
        return now - self.held_since_ns >= EARLY_S * 1e9

    @property
    def seconds(self) -> float:
        """Time since the first face, or since the first frame without one."""
        if self.first_ns is None:
            return 0.0
        start = self.first_ns if self.face_ns is None else self.face_ns
        return (self.now_ns - start) / 1e9


End = Literal["decided", "limit", "ended", "slow"]


def _look(feed: Feed, analyser: Analyser, watch: _Watch) -> End:
    """Analyse frames until the verdict falls; return what ended it."""
    clock = _WallClock(watch.limit_s, watch.patience_s)
    while True:
        if feed.live and clock.is_up():
            if watch.analysed == 0:
                raise SourceError(
                    "E-CAM-05",
                    "the source gives no picture",
                    f"waited {watch.patience_s:g} s",
                    "check the cable or the network, then check again",
                )
            return "slow"
        try:
            frame = feed.get(_POLL_S)
        except StopIteration:
            if watch.analysed == 0:
                raise DataError("E-DAT-12", "the source holds no frame") from None
            return "ended"
        if frame is None:
            continue
        if watch.overdue(frame):
            return "limit"
        begun = time.monotonic()
        decided = watch.feed(analyser.process(frame))
        clock.note(frame, begun, has_face=watch.face_ns is not None)
        if decided:
            return "decided"


class _WallClock:
    """The time that a person before a live source waits, by the wall."""

    def __init__(self, limit_s: float, patience_s: float) -> None:
        self._limit_s = limit_s
        self._deadline = time.monotonic() + patience_s
        self._face = False
        self._cost_s = 0.0

    def note(self, frame: Frame, begun: float, *, has_face: bool) -> None:
        """Take in when a frame came, and from when on it was analysed."""
        self._cost_s = time.monotonic() - begun
        if has_face and not self._face:
            self._face = True
            came = frame.arrival_ns / 1e9 if frame.arrival_ns else begun
            self._deadline = min(came, begun) + self._limit_s

    def is_up(self) -> bool:
        """Whether another frame would be done too late, going by the last."""
        margin = self._cost_s if self._face else 0.0
        return time.monotonic() + margin > self._deadline


def _verdict(name: str, watch: _Watch, end: End, wall_ms: float, frames: int) -> Verdict:
    snapshot = watch.last
    obstacle = _obstacle(watch)
    score: float | None = None
    decision: Decision = "undecided"
    if snapshot is None or obstacle is not None:
        reasons: tuple[str, ...] = (obstacle or "no frame was analysed",)
    else:
        decision = snapshot.fused.decision
        score = snapshot.fused.llr if snapshot.fused.valid else None
        reasons = snapshot.fused.reasons
        if end == "ended" and watch.analysed == 1:
            reasons = (
                *reasons,
                "the source is a still: one frame, in which nothing moves",
            )
        elif end == "ended" and watch.seconds < watch.limit_s:
            short = f"the source ended {watch.seconds:.1f} s after the first face"
            reasons = (*reasons, f"{short}, limit {watch.limit_s:g} s")
    calibrated = watch.weights.calibrated
    decided_s = watch.limit_s if end == "limit" else watch.seconds
    return Verdict(
        source=name,
        decision=decision,
        score=score,
        confidence=posterior(score) if calibrated and score is not None else None,
        calibrated=calibrated,
        reasons=reasons,
        signals={
            each.name: SignalVerdict(
                llr=each.llr, valid=each.valid, quality=each.quality, reasons=each.reasons
            )
            for each in (snapshot.evidence.values() if snapshot is not None else ())
        },
        timing=Timing(
            first_face_s=_since(watch.first_ns, watch.face_ns),
            decided_s=None if watch.face_ns is None else round(decided_s, 6),
            wall_ms=round(wall_ms, 1),
            frames=frames,
            analysed=watch.analysed,
        ),
    )


def _obstacle(watch: _Watch) -> str | None:
    """Return why nothing that was measured may count, or ``None``."""
    snapshot = watch.last
    if watch.face_ns is None or snapshot is None:
        if watch.analysed == 1:
            return "no face: looked at the one frame there is"
        return f"no face: looked for {watch.seconds:.1f} s"
    if snapshot.conflict:
        return f"two faces: {snapshot.conflict}"
    if snapshot.face is None:
        return f"the face was lost: there is none {watch.seconds:.1f} s after the first"
    return None


def _since(start_ns: int | None, then_ns: int | None) -> float | None:
    if start_ns is None or then_ns is None:
        return None
    return round((then_ns - start_ns) / 1e9, 6)
