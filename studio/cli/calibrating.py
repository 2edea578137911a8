"""``calibrate`` and ``evaluate``: from takes to a profile, and error rates with intervals.

What computes is imported when it is asked for: it takes a second, which no other command owes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from liveness.datasets.errors import UsageError
from liveness.datasets.store import DatasetRoot

from .shared import check_pseudonyms, note, out, progress, version_text

if TYPE_CHECKING:
    from rich.table import Table

    from liveness.studio.comparison import Comparison
    from liveness.studio.evaluation import Evaluation

Step = Callable[[int, int], None]

ModelsOption = Annotated[
    list[Path] | None,
    typer.Option(help="Judge this trained detector beside our fusion; may be given again."),
]
TargetOption = Annotated[
    float, typer.Option(help="With --model: largest BPCER and APCER that would do.")
]


class ReportFormat(StrEnum):
    """How a command that reports more than a table does it."""

    table = "table"
    json = "json"


class SchemeName(StrEnum):
    """Schemes that learn; see docs/metrics.md."""

    within = "within"
    leave_one_species_out = "leave-one-species-out"
    leave_one_session_out = "leave-one-session-out"
    leave_one_camera_out = "leave-one-camera-out"
    leave_one_lighting_out = "leave-one-lighting-out"
    cross = "cross"
    learning_curve = "learning-curve"


@contextmanager
def scoring() -> Iterator[Step]:
    """Show how far scoring has come; what the cache knows is done at once."""
    with progress() as bar:
        task = bar.add_task("scoring", total=None)
        yield lambda done, of: bar.update(task, completed=done, total=of)


def run_calibrate(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    profile: Annotated[Path, typer.Option("--out", help="The profile to write (JSON).")],
    rule: Annotated[
        str, typer.Option(help="bpcer<=0.05, apcer<=0.05 or cost:prior=0.5,reject=1,accept=10.")
    ] = "bpcer<=0.05",
    seed: Annotated[int, typer.Option(min=0, help="Seed of the split and of intervals.")] = 0,
    split: Annotated[
        str | None, typer.Option(help="Split of the dataset to use, see splits.")
    ] = None,
    name: Annotated[str | None, typer.Option("--id", help="Id of the profile.")] = None,
    author: Annotated[str | None, typer.Option(help="Who makes it (pseudonym).")] = None,
    expires: Annotated[
        str | None, typer.Option(help="Last day of its use, YYYY-MM-DD.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to use.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Score every take anew.")] = False,
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="How to report.")
    ] = ReportFormat.table,
) -> None:
    """Fit the fusion, calibrate it and choose the operating point; write a profile.

    The error rates in it come from people whom the fit has not seen.
    """
    from liveness.datasets.metrics import Rule
    from liveness.studio.calibrating import Wish, calibrate

    from .assessed import profile_lines

    check_pseudonyms(id=name, author=author)
    wish = Wish(Rule.parse(rule), seed, split, name, author, _day(expires))
    check_out(profile)
    with scoring() as step:
        made, table = calibrate(
            DatasetRoot.open(root), wish, workers=workers, fresh=fresh, on_done=step
        )
    for fault in table.faults:
        note(fault)
    saved = made.save(profile)
    if format_ is ReportFormat.json:
        typer.echo(saved.model_dump_json(indent=2))
    else:
        for line in profile_lines(saved, table.left_out):
            out.print(line, soft_wrap=True)
        out.print(f"\nwrote {profile}", markup=False, soft_wrap=True)
    if table.faults:
        raise typer.Exit(1)


def run_evaluate(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    profile: Annotated[
        Path | None, typer.Option(help="Judge this profile; else the uncalibrated fusion.")
    ] = None,
    scheme: Annotated[
        SchemeName | None, typer.Option(help="Fit anew, and judge what was left out.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="The other dataset, for the scheme cross.")
    ] = None,
    rule: Annotated[
        str | None, typer.Option(help="How a scheme chooses its operating point.")
    ] = None,
    model: ModelsOption = None,
    target: TargetOption = 0.05,
    seed: Annotated[int, typer.Option(min=0, help="Seed of folds and intervals.")] = 0,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to use.")] = 1,
    fresh: Annotated[bool, typer.Option("--fresh", help="Score every take anew.")] = False,
    format_: Annotated[
        ReportFormat, typer.Option("--format", help="How to report.")
    ] = ReportFormat.table,
) -> None:
    """Report error rates as ISO/IEC 30107-3 asks: per species, with intervals.

    A score at or above the threshold is accepted as bona fide. See docs/metrics.md.
    """
    from liveness.datasets.metrics import Rule
    from liveness.datasets.profile import Profile
    from liveness.studio.evaluating import Question, evaluate

    from .assessed import evaluation_lines
    from .comparing import comparison_lines

    if model:
        _no_other_question(profile, scheme, against)
        compared = _compared(root, model, target, rule, seed, workers)
        _print(compared, comparison_lines(compared), format_)
        return
    if rule is not None and scheme is None:
        raise UsageError("E-CAL-05", "--rule is for a scheme", "", "give --scheme, or leave it")
    question = Question(
        scheme="as-is" if scheme is None else scheme.value,
        profile=None if profile is None else Profile.load(profile),
        against=None if against is None else DatasetRoot.open(against),
        rule=Rule.parse(rule or "bpcer<=0.05"),
        seed=seed,
    )
    question.check()
    with scoring() as step:
        found = evaluate(
            DatasetRoot.open(root), question, workers=workers, fresh=fresh, on_done=step
        )
    _print(found, evaluation_lines(found), format_)


def _no_other_question(
    profile: Path | None, scheme: SchemeName | None, against: Path | None
) -> None:
    """Check that models are not asked for together with what judges something else."""
    if profile is not None or scheme is not None or against is not None:
        raise UsageError(
            "E-CAL-05",
            "--model compares detectors on one dataset",
            "it takes no --profile, --scheme or --against",
            "leave these out; profiles take models by score --model",
        )


def _compared(
    root: Path, models: list[Path], target: float, rule: str | None, seed: int, workers: int
) -> Comparison:
    from liveness.datasets.metrics import Rule
    from liveness.studio.off_the_shelf import compare_models

    wish = None if rule is None else Rule.parse(rule)
    with scoring() as step:
        return compare_models(
            DatasetRoot.open(root),
            models,
            target=target,
            rule=wish,
            seed=seed,
            workers=workers,
            on_done=step,
        )


def _print(
    found: Evaluation | Comparison, lines: Iterable[str | Table], format_: ReportFormat
) -> None:
    """Print what was found; exits with 1 where a file could not be read."""
    if format_ is ReportFormat.json:
        typer.echo(found.model_dump_json(indent=2))
    else:
        for line in lines:
            out.print(line, soft_wrap=isinstance(line, str))
    _told(found.faults)


def run_report(
    root: Annotated[Path, typer.Argument(help="The dataset.")],
    page: Annotated[Path, typer.Option("--out", help="The HTML page to write.")],
    profile: Annotated[
        Path | None, typer.Option(help="Judge this profile; else the uncalibrated fusion.")
    ] = None,
    scheme: Annotated[
        SchemeName | None, typer.Option(help="Fit anew, and judge what was left out.")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(help="The other dataset, for the scheme cross.")
    ] = None,
    model: ModelsOption = None,
    target: TargetOption = 0.05,
    seed: Annotated[int, typer.Option(min=0, help="Seed of folds and intervals.")] = 0,
    workers: Annotated[int, typer.Option(min=1, max=256, help="Processes to use.")] = 1,
) -> None:
    """Write what evaluate finds as one HTML page that needs no network."""
    from liveness.datasets.profile import Profile
    from liveness.studio.comparison_page import comparison_html
    from liveness.studio.evaluating import Question, evaluate
    from liveness.studio.reporting import report_html

    check_out(page)
    if model:
        _no_other_question(profile, scheme, against)
        compared = _compared(root, model, target, None, seed, workers)
        name = DatasetRoot.open(root).path.name
        _write(page, comparison_html(compared, title=name, generator=version_text()))
        _told(compared.faults)
        return
    question = Question(
        scheme="as-is" if scheme is None else scheme.value,
        profile=None if profile is None else Profile.load(profile),
        against=None if against is None else DatasetRoot.open(against),
        seed=seed,
    )
    question.check()
    dataset = DatasetRoot.open(root)
    with scoring() as step:
        found = evaluate(dataset, question, workers=workers, on_done=step)
    other = "" if question.against is None else f", judged on {question.against.path.name}"
    title = f"{dataset.path.name}{other}"
    _write(page, report_html(found, title=title, generator=version_text()))
    _told(found.faults)


def _write(page: Path, text: str) -> None:
    from liveness.datasets.durable import replace_file

    replace_file(page, text.encode())
    out.print(f"wrote {page}", markup=False, soft_wrap=True)


def _told(faults: Iterable[str]) -> None:
    """Tell of files that could not be read; exits with 1 where there are any."""
    for fault in (found := list(faults)):
        note(fault)
    if found:
        raise typer.Exit(1)


def _day(text: str | None) -> date | None:
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError(
            "E-CAL-05", f"--expires {text!r} is no day", "", "write it as 2027-06-30"
        ) from None


def check_out(path: Path) -> None:
    """Check that the result can be written before minutes of scoring."""
    folder = path.parent if str(path.parent) else Path()
    if path.is_dir() or not folder.is_dir() or not os.access(folder, os.W_OK):
        raise UsageError(
            "E-CAL-05",
            f"nothing can be written to {path}",
            "it is a folder" if path.is_dir() else f"{folder} cannot be written",
            "give --out a file in a folder that exists",
        )


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("calibrate")(run_calibrate)
    app.command("evaluate")(run_evaluate)
    app.command("report")(run_report)
