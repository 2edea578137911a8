"""Assessments in words and tables, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.markup import escape
from rich.table import Table

from liveness.datasets.metrics import (
    Assessment,
    ClusterInterval,
    ErrorRates,
    Rate,
    Rule,
)
from liveness.datasets.profile import Profile
from liveness.studio.evaluation import CrossLoss, Evaluation
from liveness.studio.less_data import LearningCurve

Line = str | Table


def evaluation_lines(found: Evaluation) -> Iterator[Line]:
    """Yield what is told of an evaluation, the most important first."""
    if found.loss is not None:
        yield from _loss(found.loss)
    yield f"[b]{found.scheme}[/]: {found.scheme_words}"
    if found.profile_words:
        yield escape(found.profile_words)
    if found.curve is not None:
        yield from _curve(found.curve)
    data = found.data
    yield (
        f"{data.takes} takes: {data.bona_fide} bona fide, {data.attacks} attacks; "
        f"{data.subjects} people, {data.sessions} session{'s' if data.sessions != 1 else ''}"
    )
    if found.left_out:
        left = "; ".join(f"{n} {escape(reason)}" for reason, n in found.left_out.items())
        yield f"left out: {left}"
    yield _decided(found)
    yield from assessment_lines(found.assessment)
    if found.injection is not None:
        yield from _injection(found.injection)
    if len(found.parts) > 1:
        yield _parts(found)
    for kind, groups in found.groups.items():
        yield _table(
            f"by {kind}",
            ("", "bona fide", "BPCER", "attacks", "worst APCER", "species"),
            [
                (
                    each.group,
                    str(each.rates.bona_fide),
                    rate_text(each.rates.bpcer),
                    str(sum(species.presentations for species in each.rates.species)),
                    rate_text(each.rates.apcer),
                    each.rates.worst_species or "-",
                )
                for each in groups
            ],
        )
    yield from warning_lines(found.warnings)


def profile_lines(profile: Profile, left_out: Mapping[str, int]) -> Iterator[Line]:
    """Yield what is told of a profile that was just made."""
    point, data = profile.operating_point, profile.data
    fit, validate = (len(profile.parts[name]) for name in ("fit", "validate"))
    yield (
        f"[b]profile {profile.id}[/]: {data.takes} takes of {data.subjects} people; "
        f"{fit} to fit, {validate} of other people to validate"
    )
    if left_out:
        left = "; ".join(f"{n} {escape(reason)}" for reason, n in left_out.items())
        yield f"left out: {left}"
    yield (
        f"accepted at a score of {point.threshold:+.3f} or more, chosen by "
        f"{Rule.parse(point.rule).words()}, on {point.takes} takes "
        f"({'of people held out' if point.chosen_on == 'held-out' else 'of the fit itself'})"
    )
    weights = ", ".join(f"{name} {value:.2f}" for name, value in profile.fusion.weights.items())
    yield f"weights: {weights}"
    yield "\n[b]on the people of validate, whom the fit has not seen[/]"
    yield from assessment_lines(profile.validation)
    yield from warning_lines((*profile.notes, *profile.validation.warnings))


def assessment_lines(found: Assessment) -> Iterator[Line]:
    """Yield rates per species, the headline, and the figures beside them."""
    rates = found.rates
    yield _rates_table(found)
    if rates.apcer is not None:
        worst = "least sure" if rates.apcer.errors == 0 else "worst"
        yield f"APCER, {worst} species ({rates.worst_species}): {rate_text(rates.apcer)}"
    for fixed, name in ((found.bpcer_at_apcer, "BPCER"), (found.apcer_at_bpcer, "APCER")):
        if fixed is not None:
            of = f" of {fixed.species}" if fixed.species and fixed.rate.errors else ""
            yield (
                f"{name}{of} where {fixed.held.upper()} is {100 * fixed.limit:g} % or less: "
                f"{rate_text(fixed.rate)} (threshold chosen on these takes: flatters)"
            )
    information = found.information
    if information is not None:
        yield (
            f"Cllr {information.cllr:.3f} bits, at best {information.min_cllr:.3f} "
            f"(n = {information.bona_fide} + {information.attacks}; 0 perfect, 1 says nothing)"
        )
    literature = found.literature
    if literature.eer is not None and literature.acer is not None:
        yield (
            f"[dim]EER {_percent(literature.eer)}, ACER {_percent(literature.acer)}: "
            f"{literature.note}[/]"
        )


def warning_lines(warnings: tuple[str, ...]) -> Iterator[str]:
    """Yield warnings as a list."""
    if warnings:
        yield "\n[b]What these numbers do not show[/]"
    for warning in warnings:
        yield f"  - {escape(warning)}"


def rate_text(rate: Rate | None) -> str:
    """Return a rate with its interval and count."""
    if rate is None or rate.value is None or rate.low is None or rate.high is None:
        return "no rate"
    return (
        f"{_percent(rate.value)} [{100 * rate.low:.1f}, {100 * rate.high:.1f}] "
        f"({rate.errors} of {rate.n})"
    )


def _rates_table(found: Assessment) -> Table:
    rates = found.rates
    rows = [
        (
            "bona fide",
            str(rates.bona_fide),
            "BPCER",
            rate_text(rates.bpcer),
            _cluster(found, "bona-fide"),
            str(rates.bona_fide_undecided.errors),
            str(rates.bpnrr.errors),
        )
    ]
    rows += [
        (
            each.species,
            str(each.presentations),
            "APCER",
            rate_text(each.apcer),
            _cluster(found, each.species),
            str(each.undecided.errors),
            str(each.apnrr.errors),
        )
        for each in rates.species
    ]
    columns = ("", "n", "", "rate [95 %] (errors)", "by people", "undecided", "no answer")
    return _table("errors: bona fide rejected, attacks accepted", columns, rows)


def _cluster(found: Assessment, name: str) -> str:
    interval: ClusterInterval | None = found.clusters[name].interval
    if interval is None or interval.high == 0:
        return "-"  # without any error it says nothing
    return f"[{100 * interval.low:.1f}, {100 * interval.high:.1f}]"


def _decided(found: Evaluation) -> str:
    if found.accept is None or found.reject is None:
        return (
            f"each fit chose its own operating point by {Rule.parse(found.rule or '').words()}"
        )
    if found.calibrated:
        return (
            f"profile {found.profile}: accepted at a score of {found.accept:+.3f} or more, "
            "rejected below"
        )
    return (
        f"[b]uncalibrated[/]: accepted at {found.accept:+.2f} or more when two families of "
        f"signals speak, rejected at {found.reject:+.2f} or less, undecided between"
    )


def _loss(loss: CrossLoss) -> Iterator[str]:
    for name, within, cross, lost in (
        ("APCER of the worst species", loss.apcer_within, loss.apcer_cross, loss.apcer_loss),
        ("BPCER", loss.bpcer_within, loss.bpcer_cross, loss.bpcer_loss),
    ):
        told = "unknown" if lost is None else f"{100 * lost:+.1f} points"
        yield (
            f"[b]{name}: {told}[/] from within to across, {rate_text(within)} to "
            f"{rate_text(cross)}"
        )
    yield "where two intervals overlap, the loss is not shown to be more than chance\n"


def _injection(rates: ErrorRates) -> Iterator[str]:
    yield (
        f"injected video, outside of ISO/IEC 30107-3: accepted {rate_text(rates.apcer)}, no "
        f"answer {sum(each.apnrr.errors for each in rates.species)}"
    )


def _curve(curve: LearningCurve) -> Iterator[Line]:
    """Yield whether more data would help, and of what."""
    for told in curve.words:
        yield f"- {escape(told)}"
    yield _table(
        "people held out, judged by fits that learnt from less",
        ("of", "part", "people", "takes", "Cllr, bits", "AUC", "APCER", "BPCER"),
        [
            (
                each.of,
                each.part,
                str(each.people),
                str(each.trained_on),
                f"{each.cllr:.3f}",
                f"{each.auc:.3f}",
                "-" if each.apcer is None else _percent(each.apcer),
                "-" if each.bpcer is None else _percent(each.bpcer),
            )
            for each in curve.points
        ],
    )
    for told in curve.notes:
        yield f"[dim]{escape(told)}[/]"


def _parts(found: Evaluation) -> Table:
    return _table(
        "by what was judged" if found.scheme == "cross" else "by what was left out",
        (
            "judged" if found.scheme == "cross" else "left out",
            "learnt from",
            "BPCER",
            "worst APCER",
            "species",
        ),
        [
            (
                part.left_out,
                f"{part.trained_on} takes",
                rate_text(part.rates.bpcer),
                rate_text(part.rates.apcer),
                part.rates.worst_species or "-",
            )
            for part in found.parts
        ],
    )


def _table(title: str, columns: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    for i, column in enumerate(columns):
        table.add_column(column, justify="right" if column == "n" else "left", no_wrap=i == 0)
    for row in rows:
        table.add_row(*map(escape, row))
    return table


def _percent(value: float) -> str:
    return f"{100 * value:.1f} %"
