"""What has the running bot loaded? Each of these packages takes megabytes or a part of the start, and it works without them."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

from demo.world.homeserver import Homeserver
from tests.matrix.bot_fixtures import project_at_work

NEVER = {"demo", "synapse"}
ONLY_WHERE_NEEDED = {
    "alembic": "a database that has to be brought up to date",
    "asyncpg": "PostgreSQL",
    "sqlalchemy.ext.asyncio": "PostgreSQL",
    "sqlalchemy.orm": "PostgreSQL",
    "aiohttp.web": "health and metrics",
    "prometheus_client": "health and metrics",
    "dateparser": "a date that our own reader does not know",
    "icalendar": "a meeting",
    "storage.transfer": "the command line",
}


async def test_the_bot_at_work_has_loaded_nothing_that_it_does_not_use(
    server: Homeserver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with project_at_work(server, tmp_path) as project:
        await project.bot.stop()
        monkeypatch.setenv("PYTHONPROFILEIMPORTTIME", "1")
        await project.bot.start()
        await project.answer(project.ada, project.pmo, await project.ada.say(project.pmo, f"!blocker Raum fehlt {secrets.token_hex(2)}"))

        loaded = {line.rpartition("|")[2].strip() for line in project.bot.said if line.startswith("import time:")}

    unwanted = NEVER | set(ONLY_WHERE_NEEDED)
    assert "bot.process" in loaded
    assert sorted(name for name in loaded if any(name == each or name.startswith(f"{each}.") for each in unwanted)) == []
