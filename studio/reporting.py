"""An evaluation as one HTML page: no network, no script, plots as inline SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from math import log10

from liveness.datasets.metrics import Assessment, ErrorRates, Rate

from .evaluation import Evaluation

_STYLE = """
body{font:15px/1.5 system-ui,sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;
color:#1c2330;background:#fff}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #d6dbe4}
.big{font-size:1.2rem}.quiet{color:#5b6575}svg{max-width:100%;height:auto}
svg text{font:12px system-ui,sans-serif;fill:#1c2330}
@media print{body{margin:0}}
"""

_LOW = 1e-3
"""Least rate on a logarithmic axis; smaller ones lie on it."""


def report_html(found: Evaluation, *, title: str, generator: str) -> str:
    """Return an evaluation as a page that explains itself.

    Parameters
    ----------
    found
        The evaluation.
    title
        What was evaluated.
    generator
        Program and version.
    """
    body = [
        f"<h1>Liveness report: {escape(title)}</h1>",
        f"<p>{escape(found.scheme)}: {escape(found.scheme_words)}.</p>",
        *_loss(found),
        *_headline(found),
        "<h2>Errors by species</h2>",
        _rates(found.assessment.rates),
        _bars(found.assessment.rates),
        *_det(found.assessment),
        *_figures(found.assessment),
        *_parts(found),
        *_groups(found),
        "<h2>What these numbers do not show</h2>",
        _list(found.warnings or ("nothing was found to be lacking",)),
        *_data(found),
        f'<p class="quiet">Made by {escape(generator)}. A self-test, not a certificate.</p>',
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body>\n"
        + "\n".join(body)
        + "\n</body></html>\n"
    )


def _loss(found: Evaluation) -> Iterable[str]:
    loss = found.loss
    if loss is None:
        return
    rows = []
    for name, within, cross, lost in (
        ("APCER, worst species", loss.apcer_within, loss.apcer_cross, loss.apcer_loss),
        ("BPCER", loss.bpcer_within, loss.bpcer_cross, loss.bpcer_loss),
    ):
        told = "unknown" if lost is None else f"{100 * lost:+.1f} points"
        rows.append((name, told, _rate(within), _rate(cross)))
    yield "<h2>What is lost between the datasets</h2>"
    yield _table(("", "loss", "within", "across"), rows)
    yield "<p>Where two intervals overlap, the loss is not shown to be more than chance.</p>"


def _headline(found: Evaluation) -> Iterable[str]:
    rates = found.assessment.rates
    worst = f" ({escape(rates.worst_species)})" if rates.worst_species else ""
    kind = "least sure" if rates.apcer is not None and rates.apcer.errors == 0 else "worst"
    yield (
        f'<p class="big">APCER of the {kind} species{worst}: <b>{_rate(rates.apcer)}</b><br>'
        f"BPCER: <b>{_rate(rates.bpcer)}</b></p>"
    )
    if not found.calibrated:
        yield "<p><b>Uncalibrated:</b> no profile was fitted to these or other takes.</p>"
    if found.accept is not None and found.reject is not None:
        between = "" if found.calibrated else f", rejected at {found.reject:+.3f} or less"
        yield f"<p>Accepted at a score of {found.accept:+.3f} or more{between}.</p>"
    elif found.rule:
        yield f"<p>Each fit chose its operating point by {escape(found.rule)}.</p>"
    assessment = found.assessment
    silent = assessment.non_responses[:1].upper() + assessment.non_responses[1:]
    yield (
        f'<p class="quiet">Polarity: {escape(assessment.polarity)}. Positive class: '
        f"{escape(assessment.positive_class)}. {escape(silent)}. "
        "Intervals are exact, two-sided, 95 % (Clopper-Pearson), and assume independent "
        "presentations.</p>"
    )


def _rates(rates: ErrorRates) -> str:
    rows = [
        (
            "bona fide",
            str(rates.bona_fide),
            f"BPCER {_rate(rates.bpcer)}",
            _rate(rates.bona_fide_undecided),
            f"BPNRR {_rate(rates.bpnrr)}",
        )
    ]
    rows += [
        (
            each.species,
            str(each.presentations),
            f"APCER {_rate(each.apcer)}",
            _rate(each.undecided),
            f"APNRR {_rate(each.apnrr)}",
        )
        for each in rates.species
    ]
    return _table(("", "n", "errors", "undecided", "no answer"), rows)


def _bars(rates: ErrorRates) -> str:
    """Return rates and intervals as dots and lines; the axis runs from 0 to 100 %."""
    named = [("bona fide", rates.bpcer), *((s.species, s.apcer) for s in rates.species)]
    known = [(name, rate) for name, rate in named if rate.value is not None]
    height = 26 * len(known) + 34
    parts = [
        f'<line x1="{180 + 4.4 * p}" y1="6" x2="{180 + 4.4 * p}" y2="{height - 24}" '
        f'stroke="#d6dbe4"/><text x="{180 + 4.4 * p}" y="{height - 8}" '
        f'text-anchor="middle">{p} %</text>'
        for p in (0, 25, 50, 75, 100)
    ]
    for i, (name, rate) in enumerate(known):
        y = 20 + 26 * i
        low, value, high = (180 + 440 * (x or 0.0) for x in (rate.low, rate.value, rate.high))
        colour = "#1b7f5a" if name == "bona fide" else "#b3382c"
        parts.append(
            f'<text x="0" y="{y + 4}">{escape(name)}</text><line x1="{low:.1f}" y1="{y}" '
            f'x2="{high:.1f}" y2="{y}" stroke="{colour}" stroke-width="3"/>'
            f'<circle cx="{value:.1f}" cy="{y}" r="5" fill="{colour}"/>'
        )
    return _svg(640, height, parts, "Error rate of each species with its 95 % interval")


def _det(found: Assessment) -> Iterable[str]:
    if not found.det:
        return
    points = " ".join(f"{_at(p.apcer):.1f},{400 - _at(p.bpcer):.1f}" for p in found.det)
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
        f'<polyline points="{points}" fill="none" stroke="#2456a6" stroke-width="2"/>'
        '<text x="210" y="396" text-anchor="middle">APCER of the worst species</text>'
        '<text x="4" y="14">BPCER</text>'
    )
    answered = found.rates.bpcer.n, sum(each.apcer.n for each in found.rates.species)
    yield "<h2>Both errors over all thresholds (DET)</h2>"
    yield _svg(420, 400, parts, "DET curve, both axes logarithmic")
    yield (
        f'<p class="quiet">{answered[0]} bona fide presentations, {answered[1]} attacks; rates '
        "below 0.1 % lie on the border. Steps as coarse as one error.</p>"
    )


def _at(rate: float) -> float:
    """Return where a rate lies on a logarithmic axis of 340 pixels."""
    return 40 + 340 * (1 + log10(max(rate, _LOW)) / 3)


def _figures(found: Assessment) -> Iterable[str]:
    rows = []
    for fixed in (found.bpcer_at_apcer, found.apcer_at_bpcer):
        if fixed is not None:
            name = "BPCER" if fixed.held == "apcer" else "APCER of the worst species"
            held = f"{fixed.held.upper()} {100 * fixed.limit:g} % or less"
            rows.append((f"{name} at {held}", _rate(fixed.rate), "chosen on these takes"))
    information = found.information
    if information is not None:
        n = f"n = {information.bona_fide} + {information.attacks}"
        rows.append(("Cllr", f"{information.cllr:.3f} bits", f"{n}; 0 perfect, 1 says nothing"))
        rows.append(("minCllr", f"{information.min_cllr:.3f} bits", "after the best map (PAV)"))
    literature = found.literature
    for name, value in (("EER", literature.eer), ("ACER", literature.acer)):
        if value is not None:
            rows.append((name, f"{100 * value:.1f} %", literature.note))
    if rows:
        yield "<h2>Other figures</h2>"
        yield _table(("", "", ""), rows)


def _parts(found: Evaluation) -> Iterable[str]:
    if len(found.parts) > 1:
        yield "<h2>By what was left out of learning</h2>"
        yield _table(
            ("left out", "learnt from", "BPCER", "worst APCER", "species"),
            [
                (
                    part.left_out,
                    f"{part.trained_on} takes",
                    _rate(part.rates.bpcer),
                    _rate(part.rates.apcer),
                    part.rates.worst_species or "-",
                )
                for part in found.parts
            ],
        )


def _groups(found: Evaluation) -> Iterable[str]:
    for kind, groups in found.groups.items():
        yield f"<h2>By {escape(kind)}</h2>"
        yield _table(
            ("", "BPCER", "worst APCER", "species"),
            [
                (
                    each.group,
                    _rate(each.rates.bpcer),
                    _rate(each.rates.apcer),
                    each.rates.worst_species or "-",
                )
                for each in groups
            ],
        )


def _data(found: Evaluation) -> Iterable[str]:
    data = found.data
    yield "<h2>Data</h2>"
    rows = [
        ("takes", f"{data.takes}: {data.bona_fide} bona fide, {data.attacks} attacks"),
        ("people", str(data.subjects)),
        ("sessions", str(data.sessions)),
        ("fingerprint", data.sha256),
        ("seed", str(found.seed)),
    ]
    if found.profile:
        rows.append(("profile", found.profile))
    rows += [(f"left out: {reason}", str(n)) for reason, n in found.left_out.items()]
    yield _table(("", ""), rows)
    if found.faults:
        yield _list(found.faults)


def _rate(rate: Rate | None) -> str:
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return "no rate"
    return (
        f"{100 * rate.value:.1f} % [{100 * rate.low:.1f}, {100 * rate.high:.1f}], "
        f"{rate.errors} of {rate.n}"
    )


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f"<th>{escape(column)}</th>" for column in columns)
    lines = ("".join(f"<td>{escape(cell)}</td>" for cell in row) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _list(lines: Iterable[str]) -> str:
    return "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in lines) + "</ul>"


def _svg(width: int, height: int, parts: Iterable[str], title: str) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img">'
        f"<title>{escape(title)}</title>{''.join(parts)}</svg>"
    )
