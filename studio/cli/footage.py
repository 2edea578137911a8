"""``import``: footage that exists becomes takes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from liveness.datasets.errors import DataError, LivenessError, UsageError
from liveness.datasets.imports.registry import LAYOUTS
from liveness.datasets.presentation import Presentation
from liveness.datasets.store import DatasetRoot
from liveness.datasets.take import TakeRecord
from liveness.studio.importing import Progress, expand, import_file
from liveness.studio.taking import TakeRequest

from .promises import PrivacyOption, Promises, RetainOption
from .public_sets import check_alone, import_layout
from .shared import (
    TAKE_COLUMNS,
    Format,
    check_pseudonyms,
    emit,
    fail,
    note,
    progress,
    take_row,
    visit,
)


def label(
    bona_fide: bool, attack: str | None, subject: str, target: str | None, pai: str | None
) -> Presentation:
    """Return the label that the options stand for.

    Raises
    ------
    UsageError
        ``E-LAB-06`` unless exactly one of bona fide and attack is given; ``E-LAB-01`` for an
        unknown species; ``E-LAB-03`` for a target or PAI of a live person.
    """
    if bona_fide == (attack is not None):
        raise UsageError(
            "E-LAB-06",
            "the label is missing or double",
            "",
            "give --bona-fide or --attack SPECIES",
        )
    if attack is None:
        if target or pai:
            raise UsageError(
                "E-LAB-03", "a bona fide presentation has no --target and no --pai"
            )
        return Presentation(subject=subject)
    return Presentation.attack(attack, subject=subject, target=target, pai=pai)


_SUBJECT = "Who is before the camera (pseudonym)."
_CONSENT = "Id of that person's consent record; with --layout, of the set's licence."
_LAYOUT = (
    "Read a folder as this public set: " + ", ".join(known.name for known in LAYOUTS) + "."
)
_LICENCE = "--layout: the set's licence, from which a missing consent record is made."


def run(
    media: Annotated[list[Path], typer.Argument(help="Videos, images, or folders of them.")],
    root: Annotated[Path, typer.Option("--out", help="The dataset.")],
    consent: Annotated[str, typer.Option(help=_CONSENT)],
    subject: Annotated[str | None, typer.Option(help=_SUBJECT)] = None,
    bona_fide: Annotated[bool, typer.Option("--bona-fide", help="A live person.")] = False,
    attack: Annotated[str | None, typer.Option(help="An attack of this PAI species.")] = None,
    target: Annotated[str | None, typer.Option(help="Whom the PAI shows (pseudonym).")] = None,
    pai: Annotated[str | None, typer.Option(help="Id of the PAI.")] = None,
    session: Annotated[str | None, typer.Option(help="Session to add to, or to begin.")] = None,
    operator: Annotated[str | None, typer.Option(help="Who imports (pseudonym).")] = None,
    site: Annotated[str, typer.Option(help="Where it was recorded.")] = "imported",
    privacy: PrivacyOption = None,
    retain_until: RetainOption = None,
    keep_without_face: Annotated[
        bool, typer.Option(help="Keep footage without a face, as a non-response.")
    ] = False,
    layout: Annotated[str | None, typer.Option(help=_LAYOUT)] = None,
    licence: Annotated[Path | None, typer.Option(help=_LICENCE)] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to report.")] = Format.table,
) -> None:
    """Turn existing footage into takes, its frames untouched and every one analysed.

    With --privacy face or signals only that part of them is stored; the footage itself stays
    where it is, and its hash is noted.
    """
    promises = Promises.of(privacy, retain_until)
    if layout is not None:
        live = "yes" if bona_fide else None
        answered = {"subject": subject, "attack": attack, "target": target, "pai": pai}
        check_alone({**answered, "session": session, "bona-fide": live})
        read_as = (layout, media, root, consent, licence)
        import_layout(*read_as, operator, keep_without_face, format_, promises)
        return
    if subject is None:
        raise UsageError("E-LAB-02", "the subject is missing", "", "give --subject ID")
    check_pseudonyms(subject=subject, target=target, pai=pai)
    presentation = label(bona_fide, attack, subject, target, pai)
    dataset = DatasetRoot.open(root)
    record = dataset.consents.require(consent, subject)
    files = expand(media)
    if not files:
        raise DataError("E-DAT-13", "there is no media to import", ", ".join(map(str, media)))
    with visit(
        dataset, site=site, operator=operator, camera="import", name=session,
        promises=promises,
    ) as where:  # fmt: skip
        request = TakeRequest(presentation, record, where)
        takes, faults = _import_all(dataset, request, files, keep_without_face)
    emit([take_row(take) for take in takes], TAKE_COLUMNS, format_, empty="no take was made")
    if faults:
        note(f"{len(takes)} of {len(files)} files became takes")
        raise typer.Exit(1)


def _import_all(
    dataset: DatasetRoot, request: TakeRequest, files: list[Path], keep_without_face: bool
) -> tuple[list[TakeRecord], int]:
    takes: list[TakeRecord] = []
    faults = 0
    with progress() as bar:
        for path in files:
            task = bar.add_task(path.name, total=None)

            def show(done: Progress, task: object = task) -> None:
                bar.update(task, completed=done.frames, total=done.of)  # type: ignore[arg-type]

            try:
                takes.append(
                    import_file(
                        dataset,
                        request,
                        path,
                        progress=show,
                        keep_without_face=keep_without_face,
                    )
                )
            except LivenessError as error:
                faults += 1
                fail(error)
                if error.code.startswith("E-DSK"):
                    break  # the next file would meet the same disk
    return takes, faults


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(run)
