from __future__ import annotations

import pytest

from liveness.datasets.findings import FIXES, Fault, Finding


def test_a_fix_is_that_of_the_code_unless_the_finding_knows_better() -> None:
    plain = Finding(code="V-CRC", text="frame 3 fails its CRC")
    assert plain.fix == FIXES["V-CRC"]
    own = Finding(code="V-CRC", text="frame 3 fails its CRC", fix="record it again")
    fault = Fault.of("sessions/a/t.h5", own)
    assert fault.fix == "record it again"
    assert str(fault) == "V-CRC sessions/a/t.h5: frame 3 fails its CRC. Record it again."
    assert Finding.model_validate_json(plain.model_dump_json()) == plain
    assert Fault("V-CRC", "t.h5", "x").fix == FIXES["V-CRC"]


def test_a_code_without_a_fix_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError):
        Fault("V-NOTHING", "t.h5", "x")
