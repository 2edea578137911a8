"""Asks a subject for consent in the window."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from liveness.datasets.consent import Consent
from liveness.datasets.consent_text import ConsentText
from liveness.datasets.errors import LivenessError
from liveness.datasets.groups import GroupAttributes
from liveness.datasets.store import DatasetRoot
from liveness.widgets.consent_dialog import ConsentDialog

from .consents import known_texts, read_own_text


def ask_consent(
    root: DatasetRoot,
    subject: str,
    parent: QWidget,
    made: Callable[[Consent, ConsentText, GroupAttributes | None], object],
    withdraw: Callable[[], object],
) -> ConsentDialog:
    """Open the dialog, without blocking the window, and return it.

    Parameters
    ----------
    root
        The dataset whose consents there are.
    subject
        Who is asked, as far as known.
    parent
        The window.
    made
        Called with the record, the text that was read, and what the subject told.
    withdraw
        Called where a consent is to be withdrawn instead.
    """
    texts, faults = known_texts(root.path)
    taken = tuple(consent.id for consent in root.consents)
    dialog = ConsentDialog(texts, subject, taken, parent=parent)
    dialog.sheet.choose(QLocale.system().name().partition("_")[0])
    dialog.consent_made.connect(made)
    dialog.withdraw_requested.connect(lambda _: withdraw())
    dialog.own_text_requested.connect(partial(_ask_text, dialog))
    if faults:
        dialog.refuse_text(faults[0])
    dialog.show()
    return dialog


def _ask_text(dialog: ConsentDialog) -> None:
    chooser = QFileDialog(dialog, dialog.tr("Consent text"))
    chooser.setFileMode(QFileDialog.FileMode.ExistingFile)
    chooser.setNameFilters([dialog.tr("Consent texts (*.toml)")])
    chooser.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    chooser.fileSelected.connect(partial(show_own_text, dialog))
    chooser.open()


def show_own_text(dialog: ConsentDialog, path: str) -> None:
    """Show the text in a file, or say why it cannot be."""
    try:
        dialog.sheet.add_text(read_own_text(Path(path)))
    except LivenessError as error:
        dialog.refuse_text(error)
