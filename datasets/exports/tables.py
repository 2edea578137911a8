"""Tables of text that exports write: CSV with a header, JSON without NaN."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from liveness.datasets.durable import replace_file
from liveness.datasets.errors import DataError


def write_csv(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> None:
    """Write a table whole or not at all; unknown values are empty.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({column: shown(row[column]) for column in columns})
    replace_file(path, text.getvalue().encode())


def keep_rows(path: Path, keep: Callable[[dict[str, str]], bool]) -> int:
    """Write a table anew with the rows that are kept, and return how many are left.

    Raises
    ------
    DataError
        ``E-DAT-02``, when the table is damaged or missing.
    StorageError
        When it cannot be written.
    """
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.DictReader(file, strict=True)
            rows = list(reader)
            columns = list(reader.fieldnames or ())
    except (OSError, csv.Error, UnicodeError) as error:
        raise DataError(
            "E-DAT-02", f"{path} is damaged or missing", str(error), "export again"
        ) from error
    left = [row for row in rows if keep(row)]
    write_csv(path, columns, left)
    return len(left)


def shown(value: Any) -> Any:
    """Return a value as a table shows it: nothing for ``None`` and NaN."""
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return ""
    return value


def to_json(value: Any) -> bytes:
    """Return JSON with sorted keys; NaN, which JSON has no word for, becomes null."""
    return json.dumps(_known(value), sort_keys=True, allow_nan=False).encode()


def _known(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _known(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_known(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return None
    return value
