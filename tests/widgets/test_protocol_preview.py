from __future__ import annotations

from pytestqt.qtbot import QtBot

from liveness.datasets.protocol import Protocol
from liveness.datasets.protocol_plan import estimate, matrix
from liveness.widgets.protocol_preview import ProtocolPreview

PROTOCOL = Protocol.model_validate(
    {
        "id": "p",
        "title": "P",
        "subjects": 3,
        "setup_s": 10,
        "steps": [
            {"id": "live", "title": "L", "text": "x", "lighting": ["dim", "office"]},
            {
                "id": "print",
                "title": "P",
                "text": "x",
                "species": "print-matte",
                "pais": 2,
                "distance_mm": [400],
            },
        ],
    }
)


def test_it_shows_matrix_hours_and_disk(qtbot: QtBot) -> None:
    preview = ProtocolPreview()
    qtbot.addWidget(preview)
    preview.show()
    preview.set_plan(matrix(PROTOCOL), estimate(PROTOCOL), 3)
    model = preview.matrix
    rows = [
        [model.data(model.index(row, column)) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]
    assert rows == [
        ["live", "bona-fide", "dim", "\u2013", "\u2013", "1"],
        ["live", "bona-fide", "office", "\u2013", "\u2013", "1"],
        ["print", "print-matte", "\u2013", "40 cm", "2", "2"],
    ]
    # 3 x (4 x (4 + 10 + 3) + 2 x 120) s; 3 x 16 s at 36 MB/s
    assert preview.total.text() == (
        "For 3 people: 12 takes, 6 live, 6 attacks. About 15 min of one camera and one "
        "operator. About 1.7 GB lossless at 720p, or 432 MB as the camera's JPEG at 1080p. "
        "Optional steps do not count."
    )
    preview.set_plan((), None)
    assert model.rowCount() == 0
    assert preview.total.text() == ""
    assert not preview.grab().isNull()
