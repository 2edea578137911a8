"""A package of somebody else: its signal, source, protocol and exporter are found."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from liveness.capture import plugins
from liveness.capture.sources import describe_sources, open_source
from liveness.datasets.errors import UsageError
from liveness.datasets.exports.registry import exporter_of
from liveness.datasets.plugin_points import GROUPS, offered
from liveness.studio.doctor_traps import check_plugins
from liveness.studio.environment import Environment
from liveness.studio.protocols import find_protocol, shipped_protocols

MODULE = '''
"""A sample plug-in."""
from liveness.capture.demo import DemoSource
from liveness.capture.signals import SIGNALS


class Pulse(SIGNALS[0]):
    name = "pulse"


def open_toy(text, timeout_s):
    return DemoSource("bona-fide", subject=int(text or 0))


class Toy:
    name = "toy"
    title = "Toy"


PROTOCOL = {protocol!r}
'''

ENTRIES = """
[liveness.signals]
pulse = toy_plugin:Pulse

[liveness.sources]
toy = toy_plugin:open_toy

[liveness.protocols]
site-x = toy_plugin:PROTOCOL

[liveness.exporters]
toy = toy_plugin:Toy
broken = toy_plugin:NoSuchThing
"""


def _forget() -> None:
    offered.cache_clear()
    plugins.load_signals.cache_clear()
    sys.modules.pop("toy_plugin", None)


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    shipped = Path(__file__).resolve().parents[1] / "studio" / "protocols"
    text = (shipped / "quick-check.toml").read_text("utf-8")
    text = text.replace('id = "quick-check"', 'id = "site-x"', 1)
    (tmp_path / "toy_plugin.py").write_text(MODULE.format(protocol=text), "utf-8")
    info = tmp_path / "toy_plugin-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: toy-plugin\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(ENTRIES)
    monkeypatch.syspath_prepend(str(tmp_path))
    _forget()
    yield
    _forget()


@pytest.mark.usefixtures("package")
def test_everything_that_it_offers_is_found() -> None:
    assert "pulse" in [made.name for made in plugins.load_signals().classes]
    with open_source("toy:3") as source:
        assert source.info.kind == "demo"
    assert "toy:TEXT" in [each.spec for each in describe_sources()]
    assert find_protocol("site-x").id == "site-x"
    assert exporter_of("toy").name == "toy"
    with pytest.raises(UsageError, match=r"E-EXP-03.*toy"):
        exporter_of("zork")


@pytest.mark.usefixtures("package")
def test_doctor_lists_it_and_names_what_is_broken() -> None:
    found, faults = Environment().plugins()
    assert found["liveness.sources"] == ["toy"]
    assert found["liveness.protocols"] == ["site-x"]
    assert len(faults) == 1
    finding = check_plugins(Environment())
    assert (finding.state, finding.code) == ("fault", "E-ENV-24")
    assert "'broken' of liveness.exporters" in finding.measured


def test_without_it_nothing_is_there() -> None:
    assert all(offered(group).faults == () for group in GROUPS)
    assert "site-x" not in [protocol.id for protocol in shipped_protocols()]
    with pytest.raises(UsageError, match="E-PRO-02"):
        find_protocol("site-x")
