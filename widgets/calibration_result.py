"""A calibration's result in words: each value with its unit, interval and number of views."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from liveness.datasets.camera_profile import (
    ColourResult,
    DistanceResult,
    Estimate,
    FlickerResult,
    LensResult,
    NoiseResult,
    Result,
    ScreenResult,
)

from . import theme, wording

Row = tuple[str, str]


class ResultWords(QObject):
    """Puts results into words."""

    def interval(self, estimate: Estimate, digits: int) -> str:
        """Return a value with its unit and the interval of 95 %."""
        unit = {"deg": "°", "1": ""}.get(estimate.unit, f" {estimate.unit}")
        return self.tr("{value}{unit}, 95 %: {low} to {high}").format(
            value=f"{estimate.value:.{digits}f}",
            unit=unit,
            low=f"{estimate.low:.{digits}f}",
            high=f"{estimate.high:.{digits}f}",
        )

    def rows(self, result: Result) -> list[Row]:
        """Return name and text of everything that a result says."""
        if isinstance(result, LensResult):
            rows = self._lens(result)
        elif isinstance(result, DistanceResult):
            rows = self._distance(result)
        elif isinstance(result, NoiseResult):
            rows = self._noise(result)
        elif isinstance(result, ColourResult):
            rows = self._colour(result)
        elif isinstance(result, FlickerResult):
            rows = self._flicker(result)
        elif isinstance(result, ScreenResult):
            rows = self._screen(result)
        else:
            rows = []
        rows.append((self.tr("from"), self.tr("{n} observations").format(n=result.n)))
        rows += [(self.tr("note"), wording.sentence(text)) for text in result.notes]
        rows.append((self.tr("method"), wording.said(result.method)))
        return rows

    def _lens(self, result: LensResult) -> list[Row]:
        return [
            (self.tr("field of view"), self.interval(result.horizontal_fov_deg, 2)),
            (self.tr("upright"), self.interval(result.vertical_fov_deg, 2)),
            (self.tr("focal length"), self.interval(result.focal_x_px, 1)),
            (self.tr("corners off by"), f"{result.rms_px:.2f} px"),
            (self.tr("picture seen"), f"{100 * result.coverage:.0f} %"),
        ]

    def _distance(self, result: DistanceResult) -> list[Row]:
        by = (
            self.tr("distance of the card")
            if result.reference == "card"
            else self.tr("by the irises")
        )
        rows = [
            (by, self.interval(result.distance_mm, 0)),
            (self.tr("scale"), self.interval(result.scale_mm_per_px, 3)),
        ]
        if result.iris_distance_mm is not None and result.reference == "card":
            rows.append((self.tr("by the irises"), self.interval(result.iris_distance_mm, 0)))
        light = result.light
        if light is not None:
            text = self.tr(
                "white {white:.0f}, black {black:.0f}, uneven by {uneven:.2f}"
            ).format(white=light.white, black=light.black, uneven=light.unevenness)
            rows.append((self.tr("light on the card"), text))
        return rows

    def _noise(self, result: NoiseResult) -> list[Row]:
        rows = []
        if result.gain_dn_per_e is not None and result.read_noise_dn is not None:
            rows = [
                (self.tr("gain"), self.interval(result.gain_dn_per_e, 4)),
                (self.tr("noise in the dark"), self.interval(result.read_noise_dn, 2)),
            ]
        levels = result.levels
        for level in levels[:: max(1, len(levels) // 4)]:
            name = self.tr("noise at {mean:.0f}").format(mean=level.mean)
            rows.append((name, self.interval(level.noise, 2)))
        return rows

    def _colour(self, result: ColourResult) -> list[Row]:
        rows = [
            (self.tr("gain of red"), self.interval(result.red_gain, 3)),
            (self.tr("gain of blue"), self.interval(result.blue_gain, 3)),
        ]
        if result.gamma is not None:
            rows.append((self.tr("tone curve, gamma"), self.interval(result.gamma, 2)))
        if result.error_mean is not None and result.corrected_mean is not None:
            text = self.tr(
                "{mean:.1f} in the mean, {corrected:.1f} with a matrix (Delta E)"
            ).format(mean=result.error_mean, corrected=result.corrected_mean)
            rows.append((self.tr("colour error"), text))
        return rows

    def _flicker(self, result: FlickerResult) -> list[Row]:
        verdict = {
            "100": self.tr("100 Hz: mains of 50 Hz"),
            "120": self.tr("120 Hz: mains of 60 Hz"),
            "none": self.tr("none is seen"),
            "unknown": self.tr("cannot be told"),
        }[result.verdict]
        rows = [(self.tr("flicker"), verdict)]
        if result.modulation_percent is not None:
            rows.append((self.tr("modulation"), self.interval(result.modulation_percent, 2)))
        rows.append((self.tr("frame rate"), f"{result.fps:.2f} fps"))
        if result.readout_ms is not None:
            rows.append((self.tr("first row to last"), f"{result.readout_ms:.1f} ms"))
        return rows + [(self.tr("note"), wording.sentence(text)) for text in result.reasons]

    def _screen(self, result: ScreenResult) -> list[Row]:
        names = (self.tr("to the right"), self.tr("below"), self.tr("before the camera"))
        rows = [
            (name, self.interval(part, 0))
            for name, part in zip(names, result.centre_mm, strict=True)
        ]
        rows.append((self.tr("direction known to"), f"{1.96 * result.angle_sd_deg:.2f}°"))
        rows.append((self.tr("corners off by"), f"{result.rms_px:.2f} px"))
        return rows


def result_rows(result: Result) -> list[Row]:
    """Return name and text of everything that a result says."""
    return ResultWords().rows(result)


class CalibrationResult(QWidget):
    """Shows one result, or nothing."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(theme.GRID)
        self._result: Result | None = None
        self.setAccessibleName(self.tr("Result"))

    @property
    def result(self) -> Result | None:
        """What is shown."""
        return self._result

    def set_result(self, result: Result | None) -> None:
        """Show another result; ``None`` shows nothing."""
        self._result = result
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, text in [] if result is None else result_rows(result):
            value = QLabel(text)
            value.setWordWrap(True)
            value.setFont(theme.font(13, tabular=True))
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            label = QLabel(name)
            label.setForegroundRole(self.foregroundRole())
            self._form.addRow(label, value)
