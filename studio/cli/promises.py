"""The options that say what a session promises: what is kept of the picture, and how long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Annotated

import typer

from liveness.datasets.errors import UsageError
from liveness.datasets.session import PrivacyMode

DAYS_LIMIT = 36_525
"""A hundred years."""


class Privacy(StrEnum):
    """What of the picture is stored."""

    full = "full"
    face = "face"
    signals = "signals"


PrivacyOption = Annotated[
    Privacy | None,
    typer.Option(
        "--privacy",
        help="What is stored: full pictures, the face only, or signals and no picture; "
        "full, or as the session has it.",
    ),
]
RetainOption = Annotated[
    str | None,
    typer.Option(
        "--retain-until",
        metavar="DATE|DAYS",
        help="Last day on which the takes may be kept: 2027-01-31, or so many days from now.",
    ),
]
StationOption = Annotated[
    str, typer.Option("--station", help="Name of the computer or kiosk at the site.")
]


@dataclass(frozen=True, slots=True)
class Promises:
    """What a session promises to those who are recorded in it, and where.

    Parameters
    ----------
    privacy
        What of the picture is stored; ``None`` as the session has it.
    retain_until
        Last day, UTC; ``None`` as the session has it.
    station
        Name of the computer or kiosk.
    """

    privacy: PrivacyMode | None = None
    retain_until: date | None = None
    station: str = ""

    @classmethod
    def of(cls, privacy: Privacy | None, retain: str | None, station: str = "") -> Promises:
        """Return what the options say.

        Raises
        ------
        UsageError
            ``E-LAB-07``, for a last day that is none, or lies in the past.
        """
        mode: PrivacyMode | None = None if privacy is None else privacy.value
        return cls(mode, last_day(retain), station)


def last_day(text: str | None, *, today: date | None = None) -> date | None:
    """Return the day that ``--retain-until`` says.

    Parameters
    ----------
    text
        A date as ISO 8601, or a number of days from ``today``.
    today
        The day, UTC; for tests.

    Raises
    ------
    UsageError
        ``E-LAB-07``, when it is neither, or lies in the past.
    """
    if text is None:
        return None
    today = today or datetime.now(UTC).date()
    try:
        if text.isdecimal() and len(text) < 8:
            days = int(text)
            found = today + timedelta(days) if days <= DAYS_LIMIT else None
        else:
            found = date.fromisoformat(text)
    except ValueError:
        found = None
    if found is None:
        raise UsageError(
            "E-LAB-07",
            f"--retain-until {text!r} is no day",
            "",
            "give a date like 2027-01-31, or a number of days",
        )
    if found < today:
        raise UsageError(
            "E-LAB-07",
            f"--retain-until {found.isoformat()} has passed",
            f"today is {today.isoformat()}",
            "give a later day",
        )
    return found
