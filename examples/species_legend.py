"""What colour and dash each label has: python examples/species_legend.py."""

from PySide6.QtWidgets import QApplication

from liveness.widgets import theme
from liveness.widgets.species_legend import SpeciesLegend

app = QApplication([])
theme.apply(app)
widget = SpeciesLegend()
widget.set_counts({"bona-fide": 80, "print-matte": 60, "replay-phone": 60, "mask-rigid": 12})
widget.resize(420, 60)
widget.show()
app.exec()
