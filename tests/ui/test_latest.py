"""Reads that overtake each other."""

from __future__ import annotations

import threading
from functools import partial

from pytestqt.qtbot import QtBot

from diptych.ui.panels.latest import Latest
from diptych.ui.tasks import ImmediatePool, TaskPool


def test_of_what_is_asked_for_meanwhile_only_the_last_is_read(qtbot: QtBot, thread_pool: TaskPool) -> None:
    latest, gate = Latest(thread_pool, thread_pool), threading.Event()
    read: list[int] = []
    told: list[int] = []

    def first() -> int:
        gate.wait(5)
        return 0

    def wish(number: int) -> int:
        read.append(number)
        return number

    latest.read(first, told.append)
    for number in (1, 2, 3):
        latest.read(partial(wish, number), told.append)
    gate.set()
    qtbot.waitUntil(lambda: told == [0, 3])
    assert read == [3]


def test_one_after_the_other_is_read(pool: ImmediatePool) -> None:
    latest = Latest(pool, pool)
    told: list[int] = []
    for number in (1, 2):
        latest.read(partial(int, number), told.append)
    assert told == [1, 2]
