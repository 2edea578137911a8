"""What is wrong with a protocol, field by field, in the words of the person who writes it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from .model import ID_PATTERN

Place = tuple[str | int, ...]
"""Names and indices (from 0) that lead to a field: ``("steps", 0, "seconds")``."""


class FieldError(ValueError):
    """A rule that a whole table breaks, and the field of it that is to be corrected.

    Parameters
    ----------
    text
        What is wrong.
    place
        The field, as seen from the table.
    """

    def __init__(self, text: str, *place: str | int) -> None:
        super().__init__(text)
        self.place: Place = place


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One thing that is wrong.

    Parameters
    ----------
    place
        Where; empty for the whole protocol.
    text
        What, with the value at fault; no full stop.
    """

    place: Place
    text: str

    @property
    def where(self) -> str:
        """The field as a person names it: ``step 2, gates, iod_px``; steps count from 1."""
        words: list[str] = []
        for part in self.place:
            if isinstance(part, int) and words:
                words[-1] = f"{words[-1].removesuffix('s')} {part + 1}"
            else:
                words.append(str(part))
        return ", ".join(words) or "the protocol"

    def __str__(self) -> str:
        """Return field and fault in one line."""
        return f"{self.where}: {self.text}"


def field_faults(error: ValidationError, model: type[BaseModel]) -> tuple[FieldFault, ...]:
    """Return every fault of a validation in the order of the fields.

    Parameters
    ----------
    error
        What pydantic raised.
    model
        The model that was validated, for the names that there are.
    """
    found = error.errors()
    # a list whose only entry is at fault is called empty, too
    inside = {fault["loc"][:i] for fault in found for i in range(len(fault["loc"]))}
    return tuple(
        _fault(fault, model)
        for fault in found
        if fault["type"] != "too_short" or fault["loc"] not in inside
    )


def _fault(details: ErrorDetails, model: type[BaseModel]) -> FieldFault:
    place: Place = details["loc"]
    kind = details["type"]
    if kind == "missing":
        return FieldFault(place, "is missing")
    if kind == "extra_forbidden":
        return FieldFault(place, _no_such_field(str(place[-1]), _names(place, model)))
    cause = details.get("ctx", {}).get("error")
    if isinstance(cause, FieldError):
        return FieldFault((*place, *cause.place), str(cause))
    return FieldFault(place, f"{_words(details)}{_got(details.get('input'))}")


def _words(details: ErrorDetails) -> str:
    if details["type"] == "string_pattern_mismatch" and details["ctx"]["pattern"] == ID_PATTERN:
        return "1 to 64 letters, digits, dots, underscores and hyphens are allowed"
    text = details["msg"].removeprefix("Value error, ")
    for long, short in (("Input should", "should"), ("String should", "should")):
        if text.startswith(long):
            return short + text.removeprefix(long)
    return text[:1].lower() + text[1:]


def _got(value: object) -> str:
    if isinstance(value, dict | list | tuple) or value is None:
        return ""
    shown = repr(value)
    return f", got {shown if len(shown) <= 40 else shown[:37] + '...'}"


def _no_such_field(name: str, known: Iterable[str]) -> str:
    known = list(known)
    near = difflib.get_close_matches(name, known, 1, 0.7)
    if near:
        return f"there is no such field, the nearest is {near[0]}"
    return "there is no such field, the fields are " + ", ".join(known)


def _names(place: Place, model: type[BaseModel]) -> list[str]:
    """Return the fields of the table that a place stands in."""
    found: Any = model
    for part in place[:-1]:
        if isinstance(part, str):
            field = found.model_fields.get(part)
            found = None if field is None else _model_in(field.annotation)
        if found is None:
            return []
    return list(found.model_fields)


def _model_in(annotation: Any) -> type[BaseModel] | None:
    """Return the model in an annotation: itself, or inside a tuple or a union."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        model = _model_in(inner)
        if model is not None:
            return model
    return None


def value_at(content: Mapping[str, Any], place: Place) -> Any:
    """Return what stands at a place of nested tables and lists, or ``None``."""
    found: Any = content
    for part in place:
        if isinstance(part, str) and isinstance(found, Mapping):
            found = found.get(part)
        elif isinstance(part, int) and isinstance(found, list) and part < len(found):
            found = found[part]
        else:
            return None
    return found


__all__ = ["FieldError", "FieldFault", "Place", "field_faults", "value_at"]
