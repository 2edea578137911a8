from __future__ import annotations

import pytest

from liveness.studio.actions import ACTIONS, MENUS, ActionInfo, conflicts, find, key_map


def test_every_action_has_a_menu_and_no_shortcut_has_two_owners() -> None:
    assert all(action.menu in MENUS for action in ACTIONS)
    assert len({action.id for action in ACTIONS}) == len(ACTIONS)
    assert conflicts() == []


def test_a_conflict_names_both_owners() -> None:
    twice = (ActionInfo("a.one", "One", "R"), ActionInfo("b.two", "Two", "R"))
    assert conflicts(twice) == [("R", "a.one", "b.two")]


def test_the_capture_loop_has_its_keys() -> None:
    keys = dict(key_map())
    assert keys["Space"] == "Record or stop"
    assert keys["Esc"] == "Stop"
    assert keys["Backspace"] == "Retake the last take"
    assert keys["Return"] == "Accept the take and go on"
    assert (keys["Left"], keys["Right"]) == ("Step before", "Step after")


def test_an_unknown_id_gets_the_nearest_one() -> None:
    assert find("record.toggle").shortcut == "Space"
    with pytest.raises(KeyError, match=r"did you mean 'record\.retake'"):
        find("record.retke")
