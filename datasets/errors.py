"""The one error type that reaches a person: what happened, why we think so, what to do."""

from __future__ import annotations


class LivenessError(Exception):
    """An error with a code, a plain sentence, a measured fact and a way out.

    Parameters
    ----------
    code
        ``E-AREA-NN``, each with its row in docs/errors.md; areas are ``CAM`` (sources),
        ``DSK`` (disk), ``DAT`` (data files), ``LAB`` (labels and names), ``PAI`` (attack
        instruments), ``CON`` (consent), ``PRO`` (protocols), ``REC`` (recording), ``MOD``
        (models), ``CHK`` (check), ``ENG`` (engines), ``CAL`` (calibration),
        ``EXP`` (exports), ``IMP``
        (public sets), ``ERA`` (erasure), ``AUD`` (sound), ``ENV`` (environment), ``CMD``
        (command line).
    what
        What happened, in plain words.
    measured
        The fact that makes us say so; may be empty.
    remedy
        What the reader can do about it; may be empty.
    """

    def __init__(self, code: str, what: str, measured: str = "", remedy: str = "") -> None:
        super().__init__(code, what, measured, remedy)
        self.code = code
        self.what = what
        self.measured = measured
        self.remedy = remedy

    def __str__(self) -> str:
        """Return the whole as one line: ``E-CAM-01: what (measured). Remedy.``."""
        line = f"{self.code}: {self.what}"
        if self.measured:
            line += f" ({self.measured})"
        if self.remedy:
            stop = "" if line.endswith(("?", "!")) else "."
            line += f"{stop} {self.remedy[0].upper()}{self.remedy[1:]}"
        return " ".join((line.rstrip(".") + ".").split())


class SourceError(LivenessError):
    """A source cannot be opened, vanished, or gave nothing in time (``E-CAM-...``)."""


class StorageError(LivenessError):
    """The disk is full, read-only or gone (``E-DSK-...``)."""


class DataError(LivenessError):
    """A data file is damaged, foreign or of another schema (``E-DAT-...``)."""


class ConsentError(LivenessError):
    """No valid consent record covers what was asked (``E-CON-...``)."""


class UsageError(LivenessError):
    """What was asked for does not exist or contradicts itself; exit code 2."""


class SoundError(LivenessError):
    """A microphone or a sound track is not to be had (``E-AUD-...``)."""


class RecordingError(LivenessError):
    """A take cannot be recorded as it should be (``E-REC-...``)."""
