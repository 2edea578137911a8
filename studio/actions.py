"""Everything that the window can do, as data: menus, shortcuts and the key map come from it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ActionInfo:
    """One action.

    Parameters
    ----------
    id
        ``area.verb``; message buttons name it, too.
    text
        What the menu says.
    shortcut
        Key sequence in portable form; empty for none.
    menu
        The menu that it stands in; empty for none.
    checkable
        Whether it is on or off.
    group
        Actions of one group exclude one another.
    """

    id: str
    text: str
    shortcut: str = ""
    menu: str = ""
    checkable: bool = False
    group: str = ""


MENUS = ("&File", "&Edit", "&Source", "&Record", "&Tools", "&View", "&Help")

ACTIONS: tuple[ActionInfo, ...] = (
    ActionInfo("root.choose", "Choose &dataset folder\u2026", "Ctrl+D", "&File"),
    ActionInfo("recording.open", "&Open recording\u2026", "Ctrl+O", "&File"),
    ActionInfo("consent.new", "&New consent\u2026", "Ctrl+N", "&File"),
    ActionInfo("consent.withdraw", "&Withdraw a consent\u2026", "", "&File"),
    ActionInfo("dataset.recover", "&Recover interrupted takes", "", "&File"),
    ActionInfo("dataset.sample", "Make a &sample dataset", "", "&File"),
    ActionInfo("window.close", "&Quit", "Ctrl+Q", "&File"),
    ActionInfo("source.start", "&Start the chosen source", "Ctrl+Return", "&Source"),
    ActionInfo("source.stop", "S&top the source", "Ctrl+.", "&Source"),
    ActionInfo("source.demo", "Start the &demo camera", "Ctrl+Shift+D", "&Source"),
    ActionInfo("source.refresh", "&Look for cameras", "F5", "&Source"),
    ActionInfo("source.why", "&Why is there no camera?", "", "&Source"),
    ActionInfo("record.toggle", "&Record or stop", "Space", "&Record"),
    ActionInfo("record.stop", "&Stop", "Esc", "&Record"),
    ActionInfo("record.retake", "Re&take the last take", "Backspace", "&Record"),
    ActionInfo("step.accept", "&Accept the take and go on", "Return", "&Record"),
    ActionInfo("step.previous", "Step &before", "Left", "&Record"),
    ActionInfo("step.next", "Step a&fter", "Right", "&Record"),
    ActionInfo("step.best", "Go where most is &missing", "Down", "&Record"),
    ActionInfo("step.auto", "Record by &itself when the gates hold", "A", "&Record", True),
    ActionInfo("codec.auto", "Keep frames: &automatic", "", "&Record", True, "codec"),
    ActionInfo("codec.lossless", "Keep frames: &lossless", "", "&Record", True, "codec"),
    ActionInfo("codec.jpeg", "Keep frames: &JPEG quality 98", "", "&Record", True, "codec"),
    ActionInfo("sound.muted", "&Mute the tones", "Ctrl+M", "&Record", True),
    ActionInfo("view.landmarks", "Show &landmarks", "L", "&View", True),
    ActionInfo("view.oval", "Show the &oval", "O", "&View", True),
    ActionInfo("view.mirrored", "&Mirror the picture", "M", "&View", True),
    ActionInfo("view.subject", "&Window for the subject", "W", "&View", True),
    ActionInfo("panel.depth", "Panel: &depth", "1", "&View", True),
    ActionInfo("panel.texture", "Panel: &texture", "2", "&View", True),
    ActionInfo("panel.reflection", "Panel: &reflection", "3", "&View", True),
    ActionInfo("panel.motion", "Panel: &motion", "4", "&View", True),
    ActionInfo("view.reset", "Reset la&yout", "", "&View"),
    ActionInfo("theme.dark", "Theme: da&rk", "", "&View", True, "theme"),
    ActionInfo("theme.light", "Theme: l&ight", "", "&View", True, "theme"),
    ActionInfo("theme.contrast", "Theme: high &contrast", "", "&View", True, "theme"),
    ActionInfo("help.keys", "&Keyboard map", "?", "&Help"),
    ActionInfo("help.diagnose", "Save &diagnostics\u2026", "", "&Help"),
    ActionInfo("help.about", "&About Liveness Studio", "", "&Help"),
)


def find(id_: str, actions: Iterable[ActionInfo] = ACTIONS) -> ActionInfo:
    """Return an action by its id.

    Raises
    ------
    KeyError
        With the nearest id that exists.
    """
    known = {action.id: action for action in actions}
    if id_ in known:
        return known[id_]
    near = difflib.get_close_matches(id_, known, 1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    raise KeyError(f"there is no action {id_!r}{hint}")


def conflicts(actions: Iterable[ActionInfo] = ACTIONS) -> list[tuple[str, str, str]]:
    """Return every shortcut that two actions share, as (shortcut, first id, second id)."""
    owners: dict[str, str] = {}
    found: list[tuple[str, str, str]] = []
    for action in actions:
        if not action.shortcut:
            continue
        if action.shortcut in owners:
            found.append((action.shortcut, owners[action.shortcut], action.id))
        else:
            owners[action.shortcut] = action.id
    return found


def key_map(actions: Iterable[ActionInfo] = ACTIONS) -> list[tuple[str, str]]:
    """Return (shortcut, text) of every action that has a shortcut."""
    return [
        (action.shortcut, action.text.replace("&", "").rstrip("\u2026"))
        for action in actions
        if action.shortcut
    ]
