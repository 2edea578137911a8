"""Bring the catalogues up to date with the sources: python scripts/translations.py [--check].

Texts come from three places: ``tr`` (found by Qt's own pyside6-lupdate), the list of actions,
and what the rooms without Qt say to people (errors, reasons of signals, guidance). What is
translated already is kept, also when it moved to another class; what is gone is dropped.
"""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = ROOT / "studio" / "i18n"
CODE = re.compile(r"E-[A-Z]{3}-\d{2}")
SENTENCES = "Sentences"

SPOKEN = (
    "capture/calibration/card.py",
    "capture/calibration/colour.py",
    "capture/calibration/flicker.py",
    "capture/calibration/lens.py",
    "capture/calibration/noise.py",
    "capture/calibration/screen.py",
    "capture/calibration/words.py",
    "capture/signals",
    "capture/fusion.py",
    "capture/gating.py",
    "capture/light_meter.py",
    "capture/analysis.py",
    "capture/controls.py",
    "datasets/metrics/separation.py",
    "studio/guidance.py",
    "studio/inspecting.py",
    "studio/outcomes.py",
    "studio/problems.py",
    "studio/take_report.py",
    "studio/why.py",
    "studio/gates.py",
    "studio/preflight.py",
)
"""Modules without Qt whose every text of several words may be shown."""

Entries = dict[tuple[str, str], str]


def template(node: ast.AST) -> str | None:
    """Return a literal text, with ``{0}``, ``{1}`` where values are put in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        text, number = "", 0
        for part in node.values:
            if isinstance(part, ast.Constant):
                text += str(part.value)
            else:
                text += f"{{{number}}}"
                number += 1
        return text
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = template(node.left), template(node.right)
        return None if left is None or right is None else left + right
    return None


def in_errors(tree: ast.AST) -> Iterator[str]:
    """Texts of calls whose first argument is an error code."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first = node.args[0]
        if not (isinstance(first, ast.Constant) and CODE.fullmatch(str(first.value))):
            continue
        for part in (*node.args[1:], *(keyword.value for keyword in node.keywords)):
            text = template(part)
            if text and re.search(r"[a-z]{3}", text):
                yield text


def in_short_calls(tree: ast.AST) -> Iterator[str]:
    """Texts of ``_tr("...")``, a module's own short form, which lupdate does not know."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "_tr" and node.args:
            text = template(node.args[0])
            if text:
                yield text


def in_sentences(tree: ast.AST) -> Iterator[str]:
    """Every text of several words that is no docstring."""
    silent = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    silent |= {
        id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
        for part in node.values
    }  # fmt: skip
    for node in ast.walk(tree):
        if id(node) in silent or not isinstance(node, ast.Constant | ast.JoinedStr):
            continue
        text = template(node)
        if text and re.search(r"[A-Za-z]{2} [a-z0-9{]", text) and not text.startswith("E-"):
            yield text.strip()


def from_rooms() -> Iterator[tuple[str, str]]:
    """Context and text of what the rooms without Qt say, and of the actions."""
    from liveness.studio.actions import EVERY_KEY, MENUS

    for text in (*MENUS, *(action.text for action in EVERY_KEY)):
        yield "MainWindow", text
    for room in ("studio", "widgets", "capture", "datasets"):
        for path in sorted((ROOT / room).rglob("*.py")):
            tree = ast.parse(path.read_text("utf-8"))
            name = path.relative_to(ROOT).as_posix()
            # the command line speaks English
            said = [] if name.startswith("studio/cli/") else list(in_errors(tree))
            if name.startswith(SPOKEN):
                said += in_sentences(tree)
            for text in said:
                yield SENTENCES, text
            for text in in_short_calls(tree):
                yield "wording", text


def from_lists() -> Iterator[tuple[str, str]]:
    """Context and text of what stands in lists and is translated where it is shown."""
    from liveness.datasets.amendments import REASONS
    from liveness.studio.actions import EVERY_KEY, plain_text
    from liveness.studio.calibrate.against_panel import CONDITIONS, NAMED
    from liveness.studio.calibrate.caught_panel import CAUGHT, PASSED, SILENT
    from liveness.widgets.map_panel import PANELS
    from liveness.widgets.take_filter import STATES
    from liveness.widgets.take_table import COLUMNS

    lists: dict[str, Iterable[str]] = {
        "KeyDesk": [plain_text(info) for info in EVERY_KEY],
        "ReviewBar": REASONS,
        "AgainstPanel": [*CONDITIONS.values(), *NAMED],
        "CaughtPanel": (CAUGHT, PASSED, SILENT),
        "TakeFilter": STATES,
        "TakeModel": [column.title for column in COLUMNS],
        SENTENCES: [kind.title for kind in PANELS.values()],
        "InspectPage": ("accept", "reject", "retake"),
        "MarkDesk": ("non-response", "aborted"),
    }
    for context, texts in lists.items():
        for text in texts:
            yield context, text


def from_tr() -> Iterator[tuple[str, str]]:
    """Context and text of every ``tr``."""
    sources = [
        str(p.relative_to(ROOT))
        for room in ("studio", "widgets")
        for p in sorted((ROOT / room).rglob("*.py"))
    ]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "all.ts"
        tool = Path(sys.executable).with_name("pyside6-lupdate")
        command = [str(tool), *sources, "-locations", "none", "-ts", str(out)]
        subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        for context in ElementTree.parse(out).getroot().iter("context"):
            for message in context.iter("message"):
                yield context.findtext("name") or "", message.findtext("source") or ""


def needed() -> list[tuple[str, str]]:
    """Every text, once, in order."""
    return sorted(
        {pair for pair in (*from_tr(), *from_rooms(), *from_lists()) if pair[1].strip()}
    )


def read(path: Path) -> Entries:
    """Return the translations of a catalogue; those that are unfinished are empty."""
    from liveness.studio.catalogue import read_ts

    if not path.is_file():
        return {}
    return {(c, s): t for c, s, t in read_ts(path.read_text("utf-8"))}


def merged(pairs: Iterable[tuple[str, str]], known: Entries) -> Entries:
    """Return the catalogue with what is known already."""
    anywhere = {source: target for (_, source), target in known.items() if target}
    return {pair: known.get(pair) or anywhere.get(pair[1], "") for pair in pairs}


def as_ts(entries: Entries, language: str) -> str:
    """Return a Linguist file, the same for the same entries."""
    lines = ['<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>",
             f'<TS version="2.1" language="{language}" sourcelanguage="en">']  # fmt: skip
    before = None
    for (context, source), target in entries.items():
        if context != before:
            if before is not None:
                lines.append("</context>")
            lines += ["<context>", f"    <name>{escape(context)}</name>"]
            before = context
        mark = "" if target else ' type="unfinished"'
        lines += [
            "    <message>",
            f"        <source>{escape(source)}</source>",
            f"        <translation{mark}>{escape(target)}</translation>",
            "    </message>",
        ]
    return "\n".join([*lines, "</context>", "</TS>", ""])


def main() -> int:
    """Write the catalogues, or with ``--check`` say what is missing."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    pairs = needed()
    status = 0
    for path in sorted(CATALOGUES.glob("*.ts")):
        entries = merged(pairs, read(path))
        text = as_ts(entries, path.stem)
        missing = [source for (_, source), target in entries.items() if not target]
        sys.stdout.write(f"{path.name}: {len(entries)} texts, {len(missing)} to translate\n")
        if "--check" not in sys.argv:
            path.write_text(text, "utf-8")
        elif missing or text != path.read_text("utf-8"):
            sys.stdout.write("\n".join([*missing[:20], ""]))
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
