"""Detectors side by side as one HTML page: verdicts, one table, one DET, all with sources."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from .comparison import Comparison, SystemReport
from .html_parts import Notes, det_plot, page, plain_list, table


def comparison_html(found: Comparison, *, title: str, generator: str) -> str:
    """Return a comparison as a page that explains itself.

    Parameters
    ----------
    found
        The comparison.
    title
        The dataset.
    generator
        Program and version.
    """
    notes = Notes()
    body = [
        f"<h1>Detectors on one's own takes: {escape(title)}</h1>",
        "<h2>In words</h2>",
        plain_list(found.verdicts),
        "<h2>Errors on the same takes</h2>",
        _rates(found, notes),
        *_det(found),
        "<h2>What these numbers do not show</h2>",
        plain_list(found.warnings or ("nothing was found to be lacking",)),
        *_data(found),
        "<h2>Where each number comes from</h2>",
        notes.html(),
        f'<p class="quiet">Made by {escape(generator)}. A self-test, not a certificate.</p>',
    ]
    return page(title, body)


def _rates(found: Comparison, notes: Notes) -> str:
    names = sorted({s.species for x in found.systems for s in x.assessment.rates.species})
    rows = []
    for system in found.systems:
        rates = system.assessment.rates
        where = _where(system, found)
        by = {each.species: each.apcer for each in rates.species}
        silent = rates.bpnrr.errors + sum(each.apnrr.errors for each in rates.species)
        rows.append(
            (
                escape(system.title),
                notes.rate(rates.bpcer, f"BPCER of {where}"),
                *(notes.rate(by.get(name), f"APCER of {name}, {where}") for name in names),
                str(silent),
            )
        )
    return table(("detector", "BPCER", *(f"APCER {name}" for name in names), "no answer"), rows)


def _where(system: SystemReport, found: Comparison) -> str:
    which = "people held out" if system.kind == "calibrated" else "all takes"
    return (
        f"{system.title}, {which} of fingerprint {found.data.sha256[:12]}, accepted at "
        f"{system.threshold}"
    )


def _det(found: Comparison) -> Iterable[str]:
    curves = [(each.title, each.assessment) for each in found.systems if each.assessment.det]
    if not curves:
        return
    yield "<h2>Both errors over all thresholds (DET)</h2>"
    yield det_plot(curves)
    data = found.data
    yield (
        f'<p class="quiet">At most {data.bona_fide} bona fide presentations and '
        f"{data.attacks} attacks each; what gave no answer is left out of a curve.</p>"
    )


def _data(found: Comparison) -> Iterable[str]:
    data = found.data
    rows = [
        ("takes", f"{data.takes}: {data.bona_fide} bona fide, {data.attacks} attacks"),
        *((escape(label), str(count)) for label, count in sorted(data.cells.items())),
        ("people", str(data.subjects)),
        ("sessions", str(data.sessions)),
        ("fingerprint", data.sha256),
        ("seed", str(found.seed)),
        ("target", f"{100 * found.target:g} %"),
        *((f"model {escape(s.name)}", s.sha256) for s in found.systems if s.sha256),
        *((f"left out: {escape(reason)}", str(n)) for reason, n in found.left_out.items()),
    ]
    yield "<h2>Data</h2>"
    yield table(("", ""), list(dict.fromkeys(rows)))
    if found.why_not_calibrated:
        yield f"<p>Nothing was calibrated: {escape(found.why_not_calibrated)}.</p>"
    if found.faults:
        yield plain_list(found.faults)
