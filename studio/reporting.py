"""An evaluation as one HTML page: no network, no script, plots as inline SVG.

Every number has a tooltip and a footnote: which presentations it counts, the rule, n, the
interval. The takes themselves stand at the end, each with its file, its score and what became
of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from liveness.datasets.metrics import Assessment, ErrorRates, Rule

from .evaluation import Evaluation
from .html_parts import Notes, det_plot, page, plain_list, rate_text, svg, table


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
    notes = Notes()
    body = [
        f"<h1>Liveness report: {escape(title)}</h1>",
        f"<p>{escape(found.scheme)}: {escape(found.scheme_words)}.</p>",
        *([f"<p>{escape(found.profile_words)}.</p>"] if found.profile_words else []),
        *_loss(found, notes),
        *_headline(found, notes),
        "<h2>Errors by species</h2>",
        _rates(found, notes),
        _bars(found.assessment.rates),
        *_det(found.assessment),
        *_figures(found, notes),
        *_curve(found, notes),
        *_parts(found, notes),
        *_groups(found, notes),
        "<h2>What these numbers do not show</h2>",
        plain_list(found.warnings or ("nothing was found to be lacking",)),
        *_data(found),
        "<h2>Where each number comes from</h2>",
        notes.html(),
        *_takes(found),
        f'<p class="quiet">Made by {escape(generator)}. A self-test, not a certificate.</p>',
    ]
    return page(title, body)


def _from(found: Evaluation) -> str:
    """Return the end of every footnote: which takes, and where they were accepted."""
    if found.accept is not None:
        point = f"accepted at {found.accept:+.3f} or more"
        point += f" (rule {found.rule})" if found.rule else " (uncalibrated limits)"
    else:
        point = f"accepted where each fit chose by {found.rule}"
    return f"{point}; takes of fingerprint {found.data.sha256[:12]}, listed below"


def _loss(found: Evaluation, notes: Notes) -> Iterable[str]:
    loss = found.loss
    if loss is None:
        return
    learnt = "" if found.learnt_from is None else found.learnt_from.sha256[:12]
    rows = []
    for name, within, cross, lost in (
        ("APCER, worst species", loss.apcer_within, loss.apcer_cross, loss.apcer_loss),
        ("BPCER", loss.bpcer_within, loss.bpcer_cross, loss.bpcer_loss),
    ):
        told = "unknown" if lost is None else f"{100 * lost:+.1f} points"
        here = f"{name} of held-out people of the dataset learnt from, fingerprint {learnt}"
        there = f"{name} of the other dataset, {_from(found)}"
        rows.append(
            (
                escape(name),
                notes.number(told, f"{name}: across less within, {there}"),
                notes.rate(within, here),
                notes.rate(cross, there),
            )
        )
    yield "<h2>What is lost between the datasets</h2>"
    yield table(("", "loss", "within", "across"), rows)
    yield "<p>Where two intervals overlap, the loss is not shown to be more than chance.</p>"


def _headline(found: Evaluation, notes: Notes) -> Iterable[str]:
    rates = found.assessment.rates
    worst = f" ({escape(rates.worst_species)})" if rates.worst_species else ""
    kind = "least sure" if rates.apcer is not None and rates.apcer.errors == 0 else "worst"
    apcer = notes.rate(rates.apcer, _apcer_note(rates.worst_species or "none", found))
    yield (
        f'<p class="big">APCER of the {kind} species{worst}: <b>{apcer}</b><br>'
        f"BPCER: <b>{notes.rate(rates.bpcer, _bpcer_note(found))}</b></p>"
    )
    if not found.calibrated:
        yield "<p><b>Uncalibrated:</b> no profile was fitted to these or other takes.</p>"
    if found.accept is not None and found.reject is not None:
        between = "" if found.calibrated else f", rejected at {found.reject:+.3f} or less"
        yield f"<p>Accepted at a score of {found.accept:+.3f} or more{between}.</p>"
    elif found.rule:
        words = Rule.parse(found.rule).words()
        yield f"<p>Each fit chose its operating point by the rule {escape(words)}.</p>"
    assessment = found.assessment
    silent = assessment.non_responses[:1].upper() + assessment.non_responses[1:]
    yield (
        '<p class="quiet">BPCER is the share of bona fide presentations that were rejected, '
        "APCER the share of the attacks of one species that were accepted; the headline is the "
        "worst species. The small figure behind a number leads to what it counts; the pointer "
        "over it tells the same.</p>"
        f'<p class="quiet">Polarity: {escape(assessment.polarity)}. Positive class: '
        f"{escape(assessment.positive_class)}. {escape(silent)}. "
        "Intervals are exact, two-sided, 95 % (Clopper-Pearson), and assume independent "
        "presentations.</p>"
    )


def _apcer_note(species: str, found: Evaluation) -> str:
    return f"APCER: {species} accepted as bona fide, of those that answered; {_from(found)}"


def _bpcer_note(found: Evaluation) -> str:
    return f"BPCER: bona fide takes rejected, of those that answered; {_from(found)}"


def _rates(found: Evaluation, notes: Notes) -> str:
    rates, end = found.assessment.rates, _from(found)
    rows = [
        (
            "bona fide",
            str(rates.bona_fide),
            f"BPCER {notes.rate(rates.bpcer, _bpcer_note(found))}",
            notes.rate(rates.bona_fide_undecided, f"bona fide takes left undecided; {end}"),
            f"BPNRR {notes.rate(rates.bpnrr, f'bona fide takes without an answer; {end}')}",
        )
    ]
    for each in rates.species:
        name = each.species
        rows.append(
            (
                escape(name),
                str(each.presentations),
                f"APCER {notes.rate(each.apcer, _apcer_note(name, found))}",
                notes.rate(each.undecided, f"{name} left undecided; {end}"),
                f"APNRR {notes.rate(each.apnrr, f'{name} without an answer; {end}')}",
            )
        )
    return table(("", "n", "errors", "undecided", "no answer"), rows)


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
            f"<g><title>{escape(name)}: {escape(rate_text(rate))}</title>"
            f'<text x="0" y="{y + 4}">{escape(name)}</text><line x1="{low:.1f}" y1="{y}" '
            f'x2="{high:.1f}" y2="{y}" stroke="{colour}" stroke-width="3"/>'
            f'<circle cx="{value:.1f}" cy="{y}" r="5" fill="{colour}"/></g>'
        )
    return svg(640, height, parts, "Error rate of each species with its 95 % interval")


def _det(found: Assessment) -> Iterable[str]:
    if not found.det:
        return
    answered = found.rates.bpcer.n, sum(each.apcer.n for each in found.rates.species)
    yield "<h2>Both errors over all thresholds (DET)</h2>"
    yield det_plot([("", found)])
    yield (
        f'<p class="quiet">{answered[0]} bona fide presentations, {answered[1]} attacks; rates '
        "below 0.1 % lie on the border. Steps as coarse as one error.</p>"
    )


def _figures(found: Evaluation, notes: Notes) -> Iterable[str]:
    rows = []
    assessment, end = found.assessment, _from(found)
    for fixed in (assessment.bpcer_at_apcer, assessment.apcer_at_bpcer):
        if fixed is not None:
            name = "BPCER" if fixed.held == "apcer" else "APCER of the worst species"
            held = f"{fixed.held.upper()} {100 * fixed.limit:g} % or less"
            told = f"{name} at the threshold where {held}, chosen on these very takes: flatters"
            rows.append(
                (f"{name} at {held}", notes.rate(fixed.rate, told), "chosen on these takes")
            )
    information = assessment.information
    if information is not None:
        n = f"n = {information.bona_fide} + {information.attacks}"
        told = f"from the scores of {n} takes that answered; {end}"
        for name, value, meaning in (
            ("Cllr", information.cllr, f"{n}; 0 perfect, 1 says nothing"),
            ("minCllr", information.min_cllr, "after the best map (PAV)"),
        ):
            rows.append((name, notes.number(f"{value:.3f} bits", f"{name}: {told}"), meaning))
    literature = assessment.literature
    for name, rate in (("EER", literature.eer), ("ACER", literature.acer)):
        if rate is not None:
            shown = notes.number(f"{100 * rate:.1f} %", f"{name}: {literature.note}; {end}")
            rows.append((name, shown, escape(literature.note)))
    if rows:
        yield "<h2>Other figures</h2>"
        yield table(("", "", ""), rows)


def _curve(found: Evaluation, notes: Notes) -> Iterable[str]:
    curve = found.curve
    if curve is None:
        return
    yield "<h2>Would more data help, and of what</h2>"
    yield plain_list(curve.words)
    rows = []
    for each in curve.points:
        told = (
            f"fits on {each.part} of {each.of}, {each.trained_on} takes of {each.people} "
            f"people on average; {each.judged} judgements of people held out, mean over the "
            f"draws; {_from(found)}"
        )
        shown = [
            "-" if value is None else notes.number(f"{100 * value:.1f} %", told)
            for value in (each.apcer, each.bpcer)
        ]
        cost = notes.number(f"{each.cllr:.3f}", told)
        counts = (str(each.people), str(each.trained_on))
        rows.append((escape(each.of), escape(each.part), *counts, cost, *shown))
    yield table(("of", "part", "people", "takes", "Cllr, bits", "APCER", "BPCER"), rows)
    if curve.notes:
        yield plain_list(curve.notes)


def _parts(found: Evaluation, notes: Notes) -> Iterable[str]:
    if len(found.parts) < 2:
        return
    yield "<h2>By what was left out of learning</h2>"
    rows = []
    for part in found.parts:
        worst = part.rates.worst_species or "-"
        told = (
            f"{part.left_out} judged by {len(part.thresholds)} fits of {part.trained_on} takes "
            f"on average without it, rule {found.rule}"
        )
        rows.append(
            (
                escape(part.left_out),
                f"{part.trained_on} takes",
                notes.rate(part.rates.bpcer, f"BPCER, {told}"),
                notes.rate(part.rates.apcer, f"APCER of {worst}, {told}"),
                escape(worst),
            )
        )
    yield table(("left out", "learnt from", "BPCER", "worst APCER", "species"), rows)


def _groups(found: Evaluation, notes: Notes) -> Iterable[str]:
    for kind, groups in found.groups.items():
        yield f"<h2>By {escape(kind)}</h2>"
        rows = []
        for each in groups:
            worst = each.rates.worst_species or "-"
            told = f"takes with {kind} {each.group}; {_from(found)}"
            rows.append(
                (
                    escape(each.group),
                    notes.rate(each.rates.bpcer, f"BPCER, {told}"),
                    notes.rate(each.rates.apcer, f"APCER of {worst}, {told}"),
                    escape(worst),
                )
            )
        yield table(("", "BPCER", "worst APCER", "species"), rows)


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
        rows.append(("profile", escape(found.profile)))
    rows += [(f"left out: {escape(reason)}", str(n)) for reason, n in found.left_out.items()]
    yield table(("", ""), rows)
    if found.faults:
        yield plain_list(found.faults)


def _takes(found: Evaluation) -> Iterable[str]:
    """Yield every take, so that each count above can be counted again."""
    if not found.takes:
        return
    rows = [
        (
            escape(take.label),
            escape(take.file),
            escape(take.camera),
            escape(take.lighting or "-"),
            "-" if take.score is None else f"{take.score:+.3f}",
            f"<b>{take.outcome}: an error</b>" if take.wrong else take.outcome,
        )
        for take in sorted(found.takes, key=lambda take: not take.wrong)
    ]
    wrong = sum(take.wrong for take in found.takes)
    yield f"<h2>The takes: {len(rows)}, of which {wrong} are errors</h2>"
    yield "<details><summary>each take with its file, score and outcome, errors first</summary>"
    yield table(("label", "file", "camera", "light", "score", "outcome"), rows)
    yield "</details>"
