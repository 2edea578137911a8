"""``train``: a model for one signal's slot, from the takes of a dataset."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liveness.datasets.store import DatasetRoot

from .calibrating import ReportFormat, check_out
from .shared import note, out, progress

if TYPE_CHECKING:
    from liveness.datasets.metrics.area import Area
    from liveness.studio.trained import Trained
    from liveness.studio.training import Step


@contextmanager
def _shown(steps: bool) -> Iterator[Step]:
    """Show how far it is, one bar for each kind of work, or one line for each step."""
    with progress() as bar:
        tasks: dict[str, int] = {}

        def step(what: str, done: int, of: int) -> None:
            if steps:
                note(f"{what}: {done} of {of}")
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=None)
            bar.update(tasks[what], completed=done, total=of)  # type: ignore[arg-type]

        yield step


def run_train(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    signal: Annotated[str, typer.Option(help="The signal that gets a model.")],
    model: Annotated[
        Path, typer.Option("--out", help="The description to write (JSON); ONNX beside it.")
    ],
    against: Annotated[
        Path | None, typer.Option(help="Another dataset: what is lost there is told.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of folds and intervals.")] = 0,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to use.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Score every take anew.")] = False,
    steps: Annotated[
        bool, typer.Option("--steps", help="Tell each step as a line, for other programs.")
    ] = False,
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="How to report.")
    ] = ReportFormat.table,
) -> None:
    """Train one signal alone on the takes of a dataset; write a model for its slot.

    Use it with score --model or in the window. The figures come from people whom the models
    that judged them had not seen.
    """
    from liveness.studio.training import check_signal, train

    check_signal(signal)
    check_out(model)
    with _shown(steps) as step:
        made = train(
            DatasetRoot.open(root),
            signal,
            seed=seed,
            workers=workers,
            fresh=fresh,
            against=None if against is None else DatasetRoot.open(against),
            on_step=step,
        )
    for fault in made.faults:
        note(fault)
    file = made.write(model)
    if format_ is ReportFormat.json:
        typer.echo(file.model_dump_json(indent=2))
    else:
        for line in _lines(made):
            out.print(line, markup=False, soft_wrap=True)
        out.print(
            f"\nwrote {model} and {file.networks[0].file}; use it: liveness-studio score ... "
            f"--model {model} --model-signal {signal}",
            markup=False,
            soft_wrap=True,
        )
    if made.faults:
        raise typer.Exit(1)


def _lines(made: Trained) -> Iterator[str]:
    """Yield what a person reads of a model."""
    training = made.training
    data = training.data
    yield f"{training.signal}: a model of {_inputs(made)}"
    yield (
        f"learnt from {data.takes} takes ({data.bona_fide} bona fide, {data.attacks} attacks) "
        f"of {data.subjects} people"
    )
    for reason, count in made.left_out.items():
        yield f"  left out: {count} {reason}"
    rates, auc = training.held_out.rates, training.auc
    yield ""
    yield (
        f"On people held out ({training.folds} folds, {rates.bona_fide} bona fide, "
        f"{sum(each.presentations for each in rates.species)} attacks), accepted at 0 or more:"
    )
    between = "" if auc.low is None else f", {_between(auc)} over people"
    yield f"  AUC    {auc.value:.3f}{between}"
    cost = training.held_out.information
    if cost is not None:
        yield f"  Cllr   {cost.cllr:.3f} bits, {cost.min_cllr:.3f} at best (1 says nothing)"
    yield f"  BPCER  {_rate(rates.bpcer.value, rates.bpcer.words())}"
    for each in rates.species:
        yield f"  APCER  {_rate(each.apcer.value, each.apcer.words())}, {each.species}"
    across = training.across
    if across is not None:
        yield ""
        data = across.data
        yield f"On the other dataset, {data.takes} takes of {data.subjects} people:"
        between = "" if across.auc.low is None else f", {_between(across.auc)} over people"
        yield f"  AUC    {across.auc.value:.3f}{between}"
        there = across.held_out.rates
        yield f"  BPCER  {_rate(there.bpcer.value, there.bpcer.words())}"
        for each in there.species:
            yield f"  APCER  {_rate(each.apcer.value, each.apcer.words())}, {each.species}"
    yield ""
    yield "Learning curve (people learnt from: AUC, Cllr on people held out):"
    for point in training.curve:
        yield f"  {point.subjects:4d}: {point.auc:.3f}, {point.cllr:.3f} bits"
    yield ""
    yield "What these numbers do not show:"
    for told in training.notes:
        yield f"  {told}"


def _between(auc: Area) -> str:
    return f"{auc.low:.3f} to {auc.high:.3f}"


def _inputs(made: Trained) -> str:
    network = made.file.networks[0]
    if network.features is None:
        return "colour patterns, image distortion and spectrum of the face"
    return f"{len(network.features.names)} measured quantities"


def _rate(value: float | None, words: str) -> str:
    return words if value is None else f"{100 * value:.1f} %: {words}"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("train")(run_train)
