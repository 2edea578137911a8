"""A protocol as TOML text that a person goes on editing; read again, it is the same one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from .durable import replace_file
from .errors import LivenessError
from .protocol import Protocol, parse_protocol

WIDTH = 92
"""Columns after which a long text goes on in the next line."""

_ALWAYS = {"id", "version", "title", "text", "seconds"}
"""Fields that are written even where they are as they would be without."""

_ESCAPES = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


def protocol_toml(protocol: Protocol) -> str:
    """Return a protocol as TOML; fields that have their default are left out.

    Comments of a file that it was read from are not part of a protocol, and not written.
    """
    return table_toml(_without_defaults(protocol))


def table_toml(content: Mapping[str, Any]) -> str:
    """Return a table of strings, numbers, truths, lists and tables as TOML."""
    return "\n".join(_table(content, "")).strip("\n") + "\n"


def load_protocol(path: Path) -> Protocol:
    """Read a protocol's file.

    Raises
    ------
    LivenessError
        ``E-PRO-01``, with line and field; also when the file cannot be read or is no text.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise LivenessError(
            "E-PRO-01", f"{path} cannot be read", str(error.strerror or error), "check the path"
        ) from error
    except UnicodeDecodeError as error:
        fact = f"byte {error.start} is no UTF-8"
        raise LivenessError(
            "E-PRO-01", f"{path} is no text", fact, "correct the protocol file"
        ) from error
    return parse_protocol(text, str(path))


def save_protocol(protocol: Protocol, path: Path) -> None:
    """Write a protocol's file; the one that was there stays until the new one is whole.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    replace_file(path, protocol_toml(protocol).encode())


def _without_defaults(protocol: Protocol) -> dict[str, Any]:
    whole = protocol.model_dump()
    short = protocol.model_dump(exclude_defaults=True, exclude_none=True)
    return {
        **_ordered(whole, short),
        "steps": [
            _ordered(step, kept)
            for step, kept in zip(whole["steps"], short["steps"], strict=True)
        ],
    }


def _ordered(whole: Mapping[str, Any], kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields to be written in the order of the model."""
    return {
        name: value
        for name, value in whole.items()
        if (name in kept and name != "steps") or (name in _ALWAYS and value != "")
    } | {name: value for name, value in kept.items() if isinstance(value, dict)}


def _table(content: Mapping[str, Any], path: str) -> Iterator[str]:
    """Yield the lines of a table: its own fields first, as TOML demands, then its tables."""
    tables: list[tuple[str, Any]] = []
    for name, value in content.items():
        if isinstance(value, Mapping) or _is_tables(value):
            tables.append((f"{path}.{name}" if path else name, value))
        elif value is not None:
            yield f"{name} = {_value(value, len(name) + 3)}"
    for name, value in tables:
        for table in value if _is_tables(value) else [value]:
            # one blank line before each step, none inside it
            if "." not in name:
                yield ""
            yield f"[[{name}]]" if _is_tables(value) else f"[{name}]"
            yield from _table(table, name)


def _is_tables(value: object) -> bool:
    return (
        isinstance(value, list | tuple)
        and bool(value)
        and all(isinstance(part, Mapping) for part in value)
    )


def _value(value: object, column: int = 0) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    if isinstance(value, list | tuple):
        return f"[{', '.join(_value(part) for part in value)}]"
    return _string(str(value), column)


def _string(text: str, column: int) -> str:
    escaped = "".join(_escaped(letter) for letter in text)
    if column + len(escaped) + 2 <= WIDTH or " " not in escaped.strip():
        return f'"{escaped}"'
    lines: list[str] = []
    line = ""
    # a line that ends in a backslash goes on with the next word: no space is lost
    for word in re.findall(r" *[^ ]+ *", escaped):
        used = len(line) + (0 if lines else column + 3)
        if line and used + len(word) >= WIDTH:
            lines.append(line)
            line = ""
        line += word
    return '"""' + "\\\n".join([*lines, line]) + '"""'


def _escaped(letter: str) -> str:
    if letter in _ESCAPES:
        return _ESCAPES[letter]
    return f"\\u{ord(letter):04X}" if letter < " " or letter == "\x7f" else letter


__all__ = ["load_protocol", "protocol_toml", "save_protocol", "table_toml"]
