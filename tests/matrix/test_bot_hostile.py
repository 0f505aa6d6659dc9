"""Does somebody's red alert arrive in time while somebody else sends what is hard to read?"""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from demo.world.homeserver import Homeserver
from demo.world.person import Person, Refused
from tests.matrix.bot_fixtures import Project, project_at_work

LENGTH = 14_900
WORST = [
    f"!aufgabe x\nretro: R1{' ' * LENGTH}x",
    f"!treffen x\nwann: {'1.' * (LENGTH // 2)}",
    f"!treffen x\nwann: jeden {'1st ' * 38}x",
    f"!treffen verschieben S1 am{' ' * 1_900}x",
    f"!aufgabe x\nbis: {'9' * 4_301}",
    f"!blocker x{' ' * LENGTH}x",
    f"!blocker x {',ampel: ' * (LENGTH // 8)}",
    f"!einstellungen x{' ' * 1_900}y",
    f"!einstellungen wochenüberblick: mo {'um ' * 600}x",
    f"!retro stop: {'x: ' * (LENGTH // 3)}",
    f"!retro + x{chr(10) * LENGTH}x",
    f"!team {'a@b:' * (LENGTH // 4)}",
    "!" + "ä\u0301\u0323" * 4_000,
    "[" * 40_000,
    "\n" * 30_000 + "!blocker x",
]
HTML = [
    "!a &#" + "9" * 5_000 + ";",
    "<ul><li>" * 4_000 + "!blocker x",
    "<a href='https://matrix.to/#/@a:b'>" * 800,
    "<p " + "a=" * 15_000,
    "<blockquote>" * 2_500 + "!blocker x",
    "&" * 30_000,
]
LARGE: list[dict[str, Any]] = [
    {"msgtype": "m.text", "body": "!blocker x", "m.mentions": {"user_ids": [f"@person{number}:stadt.example" for number in range(1_500)]}},
    *({"msgtype": "m.text", "body": body} for body in WORST),
    *({"msgtype": "m.text", "body": "!blocker x", "format": "org.matrix.custom.html", "formatted_body": html} for html in HTML),
]
TIMES = 3
"""How often each is sent, so that a second each would be far more than anybody waits."""
MAX_WORK_BEFORE_ALERT_S = 5.0
"""Seconds of the processor from the red blocker to its alert, for two answers among a hundred messages that are hard to read."""


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def project(server: Homeserver, tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Project]:
    async with project_at_work(server, tmp_path_factory.mktemp("bot")) as running:
        yield running


def worked(pid: int) -> float:
    """Seconds that the processor has spent on a process: a busy machine makes them come later, and not more."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.thorough
async def test_an_alert_does_not_wait_for_what_somebody_else_has_sent(project: Project, anna: Person, ben: Person) -> None:
    theirs, ours = await project.team(ben), await project.team(anna)
    await project.answer(ben, theirs, await ben.say(theirs, "!treffen Jour fixe | wann: morgen 10 Uhr"))
    before = worked(project.bot.pid)
    sent = 0
    for content in LARGE * TIMES:
        with suppress(Refused):
            await ben.send(theirs, "m.room.message", content)
            sent += 1
    assert sent > len(LARGE)
    asked = worked(project.bot.pid)
    await anna.say(ours, "!blocker Server aus | ampel: rot")
    async with asyncio.timeout(120):
        await project.ada.sees(project.pmo, lambda line: "Server aus" in line.body, 120)
    assert worked(project.bot.pid) - asked < MAX_WORK_BEFORE_ALERT_S

    last = await ben.say(theirs, "!blocker Das war das letzte")
    async with asyncio.timeout(120):
        await ben.sees(theirs, lambda line: line.content.get("de.lotse.once") == f"answer:{last}", 120)
    assert (worked(project.bot.pid) - before) / sent < 1, "seconds of work for one message"
    assert not [line for line in project.bot.said if '"event failed"' in line or "could not be read" in line]
