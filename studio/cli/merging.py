"""``merge``: the datasets of several computers become one."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.merge import Merged, merge_roots
from liveness.datasets.store import DatasetRoot

from .shared import Format, note, progress


def merge(
    root: Annotated[Path, typer.Argument(help="The dataset that grows; made when it is new.")],
    others: Annotated[list[Path], typer.Argument(help="The datasets that are brought in.")],
    prefix: Annotated[
        str, typer.Option(help="Put before incoming pseudonyms, for instance SITE-.")
    ] = "",
    link: Annotated[
        bool, typer.Option("--link", help="Link take files instead of copying them.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be done.")] = (
        False
    ),
    skip_conflicts: Annotated[
        bool, typer.Option("--skip-conflicts", help="Bring in what is free of conflicts.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="table or json.")] = Format.table,
) -> None:
    """Bring the takes of other datasets into one, with people, consents, and splits."""
    with tempfile.TemporaryDirectory() as spare, progress() as bar:
        # a dry run makes nothing, so a dataset that does not exist yet is planned elsewhere
        place = Path(spare) / "new" if dry_run and not root.exists() else root
        fresh = not (place / "dataset.json").exists()
        for other in others:
            DatasetRoot.open(other)
        dataset = DatasetRoot.open_or_create(place)
        tasks = {name: bar.add_task(name, total=None) for name in ("checking", "copying")}
        merged = merge_roots(
            dataset,
            others,
            prefix=prefix,
            link=link,
            dry_run=dry_run,
            skip_conflicts=skip_conflicts,
            progress=lambda name, done, of, _: bar.update(
                tasks[name], completed=done, total=of
            ),
        )
    if format_ is Format.json:
        typer.echo(json.dumps(_content(merged), indent=2))
    else:
        _print(merged, root, dry_run=dry_run, fresh=fresh)
    if merged.conflicts:
        raise typer.Exit(1)


def _content(merged: Merged) -> dict[str, object]:
    return {
        "done": merged.done,
        "takes": list(merged.takes),
        "sessions": list(merged.sessions),
        "people": list(merged.people),
        "known": merged.known,
        "notes": list(merged.notes),
        "conflicts": [
            {"path": conflict.path, "text": conflict.text, "fix": conflict.fix}
            for conflict in merged.conflicts
        ],
    }


def _print(merged: Merged, root: Path, *, dry_run: bool, fresh: bool) -> None:
    for conflict in merged.conflicts:
        note(f"conflict: {conflict}")
    for text in merged.notes:
        typer.echo(text)
    news = ", ".join(
        f"{len(items)} new {name if len(items) != 1 else one}"
        for items, name, one in (
            (merged.takes, "takes", "take"),
            (merged.sessions, "sessions", "session"),
            (merged.people, "people", "person"),
        )
    )
    known = f"; {merged.known} takes were there already" if merged.known else ""
    if merged.done:
        typer.echo(f"{root} has {news}{known}")
    elif dry_run:
        typer.echo(f"{root} would have {news}{known}; nothing was changed")
    else:
        left = "the new dataset is empty" if fresh else "nothing was changed"
        count = len(merged.conflicts)
        note(
            f"{left}, for {count} conflict{'' if count == 1 else 's'}; --skip-conflicts brings "
            f"in the rest: {news}"
        )


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("merge")(merge)
