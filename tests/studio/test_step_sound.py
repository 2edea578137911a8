from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from liveness.capture.microphone import SoundStats
from liveness.datasets.consent import Consent
from liveness.datasets.errors import SoundError
from liveness.datasets.protocol import Step
from liveness.datasets.session import PrivacyMode
from liveness.datasets.store import DatasetRoot
from liveness.studio import step_sound
from liveness.studio.step_sound import microphone_of

ASKING = Step(id="speak", title="Speak", text="Count to ten.", microphone=True)
ALLOWED = Consent(id="C1", subject="S1", scope=("record", "audio"))


class FakeMicrophone:
    def __init__(self, *, refuse: bool = False, settles: int = 2) -> None:
        self.refuse, self.settles = refuse, settles
        self.open: list[bool] = []

    @property
    def stats(self) -> SoundStats:
        self.settles -= 1
        return SoundStats(-20.0, self.settles < 0, 10, 0, 0, None)

    def __enter__(self) -> FakeMicrophone:
        if self.refuse:
            raise SoundError("E-AUD-03", "no microphone can be opened", "none", "plug one in")
        self.open.append(True)
        return self

    def __exit__(self, *_: object) -> None:
        self.open.append(False)


@pytest.mark.parametrize(
    ("step", "consent", "privacy", "refuse", "told"),
    [
        (ASKING, ALLOWED, "full", False, None),
        (ASKING.model_copy(update={"microphone": False}), ALLOWED, "full", False, []),
        (
            ASKING,
            Consent(id="C2", subject="S1"),
            "full",
            False,
            ["no sound: consent C2 is without audio"],
        ),
        (ASKING, ALLOWED, "face", False, ["no sound: privacy mode face keeps none"]),
        (
            ASKING,
            ALLOWED,
            "full",
            True,
            ["E-AUD-03: no microphone can be opened (none). Plug one in."],
        ),
    ],
)
def test_the_microphone_is_open_only_where_it_is_asked_for_and_allowed(
    step: Step, consent: Consent, privacy: PrivacyMode, refuse: bool, told: list[str] | None
) -> None:
    fake: Any = FakeMicrophone(refuse=refuse)
    said: list[str] = []
    with microphone_of(step, consent, privacy, said.append, make=lambda: fake) as microphone:
        assert (microphone is fake) == (told is None)
        if told is None:
            assert fake.settles < 0, "its clock has settled"
    assert said == (told or [])
    assert fake.open == ([True, False] if told is None else [])


def test_a_clock_that_never_settles_does_not_hold_the_take_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(step_sound, "SETTLE_S", 0.05)
    fake: Any = FakeMicrophone(settles=1_000_000)
    with microphone_of(ASKING, ALLOWED, "full", print, make=lambda: fake) as microphone:
        assert microphone is fake


PROTOCOL = """id = "spoken"
title = "Spoken"
[[steps]]
id = "speak"
title = "Speaking"
text = "Count to ten."
seconds = 1.5
microphone = true
"""

SCRIPT = '''"""Collects one take as the command does, and prints what it holds of sound."""
import json, sys
from pathlib import Path
from liveness.capture.demo import DemoSource
from liveness.datasets.reader import TakeReader
from liveness.datasets.store import DatasetRoot
from liveness.studio import collecting
from liveness.studio.cli import run_app

root, protocol, consent = sys.argv[1:]
small = lambda *_, **__: DemoSource("bona-fide", width=640, height=360, paced=True, frames=2000)
collecting.open_source = small
code = run_app(["collect", "--protocol", protocol, "--source", "demo:bona-fide", "--out", root,
                "--subject", "S1", "--consent", consent, "--operator", "O1", "--auto",
                "--headless"])
(record,) = DatasetRoot.open(Path(root)).takes()
with TakeReader(DatasetRoot.open(Path(root)).take_path(record)) as take:
    track = take.audio()
    events = [event.text for event in take.events() if event.kind == "microphone"]
print(json.dumps({"code": code, "seconds": record.seconds, "events": events,
                  "sound": None if track is None else len(track.samples) / track.rate_hz}))
'''


def test_the_command_records_sound_where_the_protocol_asks_and_the_person_allows(
    pulse: Any, tmp_path: Path
) -> None:
    root = DatasetRoot.create(tmp_path / "root")
    root.consents.add(ALLOWED)
    protocol = tmp_path / "spoken.toml"
    protocol.write_text(PROTOCOL)
    script = tmp_path / "collect.py"
    script.write_text(SCRIPT)
    found = pulse.run(script, root.path, protocol, "C1")
    assert found["code"] == 0
    assert found["sound"] == pytest.approx(found["seconds"], abs=0.06)
    assert found["events"] == []
