"""Texts of the window in another language: a Linguist file, read as it is. No Qt.

The file (``i18n/de.ts``) is made by ``scripts/translations.py`` from the sources and filled by
a translator; nothing is compiled, so nothing can be stale. A text that was formatted before it
came here (an error of another room, a reason of a signal) is found by its template.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from typing import Final
from xml.etree import ElementTree

PLACE: Final = re.compile(r"\{(\w*)(?:[!:][^{}]*)?\}")
"""A place for a value: ``{name}``, ``{0}``, ``{value:.1f}``."""

LEAST_LETTERS: Final = 4
"""A template with fewer letters of its own would match anything."""


class Template:
    """A text with places, and what stands for it in the other language."""

    def __init__(self, source: str, target: str) -> None:
        self.target = target
        self.names = PLACE.findall(source)
        parts = PLACE.split(source)[::2]
        self.head, self._tail = parts[0], parts[-1]
        self.own = sum(map(len, parts))
        # values are as short as they can be, the last one takes what is left
        self.pattern = re.compile("(.+?)".join(map(re.escape, parts)), re.DOTALL)

    def match(self, text: str) -> dict[str, str] | None:
        """Return the values in a text, by name; ``None`` when it is another text."""
        if not (text.startswith(self.head) and text.endswith(self._tail)):
            return None
        found = self.pattern.fullmatch(text)
        if found is None:
            return None
        values: dict[str, str] = {}
        for name, value in zip(self.names, found.groups(), strict=True):
            if values.setdefault(name, value) != value:
                return None
        return values

    def fill(self, values: dict[str, str]) -> str:
        """Return the other text with these values; their format is as it was."""
        return PLACE.sub(lambda place: values.get(place[1], place[0]), self.target)


class Catalogue:
    """Texts and their translations, by context; a text of another context serves, too.

    Parameters
    ----------
    entries
        Context, source and translation; an empty translation is left out.
    """

    def __init__(self, entries: list[tuple[str, str, str]]) -> None:
        self.entries = [entry for entry in entries if entry[2]]
        self._exact = {(context, source): target for context, source, target in self.entries}
        self._any: dict[str, str] = {}
        for _, source, target in self.entries:
            self._any.setdefault(source, target)
        templates = sorted(
            (Template(*pair) for pair in self._any.items() if _is_template(pair[0])),
            key=lambda template: -template.own,
        )
        # by the first letter: a window has thousands of texts, most of them no template's
        self._free = [template for template in templates if not template.head]
        self._templates = {
            letter: [each for each in templates if each.head[:1] in ("", letter)]
            for letter in {each.head[0] for each in templates if each.head}
        }
        self.formatted = lru_cache(4096)(self._formatted)

    @classmethod
    def load(cls, language: str) -> Catalogue:
        """Read a language's file; English has none and changes nothing."""
        return _read(language)

    def exact(self, context: str, source: str) -> str:
        """Return the translation of a text as it stands in the source; empty for none."""
        return self._exact.get((context, source)) or self._any.get(source, "")

    def _formatted(self, text: str) -> str:
        """Return the translation of a text that may have been formatted; itself for none."""
        found = self._any.get(text)
        if found is not None:
            return found
        for template in self._templates.get(text[:1], self._free):
            values = template.match(text)
            if values is not None:
                return template.fill({name: self.formatted(v) for name, v in values.items()})
        return text

    def reversed(self) -> Catalogue:
        """Return the catalogue from the other language back to English."""
        return Catalogue(
            [(context, target, source) for context, source, target in self.entries]
        )


@lru_cache(4)
def _read(language: str) -> Catalogue:
    if language == "en":
        return Catalogue([])
    text = (resources.files("liveness.studio") / "i18n" / f"{language}.ts").read_text("utf-8")
    return Catalogue(list(read_ts(text)))


def _is_template(source: str) -> bool:
    rest = PLACE.sub("", source)
    return rest != source and sum(char.isalpha() for char in rest) >= LEAST_LETTERS


def read_ts(text: str) -> Iterator[tuple[str, str, str]]:
    """Return context, source and translation of each message of a Linguist file.

    A translation that is marked unfinished counts as none.
    """
    for context in ElementTree.fromstring(text).iter("context"):
        name = context.findtext("name") or ""
        for message in context.iter("message"):
            target = message.find("translation")
            done = target is not None and target.get("type") is None
            said = (target.text or "") if target is not None and done else ""
            yield name, message.findtext("source") or "", said
