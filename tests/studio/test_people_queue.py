from __future__ import annotations

from liveness.studio.people_queue import Added, PeopleQueue


def test_people_are_added_in_their_order_once() -> None:
    queue = PeopleQueue()
    assert queue.add("S1, S2;S3\nS1 \u00fcber a/b") == Added(
        ("S1", "S2", "S3"), ("S1",), ("\u00fcber", "a/b")
    )
    assert queue.people == ("S1", "S2", "S3")
    queue.remove(["S2", "S9"])
    assert queue.people == ("S1", "S3")
    assert queue.add("  ,; ") == Added((), (), ())


def test_the_next_is_the_first_after_who_is_not_done_and_then_from_the_top() -> None:
    queue = PeopleQueue()
    queue.add("S1 S2 S3 S4")
    done = {"S3"}
    assert queue.after("S2", done.__contains__) == "S4"
    assert queue.after("S4", done.__contains__) == "S1"
    assert queue.after("", done.__contains__) == "S1"
    assert queue.after("guest", done.__contains__) == "S1"
    done |= {"S1", "S2"}
    assert queue.after("S4", done.__contains__) is None, "nobody is left but who is there"
    assert PeopleQueue().after("", done.__contains__) is None
