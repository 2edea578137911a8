"""Asks which consent to withdraw: python examples/withdraw_dialog.py."""

from PySide6.QtWidgets import QApplication

from liveness.datasets.consent import Consent
from liveness.widgets import theme
from liveness.widgets.withdraw_dialog import WithdrawDialog

app = QApplication([])
theme.apply(app)
consents = [Consent(id="C-S1-1", subject="S1"), Consent(id="C-S2-1", subject="S2")]
dialog = WithdrawDialog(consents)
dialog.counted.connect(lambda subject: dialog.set_count(subject, "3 takes, 270 frames"))
dialog.withdraw_requested.connect(lambda id_: print("withdraw", id_))
dialog.erase_requested.connect(lambda id_: print("withdraw and erase", id_))
dialog.ask_count()
dialog.show()
app.exec()
