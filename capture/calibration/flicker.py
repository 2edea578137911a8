"""Whether the light flickers with the mains: 100 Hz, 120 Hz, not at all, or it cannot be told.

A lamp of frequency f, seen by a shutter that takes r seconds from the first row to the last,
shows f r bands over the picture; from frame to frame they move by f modulo the frame rate. An
exposure of t leaves sinc(f t) of the modulation, nothing at whole periods (Sheinin et al., CVPR
2017). Where f is a whole multiple of the frame rate the bands stand still and look like
shading; only another frame rate, or a change of phase between two recordings, shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final, Literal

import numpy as np
from numpy.typing import NDArray

from liveness.capture.face import Face
from liveness.capture.frame import Frame
from liveness.datasets.camera_profile import Estimate, FlickerResult
from liveness.datasets.errors import DataError

from .task import Hint, Progress, Seen, size_of

SECONDS: Final = 5.0
"""Length of a recording: tells apart frequencies of .3 Hz."""

LEAST_FRAMES: Final = 60
BANDS: Final = 32
"""Groups of rows."""

MAINS: Final[tuple[Literal[100, 120], ...]] = (100, 120)
TOLERANCE_HZ: Final = 0.5
"""The mains and the camera's clock may be off by that much, twice the mains' own .2 Hz."""

CYCLES: Final = 1.5
"""Fewest periods of an alias in the recording."""

RATIO: Final = 16.0
"""Power of all bands over the median of the spectrum that makes a flicker. Noise that is alike
in all bands, as a lamp's own unrest, reaches it once in some 60,000 frequencies (16 medians of
an exponential are 11 means); noise of the pixels hardly reaches 3."""

LEAST_SINC: Final = 0.1
"""Part of the modulation that the exposure has to leave."""

SMALLEST_PERCENT: Final = 0.5
"""Modulation that no eye and no signal minds: "none" is said below this."""

TURNS_MIN: Final = 0.15
"""Turns of phase over the picture below which bands have no direction: a global shutter."""

DARKEST: Final = 10.0
BRIGHTEST: Final = 245.0

METHOD: Final = (
    "row means over time, least squares at the aliases of 100 and 120 Hz against the rest of "
    "the spectrum; direction by the rolling shutter"
)


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """Row means of one recording.

    Parameters
    ----------
    rows
        Shape ``(frames, BANDS)``, float64: relative brightness about 0.
    time_s
        Shape ``(frames,)``: regular times by frame index.
    fps
        Frame rate by the clock.
    """

    rows: NDArray[np.float64]
    time_s: NDArray[np.float64]
    fps: float

    @property
    def seconds(self) -> float:
        """Length."""
        return float(self.time_s[-1] - self.time_s[0])

    def amplitudes(self, hz: NDArray[np.float64]) -> NDArray[np.complex128]:
        """Return the complex amplitude of each band at each frequency, shape ``(k, BANDS)``."""
        window = np.hanning(len(self.time_s) + 2)[1:-1]
        wave = np.exp(-2j * np.pi * hz[:, None] * self.time_s[None, :]) * window
        found: NDArray[np.complex128] = 2 * (wave @ self.rows) / window.sum()
        return found


@dataclass(frozen=True, slots=True)
class Peak:
    """The strongest amplitude near an alias.

    Parameters
    ----------
    hz
        Alias with its sign: above 0 the true frequency is above its multiple of the rate.
    ratio
        Its power over the median of the spectrum.
    modulation
        Amplitude of the brightness, parts of the mean.
    floor
        Amplitude that would have been found.
    turns
        Periods of the bands over the picture's height, in the direction of the shutter.
    """

    hz: float
    ratio: float
    modulation: float
    floor: float
    turns: float


class FlickerTask:
    """Records plain pictures under the light in question.

    Parameters
    ----------
    exposure_ms
        Exposure time, where it is known: an exposure may hide a flicker.
    seconds
        Length of the recording.
    """

    name: ClassVar[str] = "flicker"

    def __init__(self, *, exposure_ms: float | None = None, seconds: float = SECONDS) -> None:
        self._exposure_ms, self._seconds = exposure_ms, seconds
        self._size: tuple[int, int] | None = None
        self._rows: list[NDArray[np.float64]] = []
        self._index: list[int] = []
        self._time_ns: list[int] = []
        self._done: list[Recording] = []

    def add(self, frame: Frame, face: Face | None = None) -> Seen:
        """Take in the next picture; every one counts."""
        if self._size not in (None, size_of(frame)):
            return Seen("wrong-size")
        self._size = size_of(frame)
        if self._index and frame.index <= self._index[-1]:
            return Seen("keep-going")
        mean = frame.image[:, ::4, 1].mean(axis=1)
        level = float(mean.mean())
        if level >= BRIGHTEST or level <= DARKEST:
            hint: Hint = "too-bright" if level >= BRIGHTEST else "too-dark"
            return Seen(hint)
        edges = np.linspace(0, len(mean), BANDS + 1).astype(np.intp)
        self._rows.append(np.add.reduceat(mean, edges[:-1]) / np.diff(edges))
        self._index.append(frame.index)
        self._time_ns.append(frame.time_ns)
        return Seen("enough" if self.progress().ready else "keep-going", taken=True)

    def again(self) -> None:
        """End this recording; what follows is another one, at another frame rate."""
        if len(self._rows) >= LEAST_FRAMES:
            self._done.append(self._recording())
        self._rows, self._index, self._time_ns = [], [], []

    def progress(self) -> Progress:
        """Return how many tenths of a second were recorded."""
        seconds = 0.0
        if len(self._time_ns) > 1:
            seconds = (self._time_ns[-1] - self._time_ns[0]) / 1e9
        of = round(10 * self._seconds)
        ready = seconds >= self._seconds and len(self._rows) >= LEAST_FRAMES
        return Progress(min(of, int(10 * seconds)), of, ready)

    def _recording(self) -> Recording:
        index = np.array(self._index, np.float64)
        clock = np.array(self._time_ns, np.float64) / 1e9
        # a sensor exposes regularly; what comes late came late on its way
        step, start = np.polyfit(index, clock, 1)
        rows = np.array(self._rows)
        rows = rows / rows.mean(axis=0) - 1
        # slow changes of light and exposure would leak into every frequency
        powers = np.linspace(-1, 1, len(rows))[:, None] ** np.arange(3)
        rows = rows - powers @ np.linalg.lstsq(powers, rows, rcond=None)[0]
        return Recording(rows, step * index + start, float(1 / max(step, 1e-9)))

    def solve(self) -> FlickerResult:
        """Return the verdict of all recordings.

        Raises
        ------
        DataError
            ``E-CAL-32`` for too short a recording.
        """
        runs = list(self._done)
        if len(self._rows) >= LEAST_FRAMES and self.progress().ready:
            runs.append(self._recording())
        if not runs or self._size is None:
            seconds = self.progress().done / 10
            raise DataError(
                "E-CAL-32",
                "the recording is too short to see a flicker",
                f"{len(self._rows)} frames in {seconds:.1f} s",
                f"record {self._seconds:g} s and {LEAST_FRAMES} frames, neither dark nor white",
            )
        longest = max(runs, key=lambda run: run.seconds)
        verdict, best, reasons = self._verdict(runs)
        return FlickerResult(
            method=METHOD,
            n=sum(len(run.rows) for run in runs),
            width=self._size[0],
            height=self._size[1],
            verdict=verdict,
            modulation_percent=best
            and Estimate(value=100 * best.modulation, sd=100 * best.floor / 4, unit="%"),
            fps=longest.fps,
            seconds=longest.seconds,
            readout_ms=self._readout(verdict, best),
            exposure_ms=self._exposure_ms,
            reasons=reasons,
        )

    def _readout(self, verdict: str, best: Peak | None) -> float | None:
        if best is None or verdict not in ("100", "120"):
            return None
        return max(1e3 * best.turns / float(verdict), 0.0)

    def _verdict(
        self, runs: list[Recording]
    ) -> tuple[Literal["100", "120", "none", "unknown"], Peak | None, tuple[str, ...]]:
        """Return the answer, the peak that it rests on, and what it does not cover."""
        looks = {mains: [self._look(run, mains) for run in runs] for mains in MAINS}
        seen = {m: [peak for peak, why in look if not why] for m, look in looks.items()}
        best = {m: max(peaks, key=_ratio) for m, peaks in seen.items() if peaks}
        found = [mains for mains, peak in best.items() if peak.ratio >= RATIO]
        if len(found) == 2:
            return "unknown", None, ("100 and 120 Hz fit alike: use another frame rate",)
        if found:
            return ("100" if found[0] == 100 else "120"), best[found[0]], ()
        floor = max(best.values(), key=lambda peak: peak.floor, default=None)
        if floor is None or len(best) < 2:
            unseen = tuple(look[0][1] for m, look in looks.items() if m not in best)
            return "unknown", floor, unseen
        if 100 * floor.floor > SMALLEST_PERCENT:
            text = f"noise or movement hides anything below {100 * floor.floor:.1f} %"
            return "unknown", floor, (text,)
        if self._exposure_ms is None:
            text = "the exposure is unknown: one of whole periods would hide a flicker"
            return "none", floor, (text,)
        return "none", floor, ()

    def _look(self, run: Recording, mains: Literal[100, 120]) -> tuple[Peak, str]:
        """Return the peak at the alias of a frequency, and why it could not be seen."""
        alias = mains - round(mains / run.fps) * run.fps
        least = CYCLES / run.seconds
        nothing = Peak(alias, 0.0, 0.0, 0.0, 0.0)
        if self._exposure_ms is not None:
            left = abs(float(np.sinc(mains * self._exposure_ms / 1e3)))
            if left < LEAST_SINC:
                text = (
                    f"an exposure of {self._exposure_ms:.1f} ms hides {mains} Hz: "
                    "choose one that is no multiple of its period"
                )
                return nothing, text
        if abs(alias) < least:
            text = (
                f"at {run.fps:.2f} frames a second {mains} Hz stands still: "
                "record at another frame rate, too"
            )
            return nothing, text
        if run.fps / 2 - abs(alias) < least:
            text = (
                f"at {run.fps:.2f} frames a second {mains} Hz has no direction: "
                "record at another frame rate, too"
            )
            return nothing, text
        return _peak(run, alias, least), ""


def _ratio(peak: Peak) -> float:
    return peak.ratio


def _peak(run: Recording, alias: float, least: float) -> Peak:
    """Return the strongest amplitude within the tolerance of an alias, by its direction."""
    width = min(TOLERANCE_HZ, abs(alias) - least / 2)
    near = np.linspace(abs(alias) - width, abs(alias) + width, 41)
    everywhere = np.arange(least, run.fps / 2, 1 / run.seconds)
    spectrum = (abs(run.amplitudes(everywhere)) ** 2).sum(axis=1)
    middle = float(np.median(spectrum)) + 1e-18
    amplitudes = run.amplitudes(near)
    power = (abs(amplitudes) ** 2).sum(axis=1)
    best = int(power.argmax())
    turns = _turns(amplitudes[best])
    # the first row is exposed first: bands of an alias above 0 run with the shutter
    against = turns * np.sign(alias) < -TURNS_MIN
    ratio = 0.0 if against else float(power[best] / middle)
    return Peak(
        hz=float(np.sign(alias) * near[best]),
        ratio=ratio,
        modulation=float(np.sqrt(power[best] / BANDS)),
        floor=float(np.sqrt(RATIO * middle / BANDS)),
        turns=float(abs(turns)),
    )


def _turns(amplitude: NDArray[np.complex128]) -> float:
    """Return by how many turns the phase grows from the first row to the last."""
    grid = np.linspace(-6, 6, 2401)
    rows = (np.arange(BANDS) + 0.5) / BANDS
    fit = abs(np.exp(-2j * np.pi * grid[:, None] * rows[None, :]) @ amplitude)
    return float(grid[int(fit.argmax())])
