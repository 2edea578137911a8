"""The parameters of a signal as a tree to edit."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from typing import Any

from pyqtgraph.parametertree import Parameter, ParameterItem, ParameterTree
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from liveness.datasets.model import Model

from . import theme


def descriptions(kind: type[Model]) -> dict[str, str]:
    """Return the text under each field of a class; none where its source is not there."""
    try:
        body = ast.parse(textwrap.dedent(inspect.getsource(kind))).body[0]
    except (OSError, TypeError, SyntaxError):
        return {}
    found, last = {}, ""
    for node in body.body if isinstance(body, ast.ClassDef) else ():
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = node.target.id
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and last:
            found[last] = " ".join(str(node.value.value).split())
            last = ""
    return found


class _Root(Parameter):  # type: ignore[misc]
    """The top of the tree, which is never shown: pyqtgraph's own sets a font of no size."""

    itemClass = ParameterItem  # noqa: N815


class ParameterForm(QWidget):
    """Edits the numbers of a closed pydantic model; what they may be is checked elsewhere."""

    changed = Signal(dict)
    """All values by name, after a person changed one."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._root: Any = None
        self._quiet = False
        self._made: dict[type[Model], tuple[Any, ParameterTree]] = {}
        self.trees = QStackedWidget()
        self.none = QLabel(self.tr("The fusion has no parameters of its own: choose a signal."))
        self.none.setWordWrap(True)
        self.none.setMargin(theme.GAP)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.none)
        layout.addWidget(self.trees, 1)
        self.set_model(None, {})

    def set_model(self, kind: type[Model] | None, values: Mapping[str, Any]) -> None:
        """Show the parameters of another signal; ``None`` shows that there are none.

        Parameters
        ----------
        kind
            Class of the parameters; fields that are no numbers are left out.
        values
            Values that differ from the defaults.
        """
        self._root = None
        self.none.setVisible(kind is None)
        self.trees.setVisible(kind is not None)
        if kind is None:
            return
        if kind not in self._made:
            self._make(kind)
        self._root, tree = self._made[kind]
        self.trees.setCurrentWidget(tree)
        self.set_values(values)

    def _make(self, kind: type[Model]) -> None:
        """Make the tree of a signal, which is kept: its editors are many widgets."""
        told = descriptions(kind)
        children = [
            _child(kind, key, default, told.get(key, ""))
            for key, default in kind().model_dump().items()
            if isinstance(default, int | float) and not isinstance(default, bool)
        ]
        root = _Root(name="parameters", children=children)
        tree = ParameterTree(showHeader=False)
        tree.setAccessibleName(self.tr("Parameters of the signal"))
        tree.setIndentation(theme.GRID)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setParameters(root, showTop=False)
        for child in root.children():
            title = child.title()
            for item in child.items:
                item.widget.setAccessibleName(title)
                item.defaultBtn.setAccessibleName(
                    self.tr("Set {title} back").format(title=title)
                )
        root.sigTreeStateChanged.connect(self._on_changed)
        self.trees.addWidget(tree)
        self._made[kind] = (root, tree)

    def forget(self) -> None:
        """Let go of all trees, before the form is destroyed.

        A tree that is destroyed with its rows leaves Python objects behind that believe the
        rows are still there; what then comes to lie at their place is taken for them.
        """
        self._root = None
        for _, tree in self._made.values():
            tree.clear()
        self._made.clear()

    @property
    def values(self) -> dict[str, Any]:
        """What the tree shows, by name."""
        if self._root is None:
            return {}
        return {child.name(): child.value() for child in self._root.children()}

    def set_value(self, key: str, value: float) -> None:
        """Change a value as a person does."""
        self._root.child(key).setValue(value)

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Show other values without telling anybody."""
        if self._root is None:
            return
        self._quiet = True
        try:
            for child in self._root.children():
                child.setValue(values.get(child.name(), child.defaultValue()))
        finally:
            self._quiet = False

    def _on_changed(self, _: object, changes: list[tuple[Any, str, Any]]) -> None:
        if not self._quiet and any(what == "value" for _, what, _ in changes):
            self.changed.emit(self.values)


def _child(kind: type[Model], key: str, default: Any, tip: str) -> dict[str, Any]:
    low, high = _limits(kind, key)
    whole = isinstance(default, int)
    return {
        "name": key,
        "title": key.replace("_", " "),
        "type": "int" if whole else "float",
        "value": default,
        "default": default,
        "limits": (low, high),
        # a tenth of the value is a step that can be seen
        "step": 1 if whole else abs(default) / 10 or 0.1,
        "decimals": 6,
        "tip": tip,
    }


def _limits(kind: type[Model], key: str) -> tuple[float | None, float | None]:
    """Return the closed limits of a field; an open one is left to the check."""
    low: float | None = None
    high: float | None = None
    for each in kind.model_fields[key].metadata:
        low = next((v for n in ("ge", "gt") if (v := getattr(each, n, None)) is not None), low)
        high = next(
            (v for n in ("le", "lt") if (v := getattr(each, n, None)) is not None), high
        )
    return low, high
