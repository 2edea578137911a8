"""Whether the text of a widget fits the room that the widget has."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QCheckBox,
    QComboBox,
    QGroupBox,
    QLabel,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QTabBar,
    QToolButton,
    QWidget,
)

from liveness.widgets.elided_label import ElidedLabel
from liveness.widgets.state_label import StateLabel

ELIDED = (ElidedLabel, StateLabel)
"""These end in an ellipsis and tell the whole text under the mouse."""

Room = tuple[str, QSize, QSize]
"""A text, what it needs and what it has, pixels."""


def _of_button(widget: QAbstractButton) -> Room | None:
    text = widget.text()
    need = widget.fontMetrics().size(Qt.TextFlag.TextShowMnemonic.value, text)
    if isinstance(widget, QPushButton):
        option = QStyleOptionButton()
        widget.initStyleOption(option)
        part = QStyle.SubElement.SE_PushButtonContents
        return text, need, widget.style().subElementRect(part, option, widget).size()
    if isinstance(widget, QToolButton):
        drawn = widget.toolButtonStyle() != Qt.ToolButtonStyle.ToolButtonIconOnly
        return (text, need, widget.size()) if drawn or widget.icon().isNull() else None
    if isinstance(widget, QCheckBox | QRadioButton):
        return text, widget.sizeHint(), widget.size()
    return None


def _of_combo(widget: QComboBox) -> Room:
    option = QStyleOptionComboBox()
    widget.initStyleOption(option)
    room = widget.style().subControlRect(
        QStyle.ComplexControl.CC_ComboBox,
        option,
        QStyle.SubControl.SC_ComboBoxEditField,
        widget,
    )
    text = widget.currentText()
    return text, QSize(widget.fontMetrics().horizontalAdvance(text), 0), room.size()


def _of_label(widget: QLabel) -> Room:
    need = widget.sizeHint()
    if widget.wordWrap():
        width = widget.width()
        longest = min(width, widget.minimumSizeHint().width())
        need = QSize(longest, widget.heightForWidth(width))
    return widget.text(), need, widget.size()


def _rooms(widget: QWidget) -> Iterator[Room]:
    if isinstance(widget, ELIDED):
        return
    if isinstance(widget, QLabel) and widget.pixmap().isNull():
        yield _of_label(widget)
    elif isinstance(widget, QAbstractButton):
        found = _of_button(widget)
        if found is not None:
            yield found
    elif isinstance(widget, QComboBox):
        yield _of_combo(widget)
    elif isinstance(widget, QGroupBox):
        width = widget.fontMetrics().horizontalAdvance(widget.title())
        yield widget.title(), QSize(width, 0), widget.size()
    elif isinstance(widget, QTabBar):
        for i in range(widget.count()):
            width = widget.fontMetrics().horizontalAdvance(widget.tabText(i))
            if widget.tabText(i) not in widget.tabToolTip(i):
                yield widget.tabText(i), QSize(width, 0), widget.tabRect(i).size()


def _inside(widget: QWidget) -> bool:
    """Return that nothing around a widget cuts it off, but what can be scrolled."""
    rect, around = widget.geometry(), widget.parentWidget()
    while around is not None and not isinstance(around.parentWidget(), QAbstractScrollArea):
        if not around.rect().adjusted(-1, -1, 1, 1).contains(rect):
            return False
        if around.isWindow():
            break
        rect, around = rect.translated(around.pos()), around.parentWidget()
    return True


def clipped(top: QWidget) -> list[str]:
    """Return each text on the screen that is not seen whole, nor told as a tool tip."""
    found = []
    for widget in top.findChildren(QWidget):
        if not widget.isVisible():
            continue
        for text, need, has in _rooms(widget):
            whole = need.width() <= has.width() + 1 and need.height() <= has.height() + 1
            if text and not (whole and _inside(widget)) and text not in widget.toolTip():
                found.append(
                    f"{type(widget).__name__} {text!r} needs {need.toTuple()} "
                    f"and has {has.toTuple()}, inside={_inside(widget)}"
                )
    return found
