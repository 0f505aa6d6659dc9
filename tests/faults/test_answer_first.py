"""Whoever gave a command is answered before the bot asks what else is new, unless that takes long."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults.faults import Fault, Request
from tests.faults.lab import TEAM, Lab


@pytest.fixture
async def lab(lab_founded: Lab, tmp_path: Path) -> AsyncIterator[Lab]:
    lab = lab_founded.again(tmp_path)
    await lab.start()
    lab.steps.clear()
    yield lab
    await lab.stop()


def received(lab: Lab, text: str) -> bool:
    with closing(sqlite3.connect(lab.database)) as database:
        [(count,)] = database.execute("SELECT count(*) FROM blockers WHERE text = ?", (text,)).fetchall()
    return bool(count)


async def test_the_answer_is_sent_before_the_next_question(lab: Lab) -> None:
    await lab.says(TEAM, "Anna", "!blocker Raum fehlt")

    asked = [step for step in lab.steps if step in ("before request send", "after commit of relay", "before request sync")]
    assert asked[:3] == ["before request send", "after commit of relay", "before request sync"]


async def test_what_is_not_answered_keeps_nobody_waiting(lab: Lab) -> None:
    await lab.taps(TEAM, "Anna", "🎉", on=await lab.says(TEAM, "Ben", "!blocker Raum fehlt"))
    await lab.says(TEAM, "Anna", "!blocker Beamer fehlt")

    assert received(lab, "Beamer fehlt")


async def test_while_an_answer_takes_long_the_bot_listens_again_after_a_breath(lab: Lab) -> None:
    lab.server.faults = [(frozenset({Request.SEND}), Fault.IGNORED)]
    await lab.says(TEAM, "Anna", "!blocker Raum fehlt")
    await lab.says(TEAM, "Ben", "!blocker Beamer fehlt")
    assert not received(lab, "Beamer fehlt")

    await lab.pass_(seconds=0.1)

    assert received(lab, "Beamer fehlt")


@pytest.mark.parametrize(("seconds", "handled_before"), [(0, 6), (1, 2)])
async def test_after_a_downtime_nobody_waits_for_all_the_others(lab: Lab, seconds: int, handled_before: int) -> None:
    """Answers come together when that takes a moment; where the database is far, they begin after two seconds."""
    await lab.stop()
    for number in range(6):
        await lab.says(TEAM, "Anna", f"!blocker Raum {number} fehlt")
    lab.takes = {"after commit of dispatch": timedelta(seconds=seconds)}
    lab.steps.clear()
    await lab.start()

    first = lab.steps.index("before request send")
    assert lab.steps[:first].count("after commit of dispatch") == handled_before
    assert [len(lab.spoken(TEAM, f"Raum {number} fehlt")) for number in range(6)] == [1] * 6
