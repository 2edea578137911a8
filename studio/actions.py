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
    ActionInfo("dataset.day", "Report of the da&y\u2026", "", "&File"),
    ActionInfo("dataset.sample", "Make a &sample dataset", "", "&File"),
    ActionInfo("dataset.verify", "Chec&k the dataset", "", "&File"),
    ActionInfo("dataset.summary", "Re&port on the dataset\u2026", "", "&File"),
    ActionInfo("window.close", "&Quit", "Ctrl+Q", "&File"),
    ActionInfo("edit.undo", "&Undo", "Ctrl+Z", "&Edit"),
    ActionInfo("edit.redo", "&Redo", "Ctrl+Shift+Z", "&Edit"),
    ActionInfo("edit.keys", "&Keys\u2026", "Ctrl+K", "&Edit"),
    ActionInfo("source.start", "&Start the chosen source", "Ctrl+Return", "&Source"),
    ActionInfo("source.stop", "S&top the source", "Ctrl+.", "&Source"),
    ActionInfo("source.demo", "Start the &demo camera", "Ctrl+Shift+D", "&Source"),
    ActionInfo("source.refresh", "&Look for cameras", "F5", "&Source"),
    ActionInfo("source.controls", "&Camera controls\u2026", "Ctrl+Shift+C", "&Source"),
    ActionInfo("source.lock", "Check the &exposure by the picture", "", "&Source"),
    ActionInfo("source.speed", "Does this computer &keep up?", "", "&Source"),
    ActionInfo("source.why", "&Why is there no camera?", "", "&Source"),
    ActionInfo("record.toggle", "&Record or stop", "Space", "&Record"),
    ActionInfo("record.stop", "&Stop", "Esc", "&Record"),
    ActionInfo("record.retake", "Re&take the last take", "Backspace", "&Record"),
    ActionInfo("record.abort", "Break the take &off\u2026", "X", "&Record"),
    ActionInfo("take.reject", "Re&ject the take\u2026", "Shift+X", "&Record"),
    ActionInfo("take.non_response", "The system gave &no response\u2026", "Shift+N", "&Record"),
    ActionInfo("take.relabel", "Correct the take's &label\u2026", "Shift+L", "&Record"),
    ActionInfo("take.note", "Note on the ta&ke\u2026", "N", "&Record"),
    ActionInfo("record.checklist", "&Checklist before the take", "C", "&Record"),
    ActionInfo("step.accept", "&Accept the take and go on", "Return", "&Record"),
    ActionInfo("step.previous", "Step &before", "Left", "&Record"),
    ActionInfo("step.next", "Step a&fter", "Right", "&Record"),
    ActionInfo("step.best", "Go where most is &missing", "Down", "&Record"),
    ActionInfo("protocol.anew", "Begin a new sessio&n of the protocol", "", "&Record"),
    ActionInfo("protocol.edit", "Edit &protocols\u2026", "", "&Tools"),
    ActionInfo("step.auto", "Record by &itself when the gates hold", "A", "&Record", True),
    ActionInfo("people.next", "Ne&xt person of the queue", "PgDown", "&Record"),
    ActionInfo("codec.auto", "Keep frames: &automatic", "", "&Record", True, "codec"),
    ActionInfo("codec.lossless", "Keep frames: &lossless", "", "&Record", True, "codec"),
    ActionInfo("codec.jpeg", "Keep frames: &JPEG quality 98", "", "&Record", True, "codec"),
    ActionInfo("sound.muted", "&Mute tones and voice", "Ctrl+M", "&Record", True),
    ActionInfo("sound.spoken", "&Speak the instructions", "", "&Record", True),
    ActionInfo("train.signal", "&Train a signal on this dataset\u2026", "", "&Tools"),
    ActionInfo("train.use", "&Use the model that was trained", "", "&Tools"),
    ActionInfo("camera.calibrate", "&Calibrate the camera\u2026", "", "&Tools"),
    ActionInfo("view.landmarks", "Show &landmarks", "L", "&View", True),
    ActionInfo("view.oval", "Show the &oval", "O", "&View", True),
    ActionInfo("view.mirrored", "&Mirror the picture", "M", "&View", True),
    ActionInfo("view.zebra", "&Zebra where it is too bright", "Z", "&View", True),
    ActionInfo("view.peaking", "Focus &peaking", "P", "&View", True),
    ActionInfo("view.histogram", "&Histogram of the face", "H", "&View", True),
    ActionInfo("view.subject", "&Window for the subject", "W", "&View", True),
    ActionInfo("panel.depth", "Panel: &depth", "1", "&View", True),
    ActionInfo("panel.texture", "Panel: &texture", "2", "&View", True),
    ActionInfo("panel.reflection", "Panel: &reflection", "3", "&View", True),
    ActionInfo("panel.motion", "Panel: &motion", "4", "&View", True),
    ActionInfo("view.demo", "Layout for a &demonstration", "", "&View"),
    ActionInfo("view.reset", "Reset la&yout", "", "&View"),
    ActionInfo("theme.dark", "Theme: da&rk", "", "&View", True, "theme"),
    ActionInfo("theme.light", "Theme: l&ight", "", "&View", True, "theme"),
    ActionInfo("theme.contrast", "Theme: high &contrast", "", "&View", True, "theme"),
    ActionInfo("language.en", "&English", "", "&View", True, "language"),
    ActionInfo("language.de", "&Deutsch", "", "&View", True, "language"),
    ActionInfo("help.palette", "&Commands\u2026", "Ctrl+Shift+P", "&Help"),
    ActionInfo("help.tour", "Show me &around", "", "&Help"),
    ActionInfo("help.keys", "&Keyboard map", "?", "&Help"),
    ActionInfo("help.diagnose", "Save &diagnostics\u2026", "", "&Help"),
    ActionInfo("help.about", "&About Liveness Studio", "", "&Help"),
)

