"""The base of every model that is written to a file: closed, frozen, versioned."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, StringConstraints, ValidationError

from .errors import DataError, LivenessError

ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
Pseudonym = Annotated[str, StringConstraints(pattern=ID_PATTERN, strip_whitespace=True)]
"""An id that a person or a file may bear: letters, digits, ``.``, ``_`` and ``-``."""


def utc_now() -> str:
    """Return the present time as ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Model(BaseModel):
    """A closed and frozen pydantic model: an unknown key in a data file is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the model from a JSON file.

        Raises
        ------
        LivenessError
            ``E-DAT-03``, when the file cannot be read or does not fit the model; the text
            names the file and the first field at fault; ``E-DAT-08``, when it is of a newer
            schema.
        """
        try:
            return cls.model_validate_json(path.read_bytes())
        except OSError as error:
            raise LivenessError(
                "E-DAT-03",
                f"{path} cannot be read",
                str(error.strerror or error),
                "check the path and its permissions",
            ) from error
        except ValidationError as error:
            newer = _newer_schema(error)
            if newer is not None:
                raise DataError(
                    "E-DAT-08",
                    f"{path} was written by a newer version",
                    f"schema {newer[0]}, this version reads {newer[1]}",
                    "update the program",
                ) from error
            raise LivenessError(
                "E-DAT-03",
                f"{path} is not a valid {cls.__name__}",
                describe_validation(error),
                "correct the field, or restore the file from a backup",
            ) from error


def _newer_schema(error: ValidationError) -> tuple[int, str] | None:
    """Return the schema of a file and those that are read, when it is newer than they."""
    for fault in error.errors():
        if fault["loc"] == ("schema_version",) and fault["type"] == "literal_error":
            read = str(fault["ctx"]["expected"])
            found = fault["input"]
            if isinstance(found, int) and found > max(map(int, re.findall(r"\d+", read))):
                return found, read
    return None


def describe_validation(error: ValidationError) -> str:
    """Return the first fault of a pydantic error as ``field: message, got value``."""
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"]) or "(whole file)"
    shown = repr(first.get("input"))
    if len(shown) > 60:
        shown = shown[:57] + "..."
    more = error.error_count() - 1
    message = first["msg"]
    if first["type"] == "string_pattern_mismatch" and first["ctx"]["pattern"] == ID_PATTERN:
        message = "1 to 64 letters, digits, dots, underscores and hyphens are allowed"
    if first["type"] == "value_error":
        # a rule over several fields: the whole that breaks it would say nothing
        said = message.partition(", ")[2]
        return said if not first["loc"] else f"{field}: {said}"
    return f"{field}: {message}, got {shown}" + (f" (and {more} more)" if more else "")
