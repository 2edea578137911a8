"""Random keys that stand in take files for the pseudonyms of people."""

from __future__ import annotations

import json
import secrets
import threading
from pathlib import Path

from .durable import replace_file
from .errors import DataError

KEY_BYTES = 16


class KeyBook:
    """``subjects.json``: a random 128-bit key by pseudonym.

    A take file carries only the key, so that a pseudonym that turns out to say too much can
    be erased without touching a take, and so that a person's takes are found by scanning
    bytes.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._guard = threading.Lock()

    def key(self, label: str) -> str:
        """Return the key of a pseudonym, 32 hexadecimal digits; a new one is stored first.

        Raises
        ------
        DataError
            ``E-DAT-03``, when the file is damaged: new keys would tear takes from people.
        StorageError
            When it cannot be written.
        """
        with self._guard:
            book = self.all()
            if label not in book:
                book[label] = secrets.token_hex(KEY_BYTES)
                self._write(book)
            return book[label]

    def forget(self, label: str, key: str) -> None:
        """Remove a pseudonym and its key; another key of the same pseudonym stays.

        Raises
        ------
        DataError
            ``E-DAT-03``, when the file is damaged.
        StorageError
            When it cannot be written.
        """
        with self._guard:
            book = self.all()
            if book.get(label) == key:
                del book[label]
                self._write(book)

    def all(self) -> dict[str, str]:
        """Return all keys by pseudonym.

        Raises
        ------
        DataError
            ``E-DAT-03``, when the file is damaged.
        """
        try:
            book = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise self._damaged(str(error)) from error
        if not isinstance(book, dict) or not all(
            isinstance(key, str) and len(key) == 2 * KEY_BYTES for key in book.values()
        ):
            raise self._damaged("not a table of keys")
        return book

    def _write(self, book: dict[str, str]) -> None:
        content = json.dumps(book, indent=2, sort_keys=True) + "\n"
        replace_file(self._path, content.encode())

    def _damaged(self, measured: str) -> DataError:
        return DataError(
            "E-DAT-03",
            f"{self._path} is damaged",
            measured,
            "restore the file from a backup",
        )
