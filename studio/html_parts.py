"""Pieces of self-contained pages: tables, lists, plots, and numbers that name their source.

A number has a tooltip and a footnote. The footnote names the presentations that it counts, so
that nobody has to believe it: every page ends with the list of all takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import log10

from liveness.datasets.metrics import Assessment, Rate

STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;
color:#1c2330;background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d6dbe4;vertical-align:top}
.big{font-size:1.2rem}.quiet{color:#5b6575}svg{max-width:100%;height:auto}
svg text{font:12px system-ui,sans-serif;fill:#1c2330}
sup a{color:#2456a6;text-decoration:none;padding:0 .15rem}[title]{cursor:help}
ol.notes{font-size:.9rem}ol.notes li:target{background:#fff3c9}
details{margin:.6rem 0}summary{cursor:pointer}td.wrong{font-weight:700}
@media print{body{margin:0}details>*{display:block}}
"""

INTERVAL = "exact two-sided 95 % interval (Clopper and Pearson 1934)"

LINES = ("#2456a6", "#b3382c", "#1b7f5a", "#8a5a00", "#6a3d9a", "#3a3a3a", "#0a7d8c")
DASHES = ("", "7 3", "2 3", "9 3 2 3", "4 2", "1 2", "12 4")
"""Lines differ in dash as well as in colour."""

_LOW = 1e-3
"""Least rate on a logarithmic axis; smaller ones lie on it."""


class Notes:
    """The footnotes of a page, in the order in which its numbers come."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def number(self, shown: str, told: str) -> str:
        """Return a number as HTML, with a tooltip and the mark of a footnote.

        Parameters
        ----------
        shown
            The number, plain text.
        told
            Where it comes from, plain text; the same words share one footnote.
        """
        if told not in self._lines:
            self._lines.append(told)
        at = self._lines.index(told) + 1
        return (
            f'<span title="{escape(told)}">{escape(shown)}</span>'
            f'<sup><a href="#note-{at}">{at}</a></sup>'
        )

    def rate(self, rate: Rate | None, told: str) -> str:
        """Return a rate as HTML; without trials there is none and no footnote."""
        text = rate_text(rate)
        if rate is None or rate.value is None:
            return escape(text)
        upper = "" if rate.upper is None else f"; at most {100 * rate.upper:.1f} %, one-sided"
        return self.number(text, f"{told}: {rate.errors} of {rate.n}; {INTERVAL}{upper}")

    def html(self) -> str:
        """Return the list of footnotes."""
        lines = (
            f'<li id="note-{i}">{escape(line)}</li>' for i, line in enumerate(self._lines, 1)
        )
        return f'<ol class="notes">{"".join(lines)}</ol>'


def page(title: str, body: Iterable[str]) -> str:
    """Return a whole page."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def rate_text(rate: Rate | None) -> str:
    """Return a rate with its interval and count."""
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return "no rate"
    return (
        f"{100 * rate.value:.1f} % [{100 * rate.low:.1f}, {100 * rate.high:.1f}], "
        f"{rate.errors} of {rate.n}"
    )


def table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table; its cells are HTML already."""
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    lines = ("".join(f"<td>{cell}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def plain_list(lines: Iterable[str]) -> str:
    """Return a list of plain texts."""
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def svg(width: int, height: int, parts: Iterable[str], title: str) -> str:
    """Return a plot."""
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )


def det_plot(curves: Sequence[tuple[str, Assessment]]) -> str:
    """Return the DET curves of some detectors in one plot, with a legend where several."""
    parts = []
    for tick in (0.001, 0.01, 0.1, 1.0):
        at, text = _at(tick), f"{100 * tick:g} %"
        parts.append(
            f'<line x1="{at}" y1="20" x2="{at}" y2="360" stroke="#d6dbe4"/>'
            f'<line x1="40" y1="{400 - at}" x2="380" y2="{400 - at}" stroke="#d6dbe4"/>'
            f'<text x="{at}" y="376" text-anchor="middle">{text}</text>'
            f'<text x="36" y="{404 - at}" text-anchor="end">{text}</text>'
        )
    parts.append(
        '<text x="210" y="396" text-anchor="middle">APCER of the worst species</text>'
        '<text x="4" y="14">BPCER</text>'
    )
    for i, (name, found) in enumerate(curves):
        points = " ".join(f"{_at(p.apcer):.1f},{400 - _at(p.bpcer):.1f}" for p in found.det)
        line = f'stroke="{LINES[i % len(LINES)]}" stroke-width="2"'
        if DASHES[i % len(DASHES)]:
            line += f' stroke-dasharray="{DASHES[i % len(DASHES)]}"'
        parts.append(f'<polyline points="{points}" fill="none" {line}/>')
        if len(curves) > 1:
            y = 30 + 20 * i
            parts.append(
                f'<line x1="400" y1="{y}" x2="430" y2="{y}" {line}/>'
                f'<text x="436" y="{y + 4}">{escape(name)}</text>'
            )
    return svg(420 if len(curves) < 2 else 700, 400, parts, "DET, both axes logarithmic")


def _at(rate: float) -> float:
    """Return where a rate lies on a logarithmic axis of 340 pixels."""
    return 40 + 340 * (1 + log10(max(rate, _LOW)) / 3)
