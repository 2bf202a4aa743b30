"""A second start rings at the first, over a local socket."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from diptych.ui.doorbell import Doorbell, ring


@pytest.fixture(autouse=True)
def short_names(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Sockets lie in a folder of the test run."""
    monkeypatch.setenv("TMPDIR", str(tmp_path_factory.mktemp("s")))


def test_a_ring_is_heard(qtbot: QtBot, qapp: QApplication, tmp_path: Path, no_network: list[str]) -> None:
    bell = Doorbell()
    assert bell.listen(tmp_path)
    with qtbot.waitSignal(bell.rung):
        assert ring(tmp_path)
    bell.close()
    assert no_network == []


def test_nobody_answers_at_another_librarys_door(qapp: QApplication, tmp_path: Path) -> None:
    bell = Doorbell()
    assert bell.listen(tmp_path / "one")
    assert not ring(tmp_path / "other")
    bell.close()
    assert not ring(tmp_path / "one")


def test_a_socket_left_behind_is_in_nobodys_way(qapp: QApplication, tmp_path: Path) -> None:
    first, second = Doorbell(), Doorbell()
    assert first.listen(tmp_path)
    assert second.listen(tmp_path)
    second.close()
    first.close()
