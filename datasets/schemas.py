"""Writes the JSON Schemas of what a dataset holds: ``python -m liveness.datasets.schemas``.

They are made from the models that ``verify`` checks with, so that a program in any language
can check a file as this one does. Unknown is ``null``: in a take file that is an empty text,
or NaN where a number belongs.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path

from .attributes import TakeAttributes
from .consent import Consent
from .model import Model
from .protocol import Protocol
from .root_files import DatasetInfo
from .session import Session
from .take import TakeRecord

SCHEMAS: Mapping[str, type[Model]] = {
    "take-attributes": TakeAttributes,
    "take-line": TakeRecord,
    "session": Session,
    "consent": Consent,
    "dataset": DatasetInfo,
    "protocol": Protocol,
}
"""Model by name of its schema."""

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_text(name: str) -> str:
    """Return one schema as it stands in its file."""
    content = {"$schema": DIALECT, **SCHEMAS[name].model_json_schema()}
    return json.dumps(content, indent=2) + "\n"


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into a folder, and return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name in SCHEMAS:
        path = folder / f"{name}.json"
        path.write_text(schema_text(name), encoding="utf-8")
        written.append(path)
    return written


def main() -> None:
    """Write the schemas into the folder that is named, ``docs/schema`` by default."""
    parser = argparse.ArgumentParser(prog="liveness.datasets.schemas")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("docs/schema"))
    write_schemas(parser.parse_args().folder)


if __name__ == "__main__":
    main()
