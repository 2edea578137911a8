from __future__ import annotations

from datetime import date

import pytest

from liveness.datasets.errors import LivenessError, UsageError
from liveness.datasets.root_files import close_session, require_open
from liveness.datasets.store import DatasetRoot


def test_a_session_keeps_the_privacy_it_promised(root: DatasetRoot) -> None:
    first = root.start_session("lab", None, None, name="v", privacy="signals")
    assert first.privacy == "signals"
    assert root.start_session("lab", None, None, name="v") == first
    assert root.start_session("lab", None, None, name="v", privacy="signals") == first
    with pytest.raises(UsageError, match=r"E-LAB-04.*signals, not full"):
        root.start_session("lab", None, None, name="v", privacy="full")


def test_a_session_keeps_its_last_day(root: DatasetRoot) -> None:
    day = date(2030, 1, 31)
    first = root.start_session("lab", None, None, name="v", retain_until=day, station="K1")
    assert (first.retain_until, first.station, first.privacy) == (day, "K1", "full")
    assert root.start_session("lab", None, None, name="v", retain_until=day) == first
    with pytest.raises(UsageError, match="E-LAB-04"):
        root.start_session("lab", None, None, name="v", retain_until=date(2031, 1, 1))


def test_a_closed_session_stays_as_it_is(root: DatasetRoot) -> None:
    first = root.start_session("lab", None, None, name="v", protocol_sha256="0" * 64)
    assert require_open(first) == first
    closed = close_session(root.path / "sessions", "v")
    assert closed.closed_utc is not None
    assert closed.protocol_sha256 == "0" * 64
    assert close_session(root.path / "sessions", "v") == closed
    with pytest.raises(UsageError, match=r"E-LAB-08.*since 20.*UTC"):
        require_open(root.start_session("lab", None, None, name="v"))
    with pytest.raises(LivenessError, match="E-DAT-03"):
        close_session(root.path / "sessions", "nothing")