LAYOUT_KEYS: tuple[ActionInfo, ...] = (
    ActionInfo("layout.collect", "Layout: Collect", "Ctrl+1"),
    ActionInfo("layout.calibrate", "Layout: Calibrate", "Ctrl+2"),
    ActionInfo("layout.inspect", "Layout: Inspect", "Ctrl+3"),
)
"""What the menu of layouts does."""

PAGE_KEYS: tuple[ActionInfo, ...] = (
    ActionInfo("inspect.play", "Play or pause", "Space"),
    ActionInfo("inspect.back", "One frame back", "Left"),
    ActionInfo("inspect.forward", "One frame on", "Right"),
    ActionInfo("inspect.back_far", "Ten frames back", "Shift+Left"),
    ActionInfo("inspect.forward_far", "Ten frames on", "Shift+Right"),
    ActionInfo("inspect.next", "Take below", "PgDown"),
    ActionInfo("inspect.previous", "Take above", "PgUp"),
    ActionInfo("inspect.problem", "Next take with a problem", "N"),
    ActionInfo("inspect.accept", "Accept", "A"),
    ActionInfo("inspect.reject", "Reject", "X"),
    ActionInfo("inspect.retake", "Ask for a retake", "R"),
    ActionInfo("inspect.begin", "What counts begins here", "I"),
    ActionInfo("inspect.end", "What counts ends here", "O"),
    ActionInfo("inspect.beside", "Keep the take beside others", "B"),
    ActionInfo("inspect.take_back", "Take back the own review", "U"),
)
"""What a page does by keys alone; ``area`` is the page, and its buttons do the same."""

EVERY_KEY = (*ACTIONS, *LAYOUT_KEYS, *PAGE_KEYS)

EVERYWHERE = "everywhere"

_EVERYWHERE = (
    "root",
    "window",
    "theme",
    "help",
    "sound",
    "recording",
    "consent",
    "dataset",
    "edit",
    "language",
    "layout",
    "train",
)
"""Areas whose actions work in every layout; the others would act on what is not seen."""

_PAGES = ("inspect", "calibrate")


def place_of(info: ActionInfo) -> str:
    """Return where an action works: `EVERYWHERE`, or the id of the layout that is shown."""
    area = info.id.partition(".")[0]
    if area in _EVERYWHERE or info.id == "view.reset":
        return EVERYWHERE
    return area if area in _PAGES else "collect"


def plain_text(info: ActionInfo) -> str:
    """Return what an action does, without the marks of a menu."""
    return info.text.replace("&", "").rstrip("\u2026")


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


def conflicts(actions: Iterable[ActionInfo] = EVERY_KEY) -> list[tuple[str, str, str]]:
    """Return every shortcut that two actions of one place share, with the ids of both."""
    owners: dict[str, list[ActionInfo]] = {}
    found: list[tuple[str, str, str]] = []
    for action in actions:
        if not action.shortcut:
            continue
        for owner in owners.setdefault(action.shortcut, []):
            places = {place_of(owner), place_of(action)}
            if EVERYWHERE in places or len(places) == 1:
                found.append((action.shortcut, owner.id, action.id))
        owners[action.shortcut].append(action)
    return found


def key_map(actions: Iterable[ActionInfo] = ACTIONS) -> list[tuple[str, str]]:
    """Return (shortcut, text) of every action that has a shortcut by default."""
    return [(action.shortcut, plain_text(action)) for action in actions if action.shortcut]
