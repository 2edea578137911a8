"""The window's language: English as written, another from its catalogue, or a pseudo-locale."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from .catalogue import PLACE, Catalogue

LANGUAGES: Final = {"en": "English", "de": "Deutsch"}

PSEUDO: Final = "pseudo"
"""Every text longer and with accents, to see what is clipped or not translated at all."""

SENTENCES: Final = "Sentences"
"""Context of texts that other rooms formatted."""

_ACCENTS: Final = str.maketrans("aceilnorstuyzACEINORSUYZ", "áçéíļñóŕşţúýžÁÇÉÍÑÓŔŞÚÝŽ")


def pseudo(text: str) -> str:
    """Return a text as a longer one that can still be read; its places stay as they are.

    Examples
    --------
    >>> pseudo("Start {n}")
    '[!! Şţáŕţ {n} ~~~ !!]'
    """
    if text.startswith("[!! "):  # a sentence of texts that were said already
        return text
    parts = PLACE.split(text)[::2]
    places = [match[0] for match in PLACE.finditer(text)]
    accented = [part.translate(_ACCENTS) for part in parts]
    woven = "".join(a + b for a, b in zip(accented, [*places, ""], strict=True))
    # with the brackets: 40 % more, as German or Finnish may need
    longer = "~" * max(0, round(0.4 * len(text)) - 8 + 7 * (len(text) < 10))
    return f"[!! {woven} {longer} !!]" if longer else f"[!! {woven} !!]"


class CatalogueTranslator(QTranslator):
    """Answers every ``tr`` of the process from a catalogue."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.speaks = language
        self.catalogue = Catalogue.load("en" if language == PSEUDO else language)

    def isEmpty(self) -> bool:  # noqa: N802 - Qt's name
        """Return that there is something to ask."""
        return False

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        """Return the translation, or ``None``: then the next translator or the source speaks.

        An empty text would be shown as such. What Qt itself asks for is Qt's to translate:
        names of keys, for instance, are read back by it.
        """
        if context.startswith("Q"):
            return None  # type: ignore[return-value]
        if self.speaks == PSEUDO:
            return pseudo(source)
        if context == SENTENCES:
            return self.catalogue.formatted(source)
        return self.catalogue.exact(context, source) or None  # type: ignore[return-value]


_installed: list[CatalogueTranslator] = []
_of_qt: list[QTranslator] = []


def current() -> str:
    """Return the language that is shown."""
    return _installed[-1].speaks if _installed else "en"


def of_system() -> str:
    """Return the system's language if there is a catalogue for it, else English."""
    name = QLocale.system().name().partition("_")[0]
    return name if name in LANGUAGES else "en"


def install(language: str) -> None:
    """Let the process speak a language from now on; texts that are shown stay as they are."""
    app = QCoreApplication.instance()
    if app is None:
        return
    for old in (*_installed, *_of_qt):
        app.removeTranslator(old)
    _installed.clear()
    _of_qt.clear()
    if language != "en":
        own = QTranslator()
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if own.load(f"qtbase_{language}", folder):  # buttons of dialogs, names of keys
            _of_qt.append(own)
            app.installTranslator(own)
        translator = CatalogueTranslator(language)
        _installed.append(translator)
        app.installTranslator(translator)
    QLocale.setDefault(QLocale(language) if language in LANGUAGES else QLocale.c())
