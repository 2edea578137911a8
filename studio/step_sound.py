"""The microphone of a step that is collected without a window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from liveness.capture.microphone import WINDOW_S, Microphone
from liveness.datasets.consent import Consent
from liveness.datasets.errors import SoundError
from liveness.datasets.protocol import Step
from liveness.datasets.session import PrivacyMode

SETTLE_S = WINDOW_S + 3.0
"""How long a microphone's clock may take to settle, seconds; it is used all the same then."""


@contextmanager
def microphone_of(
    step: Step,
    consent: Consent,
    privacy: PrivacyMode,
    warn: Callable[[str], None],
    *,
    make: Callable[[], Microphone] = Microphone,
) -> Iterator[Microphone | None]:
    """Yield the open microphone of a step that asks for sound, its clock settled.

    Parameters
    ----------
    step
        What is collected.
    consent, privacy
        Of the take; without the scope ``audio``, or in a mode that keeps no sound, the
        microphone stays closed.
    warn
        Told in a sentence why there is no sound.
    make
        Makes the microphone.
    """
    refused = ""
    if not consent.allows("audio"):
        refused = f"consent {consent.id} is without audio"
    elif privacy != "full":
        refused = f"privacy mode {privacy} keeps none"
    if not step.microphone or refused:
        if step.microphone:
            warn(f"no sound: {refused}")
        yield None
        return
    microphone = make()
    try:
        microphone.__enter__()
    except SoundError as error:
        warn(str(error))
        yield None
        return
    try:
        limit = time.monotonic() + SETTLE_S
        while not microphone.stats.settled and time.monotonic() < limit:
            time.sleep(0.02)
        yield microphone
    finally:
        microphone.__exit__(None, None, None)
