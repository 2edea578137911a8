from __future__ import annotations

import pytest

from liveness.datasets.toml_lines import Place, TomlLines

TEXT = '''id = "p"
text = """
seed = 7
[[steps]]
"""
seed = 5
[limits]
bpcer = 0.1

[[steps]]
id = "a"
  [steps.gates]
  yaw_deg = 3
  [[steps.prompts]]
  at_s = 1
[[steps]]
id = "b" # second
gates.mode = "warn"
[[steps.prompts]]
at_s = 1
[[steps.prompts]]
at_s = 2
text = "now"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("id",), 1),
        (("seed",), 6),
        (("limits", "bpcer"), 8),
        (("steps", 0, "id"), 11),
        (("steps", 0, "gates", "yaw_deg"), 13),
        (("steps", 0, "prompts", 0, "at_s"), 15),
        (("steps", 1, "gates", "mode"), 18),
        (("steps", 1, "prompts", 1, "text"), 23),
        (("steps", 1, "prompts", 0, "text"), 19),
        (("steps", 1, "title"), 16),
        (("nowhere",), None),
    ],
)
def test_a_field_is_found_on_its_line(place: Place, line: int | None) -> None:
    assert TomlLines(TEXT).line_of(place) == line


def test_each_value_of_a_list_has_its_line() -> None:
    text = (
        'a = ["x, ]", 2]\nb = [\n 1,  # one, [two\n "#2",\n [3,\n 3], {c = 4, d = 5},\n]\ne = 6'
    )
    lines = TomlLines(text)
    assert [lines.line_of(("a", i)) for i in range(2)] == [1, 1]
    assert [lines.line_of(("b", i)) for i in range(4)] == [3, 4, 5, 6]
    assert lines.line_of(("e",)) == 8
    # one that is not there: the list
    assert lines.line_of(("b", 9)) == 2
