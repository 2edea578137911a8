from __future__ import annotations

from datetime import date

import pytest

from liveness.datasets.errors import UsageError
from liveness.studio.cli.promises import Privacy, Promises, last_day

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (None, None),
        ("2027-01-31", date(2027, 1, 31)),
        ("2026-11-22", TODAY),
        ("0", TODAY),
        ("30", date(2026, 12, 22)),
    ],
)
def test_a_last_day_is_a_date_or_a_number_of_days(text: str | None, day: date | None) -> None:
    assert last_day(text, today=TODAY) == day


@pytest.mark.parametrize("text", ["", "soon", "2027-02-30", "-5", "99999", "31.01.2027", "1e3"])
def test_what_is_no_day_is_bad_usage(text: str) -> None:
    with pytest.raises(UsageError, match=r"E-LAB-07.*is no day"):
        last_day(text, today=TODAY)


def test_a_day_that_has_passed_is_bad_usage() -> None:
    with pytest.raises(UsageError, match=r"E-LAB-07.*2026-11-21 has passed"):
        last_day("2026-11-21", today=TODAY)


def test_without_options_a_session_stays_as_it_is() -> None:
    assert Promises.of(None, None) == Promises(None, None, "")
    assert Promises.of(Privacy.face, None, "K1") == Promises("face", None, "K1")
